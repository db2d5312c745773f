import WhimbrelPlanning

/// What the ledger says of one revision.
package struct LedgerRow: Sendable, Hashable {
  package enum State: String, Sendable, Hashable {
    case applying, applied, reverting
  }

  package var id: RevisionID
  package var digest: String
  package var message: String
  package var state: State
  package var position: Position
  /// How many steps the section has that is being run, or was.
  package var stepCount: Int
  /// The session that began a statement of which nobody knows yet whether it is done.
  package var begun: Backend?
  /// What a data step in batches has reached.
  package var cursor: String?
  /// Extensions that were there before the revision said CREATE EXTENSION IF NOT EXISTS.
  package var keptExtensions: [String]
  /// When it was last changed, in UTC, as PostgreSQL prints it.
  package var changedAt: String
  package var changedBy: String
  package var toolVersion: String
  package var milliseconds: Int?

  package init(
    id: RevisionID, digest: String, message: String, state: State, position: Position,
    stepCount: Int, begun: Backend? = nil, cursor: String? = nil, keptExtensions: [String] = [],
    changedAt: String = "", changedBy: String = "", toolVersion: String = "",
    milliseconds: Int? = nil
  ) {
    self.id = id
    self.digest = digest
    self.message = message
    self.state = state
    self.position = position
    self.stepCount = stepCount
    self.begun = begun
    self.cursor = cursor
    self.keptExtensions = keptExtensions
    self.changedAt = changedAt
    self.changedBy = changedBy
    self.toolVersion = toolVersion
    self.milliseconds = milliseconds
  }

  /// The state and position alone, which is what a step changes.
  package var progress: RowProgress { RowProgress(state: state, position: position) }
}

/// How far a revision has got, both ways.
package struct RowProgress: Sendable, Hashable {
  package var state: LedgerRow.State
  package var position: Position

  package init(state: LedgerRow.State, position: Position) {
    self.state = state
    self.position = position
  }
}

/// A session of a server, which a process id alone does not name for ever.
package struct Backend: Sendable, Hashable {
  package var pid: Int
  /// As PostgreSQL prints it in UTC.
  package var start: String

  package init(pid: Int, start: String) {
    self.pid = pid
    self.start = start
  }
}

/// What a database's ledger says.
package struct LedgerState: Sendable, Hashable {
  /// In the order in which they were last changed.
  package var rows: [LedgerRow]

  package init(rows: [LedgerRow] = []) { self.rows = rows }

  package subscript(id: RevisionID) -> LedgerRow? { rows.first { $0.id == id } }

  /// The revisions that are in the database: wholly, or being taken back.
  package var applied: Set<RevisionID> {
    Set(rows.filter { $0.state != .applying }.map(\.id))
  }

  /// The revision that is begun and not finished, either way.
  package var halfDone: LedgerRow? { rows.first { $0.state != .applied } }
}
