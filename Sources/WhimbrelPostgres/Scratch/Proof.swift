import WhimbrelModel
import WhimbrelPlanning

/// Shows in a scratch database that a revision does what it says: up, down, and up again.
package struct Proof: Sendable {
  let canonicaliser: Canonicaliser

  package init(_ canonicaliser: Canonicaliser) { self.canonicaliser = canonicaliser }

  /// Which of the three moves went wrong, and what is different after it.
  package struct Failure: Error, CustomStringConvertible {
    package enum Move: String, Sendable { case upgrade, downgrade, upgradeAgain = "second upgrade" }
    package let move: Move
    package let differences: [Change]

    package var description: String {
      let lines = differences.prefix(20).map { "  to make them equal: \($0)" }.joined(
        separator: "\n")
      let wanted = move == .downgrade ? "what it was before" : "the model"
      return """
        the revision's \(move.rawValue) does not lead to \(wanted):
        \(lines)
        help: --keep-scratch leaves the database to look at, --no-proof writes the file all the same
        """
    }
  }

  /// Proves a revision that starts where `before` leads and shall end at `expected`.
  ///
  /// `select` takes out what is not compared. Throws `Failure`, or `SourceDiagnostic` when a
  /// statement is refused.
  package func prove(
    _ revision: Revision, after before: [Revision], expected: Catalog, options: Differ.Options,
    selecting select: @escaping @Sendable (Catalog) -> Catalog = { $0 }
  ) async throws {
    func compare(_ connection: Connection, _ wanted: Catalog, _ move: Failure.Move) async throws {
      let wanted = select(wanted)
      let inspected = try await Inspector.inspect(connection, scope: canonicaliser.scope)
      let found = try await canonicaliser.respelled(select(inspected), like: wanted)
      let changes = Differ(from: found, to: wanted, options: options).changes()
      if !changes.isEmpty { throw Failure(move: move, differences: changes) }
    }

    let scope = canonicaliser.scope
    try await canonicaliser.withDatabase(after: before) { connection in
      let run = SectionRun(on: connection, isThrowaway: canonicaliser.scratch.isThrowaway)
      let start = try await Inspector.inspect(connection, scope: scope)
      try await run.ask(revision.upgrade)
      try await run.run(revision.upgrade)
      try await compare(connection, expected, .upgrade)
      guard revision.downgrade.irreversible == nil else { return }
      try await run.ask(revision.downgrade)
      try await run.run(revision.downgrade)
      try await compare(connection, start, .downgrade)
      try await run.run(revision.upgrade)
      try await compare(connection, expected, .upgradeAgain)
    }
  }
}
