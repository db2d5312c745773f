import WhimbrelModel

/// What a column that becomes CITEXT asks of the rows: whether a key of it holds values that are the
/// same without case.
struct CaselessKeys {
  let planner: Planner

  func preflights(for id: ObjectID) -> [Preflight] {
    guard let before = planner.old.column(id), let after = planner.new.column(id),
      after.type.isCitext, !before.type.isCitext, before.type.isText,
      let table = planner.old.table(of: id), table.foreign == nil
    else { return [] }
    // CITEXT compares by `lower` of the default collation, whatever the column's own is (manual: citext).
    return MergedKeys(planner: planner).preflights(for: id, of: table, "without case") { name in
      let column = planner.new.column(id.with(.column, member: name))
      return column?.type.isCitext == true
        ? "lower(\(name.quoted)::text COLLATE \"default\")" : name.quoted
    }
  }
}
