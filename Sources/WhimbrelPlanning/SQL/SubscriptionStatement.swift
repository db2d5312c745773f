import WhimbrelModel

/// A statement about a subscription, which may reach a server that no scratch database may reach: the
/// publisher, to make, use or drop a slot there (manual: CREATE, ALTER and DROP SUBSCRIPTION).
package enum SubscriptionStatement: Hashable, Sendable {
  /// Connects by itself; `text` does the same in the catalog and does not, nil when there is no such text.
  case connects(text: String?)
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
      // A dump says it so; the others may not be said beside it.
      return statement.turningOff("connect", dropping: ["enabled", "create_slot", "copy_data"])
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
    if isOfPublications { return statement.turningOff("refresh", dropping: ["copy_data"]) }
    return statement.tokens.contains { $0.isWord("failover") } ? .connects(text: nil) : .local
  }
}

extension SQLStatement {
  /// What the statement is when `option` has to be false for it to stay in the catalog.
  fileprivate func turningOff(
    _ option: String, dropping others: [String]
  ) -> SubscriptionStatement {
    let off = "\(option) = false"
    guard let open = optionList else { return .connects(text: "\(text) WITH (\(off))") }
    let options = tokens[(open + 1)...].dropLast().split { $0.isSymbol(",") }
    if options.contains(where: { $0.first?.isWord(option) == true && isFalse($0) }) {
      return .local
    }
    let kept = options.filter { words in
      !([option] + others).contains { words.first?.isWord($0) == true }
    }.compactMap { words in
      words.first.flatMap { first in
        words.last.map { source.text(first.range.lowerBound..<$0.range.upperBound) }
      }
    }
    let head = source.text(range.lowerBound..<tokens[open].range.upperBound)
    return .connects(text: "\(head)\(([off] + kept).joined(separator: ", ")))")
  }

  /// The parenthesis that opens the last clause, WITH (…).
  private var optionList: Int? {
    guard tokens.last?.isSymbol(")") == true,
      let open = tokens.lastIndex(where: { $0.isSymbol("(") }), open > tokens.startIndex,
      tokens[open - 1].isWord("with")
    else { return nil }
    return open
  }

  /// Whether an option is turned off: `connect = false`, also `off` and `0`, in quotes or not.
  private func isFalse(_ option: ArraySlice<SQLToken>) -> Bool {
    guard let token = option.last else { return false }
    let value = source.text(token.range).lowercased()
    return ["false", "off", "0"].contains { value == $0 || value == "'\($0)'" }
  }
}
