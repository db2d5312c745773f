import WhimbrelModel

/// What stands and falls with a relation: its constraints, indexes, triggers, rules, policies and
/// statistics; likewise a domain's constraints.
struct Parts {
  private var byRelation: [ObjectID: [ObjectID]] = [:]

  init(of catalog: Catalog) {
    for (id, object) in catalog.objects {
      if let relation = Parts.relation(of: id, object) {
        byRelation[relation, default: []].append(id)
      }
    }
  }

  /// The parts of a relation, whatever kind of relation the id says.
  subscript(_ id: ObjectID) -> [ObjectID] {
    id.member.isEmpty ? byRelation[id.with(.table)] ?? [] : []
  }

  /// As the id of a table, since a part's id does not tell which kind of relation it is on.
  static func relation(of id: ObjectID, _ object: CatalogObject) -> ObjectID? {
    switch id.kind {
    case .constraint, .rule, .trigger, .policy, .domainConstraint: return id.with(.table)
    case .statistics:
      guard case .statistics(let statistics) = object else { return nil }
      return statistics.relation.with(.table)
    case .index:
      guard case .index(let index) = object else { return nil }
      return index.relation.with(.table)
    default: return nil
    }
  }
}

extension Catalog {
  /// The columns of a table's primary key; nil when it has none.
  func primaryKey(of table: ObjectID, _ parts: Parts) -> [Name]? {
    for part in parts[table] {
      guard case .constraint(let constraint)? = objects[part],
        case .primaryKey(let key) = constraint.kind
      else { continue }
      return key.columns
    }
    return nil
  }
}
