import WhimbrelModel

/// Finds the rows that hold a label which goes, in whatever the column's type wraps it.
struct HeldLabels {
  let old: Catalog
  let new: Catalog
  let hints: Hints
  let names: Names

  /// What a plan asks of a column whose type is taken over; nil when no label of it goes.
  func preflight(of column: Catalog.Column, in table: Catalog.Table) -> Preflight? {
    let id = table.id.with(.column, member: column.name)
    let labels = gone(from: column.type, of: id)
    guard !labels.isEmpty, table.foreign == nil,
      let condition = condition(column.name.quoted, column.type, of: id)
    else { return nil }
    let list = labels.map(\.literal).joined(separator: ", ")
    return Preflight(
      "rows with \(list) in \(name: id, names), which \(labels.count == 1 ? "is no label" : "are no labels") any more",
      "SELECT * FROM \(from: table.id, names) WHERE \(condition)")
  }

  private func gone(_ id: ObjectID) -> [SQLText] {
    guard case .enumType(let before)? = old[id], case .enumType(let after)? = new[id] else {
      return []
    }
    return LabelMap(hints.labels[id] ?? [:], from: before.labels, to: after.labels).gone
  }

  private func gone(from type: Catalog.TypeName, of owner: ObjectID) -> [SQLText] {
    guard let id = old.type(type, of: owner, names) else { return [] }
    return old.types(within: id).sorted().flatMap(gone)
  }

  /// Whether a value holds such a label; nil when it cannot.
  private func condition(
    _ value: String, _ type: Catalog.TypeName, of owner: ObjectID
  ) -> String? {
    guard let id = old.type(type, of: owner, names) else { return nil }
    let isArray = type.isArray
    if isArray, id.kind != .enumType {
      let element = Catalog.TypeName(SQLText(String(type.base.text.dropLast(2))))
      return condition("(\(value))[i]", element, of: owner).map {
        "EXISTS (SELECT FROM generate_subscripts(\(value), 1) AS i WHERE \($0))"
      }
    }
    switch old[id] {
    case .enumType?:
      let labels = gone(id).map(\.literal).joined(separator: ", ")
      if labels.isEmpty { return nil }
      return isArray ? "\(value)::text[] && ARRAY[\(labels)]" : "\(value)::text IN (\(labels))"
    case .domain(let domain)?: return condition(value, domain.base, of: id)
    case .compositeType(let composite)?:
      let fields = composite.columns.compactMap {
        condition("(\(value)).\($0.name.quoted)", $0.type, of: id)
      }
      return fields.isEmpty ? nil : "(\(fields.joined(separator: " OR ")))"
    case .rangeType(let range)? where range.isMultirange(type, names):
      let one = Catalog.TypeName(SQLText(names.qualified(id)))
      return condition("one", one, of: id).map {
        "EXISTS (SELECT FROM unnest(\(value)) AS one WHERE \($0))"
      }
    case .rangeType(let range)?:
      let bounds = ["lower(\(value))", "upper(\(value))"].compactMap {
        condition($0, range.subtype, of: id)
      }
      return bounds.isEmpty ? nil : "(\(bounds.joined(separator: " OR ")))"
    default: return nil
    }
  }
}
