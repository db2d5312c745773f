import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Migrates a database from within an application, such as when it starts.
///
/// ```swift
/// let migrator = Migrator(url: url, versions: "versions") { log.info("\($0)") }
/// try await migrator.upgrade()
/// ```
/// Any number of instances may do this at once: one migrates, the others wait for it and find that
/// nothing is left to do. Where nothing is pending nobody is waited for.
public struct Migrator: Sendable {
  /// How it runs; what is not said is as on the command line.
  public struct Options: Sendable {
    /// The managed schema, then others that names are looked up in.
    public var searchPath = ["public"]
    /// The schema that records what is applied.
    public var ledgerSchema = "whimbrel"
    /// How long to wait for another instance that migrates.
    public var wait: Duration = .seconds(300)
    /// How long a statement waits for a table's lock before its step is tried again.
    public var lockTimeout: Duration = .seconds(2)
    /// How often a step is tried again.
    public var retries = 10
    /// The role to run as (SET ROLE).
    public var role: String?
    /// Runs even where other roles may create in the search path.
    public var trustsSchemas = false
    /// Takes back what loses data that no upgrade restores.
    public var acceptsLoss = false

    public init() {}
  }

  private let url: String
  private let folder: VersionsFolder
  private let options: Options
  private let steps: DataSteps
  private let delegate: (any MigrationDelegate)?
  private let onEvent: @Sendable (MigrationEvent) -> Void

  /// `versions` is the folder of the revisions, as seen from the current one. `onEvent` is called
  /// on any thread, one event after the other, and must not take long; `delegate` may.
  public init(
    url: String, versions: String, options: Options = Options(), dataSteps: [DataStep] = [],
    delegate: (any MigrationDelegate)? = nil,
    onEvent: @escaping @Sendable (MigrationEvent) -> Void = { _ in }
  ) {
    self.url = url
    self.options = options
    self.delegate = delegate
    self.onEvent = onEvent
    steps = DataSteps(dataSteps)
    folder = VersionsFolder(
      path: versions.hasPrefix("/") ? versions : "\(Files.currentFolder)/\(versions)",
      shown: versions)
  }

  /// What is applied and what is not. Throws `MigrationError`.
  public func status() async throws -> MigrationStatus {
    try await reporting {
      let versions = try folder.readIntact()
      let connection = try await Connection.connect(to: ConnectionString(url))
      try await connection.pin(.own)
      let ledger = try await Ledger(schema: options.ledgerSchema).read(connection)
      await connection.close()
      try LedgerCheck.check(ledger, known: versions.knownByID)
      let graph = try versions.graph(applied: ledger.applied)
      func revisions(_ ids: [RevisionID]) -> [MigrationRevision] {
        ids.compactMap { versions.byID[$0].map(MigrationRevision.init) }
      }
      return MigrationStatus(
        applied: revisions(graph.sorted(graph.applied)), pending: revisions(graph.pending),
        halfDone: ledger.halfDone.flatMap { revisions([$0.id]).first })
    }
  }

  /// The revisions that `upgrade` would apply, in order. Throws `MigrationError`.
  public func pending() async throws -> [MigrationRevision] { try await status().pending }

  /// Applies revisions up to `target`, which is said as on the command line; gives those that it
  /// applied.
  ///
  /// Throws `MigrationError`, what the delegate throws, and `CancellationError` when its task is
  /// cancelled; then what was not finished is rolled back or recorded, and the next run goes on from
  /// there.
  @discardableResult
  public func upgrade(to target: String = "head") async throws -> [MigrationRevision] {
    try await run(.upgrade, target)
  }

  /// Takes revisions back, as `upgrade` applies them.
  @discardableResult
  public func downgrade(to target: String = "-1") async throws -> [MigrationRevision] {
    try await run(.downgrade, target)
  }

  private func run(_ direction: RunDirection, _ target: String) async throws
    -> [MigrationRevision]
  {
    do {
      return try await reporting { try await runRevisions(direction, target) }
    } catch {
      await delegate?.migrationDidFail(error)
      throw error
    }
  }

  private func runRevisions(_ direction: RunDirection, _ target: String) async throws
    -> [MigrationRevision]
  {
    let versions = try folder.readIntact()
    let name = try RevisionName(target)
    let string = try ConnectionString(url)
    onEvent(MigrationEvent(.runBegan, "\(direction.rawValue) to \(target)"))
    let onEvent = self.onEvent
    let run = MigrationRun(
      string, try await runnerOptions(string, versions), steps: steps,
      callbacks: delegate.map { RunCallbacks($0, direction) }
    ) {
      if let event = MigrationEvent($0) { onEvent(event) }
    }
    let report = try await run.run(
      RunRequest(direction, known: versions.known) { state in
        let graph = try versions.graph(applied: state.applied)
        return direction == .upgrade
          ? try graph.upgradePath(to: name) : try graph.downgradePath(to: name)
      })
    let done = report.done.map { MigrationRevision($0.unit.revision) }
    if let delegate, !done.isEmpty {
      try await DelegateError.from { try await delegate.migrationDidFinish(done) }
    }
    onEvent(MigrationEvent(.runFinished, "\(done.count) revisions"))
    return done
  }

  private func runnerOptions(_ string: ConnectionString, _ versions: Versions) async throws
    -> RunnerOptions
  {
    let said = options.searchPath.map { Name($0) }
    let connection = try await Connection.connect(to: string)
    try await connection.pin(.own)
    let path = try await LiveDatabase.searchPath(
      said + versions.all.extensionSchemas(apartFrom: said), with: connection)
    await connection.close()
    var runner = RunnerOptions(Scope(searchPath: path), toolVersion: WhimbrelVersion.text)
    runner.ledgerSchema = options.ledgerSchema
    runner.wait = options.wait
    runner.lockTimeout = options.lockTimeout
    runner.retries = options.retries
    runner.role = options.role
    runner.trustsSchemas = options.trustsSchemas
    runner.acceptsLoss = options.acceptsLoss
    return runner
  }

  /// Makes every error one that can be shown.
  private func reporting<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let error as DelegateError {
      onEvent(MigrationEvent(.failed, "the delegate ended the run"))
      throw error.cause
    } catch {
      let shown = MigrationError(error)
      if shown.exitCode == ExitCode.interrupted.rawValue, Task.isCancelled {
        throw CancellationError()
      }
      onEvent(MigrationEvent(.failed, shown.summary))
      throw shown
    }
  }
}
