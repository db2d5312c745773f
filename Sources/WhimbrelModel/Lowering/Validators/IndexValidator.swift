/// Indexes that their method cannot build (manual: CREATE INDEX, Index Types).
enum IndexValidator: Validator {
  private static let builtIn: Set<Name> = ["btree", "hash", "gist", "spgist", "gin", "brin"]
  private static let including: Set<Name> = ["btree", "gist", "spgist"]
  private static let maximum = 32

  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      for index in table.indexes { check(index, of: table, &problems) }
    }
  }

  private static func check(
    _ index: DeclaredIndex, of table: DeclaredTable, _ problems: inout Problems
  ) {
    let place = index.declaration.place
    let lowered = index.lowered
    let method = lowered.method
    let isKnown = builtIn.contains(method)
    if lowered.elements.isEmpty {
      problems.report(
        place, "an index of \(table.swiftName) has no columns", help: "name them: Index(a, b)")
    }
    if lowered.elements.count + lowered.include.count > maximum {
      problems.report(
        place, "an index of \(table.swiftName) has more than \(maximum) columns",
        help: "name at most \(maximum), included ones too")
    }
    if lowered.isUnique && isKnown && method != "btree" {
      problems.report(
        place, "an index of \(table.swiftName) is unique and \(method)",
        help: "only btree indexes can be unique")
    }
    if !lowered.include.isEmpty && isKnown && !including.contains(method) {
      problems.report(
        place, "an index of \(table.swiftName) includes columns and is \(method)",
        help: "only btree, gist and spgist indexes can carry columns along")
    }
    if isKnown && method != "btree" && lowered.elements.contains(where: \.isOrdered) {
      problems.report(
        place, "an index of \(table.swiftName) has an order and is \(method)",
        help: "only btree indexes are ordered")
    }
    if method == "hash" && lowered.elements.count > 1 {
      problems.report(
        place, "a hash index of \(table.swiftName) has more than one column",
        help: "use btree, or one column")
    }
  }
}

extension Catalog.IndexElement {
  fileprivate var isOrdered: Bool { isDescending || isNullsFirst }
}
