import WhimbrelModel

/// The default of a column of a table that exists.
enum DefaultChange {
  static func set(
    _ value: Expression, _ column: Name, of table: Catalog.Table, _ names: Names
  ) -> Statement {
    Statement(
      "\(table.alterKeyword) \(names.alone(table.id)) ALTER COLUMN \(column.quoted) SET DEFAULT \(value.sql)",
      for: table.id.with(.columnDefault, member: column), lock: .accessExclusive)
  }

  static func drop(_ column: Name, of table: Catalog.Table, _ names: Names) -> Statement {
    Statement(
      "\(table.alterKeyword) \(names.alone(table.id)) ALTER COLUMN \(column.quoted) DROP DEFAULT",
      for: table.id.with(.columnDefault, member: column), lock: .accessExclusive)
  }
}
