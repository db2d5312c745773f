import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// What revisions that are written already do in a scratch database.
extension Workbench {
  /// Shows that each of them, in order, goes up, down and up again where it stands now.
  ///
  /// Throws `ProofFailure`, or `SourceDiagnostic` when a statement is refused.
  func rehearse(_ revisions: [Revision], after before: [Revision]) async throws {
    let proof = try await proof(
      runsForeignSQL: false, help: "correct the revision, and run the same command again")
    let asked = Set(revisions.map(\.id))
    try await proof.prove(before + revisions, where: { asked.contains($0.id) }) { _, _ in }
  }

  /// What these revisions change where all of `before` is done.
  func changes(of revisions: [Revision], after before: [Revision]) async throws -> [Change] {
    let canonicaliser = try await canonicaliser(runsForeignSQL: false)
    let start = try await canonicaliser.replay(before)
    return Differ(from: start, to: try await canonicaliser.replay(before + revisions)).changes()
  }

  /// What two branches both touch. Throws `SourceDiagnostic` when one does not run even alone.
  func overlap(
    of one: [Revision], and other: [Revision], after before: [Revision]
  ) async throws -> [ObjectID] {
    Overlap.objects(
      try await changes(of: one, after: before), try await changes(of: other, after: before))
  }
}

/// Two branches from where they part.
struct Fork {
  /// What both need.
  let common: [Revision]
  let one: [Revision]
  let other: [Revision]

  init(
    _ one: [RevisionID], _ other: [RevisionID], in graph: RevisionGraph,
    _ versions: Versions
  ) {
    let (mine, theirs) = (graph.withNeeds(one), graph.withNeeds(other))
    func revisions(_ ids: Set<RevisionID>) -> [Revision] {
      graph.sorted(ids).compactMap { versions.byID[$0] }
    }
    common = revisions(mine.intersection(theirs))
    self.one = revisions(mine.subtracting(theirs))
    self.other = revisions(theirs.subtracting(mine))
  }
}
