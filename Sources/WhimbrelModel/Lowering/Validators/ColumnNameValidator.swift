/// Two columns of a table with one name: from two properties, or from two groups.
enum ColumnNameValidator: Validator {
  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      var first: [Name: DeclaredColumn] = [:]
      for column in table.columns {
        guard let other = first[column.name] else {
          first[column.name] = column
          continue
        }
        let (name, property) = (table.swiftName, column.property)
        problems.report(
          column.declaration.place,
          "\(name).\(other.property) and \(name).\(property) are both column \(column.name.quoted)",
          help: "give one of them a name of its own: Column(\"…\", …)")
      }
    }
  }
}
