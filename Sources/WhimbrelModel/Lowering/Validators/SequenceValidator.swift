/// How sequences and identity columns count (manual: CREATE SEQUENCE).
enum SequenceValidator: Validator {
  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for sequence in model.sequences {
      check(sequence.lowered.options, sequence.lowered.id.description, sequence.place, &problems)
    }
    for table in model.tables {
      for column in table.columns {
        guard let identity = column.lowered.identity else { continue }
        check(
          identity.options, "\(table.swiftName).\(column.property)", column.declaration.place,
          &problems)
      }
    }
  }

  private static func check(
    _ options: Catalog.SequenceOptions, _ what: String, _ place: SourcePlace?,
    _ problems: inout Problems
  ) {
    func report(_ isWrong: Bool, _ message: String, _ help: String) {
      if isWrong { problems.report(place, "\(what) \(message)", help: help) }
    }
    report(
      !["smallint", "integer", "bigint"].contains(options.type), "counts in \(options.type)",
      "count in .smallint, .integer or .bigint")
    let range = Catalog.SequenceOptions.range(of: options.type)
    report(options.increment == 0, "counts by 0", "give an increment other than 0")
    report(options.cache < 1, "caches \(options.cache) numbers", "cache 1 or more")
    report(
      options.minimum >= options.maximum,
      "counts from \(options.minimum) to \(options.maximum)", "make the minimum the smaller one")
    report(
      !range.contains(options.minimum) || !range.contains(options.maximum),
      "counts beyond the range of \(options.type)", "use .bigint, or narrower limits")
    report(
      options.start < options.minimum || options.start > options.maximum,
      "starts at \(options.start), beyond \(options.minimum) to \(options.maximum)",
      "start within the limits")
  }
}
