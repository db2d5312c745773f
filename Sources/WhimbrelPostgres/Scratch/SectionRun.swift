import WhimbrelModel
import WhimbrelPlanning

/// Runs a revision's section in a scratch database: no ledger, no locks, no retries.
package struct SectionRun {
  let connection: Connection
  /// Whether roles may be made and statements may reach outside their database.
  let isThrowaway: Bool

  package init(on connection: Connection, isThrowaway: Bool) {
    self.connection = connection
    self.isThrowaway = isThrowaway
  }

  /// Throws `SourceDiagnostic` that shows the statement which the server refuses. As the runner does, it
  /// has the server look into the bodies of functions, unless the section says otherwise.
  package func run(_ section: RevisionSection, checksBodies: Bool = true) async throws {
    do {
      if checksBodies {
        _ = try await connection.execute("SET check_function_bodies = on")
      }
      for step in section.steps { try await run(step) }
    } catch let refusal as StatementRefusal {
      throw refusal.diagnostic
    }
  }

  /// Asks the section's preflight, and gives what it says of rows that do not fit; throws
  /// `SourceDiagnostic` for a question that the server refuses.
  func unfitRows(for section: RevisionSection) async throws -> SourceDiagnostic? {
    for question in section.preflight {
      try refuseReach(of: question.statement)
      let answers: [Answer]
      do {
        answers = try await Answer.ask([question], on: connection)
      } catch let error as PostgresError {
        throw Self.diagnostic(error, question.statement)
      }
      if let found = answers.first { return found.diagnostic }
    }
    return nil
  }

  /// Throws `StatementRefusal` for the statement which the server refuses: nothing of a transaction
  /// has happened then.
  func run(_ step: RevisionStep) async throws {
    for statement in step.statements { try refuseReach(of: statement) }
    switch step.kind {
    case .transaction: try await together(step.statements)
    case .autocommit: try await each(step.statements)
    case .batches(let source): try await together(step.statements, after: source.clause())
    case .call: break  // A data step has no rows to work on here.
    }
  }

  /// Throws for what may not run here: what cannot but connect to a publisher, and on a server that
  /// others live on, what reaches beyond a database.
  func refuseReach(of statement: SQLStatement) throws(SourceDiagnostic) {
    switch SubscriptionStatement.of(statement) {
    case .connects(text: nil)?:
      throw statement.diagnostic(
        "this connects to the publisher, which a scratch database must not",
        help: "run it by hand, after the upgrade")
    case .some: return
    case nil: break
    }
    guard !isThrowaway, let reach = OutsideReach.of(statement), !reach.isInRoutineBody else {
      return
    }
    throw statement.diagnostic(
      "\(reach.what) reaches outside the scratch database",
      help: "prove it on a throwaway server: --scratch local")
  }

  /// Each by itself. What may be in one transaction is tried so first, many at a time: it is quicker,
  /// and leads to the same where nothing is refused.
  private func each(_ statements: [SQLStatement]) async throws {
    var rest = statements[...]
    while let first = rest.first {
      let batch = Array(rest.prefix(Connection.batchSize).prefix(while: \.canShareTransaction))
      rest = rest.dropFirst(max(batch.count, 1))
      if batch.isEmpty { try await together([first]) }
      if try await connection.takes(batch.map { Query($0.text) }) { continue }
      for statement in batch { try await together([statement]) }
    }
  }

  /// All in one transaction; a missing role is made, where nobody else has to live with it.
  private func together(
    _ statements: [SQLStatement], after clause: String = ""
  ) async throws {
    var made: Set<String> = []
    var texts: [String] = []
    var asked: [SQLStatement] = []
    for statement in statements {
      guard let text = try await text(of: statement) else { continue }
      texts.append(clause + text)
      asked.append(statement)
    }
    if asked.isEmpty { return }
    while true {
      do {
        if asked.count == 1, asked[0].kind.transactionRule != .allowed {
          _ = try await connection.execute(texts[0])
        } else {
          _ = try await connection.pipeline(["BEGIN"] + texts.map { Query($0) } + ["COMMIT"])
        }
        return
      } catch let error as PostgresError {
        if await connection.transactionStatus != .idle {
          _ = try await connection.execute("ROLLBACK")
        }
        if isThrowaway, let role = error.missingRole, made.insert(role).inserted {
          _ = try await connection.execute("CREATE ROLE \(Name(role).quoted) NOLOGIN")
          continue
        }
        let index = asked.count == 1 ? 0 : (error.queryIndex ?? 1) - 1
        throw StatementRefusal(
          statement: asked[min(max(index, 0), asked.count - 1)], error: error)
      }
    }
  }

  /// What a statement comes to here, where nothing reaches a publisher; nil when nothing is left of it. A
  /// subscription that goes forgets its slot before.
  func text(of statement: SQLStatement) async throws -> String? {
    switch SubscriptionStatement.of(statement) {
    case .connects(let text)?: return text
    case .starts?: return nil
    case .drops(let name)?: try await Subscriptions.forgetSlot(of: name, on: connection)
    case .local?, nil: break
    }
    return statement.text
  }

  static func diagnostic(_ error: PostgresError, _ statement: SQLStatement) -> SourceDiagnostic {
    let message = "\(error.message) [\(error.sqlState)]"
    let notes = [error.detail.map { "detail: \($0)" }, error.hint.map { "hint: \($0)" }]
      .compactMap { $0 }
    let help = "correct the SQL there, and run the same command again"
    guard let position = error.position else {
      var diagnostic = statement.diagnostic(message, help: help)
      diagnostic.notes = notes
      return diagnostic
    }
    return statement.diagnostic(message, atCharacter: position, help: help, notes: notes)
  }
}

extension SQLStatement {
  /// Whether it does the same in a transaction with others.
  fileprivate var canShareTransaction: Bool {
    switch kind {
    case .createExtension, .dropExtension: true
    // SET LOCAL would go on for those that follow.
    case .other: !(tokens.count > 1 && tokens[0].isWord("set") && tokens[1].isWord("local"))
    default: false
    }
  }
}

extension Connection {
  /// How many statements are tried in one transaction: the locks of more may not fit into memory.
  static let batchSize = 200

  /// Runs all of them in one transaction and one round trip; false when the server refuses one, and
  /// then nothing is done.
  func takes(_ queries: [Query]) throws -> Bool {
    do {
      if !queries.isEmpty { _ = try pipeline(["BEGIN"] + queries + ["COMMIT"]) }
      return true
    } catch is PostgresError {
      if transactionStatus != .idle { _ = try execute("ROLLBACK") }
      return false
    }
  }
}

/// A statement of a revision that the server does not take.
struct StatementRefusal: Error {
  let statement: SQLStatement
  let error: PostgresError

  var diagnostic: SourceDiagnostic { SectionRun.diagnostic(error, statement) }

  /// Whether it is the rows that it does not take: values that do not fit, or a guard that found some
  /// (PostgreSQL's manual, appendix "PostgreSQL Error Codes").
  var isOfRows: Bool {
    error.sqlState.hasPrefix("22") || error.sqlState.hasPrefix("23") || error.sqlState == "P0001"
  }
}

extension PostgresError {
  /// The role in `role "x" does not exist`; scratch sessions speak English.
  var missingRole: String? {
    guard sqlState == State.undefinedObject, message.hasPrefix("role \""),
      message.hasSuffix("\" does not exist")
    else { return nil }
    return String(message.dropFirst(6).dropLast(16))
  }
}
