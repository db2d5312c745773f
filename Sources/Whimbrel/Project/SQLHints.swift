import WhimbrelModel
import WhimbrelPlanning

/// Hints in SQL files: comments at the end of the line that they speak of.
///
/// ```sql
/// CREATE TABLE members ( -- whimbrel: renamed from users
///   display_name text,   -- whimbrel: renamed from nickname
/// CREATE TYPE mood AS ENUM ('low', 'high'); -- whimbrel: replacing sad with low
/// CREATE TABLE log (…) PARTITION BY RANGE (at); -- whimbrel: partitions unmanaged
/// ```
enum SQLHints {
  static func hints(in sources: [SourceText], home: Name) throws -> Hints {
    var hints = Hints()
    for source in sources { try read(source, home: home, into: &hints) }
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
      let text = source.text(token.range.lowerBound + 2..<token.range.upperBound)
      let words = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
      guard words.first == "whimbrel:" else { continue }
      // A statement that ends in this line before the comment, or goes on after it.
      let line = source.line(at: token.range.lowerBound)
      let statement = statements.last { $0.range.lowerBound < token.range.lowerBound }
      guard let statement, let subject = Subject(of: statement, line: line, home: home) else {
        throw source.diagnostic(
          "this hint stands at the end of no line of a CREATE TABLE or CREATE TYPE",
          at: token.range, help: "put it at the end of the line that it speaks of")
      }
      guard try take(Array(words.dropFirst()), of: subject, into: &hints) else {
        throw source.diagnostic(
          "this hint is not known", at: token.range,
          help: "write \"renamed from NAME\", \"replacing OLD with NEW\" for an enum type, or "
            + "\"partitions unmanaged\" for a partitioned table")
      }
    }
  }

  private static func take(
    _ words: [String], of subject: Subject, into hints: inout Hints
  ) throws -> Bool {
    if words.count == 3, words[0] == "renamed", words[1] == "from" {
      let former = Name(unquoted(words[2]))
      let id = subject.id
      hints.renames[id] =
        id.kind == .column
        ? id.with(.column, member: former) : ObjectID(id.kind, schema: id.schema, former)
      return true
    }
    if words.count == 4, words[0] == "replacing", words[2] == "with", subject.id.kind == .enumType {
      hints.labels[subject.id, default: [:]][SQLText(unquoted(words[1]))] = SQLText(
        unquoted(words[3]))
      return true
    }
    if words == ["partitions", "unmanaged"], subject.id.kind == .table {
      hints.unmanagedPartitions.insert(subject.id)
      return true
    }
    return false
  }

  private static func unquoted(_ word: String) -> String {
    for quote in ["\"", "'"] where word.count > 1 && word.hasPrefix(quote) && word.hasSuffix(quote)
    {
      return String(word.dropFirst().dropLast())
    }
    return word
  }

  /// What a line of a statement is about.
  private struct Subject {
    let id: ObjectID

    init?(of statement: SQLStatement, line: Int, home: Name) {
      let (source, tokens) = (statement.source, statement.tokens)
      guard let start = tokens.firstIndex(where: { $0.isWord("table") || $0.isWord("type") }),
        tokens[0].isWord("create")
      else { return nil }
      var index = start + 1
      if index < tokens.count, tokens[index].isWord("if") { index += 3 }
      guard index < tokens.count, var name = Name(tokens[index], in: source) else { return nil }
      var schema = home
      if index + 2 < tokens.count, tokens[index + 1].isSymbol("."),
        let second = Name(tokens[index + 2], in: source)
      {
        (schema, name) = (name, second)
        index += 2
      }
      let object = ObjectID(tokens[start].isWord("type") ? .enumType : .table, schema: schema, name)
      // A comment speaks of the column that began last, or of the table: before its first column, and
      // after its closing parenthesis.
      let words = tokens[index...].filter { $0.kind != .lineComment && $0.kind != .blockComment }
      var depth = 0
      var inLine: SQLToken?
      for (token, before) in zip(words.dropFirst(), words)
      where source.line(at: token.range.lowerBound) <= line {
        if depth == 1, before.isSymbol("(") || before.isSymbol(",") { inLine = token }
        if token.isSymbol("(") { depth += 1 }
        if token.isSymbol(")") {
          depth -= 1
          if depth == 0 { inLine = nil }
        }
      }
      guard object.kind == .table, let inLine,
        inLine.range.lowerBound > tokens[index].range.lowerBound
      else {
        id = object
        return
      }
      guard let column = Name(inLine, in: source) else { return nil }
      id = object.with(.column, member: column)
    }
  }
}
