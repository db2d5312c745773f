import WhimbrelPlanning

/// A change of what the ledger says without running anything: stamp, baseline, squash.
package struct LedgerEdit: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable { case stamp, baseline, squash }

  package var kind: Kind
  package var add: [KnownRevision]
  package var remove: [RevisionID]

  package init(_ kind: Kind, add: [KnownRevision] = [], remove: [RevisionID] = []) {
    self.kind = kind
    self.add = add
    self.remove = remove
  }

  package var isEmpty: Bool { add.isEmpty && remove.isEmpty }

  /// What makes a ledger with all that a squash replaces say the squash instead; nil when there is
  /// no such squash.
  static func squash(_ ledger: LedgerState, known: [RevisionID: KnownRevision]) -> LedgerEdit? {
    let squashes = known.values.filter { !$0.revision.header.replaces.isEmpty }
      .sorted { $0.id < $1.id }
    let recorded = Set(ledger.rows.map(\.id))
    var applied = Set(ledger.rows.filter { $0.state == .applied }.map(\.id))
    // One may stand for others that are only known to be applied once the ledger is told of them.
    while let next = squashes.first(where: { squash in
      !applied.contains(squash.id) && !recorded.contains(squash.id)
        && applied.isSuperset(of: squash.revision.header.replaces)
    }) {
      applied.insert(next.id)
      applied.subtract(next.revision.header.replaces)
    }
    let edit = LedgerEdit(
      .squash, add: squashes.filter { applied.contains($0.id) && !recorded.contains($0.id) },
      remove: ledger.rows.filter { $0.state == .applied && !applied.contains($0.id) }.map(\.id))
    return edit.isEmpty ? nil : edit
  }
}

extension LedgerState {
  /// What the ledger says after the edit.
  func edited(_ edit: LedgerEdit) -> LedgerState {
    var copy = self
    copy.rows.removeAll { edit.remove.contains($0.id) }
    for known in edit.add {
      let steps = known.revision.upgrade.steps.count
      copy.rows.append(
        LedgerRow(
          id: known.id, digest: known.digest, message: known.revision.title, state: .applied,
          position: Position(steps: steps), stepCount: steps))
    }
    return copy
  }
}

extension Ledger {
  /// The queries of an edit, for one transaction.
  func edit(_ edit: LedgerEdit, tool: String) -> [Query] {
    let removals = edit.remove.map { id in
      Query("DELETE FROM \(revisions) WHERE id = $1", [id.text])
    }
    let additions = edit.add.map { known in
      let steps = "\(known.revision.upgrade.steps.count)"
      // The extensions of a squash's or stamped revision are taken for its own.
      return Query(
        """
        INSERT INTO \(revisions)
          (id, digest, message, state, steps, steps_done, statements_done, tool_version)
        VALUES ($1, $2, $3, 'applied', $4::pg_catalog.int4, $4::pg_catalog.int4, 0, $5)
        """, [known.id.text, known.digest, known.revision.title, steps, tool])
    }
    let removed = edit.remove.map {
      event(edit.kind.rawValue, id: $0, place: "removed", tool: tool)
    }
    let added = edit.add.map {
      event(edit.kind.rawValue, id: $0.id, digest: $0.digest, place: "added", tool: tool)
    }
    return removals + additions + removed + added
  }
}

extension MigrationRun {
  /// Takes the runner's lock and changes the ledger as `plan` says for what it finds there; throws
  /// like `run`, and gives what was changed.
  @discardableResult
  package func edit(_ plan: @Sendable (LedgerState) throws -> LedgerEdit) async throws
    -> LedgerEdit
  {
    let request = RunRequest(.upgrade, known: []) { _ in [] }
    var driver = try await RunnerDriver(self, request, CancelBox())
    do {
      try await driver.takeLock()
      try await driver.ledger.create(driver.connection)
      let state = try await driver.ledger.read(driver.connection)
      if let half = state.halfDone {
        throw RunnerError(
          .failed, "revision \(half.id) is half done, and the ledger cannot be changed by hand",
          help: "finish it first: see `status`")
      }
      let edit = try plan(state)
      if !edit.isEmpty { try await driver.rewrite(edit) }
      await driver.close()
      return edit
    } catch {
      let failure = await driver.failure(error, in: .takeLock)
      await driver.close()
      switch error {
      case is PostgresError, is LedgerWriteError, is RunnerFailure: throw failure.error
      default: throw error
      }
    }
  }
}

extension RunnerDriver {
  mutating func rewrite(_ edit: LedgerEdit) async throws {
    try await write(ledger.edit(edit, tool: options.toolVersion))
    run.onEvent(.ledgerEdited(edit))
  }
}
