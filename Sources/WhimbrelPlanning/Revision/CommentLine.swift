/// What a line comment of a revision says: a directive, a key of the header, or nothing to a program.
enum CommentLine: Hashable {
  case text
  /// `-- whimbrel: NAME ARGUMENT`
  case directive(name: String, argument: String)
  /// What is almost a directive; `meant` is how it is written.
  case nearDirective(meant: String)

  static let keys = [
    "Revision ID", "Revises", "Create Date", "Branch Labels", "Depends On", "Replaces", "Decided",
    "loses",
  ]

  static let directives = [
    "upgrade", "downgrade", "preflight", "transaction", "autocommit", "batches", "call",
    "lock_timeout",
    "statement_timeout", "ignore", "irreversible",
  ]

  /// Reads the content of a line comment: what follows its `--`.
  init(_ content: String) {
    let trimmed = content.trimmedSpaces
    guard let colon = trimmed.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      self = Self.withoutColon(trimmed)
      return
    }
    let word = String(trimmed[..<colon])
    let rest = String(trimmed[trimmed.utf8.index(after: colon)...]).trimmedSpaces
    if word == "whimbrel" {
      let end = rest.utf8.firstIndex { $0 == 0x20 || $0 == 0x09 } ?? rest.utf8.endIndex
      self = .directive(
        name: String(rest[..<end]), argument: String(rest[end...]).trimmedSpaces)
    } else if !word.hasPrefix("\\"),
      Suggestion.distance(word.trimmedSpaces.lowercased(), "whimbrel") <= 1
    {
      self = .nearDirective(meant: "-- whimbrel: \(rest)")
    } else {
      self = .text
    }
  }

  /// `-- whimbrel downgrade` is surely meant; prose that begins with the word is not.
  private static func withoutColon(_ content: String) -> CommentLine {
    let words = content.split { $0 == " " || $0 == "\t" }
    guard words.count == 2, words[0].lowercased() == "whimbrel",
      directives.contains(String(words[1]))
    else { return .text }
    return .nearDirective(meant: "-- whimbrel: \(words[1])")
  }

  /// A header line's key and value, when the key is known as it is written.
  static func key(_ content: String) -> (key: String, value: String)? {
    guard let (word, rest) = divided(content), keys.contains(word) else { return nil }
    return (word, rest)
  }

  /// What stands before and after a line's first colon.
  static func divided(_ content: String) -> (word: String, rest: String)? {
    let trimmed = content.trimmedSpaces
    guard let colon = trimmed.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let rest = trimmed[trimmed.utf8.index(after: colon)...]
    return (String(trimmed[..<colon]).trimmedSpaces, String(rest).trimmedSpaces)
  }

  /// The key that a line of a message surely misspells, for the three that each header has.
  static func nearKey(_ content: String) -> String? {
    guard let (word, _) = divided(content), !word.hasPrefix("\\") else { return nil }
    return keys.prefix(3).first { Suggestion.distance(word.lowercased(), $0.lowercased()) <= 1 }
  }

  /// Whether a reader would take a line of free text for more than text.
  private static func isMoreThanText(_ content: String) -> Bool {
    CommentLine(content) != .text || key(content) != nil || nearKey(content) != nil
  }

  /// Free text as it is written into a comment: a backslash keeps it text.
  static func escaped(_ line: String) -> String {
    isMoreThanText(withoutBackslashes(line)) ? "\\" + line : line
  }

  /// Free text as it was before `escaped`.
  static func unescaped(_ line: String) -> String {
    guard line.utf8.first == UInt8(ascii: "\\"), isMoreThanText(withoutBackslashes(line)) else {
      return line
    }
    return String(decoding: line.utf8.dropFirst(), as: UTF8.self)
  }

  private static func withoutBackslashes(_ line: String) -> String {
    String(decoding: line.utf8.drop { $0 == UInt8(ascii: "\\") }, as: UTF8.self)
  }
}

extension String {
  /// Without the spaces and tabs at its ends.
  var trimmedSpaces: String {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    let start = utf8.firstIndex { !isSpace($0) } ?? utf8.endIndex
    guard let end = utf8.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(decoding: utf8[start...end], as: UTF8.self)
  }

  /// Without the spaces and tabs at its end.
  var trimmedTrailingSpaces: String {
    guard let end = utf8.lastIndex(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else {
      return ""
    }
    return String(decoding: utf8[...end], as: UTF8.self)
  }
}
