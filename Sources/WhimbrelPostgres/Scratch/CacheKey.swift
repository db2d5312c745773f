import WhimbrelPlanning

/// A digest of everything that a cached catalog depends on.
package struct CacheKey: Hashable, Sendable {
  private let digest: Digest

  init(_ texts: [String]) { digest = Digest(of: Self.bytes(texts)) }

  private init(_ digest: Digest) { self.digest = digest }

  /// The key of what comes of this one's state after `texts`.
  func followed(by texts: [String]) -> CacheKey {
    CacheKey(Digest(of: Self.bytes([digest.hex] + texts)))
  }

  var hex: String { digest.hex }

  /// Each text after its length: no two lists have the same bytes.
  private static func bytes(_ texts: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for text in texts {
      bytes += "\(text.utf8.count)\n".utf8
      bytes += text.utf8
    }
    return bytes
  }
}
