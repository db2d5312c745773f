/// What CREATE INDEX asks of an expression: parentheses, unless it is a plain function call.
enum SQLShape {
  /// `lower(email)`, `shop.total(id)`: one call and nothing else.
  static func isCall(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let open = bytes.firstIndex(of: UInt8(ascii: "(")), open > 0 else { return false }
    var position = 0
    while position < open {
      let end = SQLWords.end(of: bytes, from: position)
      let isWord =
        end > position + 1
        || SQLWords.identifiers(in: String(decoding: bytes[position..<end], as: UTF8.self)).count
          == 1
      if bytes[position] == UInt8(ascii: "'") || !isWord && bytes[position] != UInt8(ascii: ".") {
        return false
      }
      position = end
    }
    return position == open && closing(bytes, from: open) == bytes.count - 1
  }

  /// `(a + b)`, but not `(a) + (b)`.
  static func isParenthesized(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.first == UInt8(ascii: "(") && closing(bytes, from: 0) == bytes.count - 1
  }

  /// Where `::type` begins, when the whole text is one cast: `email::text`.
  static func castStart(_ bytes: [UInt8]) -> Int? {
    var position = 0
    var cast: Int?
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      let isColon = byte == UInt8(ascii: ":")
      if depth == 0 && isColon && cast == nil { cast = position }
      if depth == 0 && !isColon && isOperator(byte) { return nil }
      position = SQLWords.end(of: bytes, from: position)
    }
    return cast
  }

  private static func isOperator(_ byte: UInt8) -> Bool {
    "+-*/<>=~!@#%^&|`?".utf8.contains(byte)
  }

  /// Where the parenthesis that opens at a position closes.
  private static func closing(_ bytes: [UInt8], from open: Int) -> Int? {
    var depth = 0
    var position = open
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "(") { depth += 1 }
      if bytes[position] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return position }
      }
      position = SQLWords.end(of: bytes, from: position)
    }
    return nil
  }
}
