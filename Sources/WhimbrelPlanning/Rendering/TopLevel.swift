/// Cuts a printed list where a separator stands outside quotes, parentheses and brackets.
enum TopLevel {
  static func split(_ text: String, at separator: Unicode.Scalar, limit: Int = .max) -> [String] {
    var pieces: [String] = []
    var piece = String.UnicodeScalarView()
    var depth = 0
    var quote: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if let open = quote {
        // A doubled quote closes and opens again.
        if scalar == open { quote = nil }
      } else if scalar == "'" || scalar == "\"" {
        quote = scalar
      } else if scalar == "(" || scalar == "[" {
        depth += 1
      } else if scalar == ")" || scalar == "]" {
        depth -= 1
      } else if scalar == separator && depth == 0 && pieces.count < limit {
        pieces.append(String(piece))
        piece = String.UnicodeScalarView()
        continue
      }
      piece.append(scalar)
    }
    pieces.append(String(piece))
    return pieces
  }

  /// The place outside quotes and parentheses where the word begins, as an offset into the UTF-8.
  static func offset(of word: String, in text: String) -> Int? {
    let bytes = Array(text.utf8)
    let target = Array(word.utf8)
    var depth = 0
    var quote: UInt8?
    for (offset, byte) in bytes.enumerated() {
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      if depth == 0, bytes[offset...].starts(with: target) { return offset }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
    return nil
  }
}

extension String {
  /// Without the spaces around it.
  var trimmed: String {
    var scalars = unicodeScalars[...]
    while let first = scalars.first, first == " " || first == "\n" { scalars.removeFirst() }
    while let last = scalars.last, last == " " || last == "\n" { scalars.removeLast() }
    return String(scalars)
  }
}
