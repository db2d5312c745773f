import CPGQuery

/// Whether SQL parses with the grammar this build carries.
///
/// Its answer is a note for people and nothing more: machines carry grammars of different majors,
/// so nothing that is written to a file may depend on it.
package enum SQLSyntax {
  /// What the parser objects to in a statement, or nil.
  package static func note(for statement: SQLStatement) -> SourceDiagnostic? {
    guard let error = error(in: statement.source.bytes[statement.range]) else { return nil }
    let offset = statement.source.offset(ofCharacter: error.position, in: statement.range)
    return statement.source.diagnostic(
      error.message, at: offset,
      help: "the parser built into this program reads PostgreSQL \(PG_MAJORVERSION)")
  }

  /// The parser's message and its position in characters from 1, or nil when it has no objection.
  package static func error(in text: ArraySlice<UInt8>) -> (message: String, position: Int)? {
    SQLScanner.withText(text) { text in
      // Splitting parses everything and builds no tree, so depth costs no stack.
      let result = pg_query_split_with_parser(text)
      defer { pg_query_free_split_result(result) }
      guard let error = result.error?.pointee else { return nil }
      let message = error.message.map { String(cString: $0) } ?? "does not parse"
      return (withoutPlace(message), max(1, Int(error.cursorpos)))
    }
  }

  /// The scanner's message without the rest of the whole text that PostgreSQL quotes after
  /// `at or near` for a string that does not end.
  static func withoutPlace(_ message: String) -> String {
    guard message.hasPrefix("unterminated ") else { return message }
    let mark = Array(" at or near ".utf8)
    let bytes = Array(message.utf8)
    for start in bytes.indices where bytes[start...].starts(with: mark) {
      return String(decoding: bytes[..<start], as: UTF8.self)
    }
    return message
  }
}
