extension SQLStatement {
  /// Whether all it does is in what an inspection sees of its database: it reads and writes no rows,
  /// sets no sequence, and reaches nothing outside.
  package var onlyDefines: Bool {
    let verbs = ["create", "alter", "drop", "comment", "grant", "revoke"]
    guard let first = tokens.first, verbs.contains(where: first.isWord) else {
      return tokens.isEmpty
    }
    if let reach = OutsideReach.of(self), !reach.isInRoutineBody { return false }
    // A plan says no extension's version, so one that is said here is kept by keeping the words.
    if case .createExtension = kind, tokens.contains(where: { $0.isWord("version") }) {
      return false
    }
    let second = tokens.dropFirst().first
    if first.isWord("alter"), second?.isWord("extension") == true { return false }
    if tokens.contains(where: { $0.isWord("large") }),
      tokens.contains(where: { $0.isWord("object") })
    {
      return false
    }
    return !tokens.contains { $0.isWord("restart") } && !isTableFromQuery
  }

  /// CREATE TABLE … AS: an AS outside of all parentheses.
  private var isTableFromQuery: Bool {
    guard tokens.first?.isWord("create") == true,
      tokens.prefix(4).contains(where: { $0.isWord("table") })
    else { return false }
    var depth = 0
    for token in tokens {
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      if depth == 0, token.isWord("as") { return true }
    }
    return false
  }
}

extension Revision {
  /// Whether its upgrade only defines, and calls no data step.
  package var onlyDefines: Bool {
    upgrade.steps.allSatisfy { step in
      if case .call = step.kind { return false }
      return step.statements.allSatisfy(\.onlyDefines)
    }
  }
}
