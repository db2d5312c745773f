import WhimbrelPlanning

/// What goes on in a ledger, for those who only look.
package struct LedgerLook: Sendable {
  /// The last thing that failed, when nothing has gone well since.
  package struct Failure: Sendable, Hashable {
    package var at: String
    package var revision: String?
    /// `FILE:LINE:COLUMN`
    package var place: String?
    package var error: String
    package var sqlState: String?
  }

  /// Who migrates now.
  package var runner: SessionInfo?
  package var failure: Failure?

  /// Throws like `Ledger.read`, which is to be called before: it says what rights are missing.
  package static func read(_ ledger: Ledger, _ connection: isolated Connection) throws
    -> LedgerLook
  {
    var look = LedgerLook()
    look.runner = try RunnerLock(ledgerSchema: ledger.schema).holder(connection)
    guard try ledger.exists(connection) else { return look }
    let rows = try connection.query(
      """
      SELECT pg_catalog.date_trunc('second', at), revision, place, error, sqlstate
      FROM \(ledger.events)
      WHERE kind = 'failure' AND number > coalesce(
        (SELECT pg_catalog.max(number) FROM \(ledger.events) WHERE kind <> 'failure'), 0)
      ORDER BY number DESC LIMIT 1
      """)
    guard !rows.isEmpty else { return look }
    look.failure = Failure(
      at: rows[0, 0] ?? "", revision: rows[0, 1], place: rows[0, 2], error: rows[0, 3] ?? "",
      sqlState: rows[0, 4])
    return look
  }
}

extension LedgerRow {
  /// The piece of `revision` that the row has got to; nil when it is not under way.
  package func piece(of revision: Revision) -> Piece? {
    let section: RevisionSection
    switch state {
    case .applied: return nil
    case .applying: section = revision.upgrade
    case .reverting: section = revision.downgrade
    }
    return section.pieces.first { $0.from == position }
  }
}
