import WhimbrelModel

/// The keys of a column whose values become others that are the same as each other: whether rows stand in
/// the way of one.
struct MergedKeys {
  let planner: Planner
  private var names: Names { planner.names }

  struct Key {
    var columns: [Name]
    var isNullsNotDistinct: Bool
    var predicate: Expression?
  }

  /// Asks of each key with the column whether it has rows that are the same once `value` says what of a
  /// column is compared; `how` says in which way they are the same.
  func preflights(
    for id: ObjectID, of table: Catalog.Table, _ how: String, _ value: (Name) -> String
  ) -> [Preflight] {
    var seen: Set<[Name]> = []
    return planner.newParts[id.with(.table)].sorted().compactMap { part in
      guard let key = key(planner.new[part], of: id), key.columns.contains(id.member),
        key.columns.allSatisfy({ stands($0, of: id) }),
        key.predicate != nil || seen.insert(key.columns).inserted
      else { return nil }
      return preflight(key, of: id, table, how, value)
    }
  }

  /// Keys of whole columns. What a condition over the column itself picks out is another set of rows
  /// once the values are others.
  private func key(_ object: CatalogObject?, of id: ObjectID) -> Key? {
    switch object {
    case .constraint(let constraint):
      switch constraint.kind {
      case .primaryKey(let key), .unique(let key):
        if key.isWithoutOverlaps { return nil }
        return Key(columns: key.columns, isNullsNotDistinct: key.isNullsNotDistinct)
      default: return nil
      }
    case .index(let index):
      let columns = index.plainColumns
      guard index.isUnique, index.isValid, columns.count == index.elements.count else { return nil }
      if index.predicate != nil {
        guard !index.isPicking(by: id.member), case .index(let before)? = planner.old[index.id],
          before.predicate == index.predicate
        else { return nil }
      }
      return Key(
        columns: columns, isNullsNotDistinct: index.isNullsNotDistinct, predicate: index.predicate)
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
    var conditions = key.predicate.map { ["(\($0.sql))"] } ?? []
    if !key.isNullsNotDistinct { conditions += key.columns.map { "\($0.quoted) IS NOT NULL" } }
    let filter = conditions.isEmpty ? "" : "\nWHERE \(conditions.joined(separator: " AND "))"
    let list = key.columns.map(\.quoted).joined(separator: ", ")
    let value = "quote_literal(\(id.member.quoted))"
    let row = planner.old.primaryKey(of: table.id, planner.oldParts).map { columns in
      let parts = columns.map { "\(SQLText("\($0.quoted) ").literal) || \($0.quoted)" }
      return "\(value) || ' (' || \(parts.joined(separator: " || ', ' || ")) || ')'"
    }
    return Preflight(
      "values of (\(list)) in \(name: table.id, names) that are the same \(how)",
      """
      SELECT string_agg(\(row ?? value), ', ' ORDER BY \(id.member.quoted)) AS shown
      FROM \(from: table.id, names)\(filter)
      GROUP BY \(groups) HAVING count(*) > 1
      """)
  }
}
