import WhimbrelPlanning

/// What a run tells while it goes on. Given on any thread, one after the other.
package enum RunEvent: Sendable {
  /// Another runner has the lock; nil when it cannot be seen who.
  case waitingForLock(SessionInfo?, for: Duration)
  /// A session that began a statement of ours is still there.
  case waitingForBackend(Backend, for: Duration)
  /// The `index`th revision of `count`, from 0.
  case revisionBegan(RunUnit, index: Int, count: Int)
  /// The statement with that number, from 0, of the revision's `unit.size`.
  case statementBegan(RunUnit, SQLStatement, number: Int)
  case statementFinished(RunUnit, SQLStatement, number: Int)
  /// A question of its preflight is asked.
  case questionBegan(RunUnit, RevisionQuestion)
  case callBegan(RunUnit, name: String, number: Int)
  case batchFinished(RunUnit, name: String, cursor: String)
  /// A statement that was begun by an earlier run, and what became of it.
  case resumed(RunUnit, SQLStatement, Finding)
  /// DROP EXTENSION was left out: the extension was there before this revision.
  case extensionKept(RunUnit, name: String)
  /// What the running statement waits for.
  case blocked(by: [SessionInfo], for: Duration)
  /// How far an index build has got.
  case building(BuildProgress)
  /// The work is tried again after a pause.
  case retrying(RunUnit, attempt: Int, of: Int, after: Duration, because: RunnerError)
  /// The ledger now says a squash in place of what it replaces, or what a person stamped.
  case ledgerEdited(LedgerEdit)
  case reconnecting(attempt: Int)
  case notice(Notice)
  case revisionFinished(RunUnit, Duration)
  /// Something beside the work did not go, and the work goes on.
  case remark(String)
}

/// A session of the server as others see it; of its query a line, without constants.
package struct SessionInfo: Sendable, Hashable, CustomStringConvertible {
  package var pid: Int
  package var user: String
  package var application: String
  package var query: String
  /// How long it has been doing that, in seconds; nil when it cannot be seen.
  package var seconds: Int?
  /// Whether it does nothing, and keeps what it has locked.
  package var isIdle = false

  package var description: String {
    var text = "pid \(pid)"
    if !user.isEmpty { text += ", user \(user)" }
    if !application.isEmpty { text += ", \(application)" }
    if isIdle { text += ", idle in a transaction" }
    if let seconds { text += ", since \(seconds) s" }
    if !query.isEmpty { text += ": \(query)" }
    return text
  }
}

/// A row of `pg_stat_progress_create_index`.
package struct BuildProgress: Sendable, Hashable {
  package var phase: String
  package var done: Int
  package var total: Int
}
