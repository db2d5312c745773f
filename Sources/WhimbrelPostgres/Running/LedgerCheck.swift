import WhimbrelPlanning

/// Whether what the ledger says and what the files say fit together.
package enum LedgerCheck {
  /// Throws `RunnerError` when a revision of the ledger has no file or another digest
  /// (docs/revisions.md, Append-only), or when the other direction is under way.
  package static func check(_ ledger: LedgerState, against request: RunRequest) throws(RunnerError)
  {
    try check(ledger, known: request.known)
    guard let half = ledger.halfDone else { return }
    let upgrading = request.direction == .upgrade
    if half.state == .applying, !upgrading {
      throw RunnerError(
        .failed,
        "revision \(half.id) is half applied: \(half.position.steps) of \(half.stepCount) steps",
        help: "finish it with `upgrade`, then downgrade")
    }
    if half.state == .reverting, upgrading {
      throw RunnerError(
        .failed,
        "revision \(half.id) is half taken back: "
          + "\(half.position.steps) of \(half.stepCount) steps",
        help: "finish it with `downgrade`, then upgrade")
    }
  }

  /// The first question alone, which `status` and `check` ask too.
  package static func check(
    _ ledger: LedgerState, known: [RevisionID: KnownRevision]
  ) throws(RunnerError) {
    var missing = ledger.rows.filter { known[$0.id] == nil }
    if !missing.isEmpty {
      // The file of a squash stands for those of all that it replaces.
      let recorded = Set(ledger.rows.map(\.id))
      let replaced = known.values.map(\.revision.header.replaces)
        .filter { recorded.isSuperset(of: $0) }.joined()
      missing.removeAll { replaced.contains($0.id) }
    }
    if !missing.isEmpty {
      let names = missing.map { "\($0.id) (\($0.message))" }.joined(separator: ", ")
      throw RunnerError(
        .appendOnly, "the database has \(names), of which there is no file",
        help: "get the files from where the database was migrated, such as with git pull")
    }
    for row in ledger.rows {
      guard let file = known[row.id], file.digest != row.digest else { continue }
      throw RunnerError(
        .appendOnly,
        "\(file.revision.source.name) is not what it was when \(row.id) was applied",
        notes: ["applied with \(row.digest)", "now        \(file.digest)"],
        help: "restore the file, such as with git checkout, and write a new revision for the change"
      )
    }
  }

  /// Throws when one of the revisions cannot be run as it is asked for.
  static func check(_ units: [RunUnit], ledger: LedgerState, _ options: RunnerOptions)
    throws(RunnerError)
  {
    var lossy: [String] = []
    for unit in units where unit.direction == .downgrade {
      if let reason = unit.section.irreversible {
        throw RunnerError(
          .failed, "\(unit.revision.source.name) cannot be taken back: \(reason)",
          help: "write a new revision that leads to where you want to be, or restore a backup")
      }
      for loss in unit.revision.header.loses where ledger[unit.id]?.state == .applied {
        lossy.append("\(unit.revision.source.name) loses: \(loss)")
      }
    }
    guard lossy.isEmpty || options.acceptsLoss else {
      throw RunnerError(
        .decision, "the downgrade loses what no upgrade brings back", notes: lossy,
        help: "say --accept-loss to go on")
    }
  }

  static func mustFinish(_ half: LedgerRow, _ request: RunRequest) -> RunnerError {
    RunnerError(
      .failed, "revision \(half.id) is half done, and is not on the way to what was asked for",
      help: "finish it first: `\(request.direction.rawValue) \(half.id)`")
  }

  static func unknownInPath(_ id: RevisionID) -> RunnerError {
    RunnerError(
      .appendOnly, "there is no file of revision \(id)",
      help: "get the file from where it was written, such as with git pull")
  }
}
