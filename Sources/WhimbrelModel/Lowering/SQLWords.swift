/// The identifiers in a piece of SQL, folded as PostgreSQL folds them; functions are left out.
///
/// Names are guessed from it, never what a piece of SQL means.
package enum SQLWords {
  package static func identifiers(in text: String) -> Set<Name> {
    let bytes = Array(text.utf8)
    var words: Set<Name> = []
    var position = 0
    while position < bytes.count {
      let start = position
      position = end(of: bytes, from: start)
      guard let word = word(bytes[start..<position]) else { continue }
      var next = position
      while next < bytes.count, bytes[next] == UInt8(ascii: " ") { next += 1 }
      if next < bytes.count, bytes[next] == UInt8(ascii: "(") { continue }
      words.insert(word)
    }
    return words
  }

  private static func word(_ token: ArraySlice<UInt8>) -> Name? {
    guard let first = token.first else { return nil }
    if first == UInt8(ascii: "\"") {
      let inner = String(decoding: token.dropFirst().dropLast(), as: UTF8.self)
      return Name(
        inner.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\""))
    }
    guard isWordStart(first) else { return nil }
    return Name(String(decoding: token.map(lowered), as: UTF8.self))
  }

  /// The name that a piece of SQL is, when it is nothing else.
  static func name(_ text: String) -> Name? {
    let bytes = Array(text.utf8)
    return end(of: bytes, from: 0) == bytes.count ? word(bytes[...]) : nil
  }

  /// Where the token that begins at a position ends. A string or comment is one token.
  static func end(of bytes: [UInt8], from start: Int) -> Int {
    guard start < bytes.count else { return bytes.count }
    let byte = bytes[start]
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
      return after(bytes, start + 1) { $0 == byte }
    }
    if byte == UInt8(ascii: "-"), start + 1 < bytes.count, bytes[start + 1] == byte {
      return after(bytes, start) { $0 == UInt8(ascii: "\n") }
    }
    if byte == UInt8(ascii: "$") { return dollarEnd(bytes, from: start) }
    if isWordStart(byte) {
      var end = start + 1
      while end < bytes.count, isWordPart(bytes[end]) { end += 1 }
      return end
    }
    if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      var end = start + 1
      while end < bytes.count, isWordPart(bytes[end]) || bytes[end] == UInt8(ascii: ".") {
        end += 1
      }
      return end
    }
    return start + 1
  }

  private static func after(_ bytes: [UInt8], _ start: Int, _ isLast: (UInt8) -> Bool) -> Int {
    var end = start
    while end < bytes.count, !isLast(bytes[end]) { end += 1 }
    return min(end + 1, bytes.count)
  }

  private static func dollarEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var tagEnd = start + 1
    while tagEnd < bytes.count, isWordPart(bytes[tagEnd]), bytes[tagEnd] != UInt8(ascii: "$") {
      tagEnd += 1
    }
    guard tagEnd < bytes.count, bytes[tagEnd] == UInt8(ascii: "$") else { return start + 1 }
    let tag = bytes[start...tagEnd]
    var end = tagEnd + 1
    while end + tag.count <= bytes.count {
      if bytes[end..<end + tag.count].elementsEqual(tag) { return end + tag.count }
      end += 1
    }
    return bytes.count
  }

  private static func isWordStart(_ byte: UInt8) -> Bool {
    let small = lowered(byte)
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(small) || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    isWordStart(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || byte == UInt8(ascii: "$")
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }
}
