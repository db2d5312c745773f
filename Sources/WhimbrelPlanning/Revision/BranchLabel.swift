/// Names of branches: words that no other name of a revision can be mistaken for.
package enum BranchLabel {
  static let keywords: Set = ["head", "heads", "base", "current"]

  /// Why a word cannot be a label, or nil when it can.
  package static func objection(to label: String) -> String? {
    if keywords.contains(label.lowercased()) { return "it means something else already" }
    let bytes = Array(label.utf8)
    func isLetter(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(SQLToken.lowered(byte))
        || byte == UInt8(ascii: "_")
    }
    func isDigit(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    guard let first = bytes.first, isLetter(first) else { return "it must begin with a letter" }
    let isPlain = bytes.allSatisfy { byte in
      isLetter(byte) || isDigit(byte) || [UInt8(ascii: "-"), 0x2E, 0x2F].contains(byte)
    }
    if !isPlain { return "only letters, digits, and _ . / - may be in it" }
    if bytes.count >= RevisionName.shortestPrefix, RevisionID.isHexadecimal(label.lowercased()) {
      return "it looks like an id"
    }
    let digits = bytes.reversed().prefix(while: isDigit).count
    if digits > 0, bytes.dropLast(digits).last == UInt8(ascii: "-") {
      return "\"-\(String(decoding: bytes.suffix(digits), as: UTF8.self))\" at its end means that "
        + "many revisions back"
    }
    return nil
  }
}
