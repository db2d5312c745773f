import CCrypto

/// A SHA-256 digest.
package struct Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 64 hexadecimal digits in lower case.
  package let hex: String

  /// Reads what `description` writes; nil for anything else.
  package init?(_ text: String) {
    let prefix = "sha256:"
    guard text.utf8.starts(with: prefix.utf8), text.utf8.count == prefix.utf8.count + 64 else {
      return nil
    }
    let digits = String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    guard RevisionID.isHexadecimal(digits) else { return nil }
    hex = digits
  }

  /// The digest of some bytes.
  package init(of bytes: [UInt8]) {
    var digest = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    let isDone = EVP_Digest(bytes, bytes.count, &digest, &count, EVP_sha256(), nil)
    precondition(isDone == 1 && count == 32, "libcrypto has no SHA-256")
    let digits = Array("0123456789abcdef".utf8)
    hex = String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// A revision's digest: of its parents' digests in order, a line each, and then its own bytes, so
  /// that an edit shows in all that come after.
  package init(of bytes: [UInt8], parents: [Digest]) {
    var whole: [UInt8] = []
    for parent in parents.sorted() { whole += Array("\(parent)\n".utf8) }
    self.init(of: whole + bytes)
  }

  package static func < (a: Digest, b: Digest) -> Bool { a.hex < b.hex }

  package var description: String { "sha256:\(hex)" }
}
