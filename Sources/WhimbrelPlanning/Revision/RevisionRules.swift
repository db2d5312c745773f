/// What a revision may not say, because its runner says it or because it would undo the runner's work.
enum RevisionRules {
  /// Why `statement` cannot be in a step of this kind, and what to do instead.
  static func objection(
    to statement: SQLStatement, in step: RevisionStep.Kind
  ) -> (message: String, help: String)? {
    switch statement.kind {
    case .transactionControl:
      return (
        "\(verb(statement)) cannot be in a revision: each step is a transaction of its own",
        "remove it; a line \"-- whimbrel: transaction\" begins another transaction, "
          + "after \"-- whimbrel: autocommit\" each statement runs alone"
      )
    case .copyFromStdin:
      return (
        "COPY … FROM STDIN has no input in a revision",
        "write INSERT statements, or a data step in Swift and \"-- whimbrel: call NAME\""
      )
    case .copyToStdout:
      return ("COPY … TO STDOUT has no output in a revision", "remove it")
    case .discard:
      return (
        "DISCARD would free the lock that keeps other runners out",
        "remove it; DEALLOCATE, RESET and DROP TABLE do its parts one by one"
      )
    case .advisoryUnlock:
      return (
        "this could free the lock that keeps other runners out",
        "use pg_advisory_xact_lock, which ends with its transaction"
      )
    case .createIndexConcurrently(index: nil, _, _):
      return (
        "CREATE INDEX CONCURRENTLY needs a name here: after a crash the index is found by it",
        "write CREATE INDEX CONCURRENTLY name ON …"
      )
    case _ where step.isInBatches: return objection(toBatch: statement)
    default:
      guard step == .transaction, statement.kind.transactionRule == .refused else { return nil }
      return (
        "PostgreSQL refuses \(verb(statement)) in a transaction",
        "put a line \"-- whimbrel: autocommit\" before it"
      )
    }
  }

  private static func objection(
    toBatch statement: SQLStatement
  ) -> (message: String, help: String)? {
    let example = "UPDATE plants SET … FROM batch WHERE plants.id = batch.id AND …"
    guard let first = statement.tokens.first,
      ["update", "delete", "insert"].contains(where: first.isWord)
    else {
      return (
        "a step in batches is an UPDATE, DELETE or INSERT, not \(verb(statement))",
        "write it as \(example)"
      )
    }
    guard statement.tokens.contains(where: { $0.isWord(BatchSource.name) }) else {
      return (
        "this statement does not read from batch, and would do all rows each time",
        "write it as \(example)"
      )
    }
    return nil
  }

  /// Why `statement` cannot be in a preflight, and what to do instead.
  static func objection(
    toQuestion statement: SQLStatement
  ) -> (message: String, help: String)? {
    let asks = ["select", "with", "values", "table"]
    guard let first = statement.tokens.first,
      !first.isSymbol("("), !asks.contains(where: first.isWord)
    else { return nil }
    return (
      "a preflight only asks: \(verb(statement)) cannot be in it",
      "begin the next step before it with a line \"-- whimbrel: transaction\""
    )
  }

  /// What a statement is called in a message.
  private static func verb(_ statement: SQLStatement) -> String {
    let first = statement.tokens.first?.text.uppercased() ?? ""
    let second = statement.tokens.dropFirst().first { $0.kind == .word }?.text.uppercased() ?? ""
    switch statement.kind {
    case .createIndexConcurrently, .dropIndexConcurrently: return "\(first) INDEX CONCURRENTLY"
    case .reindexConcurrently(let scope, _):
      let isConcurrent = statement.tokens.contains { $0.isWord("concurrently") }
      return "REINDEX \(scope.uppercased())\(isConcurrent ? " CONCURRENTLY" : "")"
    case .detachConcurrently: return "DETACH PARTITION CONCURRENTLY"
    case .alterSystem, .serverObject: return "\(first) \(second)"
    default: return first
    }
  }
}

extension RevisionStep.Kind {
  fileprivate var isInBatches: Bool {
    if case .batches = self { return true }
    return false
  }
}
