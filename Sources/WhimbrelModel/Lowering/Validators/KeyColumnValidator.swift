/// A key has columns, each once, and no more than an index can hold (manual: Limits).
enum KeyColumnValidator: Validator {
  private static let maximum = 32

  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      for constraint in table.constraints {
        let place = constraint.attributes.place
        switch constraint.lowered.kind {
        case .primaryKey(let key), .unique(let key):
          check(key.columns, key.include, of: table, place, &problems)
        case .foreignKey(let key):
          check(key.columns, [], of: table, place, &problems)
        case .exclusion(let exclusion):
          if exclusion.elements.isEmpty {
            problems.report(
              place, "an exclusion constraint of \(table.swiftName) excludes nothing",
              help: "give it elements: Exclude((room, \"=\"), (during, \"&&\"))")
          }
        case .check: break
        }
      }
    }
  }

  private static func check(
    _ columns: [Name], _ include: [Name], of table: DeclaredTable, _ place: SourcePlace,
    _ problems: inout Problems
  ) {
    if columns.isEmpty {
      problems.report(
        place, "a key of \(table.swiftName) has no columns", help: "name them: Unique(a, b)")
    }
    if columns.count + include.count > maximum {
      problems.report(
        place, "a key of \(table.swiftName) has more than \(maximum) columns",
        help: "name at most \(maximum), included ones too")
    }
    for (position, name) in columns.enumerated()
    where columns[..<position].contains(name) && !name.isEmpty {
      problems.report(
        place, "a key of \(table.swiftName) names column \(name.quoted) twice",
        help: "name it once")
    }
  }
}
