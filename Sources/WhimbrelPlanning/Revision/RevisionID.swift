/// What identifies a revision for ever: 12 hexadecimal digits in lower case, chosen at random.
package struct RevisionID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package static let length = 12

  package let text: String

  /// Nil unless `text` is 12 hexadecimal digits in lower case.
  package init?(_ text: String) {
    guard text.utf8.count == Self.length, Self.isHexadecimal(text) else { return nil }
    self.text = text
  }

  /// The lower 48 bits of `random`.
  package init(random: UInt64) {
    let digits = String(random & 0xFFFF_FFFF_FFFF, radix: 16)
    text = String(repeating: "0", count: Self.length - digits.utf8.count) + digits
  }

  package var description: String { text }

  package static func < (a: RevisionID, b: RevisionID) -> Bool { a.text < b.text }

  /// Whether a text has only hexadecimal digits in lower case, as an id and its prefixes have.
  package static func isHexadecimal(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
  }
}
