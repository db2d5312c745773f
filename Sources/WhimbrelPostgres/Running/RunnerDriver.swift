import WhimbrelModel
import WhimbrelPlanning

/// Runs revisions on a database: does what `Runner` says, and tells it what came of it.
///
///     let run = MigrationRun(string, options, onEvent: print)
///     let report = try await run.run(RunRequest(.upgrade, known: revisions) { state in … })
package struct MigrationRun: Sendable {
  package let string: ConnectionString
  package let options: RunnerOptions
  package let steps: DataSteps
  package let callbacks: RunCallbacks?
  package let onEvent: @Sendable (RunEvent) -> Void

  package init(
    _ string: ConnectionString, _ options: RunnerOptions, steps: DataSteps = DataSteps(),
    callbacks: RunCallbacks? = nil,
    onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) {
    self.string = string
    self.options = options
    self.steps = steps
    self.callbacks = callbacks
    self.onEvent = onEvent
  }

  /// Runs to the end of the path, or throws `RunnerError` with an exit code, `ConnectionError`
  /// when there is no server, or what the request's `path` or a callback threw.
  ///
  /// A cancelled task is as Ctrl-C: the statement is cancelled, and all is rolled back or recorded.
  @discardableResult
  package func run(_ request: RunRequest) async throws -> RunReport {
    let cancelling = CancelBox()
    return try await withTaskCancellationHandler {
      var driver = try await RunnerDriver(self, request, cancelling)
      return try await driver.drive()
    } onCancel: {
      cancelling.cancel()
    }
  }
}

struct RunnerDriver {
  let run: MigrationRun
  let request: RunRequest
  let ledger: Ledger
  let lock: RunnerLock
  let cancelling: CancelBox
  let blockers = BlockerBox()
  var connection: Connection
  var hasLock = false
  /// Whether the session has the settings of a revision's step rather than our own.
  var isPinnedForStep = false
  /// The server's version.
  var version: ServerVersion
  var report = RunReport()
  /// What `.revisionBegan` was said of.
  var begun: Set<RevisionID> = []
  var count = 0
  var called = RunCallbacks.Progress()
  /// What the revision under way has taken in this run.
  var spent: Duration = .zero

  var options: RunnerOptions { run.options }

  init(_ run: MigrationRun, _ request: RunRequest, _ cancelling: CancelBox) async throws {
    self.run = run
    self.request = request
    self.cancelling = cancelling
    ledger = Ledger(schema: run.options.ledgerSchema)
    lock = RunnerLock(ledgerSchema: ledger.schema)
    connection = try await Self.connect(run, cancelling)
    version = await connection.serverVersion
  }

  mutating func drive() async throws -> RunReport {
    var runner = Runner(request, options, steps: run.steps)
    var action = runner.start()
    while true {
      do {
        try await callAfter()
        try await callBefore(action, of: runner.units)
      } catch {
        await close()
        throw error
      }
      if case .end(let result) = action {
        await close()
        try result.get()
        return report
      }
      count = max(count, report.done.count + runner.remaining)
      let input: RunnerInput
      let began = ContinuousClock.now
      do {
        input = try await perform(action)
      } catch {
        var failure = await failure(error, in: action)
        failure.after = began.duration(to: .now)
        input = .failed(failure)
      }
      action = runner.take(input)
    }
  }

  private mutating func perform(_ action: RunnerAction) async throws -> RunnerInput {
    if case .recordFailure(let work, let error) = action {
      await recordFailure(work, error)
      return .done
    }
    try stopIfInterrupted()
    switch action {
    case .readLedger(let forWriting):
      if forWriting { try await ledger.create(connection) }
      return .ledger(try await ledger.read(connection))
    case .takeLock: try await takeLock()
    case .rewrite(let edit): try await rewrite(edit)
    case .awaitBackend(let backend): try await awaitEnd(of: backend)
    case .ask(let work): try await ask(work)
    case .run(let work):
      switch work.piece.kind {
      case .call(let name): try await runCall(name, work)
      case .batches(let source): try await runBatches(source, work)
      case .together, .alone: try await runTogether(work)
      }
    case .begin(let work): try await begin(work)
    case .send(let work): try await send(work)
    case .settle(let work): try await settle(work)
    case .examine(let work): return .found(try await examine(work))
    case .repair(let work, let statements): try await repair(work, statements)
    case .backOff(let work, let pause, let failure):
      run.onEvent(
        .retrying(
          work.unit, attempt: work.attempt + 1, of: options.retries, after: pause,
          because: failure.error))
      try await sleep(pause * Double.random(in: 0.7...1.3))
    case .reconnect(let attempt):
      run.onEvent(.reconnecting(attempt: attempt))
      try await sleep(.milliseconds(100 << attempt))
      await connection.close()
      hasLock = false
      connection = try await Self.connect(run, cancelling)
    case .recordFailure, .end: break
    }
    return .done
  }

  // MARK: The session

  private static func connect(_ run: MigrationRun, _ cancelling: CancelBox) async throws
    -> Connection
  {
    var string = run.string
    // A peer that is gone is noticed within half a minute, on both ends.
    for (keyword, value) in [
      ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
    ] where string.effective(keyword) == nil {
      string = string.with(keyword, value)
    }
    let onEvent = run.onEvent
    let connection = try await Connection.connect(to: string) { onEvent(.notice($0)) }
    try await connection.pin(.own)
    if let role = run.options.role { try await set(role, connection) }
    if await connection.serverVersion.major >= 14 {
      do {
        // A backend notices in the middle of a statement that we are gone.
        try await connection.query(
          "SELECT pg_catalog.set_config('client_connection_check_interval', '2s', false)")
      } catch let error as PostgresError where error.sqlState == "22023" {
        onEvent(.remark("the server cannot check in the middle of a statement that we are there"))
      }
    }
    cancelling.canceller = await connection.canceller
    return connection
  }

  private static func set(_ role: String, _ connection: Connection) async throws {
    do {
      try await connection.execute("SET ROLE \(Name(role).quoted)")
    } catch let error as PostgresError {
      await connection.close()
      let user = Name(connection.string.user).quoted
      throw RunnerError(
        .failed, "cannot work as the role of --role: \(error.message) (SQLSTATE \(error.sqlState))",
        help: "name a role that is there, and GRANT \(Name(role).quoted) TO \(user);")
    }
  }

  /// Gives the lock back and closes; what cannot be sent any more the server does by itself.
  mutating func close() async {
    let (connection, lock, hasLock) = (self.connection, self.lock, self.hasLock)
    await Interrupts.shielded {
      if hasLock, await connection.isAlive {
        do {
          try await lock.release(connection)
        } catch {
          run.onEvent(.remark("the lock goes with the connection: \(error)"))
        }
      }
      await connection.close()
    }
    self.hasLock = false
  }

  func stopIfInterrupted() throws {
    if Task.isCancelled || Interrupts.isInterrupted { throw ConnectionError.interrupted }
  }

  /// Sleeps in short turns, for a signal does not wake it.
  func sleep(_ duration: Duration) async throws {
    let end = ContinuousClock.now.advanced(by: duration)
    while ContinuousClock.now < end {
      try stopIfInterrupted()
      let turn = min(.milliseconds(200), ContinuousClock.now.duration(to: end))
      do {
        try await Task.sleep(for: turn)
      } catch {
        throw ConnectionError.interrupted
      }
    }
  }
}
