/// A table has at most one primary key, and none of its columns accepts NULL.
enum PrimaryKeyValidator: Validator {
  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      var isFirst = true
      for constraint in table.constraints {
        guard case .primaryKey(let key) = constraint.lowered.kind else { continue }
        if !isFirst {
          problems.report(
            constraint.attributes.place, "\(table.swiftName) has more than one primary key",
            help: "for a key of several columns write PrimaryKey(a, b) in constraints, once")
        }
        isFirst = false
        for name in key.columns {
          guard let column = table.column(name), column.declaration.isNullable else { continue }
          problems.report(
            column.declaration.place,
            "\(table.swiftName).\(column.property) is nullable and in the primary key",
            help: "remove .nullable(), or make the key a Unique constraint")
        }
      }
    }
  }
}
