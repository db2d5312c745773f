import WhimbrelModel
import WhimbrelPlanning

/// Hints in SQL files: comments at the end of the line that they speak of.
///
/// ```sql
/// CREATE TABLE members ( -- whimbrel: renamed from users
///   display_name text,   -- whimbrel: renamed from nickname
///   height numeric NOT NULL, -- whimbrel: using height::numeric
///   room text NOT NULL, -- whimbrel: backfill 'hall'
/// CREATE TYPE mood AS ENUM ('low', 'high'); -- whimbrel: replacing 'sad' with 'low'
/// CREATE VIEW tall AS …; -- whimbrel: renamed from high
/// CREATE TABLE log (…) PARTITION BY RANGE (at); -- whimbrel: partitions unmanaged
/// ```
enum SQLHints {
  static func hints(in sources: [SourceText], home: Name) throws -> Hints {
    var hints = Hints()
    // Scanning a long text takes its time.
    for source in sources where source.bytes.mentions([UInt8]("whimbrel:".utf8)) {
      try read(source, home: home, into: &hints)
    }
    return hints
  }

  private static func read(_ source: SourceText, home: Name, into hints: inout Hints) throws {
    let tokens: [SQLToken]
    do {
      tokens = try SQLScanner.scan(source)
    } catch {
      throw source.diagnostic(error.message, at: error.offset)
    }
    let statements = SQLSplitter.split(tokens, of: source)
    for token in tokens where token.kind == .lineComment {
      guard let text = text(of: token, in: source) else { continue }
      // A statement that ends in this line before the comment, or goes on after it.
      let line = source.line(at: token.range.lowerBound)
      let statement = statements.last { $0.range.lowerBound < token.range.lowerBound }
      guard let statement, let subject = HintSubject(of: statement, line: line, home: home) else {
        throw source.diagnostic(
          "this hint stands at the end of no line of a CREATE statement", at: token.range,
          help: "put it at the end of the line that it speaks of")
      }
      guard take(text, of: subject.id, into: &hints) else {
        throw source.diagnostic(
          "this hint is not known", at: token.range,
          help: "write \"renamed from NAME\"; \"using EXPRESSION\" or \"backfill EXPRESSION\" for "
            + "a column, \"replacing 'OLD' with 'NEW'\" for an enum type, or \"partitions unmanaged\" "
            + "for a partitioned table")
      }
    }
  }

  /// What follows `-- whimbrel:`; nil for any other comment.
  private static func text(of token: SQLToken, in source: SourceText) -> String? {
    let text = source.text(token.range.lowerBound + 2..<token.range.upperBound)
    let words = text.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\t" })
    guard words.first == "whimbrel:" else { return nil }
    return words.count > 1 ? String(words[1]) : ""
  }

  private static func take(_ text: String, of id: ObjectID, into hints: inout Hints) -> Bool {
    // A label that is one word needs no quotes, whatever is in it.
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.count == 4, words[0] == "replacing", words[2] == "with", id.kind == .enumType {
      hints.labels[id, default: [:]][label(words[1])] = label(words[3])
      return true
    }
    let said = SourceText(name: "", text: text)
    guard let tokens = try? SQLScanner.scan(said), let first = tokens.first else { return false }
    let rest = said.text(first.range.upperBound..<said.bytes.count)
    switch first.text {
    case "renamed" where tokens.count > 2 && tokens[1].isWord("from"):
      guard let former = former(tokens.dropFirst(2), in: said, of: id) else { return false }
      hints.renames[id] = former
    case "replacing" where tokens.count == 4 && tokens[2].isWord("with") && id.kind == .enumType:
      hints.labels[id, default: [:]][label(said.text(tokens[1].range))] = label(
        said.text(tokens[3].range))
    case "using" where tokens.count > 1 && id.kind == .column:
      hints.usings[id] = SQLText(trimmed(rest))
    case "backfill" where tokens.count > 1 && id.kind == .column:
      hints.backfills[id] = SQLText(trimmed(rest))
    case "partitions" where tokens.count == 2 && tokens[1].isWord("unmanaged") && id.kind == .table:
      hints.unmanagedPartitions.insert(id)
    default: return false
    }
    return true
  }

  /// `name` or `schema.name`, in double quotes where they need them.
  private static func former(
    _ tokens: ArraySlice<SQLToken>, in source: SourceText, of id: ObjectID
  ) -> ObjectID? {
    let names = tokens.compactMap { Name($0, in: source) }
    guard
      names.count == 1 && tokens.count == 1
        || names.count == 2 && tokens.count == 3 && tokens.dropFirst().first?.isSymbol(".") == true
    else { return nil }
    if id.isPart { return names.count == 1 ? id.with(id.kind, member: names[0]) : nil }
    var former = id
    former.name = names[names.count - 1]
    if names.count == 2 { former.schema = names[0] }
    return former
  }

  /// A label as it is written: in quotes, or a word.
  private static func label(_ text: String) -> SQLText {
    for quote in ["'", "\""] where text.count > 1 && text.hasPrefix(quote) && text.hasSuffix(quote)
    {
      let inner = text.dropFirst().dropLast()
      return SQLText(
        inner.split(separator: quote + quote, omittingEmptySubsequences: false).joined(
          separator: quote))
    }
    return SQLText(text)
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
