import WhimbrelModel

/// The keys of a column whose values become others that are the same as each other: whether rows stand in
/// the way of one.
struct MergedKeys {
  let planner: Planner
  private var names: Names { planner.names }

  struct Key {
    var columns: [Name]
    var isNullsNotDistinct: Bool
  }

  /// Asks of each key with the column whether it has rows that are the same once `value` says what of a
  /// column is compared; `how` says in which way they are the same.
  func preflights(
    for id: ObjectID, of table: Catalog.Table, _ how: String, _ value: (Name) -> String
  ) -> [Preflight] {
    var seen: Set<[Name]> = []
    return planner.newParts[id.with(.table)].sorted().compactMap { part in
      guard let key = key(planner.new[part]), key.columns.contains(id.member),
        key.columns.allSatisfy({ stands($0, of: id) }), seen.insert(key.columns).inserted
      else { return nil }
      return preflight(key, of: id, table, how, value)
    }
  }

  /// Keys of whole columns and whole tables. What a condition picks out is another set of rows once
  /// the values are others.
  private func key(_ object: CatalogObject?) -> Key? {
    switch object {
    case .constraint(let constraint):
      switch constraint.kind {
      case .primaryKey(let key), .unique(let key):
        if key.isWithoutOverlaps { return nil }
        return Key(columns: key.columns, isNullsNotDistinct: key.isNullsNotDistinct)
      default: return nil
      }
    case .index(let index):
      guard index.isUnique, index.predicate == nil else { return nil }
      let columns = index.elements.compactMap { element -> Name? in
        if case .column(let name) = element.key { return name }
        return nil
      }
      guard columns.count == index.elements.count else { return nil }
      return Key(columns: columns, isNullsNotDistinct: index.isNullsNotDistinct)
    default: return nil
    }
  }

  private func stands(_ name: Name, of id: ObjectID) -> Bool {
    let column = id.with(.column, member: name)
    return planner.old.column(column) != nil && !planner.created.contains(column)
  }

  private func preflight(
    _ key: Key, of id: ObjectID, _ table: Catalog.Table, _ how: String, _ compared: (Name) -> String
  ) -> Preflight {
    let groups = key.columns.map(compared).joined(separator: ", ")
    let present = key.columns.map { "\($0.quoted) IS NOT NULL" }.joined(separator: " AND ")
    let list = key.columns.map(\.quoted).joined(separator: ", ")
    let value = "quote_literal(\(id.member.quoted))"
    let row = planner.primaryKey(of: table.id).map { columns in
      let parts = columns.map { "\(SQLText("\($0.quoted) ").literal) || \($0.quoted)" }
      return "\(value) || ' (' || \(parts.joined(separator: " || ', ' || ")) || ')'"
    }
    return Preflight(
      "values of (\(list)) in \(name: table.id, names) that are the same \(how)",
      """
      SELECT string_agg(\(row ?? value), ', ' ORDER BY \(id.member.quoted)) AS shown
      FROM \(from: table.id, names)\(key.isNullsNotDistinct ? "" : "\nWHERE \(present)")
      GROUP BY \(groups) HAVING count(*) > 1
      """)
  }
}

extension Planner {
  /// The columns of a table's primary key before.
  fileprivate func primaryKey(of table: ObjectID) -> [Name]? {
    for part in oldParts[table] {
      guard case .constraint(let constraint)? = old[part],
        case .primaryKey(let key) = constraint.kind
      else { continue }
      return key.columns
    }
    return nil
  }
}
