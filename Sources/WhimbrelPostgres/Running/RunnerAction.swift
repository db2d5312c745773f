import WhimbrelPlanning

/// One piece of work and what it does to the ledger.
package struct Work: Sendable, Hashable {
  package var unit: RunUnit
  package var piece: Piece
  /// The ledger's row before it; nil: there is none.
  package var from: RowProgress?
  /// The ledger's row after it; nil: there is none any more.
  package var to: RowProgress?
  /// The row while the work is under way, for what is recorded as begun.
  package var during: RowProgress
  package var stepCount: Int
  /// Extensions that DROP EXTENSION leaves, for they were there before the revision.
  package var keptExtensions: [String] = []
  package var cursor: String?
  /// Whether it is the first piece of its revision in this run, and the revision's last.
  package var isFirst: Bool
  package var isLast: Bool { to == nil || to?.state == .applied }
  /// How often it was tried before in this run.
  package var attempt = 0
}

/// What the runner wants done next.
package enum RunnerAction: Sendable {
  /// Read the ledger; when it is to be written to, make it first.
  case readLedger(forWriting: Bool)
  case takeLock
  /// Change what the ledger says, running nothing.
  case rewrite(LedgerEdit)
  /// Wait until that session is gone: it may still be doing what it began.
  case awaitBackend(Backend)
  /// Ask the preflight of the work's revision, and change nothing.
  case ask(Work)
  /// Run the work in one transaction, with its ledger row.
  case run(Work)
  /// Record the statement of the work as begun.
  case begin(Work)
  /// Send the statement of the work, outside any transaction.
  case send(Work)
  /// Record the statement of the work as done.
  case settle(Work)
  /// Look at what became of a statement that was begun.
  case examine(Work)
  /// Run these statements, each alone, to clear up after one that was begun.
  case repair(Work, [String])
  /// Wait before the work is tried again.
  case backOff(Work, for: Duration, because: RunnerFailure)
  /// Connect again: the connection was lost.
  case reconnect(attempt: Int)
  /// Write the failure down, in a transaction of its own.
  case recordFailure(Work, RunnerError)
  case end(Result<Void, any Error>)
}

/// What came of an action.
package enum RunnerInput: Sendable {
  case ledger(LedgerState)
  case done
  case found(Finding)
  case failed(RunnerFailure)
}

/// What became of a statement that was begun and of which nobody knows whether it is done.
package enum Finding: Sendable, Hashable {
  case done
  /// Nothing of it is there: send it again.
  case again
  /// Run these first, then send it again.
  case clearThenAgain([String])
  /// Run these: they finish it.
  case finish([String])
  /// Somebody else's work stands in its place.
  case conflict(String)
  /// Only a person can tell.
  case unknown(String)
}

/// Why an action failed, as far as the runner acts on it.
package struct RunnerFailure: Error, Sendable {
  package enum Kind: Sendable, Hashable {
    /// Another runner holds the lock and `--wait` is over.
    case lockHeld
    /// A lock on a table was not to be had in time.
    case lockTimeout
    /// Deadlock, serialization failure: the same again may succeed.
    case transient
    /// The server says that a transaction cannot hold it.
    case needsToBeAlone
    /// The connection is gone.
    case lost
    case interrupted
    case other
  }

  package var kind: Kind
  package var error: RunnerError
  /// How long the action took until it failed.
  package var after: Duration

  package init(_ kind: Kind, _ error: RunnerError, after: Duration = .zero) {
    self.kind = kind
    self.error = error
    self.after = after
  }
}
