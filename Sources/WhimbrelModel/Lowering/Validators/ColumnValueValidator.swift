/// A column's value comes from one place: its default, its identity, or its expression.
enum ColumnValueValidator: Validator {
  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      for column in table.columns { check(column, of: table, &problems) }
    }
  }

  private static func check(
    _ column: DeclaredColumn, of table: DeclaredTable, _ problems: inout Problems
  ) {
    let declaration = column.declaration
    let what = "\(table.swiftName).\(column.property)"
    let values = declaration.overridden + [declaration.value]
    if !declaration.overridden.isEmpty {
      let kinds = values.map(\.title).joined(separator: " and ")
      problems.report(
        declaration.place, "\(what) has \(kinds)", help: "keep one of them")
    }
    if declaration.isNullable && !declaration.notNullName.isEmpty {
      problems.report(
        declaration.place, "\(what) is nullable and names its NOT NULL",
        help: "remove .nullable() or .notNull(name:)")
    }
    if declaration.isNullable, case .serial = declaration.type.kind {
      problems.report(
        declaration.place, "\(what) is nullable and serial", help: "remove .nullable()")
    }
    guard case .identity = declaration.value else { return }
    if declaration.isNullable {
      problems.report(
        declaration.place, "\(what) is nullable and an identity column",
        help: "remove .nullable(): a column that numbers itself is never NULL")
    }
    if !["smallint", "integer", "bigint"].contains(column.lowered.type.base.text) {
      problems.report(
        declaration.place, "\(what) is an identity column of type \(column.lowered.type)",
        help: "make it .smallint, .integer or .bigint")
    }
  }
}

extension Column.Value {
  fileprivate var title: String {
    switch self {
    case .none: "no value"
    case .default: "a default"
    case .identity: "an identity"
    case .generated: "a generation expression"
    }
  }
}
