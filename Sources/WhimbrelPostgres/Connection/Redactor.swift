/// Takes a connection's passwords out of texts that others wrote.
///
/// libpq and the server print no password, but they print names, and a password that got into a
/// name (an unescaped `@` in a URL, a statement with a password in its error) would go along.
struct Redactor: Sendable {
  static let mark = "***"
  private let secrets: [[UInt8]]

  /// `known` are the values that messages must be able to show: a password that is part of one
  /// of them (user and password both `postgres`) stays, or each message would give it away.
  init(secrets: [String], known: [String]) {
    let known = known.map { Array($0.utf8) }
    self.secrets =
      secrets
      .map { Array($0.utf8) }
      .filter { secret in
        secret.count >= 3 && !known.contains { $0.firstRange(of: secret) != nil }
      }
      .sorted { $0.count > $1.count }
  }

  func redact(_ text: String) -> String {
    if secrets.isEmpty { return text }
    var bytes = Array(text.utf8)
    for secret in secrets {
      while let range = bytes.firstRange(of: secret), secret != Array(Self.mark.utf8) {
        bytes.replaceSubrange(range, with: Self.mark.utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  /// Without white space and line ends on either side.
  package var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
