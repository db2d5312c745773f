import WhimbrelModel

/// What a column that becomes CITEXT asks of the rows: whether a key of it holds values that are the
/// same without case.
struct CaselessKeys {
  let planner: Planner
  private var names: Names { planner.names }

  func preflights(for id: ObjectID) -> [Preflight] {
    guard let before = planner.old.column(id), let after = planner.new.column(id),
      after.type.isCitext, !before.type.isCitext, before.type.isText,
      let table = planner.old.table(of: id), table.foreign == nil
    else { return [] }
    var seen: Set<[Name]> = []
    return planner.newParts[id.with(.table)].sorted().compactMap { part in
      guard let key = key(planner.new[part]), key.columns.contains(id.member),
        key.columns.allSatisfy({ stands($0, of: id) }), seen.insert(key.columns).inserted
      else { return nil }
      return preflight(key, of: id, table)
    }
  }

  private struct Key {
    var columns: [Name]
    var isNullsNotDistinct: Bool
  }

  /// Keys of whole columns and whole tables. What a condition picks out is another set of rows once
  /// its comparisons are without case.
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

  /// CITEXT compares by `lower` of the default collation, whatever the column's own is (manual: citext).
  private func preflight(_ key: Key, of id: ObjectID, _ table: Catalog.Table) -> Preflight {
    let groups = key.columns.map { name -> String in
      let column = planner.new.column(id.with(.column, member: name))
      return column?.type.isCitext == true
        ? "lower(\(name.quoted)::text COLLATE \"default\")" : name.quoted
    }.joined(separator: ", ")
    let present = key.columns.map { "\($0.quoted) IS NOT NULL" }.joined(separator: " AND ")
    let list = key.columns.map(\.quoted).joined(separator: ", ")
    let value = "quote_literal(\(id.member.quoted))"
    let row = planner.primaryKey(of: table.id).map { columns in
      let parts = columns.map { "\(SQLText("\($0.quoted) ").literal) || \($0.quoted)" }
      return "\(value) || ' (' || \(parts.joined(separator: " || ', ' || ")) || ')'"
    }
    return Preflight(
      "values of (\(list)) in \(name: table.id, names) that are the same without case",
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
