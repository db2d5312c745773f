import WhimbrelModel
import WhimbrelPlanning

/// Shows in a scratch database that a revision does what it says: up, down, and up and down again, with
/// rows in the tables that it touches.
///
/// What the database is after each move is told by `Printout`, never by the differ that made the
/// revision.
package struct Proof: Sendable {
  let canonicaliser: Canonicaliser
  /// What the database is compared by with the model.
  let comparison: Printout.Comparison
  /// Extensions of which the model says the version.
  let versioned: [Name]
  /// What a person can do about a proof that fails.
  let help: String

  package init(
    _ canonicaliser: Canonicaliser, comparison: Printout.Comparison = .init(),
    versioned: [Name] = [], help: String = ""
  ) {
    self.canonicaliser = canonicaliser
    self.comparison = comparison
    self.versioned = versioned
    self.help = help
  }

  /// What a proof is asked to show of one revision.
  package struct Claim: Sendable {
    package let revision: Revision
    /// What the upgrade leads to; nil for one that was written by hand.
    package let expected: Printout?
    /// What it is said to lose, with the objects that this is about; nil when it says so for all.
    package let losses: Set<ObjectID>?
    /// Whether an upgrade that does nothing is a mistake.
    package var refusesIdle = false

    package init(_ revision: Revision, leadingTo expected: Printout?, losing losses: Set<ObjectID>?)
    {
      self.revision = revision
      self.expected = expected
      self.losses = losses
    }
  }

  /// Makes the database that the proof of a revision starts from, and prints it, while something else is
  /// done.
  package func start(after revisions: [Revision]) async throws -> Printout {
    try await canonicaliser.preparing(after: revisions) { connection in
      try await Printout.read(connection, scope: canonicaliser.scope, versioned: versioned)
    }
  }

  /// Proves a revision that starts where `before` leads, of which `start` is the printout.
  ///
  /// Gives what could not be shown, a line each. Throws `ProofFailure`, or `SourceDiagnostic` when a
  /// statement is refused.
  package func prove(
    _ claim: Claim, after before: [Revision], from start: Printout? = nil
  ) async throws -> [String] {
    try await inScratch(after: before) { connection in
      let run = SectionRun(on: connection, isThrowaway: canonicaliser.scratch.isThrowaway)
      var proof = ProofRun(self, claim, connection, run)
      do {
        return try await proof.prove(from: start)
      } catch var refusal as SourceDiagnostic {
        // It is not written yet: there is nothing to correct in it.
        refusal.help = help
        throw refusal
      }
    }
  }

  /// Proves revisions one after the other, each from where those before it lead; `isAsked` says which.
  ///
  /// `onProof` is told what could not be shown of each. Throws like the other one; with `refusesIdle`
  /// for an upgrade that does nothing, too.
  package func prove(
    _ revisions: [Revision], where isAsked: (Revision) -> Bool, refusesIdle: Bool = false,
    onProof: @Sendable (Revision, [String]) -> Void
  ) async throws {
    try await inScratch(after: []) { connection in
      let run = SectionRun(on: connection, isThrowaway: canonicaliser.scratch.isThrowaway)
      for revision in revisions {
        guard isAsked(revision) else {
          try await run.run(revision.upgrade)
          continue
        }
        var claim = Claim(
          revision, leadingTo: nil, losing: revision.header.loses.isEmpty ? [] : nil)
        claim.refusesIdle = refusesIdle
        var proof = ProofRun(self, claim, connection, run)
        onProof(revision, try await proof.prove())
        if revision.downgrade.irreversible == nil { try await run.run(revision.upgrade) }
      }
    }
  }

  private func inScratch<Value: Sendable>(
    after revisions: [Revision], _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    try await canonicaliser.withDatabase(after: revisions) { connection in
      do {
        return try await body(connection)
      } catch var failure as ProofFailure {
        failure.help = help
        if canonicaliser.scratch.options.keeps { failure.keptDatabase = connection.string }
        throw failure
      }
    }
  }
}

/// Which move of a proof went wrong, and what is different after it.
package struct ProofFailure: Error, CustomStringConvertible {
  package enum Move: String, Sendable {
    case upgrade, downgrade
    case upgradeWithRows = "upgrade of tables with rows"
    case downgradeWithRows = "downgrade of tables with rows"
  }

  package let revision: Revision
  package let move: Move
  package let differences: [Printout.Difference]
  /// Tables and columns whose rows are not what they were.
  package var lost: [ObjectID] = []
  /// What is wrong with it where nothing is different.
  package var reason: String?
  package var help = ""
  /// Where the database is, when it was to be kept.
  package var keptDatabase: ConnectionString?

  package var description: String {
    let isUp = move == .upgrade || move == .upgradeWithRows
    var lines: [String]
    if let reason {
      lines = ["\(revision.source.name): \(reason)"]
    } else {
      let wanted = isUp ? "what the model says" : "what was there before"
      lines = ["\(revision.source.name): the \(move.rawValue) does not lead to \(wanted)"]
    }
    let details =
      differences.flatMap { $0.description.split(separator: "\n").map(String.init) }
      + lost.map { "the rows of \($0) are not what they were, and no loss is announced" }
    lines += details.prefix(24).map { "  \($0)" }
    if details.count > 24 { lines.append("  and \(details.count - 24) lines more") }
    if let keptDatabase { lines.append("  the database is kept: \(keptDatabase)") }
    if !help.isEmpty { lines.append("help: \(help)") }
    return lines.joined(separator: "\n")
  }
}
