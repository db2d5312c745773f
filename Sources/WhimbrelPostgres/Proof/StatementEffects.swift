import WhimbrelPlanning

/// What a statement of a revision does to tables and views that were there before it.
package struct StatementEffects: Sendable {
  package struct Held: Hashable, Sendable {
    /// As it has to be written there.
    package let relation: String
    package let lock: Lock
  }

  package let statement: SQLStatement
  /// The strongest lock on each relation that no statement of its transaction has taken before.
  package var locks: [Held] = []
  /// Whose files are written anew, or emptied.
  package var rewrites: [String] = []
  /// Of which every row is read under a lock that blocks writes.
  package var scans: [String] = []
  /// Tables and columns that are gone afterwards.
  package var drops: [String] = []
  /// Whose rows are inserted, changed or deleted.
  package var changes: [String] = []

  init(_ statement: SQLStatement) { self.statement = statement }

  /// A clause of each, for people; empty when nobody else notices it.
  package var clauses: [String] {
    var clauses: [String] = []
    if !drops.isEmpty { clauses.append("loses \(list(drops))") }
    for lock in [Lock.accessExclusive, .shareRowExclusive, .share, .shareUpdateExclusive] {
      let names = locks.filter { $0.lock == lock }.map(\.relation)
      if names.isEmpty { continue }
      clauses.append("blocks \(lock.blocks) of \(list(names)) (\(lock.title))")
    }
    if !rewrites.isEmpty { clauses.append("rewrites \(list(rewrites))") }
    if !scans.isEmpty { clauses.append("reads all of \(list(scans))") }
    if !changes.isEmpty { clauses.append("changes rows of \(list(changes))") }
    return clauses
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
