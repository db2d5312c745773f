import WhimbrelModel

extension Catalog.Statistics: Planned {
  package func create(_ names: Names) -> [Statement] {
    let items = columns.map(\.quoted) + expressions.map { "(\($0.sql))" }
    let sql = clauses(
      "CREATE STATISTICS", names.qualified(id),
      kinds.isEmpty ? nil : "(\(kinds.joined(separator: ", ")))",
      "ON", items.joined(separator: ", "), "FROM", names.qualified(relation))
    return [Statement(sql, for: id, lock: .shareUpdateExclusive)]
      + (target == nil ? [] : [setTarget(names)])
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP STATISTICS \(names.qualified(id))", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    var same = self
    same.target = new.target
    return same == new ? .inPlace([new.setTarget(names)]) : .rebuild
  }

  private func setTarget(_ names: Names) -> Statement {
    Statement("ALTER STATISTICS \(names.qualified(id)) SET STATISTICS \(target ?? -1)", for: id)
  }
}
