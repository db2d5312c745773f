import WhimbrelModel

extension Catalog.Policy: Planned {
  package func create(_ names: Names) -> [Statement] {
    let sql = clauses(
      "CREATE POLICY", name.quoted, "ON", names.qualified(table),
      isPermissive ? nil : "AS RESTRICTIVE",
      command == .all ? nil : "FOR \(command.rawValue)",
      roles.isEmpty ? nil : "TO \(names.list(roles))",
      using.map { "USING (\($0.sql))" },
      check.map { "WITH CHECK (\($0.sql))" })
    return [Statement(sql, for: id, lock: .accessExclusive)]
  }

  package func drop(_ names: Names) -> [Statement] {
    [
      Statement(
        "DROP POLICY \(name.quoted) ON \(names.qualified(table))", for: id, lock: .accessExclusive)
    ]
  }

  /// ALTER POLICY can neither take an expression away nor change command or kind.
  package func alter(to new: Self, _ names: Names) -> Alteration {
    guard command == new.command, isPermissive == new.isPermissive,
      using == nil || new.using != nil, check == nil || new.check != nil
    else { return .rebuild }
    let sql = clauses(
      "ALTER POLICY", name.quoted, "ON", names.qualified(table),
      roles == new.roles ? nil : "TO \(new.roles.isEmpty ? "PUBLIC" : names.list(new.roles))",
      using == new.using ? nil : new.using.map { "USING (\($0.sql))" },
      check == new.check ? nil : new.check.map { "WITH CHECK (\($0.sql))" })
    return .inPlace([Statement(sql, for: id, lock: .accessExclusive)])
  }
}
