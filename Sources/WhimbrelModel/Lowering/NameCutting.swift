extension Name {
  /// A name of any length in 63 bytes: its beginning, and eight digits made of the whole.
  package static func cut(_ text: String) -> Name {
    if text.utf8.count <= maximumLength { return Name(text) }
    let digits = String(fnv1a(text), radix: 16)
    let padded = String(repeating: "0", count: 8 - digits.count) + digits
    return Name("\(text.cut(to: maximumLength - 9))_\(padded)")
  }

  /// FNV-1a of 32 bits: the same in every process, which `Hasher` is not.
  private static func fnv1a(_ text: String) -> UInt32 {
    text.utf8.reduce(0x811c_9dc5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }
}
