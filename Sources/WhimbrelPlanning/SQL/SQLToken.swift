/// A piece of SQL as PostgreSQL's scanner cuts it.
package struct SQLToken: Hashable, Sendable {
  package enum Kind: UInt8, Hashable, Sendable {
    /// A keyword or a name without quotes.
    case word
    /// `"a name"`, `U&"a name"`.
    case quotedName
    /// `'a string'` in any of its forms, dollar quotes too.
    case string
    case number
    /// `-- to the end of the line`
    case lineComment
    /// `/* a comment /* nested */ */`
    case blockComment
    /// Everything else: operators, punctuation, parameters.
    case symbol
  }

  package let kind: Kind
  /// The bytes of the source it stands at.
  package let range: Range<Int>
  /// A word in lower case (ASCII only, as PostgreSQL folds keywords), a symbol as it is; else empty.
  package let text: String

  package var isComment: Bool { kind == .lineComment || kind == .blockComment }

  /// Reads the kind from the token's own bytes: the scanner's numbers change with every major.
  package init(_ range: Range<Int>, of bytes: [UInt8]) {
    self.range = range
    kind = Self.kind(of: bytes, range)
    switch kind {
    case .word:
      text = String(unsafeUninitializedCapacity: range.count) { buffer in
        for (place, index) in range.enumerated() { buffer[place] = Self.lowered(bytes[index]) }
        return range.count
      }
    case .symbol:
      text = String(decoding: bytes[range], as: UTF8.self)
    default:
      text = ""
    }
  }

  package func isWord(_ word: String) -> Bool { kind == .word && text == word }
  package func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }

  /// ASCII lower case.
  package static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private static func kind(of bytes: [UInt8], _ range: Range<Int>) -> Kind {
    func byte(_ place: Int) -> UInt8 {
      place < range.count ? bytes[range.lowerBound + place] : 0
    }
    let (first, second, third) = (byte(0), byte(1), byte(2))
    switch first {
    case UInt8(ascii: "-") where second == UInt8(ascii: "-"): return .lineComment
    case UInt8(ascii: "/") where second == UInt8(ascii: "*"): return .blockComment
    case UInt8(ascii: "'"): return .string
    case UInt8(ascii: "\""): return .quotedName
    case UInt8(ascii: "$"): return isDigit(second) || range.count < 2 ? .symbol : .string
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    case UInt8(ascii: "."): return isDigit(second) ? .number : .symbol
    default: break
    }
    guard first >= 0x80 || first == UInt8(ascii: "_") || isLetter(first) else { return .symbol }
    if second == UInt8(ascii: "'") { return .string }
    if second == UInt8(ascii: "&"), third == UInt8(ascii: "'") { return .string }
    if second == UInt8(ascii: "&"), third == UInt8(ascii: "\"") { return .quotedName }
    return .word
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowered(byte))
  }
}
