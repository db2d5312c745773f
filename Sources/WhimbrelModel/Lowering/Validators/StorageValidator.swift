/// More columns than a table can have, and statistics targets out of range (manual: Limits).
enum StorageValidator: Validator {
  private static let maximum = 1600

  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      if table.columns.count > maximum {
        problems.report(
          table.place, "\(table.swiftName) has \(table.columns.count) columns",
          help: "a table has at most \(maximum): move some to a table of their own")
      }
      for column in table.columns {
        guard let target = column.declaration.statisticsTarget, !(0...10_000).contains(target)
        else { continue }
        problems.report(
          column.declaration.place,
          "\(table.swiftName).\(column.property) has a statistics target of \(target)",
          help: "give one from 0 to 10000, or none for the server's default")
      }
    }
  }
}
