import WhimbrelModel
import WhimbrelPlanning

/// Running the statements of a piece, and writing the ledger beside them.
extension RunnerDriver {
  /// All in one transaction and one round trip: the statements and their ledger row.
  mutating func runTogether(_ work: Work) async throws {
    var work = work
    announce(work)
    if work.from == nil { work.keptExtensions = try await extensionsThere(work.unit) }
    let batch = self.batch(work)
    if !batch.kept.isEmpty {
      for name in batch.kept { run.onEvent(.extensionKept(work.unit, name: name.text)) }
    }
    let began = ContinuousClock.now
    let (onEvent, unit) = (run.onEvent, work.unit)
    try await watching(work) {
      if let (number, statement) = batch.statements.first {
        onEvent(.statementBegan(unit, statement, number: number))
      }
      _ = try await connection.pipeline(batch.queries) { index in
        guard let place = batch.places[index] else { return }
        let (number, statement) = batch.statements[place]
        onEvent(.statementFinished(unit, statement, number: number))
        if place + 1 < batch.statements.count {
          let (number, statement) = batch.statements[place + 1]
          onEvent(.statementBegan(unit, statement, number: number))
        }
      }
    }
    finish(work, began)
  }

  /// Records the statement as begun by this session.
  mutating func begin(_ work: Work) async throws {
    var work = work
    announce(work)
    if work.from == nil { work.keptExtensions = try await extensionsThere(work.unit) }
    let text = work.piece.statements.first?.text ?? ""
    try await write([ledger.beginning(work, statement: text, tool: options.toolVersion)])
  }

  /// Sends the statement as it is, outside any transaction.
  mutating func send(_ work: Work) async throws {
    guard let statement = work.piece.statements.first else { return }
    let began = ContinuousClock.now
    try await pinForStep(work)
    run.onEvent(.statementBegan(work.unit, statement, number: work.piece.firstNumber))
    try await watching(work) { _ = try await connection.execute(statement.text) }
    run.onEvent(.statementFinished(work.unit, statement, number: work.piece.firstNumber))
    spent += began.duration(to: .now)
  }

  mutating func settle(_ work: Work) async throws {
    let began = ContinuousClock.now
    var queries = [change(work)]
    if work.isLast { queries.insert(finished(work), at: 0) }
    try await write(queries)
    finish(work, began)
  }

  mutating func repair(_ work: Work, _ statements: [String]) async throws {
    for statement in statements {
      try await pinForStep(work)
      try await watching(work) { _ = try await connection.execute(statement) }
    }
  }

  mutating func recordFailure(_ work: Work, _ error: RunnerError) async {
    await Interrupts.shielded {
      guard await connection.isAlive else { return }
      let event = ledger.event(
        "failure", id: work.unit.id, digest: work.unit.known.digest,
        place: error.diagnostic?.place, sqlState: error.postgres?.sqlState,
        error: error.postgres?.message ?? error.message, tool: options.toolVersion)
      do {
        // The details of an error hold values of rows; they are not for keeping.
        try await write([event], fenced: hasLock)
      } catch {
        run.onEvent(.remark("the failure is not in the ledger's history: \(error)"))
      }
    }
  }

  // MARK: Transactions

  /// Writes to the ledger in a transaction of its own, under our own settings.
  mutating func write(_ queries: [Query], fenced: Bool = true) async throws {
    try await pinOwn()
    let all: [Query] = ["BEGIN"] + (fenced ? [lock.fence] : []) + queries + ["COMMIT"]
    do {
      _ = try await connection.pipeline(all)
    } catch {
      await rollBack()
      if var error = error as? PostgresError, fenced, let index = error.queryIndex {
        error.queryIndex = nil
        if index == 1 { throw LedgerWriteError.lockLost }
        if error.sqlState == "22012" { throw LedgerWriteError.changedByOthers }
        throw error
      }
      throw error
    }
  }

  func rollBack() async {
    await Interrupts.shielded {
      do {
        switch await connection.transactionStatus {
        case .inTransaction, .failed: _ = try await connection.execute("ROLLBACK")
        case .idle, .unknown: break
        }
      } catch {
        // Without a connection the server rolls back by itself.
        await connection.close()
      }
    }
  }

  mutating func pinOwn() async throws {
    guard isPinnedForStep else { return }
    for query in ownSession(await connection.serverVersion) { try await connection.query(query) }
    isPinnedForStep = false
  }

  mutating func pinForStep(_ work: Work) async throws {
    isPinnedForStep = true
    for query in ownRole { try await connection.query(query) }
    try await connection.pin(stepSettings(work))
  }

  // MARK: What a revision is told of

  mutating func announce(_ work: Work) {
    guard work.isFirst, work.attempt == 0 else { return }
    if !begun.contains(work.unit.id) {
      begun.insert(work.unit.id)
      spent = .zero
      run.onEvent(.revisionBegan(work.unit, index: report.done.count, count: count))
    }
  }

  mutating func finish(_ work: Work, _ began: ContinuousClock.Instant) {
    spent += began.duration(to: .now)
    guard work.isLast else { return }
    report.done.append(RunReport.Entry(unit: work.unit, duration: spent))
    run.onEvent(.revisionFinished(work.unit, spent))
  }
}

/// Why a write to the ledger was refused by our own conditions.
enum LedgerWriteError: Error { case lockLost, changedByOthers }
