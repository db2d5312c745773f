import WhimbrelModel

/// A statement about a subscription, which may reach a server that no scratch database may reach: the
/// publisher, to make, use or drop a slot there (manual: CREATE, ALTER and DROP SUBSCRIPTION).
package enum SubscriptionStatement: Hashable, Sendable {
  /// Connects by itself.
  case connects
  /// Starts what connects, and changes nothing else: ENABLE and REFRESH PUBLICATION.
  case starts
  /// DROP, which connects while the subscription has a slot.
  case drops(Name)
  /// Changes the catalog alone.
  case local

  /// nil for another statement.
  package static func of(_ statement: SQLStatement) -> SubscriptionStatement? {
    var reader = TokenReader(statement.tokens, of: statement.source)
    if reader.take("comment", "on", "subscription") { return .local }
    if reader.take("create", "subscription") {
      return isFalse("connect", in: statement) ? .local : .connects
    }
    if reader.take("drop", "subscription") {
      _ = reader.take("if", "exists")
      return reader.takeName().map { .drops($0.name) }
    }
    guard reader.take("alter", "subscription") else { return nil }
    _ = reader.takeName()
    if reader.take("enable") || reader.take("refresh") { return .starts }
    let isOfPublications = ["set", "add", "drop"].contains { word in
      var ahead = reader
      return ahead.take(word, "publication")
    }
    if isOfPublications, !isFalse("refresh", in: statement) { return .connects }
    return statement.tokens.contains { $0.isWord("failover") } ? .connects : .local
  }

  /// Whether an option is turned off: `connect = false`, also `off` and `0`, in quotes or not.
  private static func isFalse(_ option: String, in statement: SQLStatement) -> Bool {
    guard let index = statement.tokens.firstIndex(where: { $0.isWord(option) }) else {
      return false
    }
    let rest = statement.tokens[(index + 1)...].drop { $0.isSymbol("=") }
    guard let token = rest.first else { return false }
    let value = statement.source.text(token.range).lowercased()
    return ["false", "off", "0"].contains { value == $0 || value == "'\($0)'" }
  }
}
