/// One SQL statement and where it stands in its source.
package struct SQLStatement: Hashable, Sendable {
  package let source: SourceText
  /// From its first token to its last, comments before it and the `;` after it left out.
  package let range: Range<Int>
  /// Its tokens, without comments and without the `;`.
  package let tokens: [SQLToken]
  /// What it is, as far as running it must know.
  package let kind: StatementKind
  /// Whether a `;` ended it, rather than the end of the text.
  package let isTerminated: Bool

  /// What is sent to the server.
  package var text: String { source.text(range) }
  package var bytes: ArraySlice<UInt8> { source.bytes[range] }
  /// The line of its first token, from 1.
  package var line: Int { source.line(at: range.lowerBound) }
  /// The column of its first token, from 1, in Unicode scalars.
  package var column: Int { source.column(at: range.lowerBound) }

  /// A diagnostic for this statement, at its first token.
  package func diagnostic(_ message: String, help: String? = nil) -> SourceDiagnostic {
    source.diagnostic(message, at: tokens.first?.range ?? range, help: help)
  }

  /// A diagnostic where a server says that it is: at a character of the statement, from 1.
  package func diagnostic(
    _ message: String, atCharacter position: Int, help: String? = nil, notes: [String] = []
  ) -> SourceDiagnostic {
    let offset = source.offset(ofCharacter: position, in: range)
    let token = tokens.first { $0.range.contains(offset) }
    return source.diagnostic(
      message, at: token?.range ?? offset..<offset, help: help, notes: notes)
  }

  package static func == (a: SQLStatement, b: SQLStatement) -> Bool {
    a.range == b.range && a.isTerminated == b.isTerminated && a.bytes == b.bytes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(range)
    hasher.combine(bytes)
  }
}
