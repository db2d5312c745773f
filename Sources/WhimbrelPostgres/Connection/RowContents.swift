/// Takes the values of rows out of what a server says: they are for the database, not for logs.
///
/// Places are found by punctuation and SQLSTATE, for the words are in the server's language.
/// Manual, appendix "PostgreSQL Error Codes".
extension PostgresError {
  mutating func removeRowContents() {
    context = context.map { RowContents.withoutCopiedAndBound($0) }
    switch sqlState.prefix(2) {
    case "23":
      // Key (email)=(…) already exists. · Failing row contains (…).
      detail = detail.map { RowContents.withoutValues($0) }
      context = context.map { RowContents.withoutShown($0) }
    case "22" where position == nil && internalPosition == nil:
      // With a position it is about a constant in the statement, else about some row's value.
      // Encodings, roles and settings are named between quotation marks too.
      if !["22021", "22023"].contains(sqlState) { message = RowContents.withoutQuoted(message) }
      // Invalid XML is shown as it is.
      detail = sqlState.hasPrefix("2200") ? nil : detail.map { RowContents.withoutQuoted($0) }
      context = context.map { RowContents.withoutShown($0) }
    default: break
    }
  }
}

package enum RowContents {
  static let mark = "…"

  /// `Key (a, b)=(1, 2) is duplicated.` → `Key (a, b)=(…) is duplicated.`; without such a pair
  /// everything between the first and the last parenthesis.
  package static func withoutValues(_ text: String) -> String {
    let start: String.Index
    if let pair = text.firstRange(of: ")=(") {
      start = pair.upperBound
    } else if let open = text.firstIndex(of: "(") {
      start = text.index(after: open)
    } else {
      return text
    }
    guard let end = text.lastIndex(of: ")"), start <= end else {
      return String(text[..<start]) + mark
    }
    return text[..<start] + mark + text[end...]
  }

  /// What the server has found to be no unique key, as `(lower(email))`; nil for another detail.
  static func key(in detail: String?) -> String? {
    guard let detail, let open = detail.firstIndex(of: "("),
      let pair = detail.firstRange(of: ")=("), open < pair.lowerBound
    else { return nil }
    return String(detail[detail.index(after: open)..<pair.lowerBound])
  }

  /// In each line all between the first and the last quotation mark, whichever the language uses.
  package static func withoutQuoted(_ text: String) -> String {
    lines(of: text) { line in
      guard let first = line.firstIndex(where: isQuote), let last = line.lastIndex(where: isQuote)
      else { return line }
      if first == last { return line[...first] + mark }
      return line[...first] + mark + line[last...]
    }
  }

  /// `COPY t, line 1: "…"` and `… with parameters: $1 = 'a', $2 = 'b'` without what they show.
  package static func withoutCopiedAndBound(_ text: String) -> String {
    lines(of: text) { line in
      if line.hasPrefix("COPY ") { return Substring(withoutShown(String(line))) }
      guard let first = line.firstRange(of: "$1 = ") else { return line }
      return line[..<first.upperBound] + mark
    }
  }

  /// `JSON data, line 1: …`: in each line nothing after a colon, or else what is not quoted.
  static func withoutShown(_ text: String) -> String {
    lines(of: text) { line in
      guard let colon = line.firstIndex(of: ":") else {
        return Substring(withoutQuoted(String(line)))
      }
      return line[...colon] + " " + mark
    }
  }

  private static func isQuote(_ character: Character) -> Bool { "\"«»„“”「」".contains(character) }

  private static func lines(of text: String, _ body: (Substring) -> Substring) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(body)
      .joined(separator: "\n")
  }
}
