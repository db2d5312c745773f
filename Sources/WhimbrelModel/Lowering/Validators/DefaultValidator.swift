/// Defaults that mention a column, and those that are a constant and look like the time of day.
///
/// `'now'::timestamptz` is the moment in which the table was made (manual: Special Values of
/// Date/Time Input).
enum DefaultValidator: Validator {
  private static let moments: Set<String> = ["now", "today", "tomorrow", "yesterday"]
  private static let timeTypes: Set<Name> = ["date", "time", "timetz", "timestamp", "timestamptz"]

  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      for column in table.columns {
        guard case .default(let value) = column.declaration.value,
          let text = column.lowered.default?.sql
        else { continue }
        let what = "\(table.swiftName).\(column.property)"
        if value.expression.mentionsColumn {
          problems.report(
            column.declaration.place, "the default of \(what) mentions a column",
            help: "use .generated(as:) for a value that is made of the row's others")
        }
        if let moment = moment(in: text), isTime(column, text) {
          problems.report(
            column.declaration.place,
            "the default of \(what) is the constant '\(moment)', taken when the table is made",
            help: help(for: moment))
        }
      }
    }
  }

  private static func help(for moment: String) -> String {
    switch moment {
    case "now": "write .default(.now), which is taken anew for each row"
    case "today": "write .default(.today), which is taken anew for each row"
    case "tomorrow": "write .default(.sql(\"CURRENT_DATE + 1\")), which is taken anew for each row"
    default: "write .default(.sql(\"CURRENT_DATE - 1\")), which is taken anew for each row"
    }
  }

  /// The special value that a string constant in a piece of SQL holds.
  private static func moment(in text: String) -> String? {
    let bytes = Array(text.utf8)
    var position = 0
    while position < bytes.count {
      let end = SQLWords.end(of: bytes, from: position)
      if bytes[position] == UInt8(ascii: "'") {
        let constant = String(decoding: bytes[position..<end].dropFirst().dropLast(), as: UTF8.self)
        let word = constant.lowercased().filter { $0 != " " }
        if moments.contains(word) { return word }
      }
      position = end
    }
    return nil
  }

  private static func isTime(_ column: DeclaredColumn, _ text: String) -> Bool {
    let base = column.lowered.type.base.text
    if base == "date" || base.hasPrefix("time") { return true }
    return !SQLWords.identifiers(in: text).isDisjoint(with: timeTypes)
  }
}

extension SQL {
  /// Whether a column is interpolated.
  var mentionsColumn: Bool {
    segments.contains { segment in
      if case .raw = segment { false } else { true }
    }
  }
}
