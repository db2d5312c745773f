/// Splits SQL into statements, as psql does.
///
/// A `;` ends a statement at parenthesis depth 0 and outside `BEGIN ATOMIC … END`.
package enum SQLSplitter {
  /// The statements of a text; empty ones are left out.
  ///
  /// Throws a diagnostic at the string, quoted name or comment that does not end.
  package static func split(_ source: SourceText) throws(SourceDiagnostic) -> [SQLStatement] {
    let tokens: [SQLToken]
    do {
      tokens = try SQLScanner.scan(source)
    } catch {
      throw diagnostic(error, source)
    }
    return split(tokens, of: source)
  }

  /// The statements among tokens of one source.
  package static func split(_ tokens: [SQLToken], of source: SourceText) -> [SQLStatement] {
    var statements: [SQLStatement] = []
    var builder = Builder()
    for token in tokens where !token.isComment {
      if builder.endsStatement(with: token) {
        if let statement = builder.finish(source, isTerminated: true) {
          statements.append(statement)
        }
      } else {
        builder.add(token)
      }
    }
    if let statement = builder.finish(source, isTerminated: false) { statements.append(statement) }
    return statements
  }

  static func diagnostic(_ error: SQLScanError, _ source: SourceText) -> SourceDiagnostic {
    let help =
      error.message.hasPrefix("unterminated")
      ? "it starts here and the text ends before it does: close it"
      : nil
    return source.diagnostic(error.message, at: error.offset, help: help)
  }

  /// The statement being collected, and how deep in it the next token stands.
  struct Builder {
    private(set) var tokens: [SQLToken] = []
    private var parentheses = 0
    /// 0 outside a SQL-standard body, else 1 and one more for each CASE that is open.
    private var blocks = 0

    var isEmpty: Bool { tokens.isEmpty }

    func endsStatement(with token: SQLToken) -> Bool {
      parentheses == 0 && blocks == 0 && token.isSymbol(";")
    }

    mutating func add(_ token: SQLToken) {
      if token.isSymbol("(") {
        parentheses += 1
      } else if token.isSymbol(")") {
        parentheses = max(0, parentheses - 1)
      } else if parentheses == 0, token.kind == .word, !isLabel {
        countBlocks(token.text)
      }
      tokens.append(token)
    }

    private mutating func countBlocks(_ word: String) {
      switch word {
      case "atomic" where blocks == 0:
        if tokens.last?.isWord("begin") == true, StatementClassifier.definesRoutine(tokens) {
          blocks = 1
        }
      case "case" where blocks > 0: blocks += 1
      case "end" where blocks > 0: blocks -= 1
      default: break
      }
    }

    /// After `.` and `AS` even a reserved word is a name.
    private var isLabel: Bool {
      guard let last = tokens.last else { return false }
      return last.isSymbol(".") || last.isWord("as")
    }

    mutating func finish(_ source: SourceText, isTerminated: Bool) -> SQLStatement? {
      defer { self = Builder() }
      guard let first = tokens.first, let last = tokens.last else { return nil }
      return SQLStatement(
        source: source, range: first.range.lowerBound..<last.range.upperBound, tokens: tokens,
        kind: StatementClassifier.kind(of: tokens, in: source), isTerminated: isTerminated)
    }
  }
}
