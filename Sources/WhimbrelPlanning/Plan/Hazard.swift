import WhimbrelModel

/// What can go wrong when a statement runs on a database with rows in it.
package enum Hazard: Hashable, Sendable {
  /// Rows, values or their precision are gone afterwards.
  case losesData(String)
  /// Every row is written anew under the statement's lock.
  case rewritesTable
  /// Every row is read under the statement's lock.
  case scansTable
  /// Refused whatever the rows are: a person has to find another way.
  case refused(String)
  /// Refused when the rows do not fit.
  case mayFail(String)
  /// Only the model can say how: PostgreSQL has no cast.
  case needsUsing(String)
  /// An index is built under a lock that blocks writes.
  case blocksWrites
  /// What it does takes a person's look: a rebuilt object, a changed meaning.
  case note(String)

  /// ALTER COLUMN TYPE drops what ANALYZE has gathered, whether it rewrites the table or not.
  static func forgetsStatistics(_ path: String, of table: String) -> Hazard {
    .note("the planner knows nothing of the new \(path) until ANALYZE \(table)")
  }

  package var isLossy: Bool {
    if case .losesData = self { return true }
    return false
  }

  /// The stable word for it in JSON.
  package var code: String {
    switch self {
    case .losesData: "loses_data"
    case .rewritesTable: "rewrites_table"
    case .scansTable: "scans_table"
    case .refused: "refused"
    case .mayFail: "may_fail"
    case .needsUsing: "needs_using"
    case .blocksWrites: "blocks_writes"
    case .note: "note"
    }
  }

  package var message: String {
    switch self {
    case .losesData(let what): "loses \(what)"
    case .rewritesTable: "rewrites the table"
    case .scansTable: "scans the table"
    case .refused(let reason): "PostgreSQL refuses it: \(reason)"
    case .mayFail(let reason): "fails when \(reason)"
    case .needsUsing(let what): "there is no cast from \(what)"
    case .blocksWrites: "blocks writes while the index is built"
    case .note(let text): text
    }
  }
}
