import WhimbrelPostgres

/// What a `Migrator` tells while it works, for a log or a progress bar.
public struct MigrationEvent: Sendable, CustomStringConvertible {
  /// What happened; more may be added, so a `switch` needs a `default`.
  public struct Kind: Sendable, Hashable, CustomStringConvertible {
    public let description: String

    /// Before anything else, and after everything when it went well.
    public static let runBegan = Kind(description: "run began")
    public static let runFinished = Kind(description: "run finished")
    public static let revisionBegan = Kind(description: "revision began")
    public static let revisionFinished = Kind(description: "revision finished")
    public static let statementBegan = Kind(description: "statement began")
    /// A batch of a data step was committed.
    public static let batchFinished = Kind(description: "batch finished")
    /// Somebody else has a lock that is needed: another runner, or a session with a table.
    public static let waiting = Kind(description: "waiting")
    /// A step is tried again after a lock time-out or a deadlock.
    public static let retrying = Kind(description: "retrying")
    /// Anything else worth a line in a log.
    public static let remark = Kind(description: "remark")
    /// The run ended with an error, which is thrown too.
    public static let failed = Kind(description: "failed")
  }

  public let kind: Kind
  /// The revision it is about, if it is about one.
  public let revision: MigrationRevision?
  /// One line for a person, without values of rows and without passwords.
  public let message: String

  public var description: String {
    revision.map { "\($0.id): \(message)" } ?? message
  }

  init(_ kind: Kind, _ message: String, _ unit: RunUnit? = nil) {
    self.kind = kind
    self.message = message
    revision = unit.map { MigrationRevision($0.revision) }
  }

  /// Nil for what nobody needs to be told.
  init?(_ event: RunEvent) {
    switch event {
    case .revisionBegan(let unit, let index, let count):
      let word = unit.direction == .upgrade ? "applying" : "taking back"
      self.init(.revisionBegan, "\(word) \(unit.revision.title) (\(index + 1) of \(count))", unit)
    case .revisionFinished(let unit, let duration):
      let word = unit.direction == .upgrade ? "applied" : "taken back"
      self.init(.revisionFinished, "\(word) in \(duration.short)", unit)
    case .statementBegan(let unit, let statement, let number):
      self.init(
        .statementBegan,
        "statement \(number + 1) of \(unit.size), line \(statement.line)", unit)
    case .questionBegan(let unit, let question):
      self.init(.remark, "looking for \(question.title)", unit)
    case .callBegan(let unit, let name, let number):
      self.init(.statementBegan, "data step \(name), \(number + 1) of \(unit.size)", unit)
    case .batchFinished(let unit, let name, let cursor):
      self.init(.batchFinished, "data step \(name), up to \(cursor)", unit)
    case .waitingForLock(let session, let duration):
      let who = session.map { "pid \($0.pid), \($0.user), \($0.application)" } ?? "unknown"
      self.init(.waiting, "waiting for another runner (\(who)) since \(duration.short)")
    case .waitingForBackend(let backend, let duration):
      self.init(
        .waiting,
        "waiting for the session of an earlier run (pid \(backend.pid)) since "
          + duration.short)
    case .blocked(let sessions, let duration):
      let pids = sessions.map { "\($0.pid)" }.joined(separator: ", ")
      self.init(.waiting, "blocked by pid \(pids) since \(duration.short)")
    case .retrying(let unit, let attempt, let count, let pause, let error):
      self.init(
        .retrying,
        "try \(attempt) of \(count) in \(pause.short): SQLSTATE "
          + (error.postgres?.sqlState ?? "unknown"), unit)
    case .resumed(let unit, let statement, _):
      self.init(.remark, "going on with line \(statement.line)", unit)
    case .extensionKept(let unit, let name):
      self.init(.remark, "the extension \(name) stays: it was there before", unit)
    case .ledgerEdited(let edit):
      self.init(.remark, "the ledger now says \(edit.add.map(\.id.text).joined(separator: ", "))")
    case .reconnecting(let attempt):
      self.init(.remark, "the connection is lost; connecting again (\(attempt))")
    case .remark(let text): self.init(.remark, text)
    case .building, .notice, .statementFinished: return nil
    }
  }
}
