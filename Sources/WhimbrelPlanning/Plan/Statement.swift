import WhimbrelModel

/// One SQL statement of a plan, with what a reviewer must know about it.
package struct Statement: Hashable, Sendable {
  /// How it takes part in transactions.
  package enum Mode: Hashable, Sendable {
    case transactional
    /// In a transaction, whose commit must come before the first use of what it made
    /// (`ALTER TYPE … ADD VALUE`).
    case commitsBeforeUse
    /// Outside any transaction (`CREATE INDEX CONCURRENTLY`).
    case alone
    /// In batches of its table's rows. The statement has the clause for all of them in front, and
    /// does all of them when it is run as it is.
    case inBatches(BatchSource)
  }

  /// Without the semicolon at its end.
  package var sql: String
  /// What it is there for.
  package var object: ObjectID
  package var lock: Lock?
  package var hazards: [Hazard]
  package var mode: Mode
  /// What must hold of the rows before anything is changed.
  package var preflights: [Preflight]

  package init(
    _ sql: String, for object: ObjectID, lock: Lock? = nil, hazards: [Hazard] = [],
    mode: Mode = .transactional, preflights: [Preflight] = []
  ) {
    self.sql = sql
    self.object = object
    self.lock = lock
    self.hazards = hazards
    self.mode = mode
    self.preflights = preflights
  }

  /// Without the clause that a step in batches puts in front of it.
  package var ownText: String {
    guard case .inBatches(let source) = mode else { return sql }
    return String(sql.dropFirst(source.clause().count))
  }
}
