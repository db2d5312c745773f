import WhimbrelPlanning

/// Which way revisions are run.
package enum RunDirection: String, Sendable, Hashable {
  case upgrade, downgrade
}

/// A revision of the files, with the digest that the sum file gives it.
package struct KnownRevision: Sendable, Hashable {
  package let revision: Revision
  /// As the ledger keeps it, such as `sha256:…`.
  package let digest: String

  package init(_ revision: Revision, digest: String) {
    self.revision = revision
    self.digest = digest
  }

  package var id: RevisionID { revision.id }
}

/// One revision to run, one way.
package struct RunUnit: Sendable, Hashable {
  package let known: KnownRevision
  package let direction: RunDirection

  package init(_ known: KnownRevision, _ direction: RunDirection) {
    self.known = known
    self.direction = direction
  }

  package var id: RevisionID { known.id }
  package var revision: Revision { known.revision }
  package var section: RevisionSection {
    direction == .upgrade ? revision.upgrade : revision.downgrade
  }
  /// How many statements and calls it has.
  package var size: Int {
    section.steps.reduce(0) { sum, step in
      if case .call = step.kind { return sum + 1 }
      return sum + step.statements.count
    }
  }
}

/// What to run: decided from the ledger, which is read under the runner's lock.
package struct RunRequest: Sendable {
  package var direction: RunDirection
  /// Every revision of the files, squashed ones too.
  package var known: [RevisionID: KnownRevision]
  /// The revisions to run, in order, for what the ledger says; what it throws ends the run.
  ///
  /// It is asked again after a wait for the lock, and after a lost connection.
  package var path: @Sendable (LedgerState) throws -> [RevisionID]

  package init(
    _ direction: RunDirection, known: [KnownRevision],
    path: @escaping @Sendable (LedgerState) throws -> [RevisionID]
  ) {
    self.direction = direction
    self.known = Dictionary(known.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.path = path
  }
}

/// What a run did.
package struct RunReport: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    package var unit: RunUnit
    package var duration: Duration
  }
  package var done: [Entry] = []
}
