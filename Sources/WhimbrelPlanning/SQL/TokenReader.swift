import WhimbrelModel

/// Reads the tokens of a statement from the left, as far as its leading clauses go.
struct TokenReader {
  let source: SourceText
  private(set) var rest: ArraySlice<SQLToken>

  init(_ tokens: [SQLToken], of source: SourceText) {
    self.source = source
    rest = tokens[...]
  }

  /// Takes these words if they come next, all of them or none.
  mutating func take(_ words: String...) -> Bool {
    guard rest.count >= words.count, zip(rest, words).allSatisfy({ $0.isWord($1) }) else {
      return false
    }
    rest.removeFirst(words.count)
    return true
  }

  /// Takes one of these words and returns it.
  mutating func takeOne(of words: [String]) -> String? {
    guard let word = words.first(where: { rest.first?.isWord($0) == true }) else { return nil }
    rest.removeFirst()
    return word
  }

  /// Takes a token of this symbol if it comes next.
  mutating func takeSymbol(_ symbol: String) -> Bool {
    guard rest.first?.isSymbol(symbol) == true else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes what is in parentheses, if one opens here, and returns its words.
  mutating func takeParentheses() -> [String] {
    guard rest.first?.isSymbol("(") == true else { return [] }
    var depth = 0
    var words: [String] = []
    while let token = rest.popFirst() {
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      if depth == 0 { break }
      if token.kind == .word { words.append(token.text) }
    }
    return words
  }

  /// Takes a name, with its schema when one is written.
  mutating func takeName() -> WrittenName? {
    guard var last = rest.first.flatMap({ Identifier.name(of: $0, in: source) }) else {
      return nil
    }
    rest.removeFirst()
    var schema: Name?
    while rest.first?.isSymbol(".") == true,
      let next = rest.dropFirst().first.flatMap({ Identifier.name(of: $0, in: source) })
    {
      rest.removeFirst(2)
      schema = last
      last = next
    }
    return WrittenName(schema: schema, name: last)
  }

  /// Takes a whole number.
  mutating func takeNumber() -> Int? {
    guard let token = rest.first, let number = Int(source.text(token.range)) else { return nil }
    rest.removeFirst()
    return number
  }

  /// Takes a string constant whose value can be told without the server.
  mutating func takeString() -> SQLText? {
    guard let text = rest.first.flatMap({ StringConstant.value(of: $0, in: source) }) else {
      return nil
    }
    rest.removeFirst()
    return text
  }
}

/// What an identifier's token names (manual: Identifiers and Key Words).
enum Identifier {
  static func name(of token: SQLToken, in source: SourceText) -> Name? {
    switch token.kind {
    case .word:
      return Name(cut(token.text.utf8))
    case .quotedName where source.bytes[token.range.lowerBound] == UInt8(ascii: "\""):
      let inner = source.bytes[token.range.dropFirst().dropLast()]
      return Name(cut(undoubled(inner, UInt8(ascii: "\""))))
    default:
      // U&"…" can name its own escape character; nobody writes one by hand where this is asked.
      return nil
    }
  }

  /// The bytes with each pair of quotes made one.
  static func undoubled(_ bytes: ArraySlice<UInt8>, _ quote: UInt8) -> [UInt8] {
    var result: [UInt8] = []
    var isSecond = false
    for byte in bytes {
      isSecond = byte == quote && !isSecond
      if byte != quote || isSecond { result.append(byte) }
    }
    return result
  }

  /// PostgreSQL keeps 63 bytes, cut where a character ends.
  private static func cut(_ bytes: some Collection<UInt8>) -> String {
    var kept = Array(bytes.prefix(Name.maximumLength))
    while String(validating: kept, as: UTF8.self) == nil { kept.removeLast() }
    return String(decoding: kept, as: UTF8.self)
  }
}

/// What a string constant's token holds.
enum StringConstant {
  /// The value of `'…'`, and of `E'…'` and `$tag$…$tag$` where no escape but `\\` and `\'` is used.
  static func value(of token: SQLToken, in source: SourceText) -> SQLText? {
    guard token.kind == .string else { return nil }
    let bytes = source.bytes[token.range]
    switch bytes.first {
    case UInt8(ascii: "'"):
      let inner = Identifier.undoubled(bytes.dropFirst().dropLast(), UInt8(ascii: "'"))
      return SQLText(String(decoding: inner, as: UTF8.self))
    case UInt8(ascii: "$"):
      return SQLText(String(decoding: dollarBody(of: token, in: source), as: UTF8.self))
    case UInt8(ascii: "E"), UInt8(ascii: "e"):
      return escaped(bytes.dropFirst(2).dropLast())
    default:
      return nil
    }
  }

  /// What stands between the tags of a dollar-quoted string.
  static func dollarBody(of token: SQLToken, in source: SourceText) -> ArraySlice<UInt8> {
    let bytes = source.bytes[token.range]
    guard let second = bytes.dropFirst().firstIndex(of: UInt8(ascii: "$")) else { return [] }
    let tag = second - bytes.startIndex + 1
    return bytes.dropFirst(tag).dropLast(tag)
  }

  private static func escaped(_ bytes: ArraySlice<UInt8>) -> SQLText? {
    var result: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\") {
        guard let next = rest.popFirst(), next == byte || next == UInt8(ascii: "'") else {
          return nil
        }
        result.append(next)
      } else {
        if byte == UInt8(ascii: "'") { _ = rest.popFirst() }
        result.append(byte)
      }
    }
    return SQLText(String(decoding: result, as: UTF8.self))
  }
}
