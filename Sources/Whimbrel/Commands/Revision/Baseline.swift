import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// A first revision out of a live database.
struct Baseline {
  let context: Context
  let folder: VersionsFolder
  let left: Unmanaged

  init(_ context: Context, _ folder: VersionsFolder, _ left: Unmanaged) {
    self.context = context
    self.folder = folder
    self.left = left
  }

  /// The revision that makes what the database has, nil when that is nothing. It is in no file yet.
  func written(_ message: String, target: Target, proves: Bool) async throws -> Revision? {
    try await open(target) { bench in
      let catalog = left.filtered(try await bench.liveCatalog(), home: bench.scope.home)
      let fresh = Catalog.fresh.within(bench.scope)
      let plan = Planner.plan(from: fresh, to: catalog, names: bench.names)
      if plan.changes.isEmpty { return nil }
      let back = Planner.plan(from: catalog, to: fresh, names: bench.names)
      let files = RevisionFiles(context, folder)
      var header = files.header(message)
      // Its downgrade drops what no upgrade has made.
      header.loses = ["all that was in the database before its first revision"]
      let revision = try files.written(
        RevisionDraft(
          header: header, upgrade: StepNotes(plan, catalog).drafts,
          downgrade: StepNotes(back, fresh).drafts))
      if proves {
        let proof = try await bench.proof(
          leavingAlone: left, runsForeignSQL: false, help: RevisionCommand.proofHelp)
        let claim = Proof.Claim(revision, leadingTo: try await bench.livePrintout(), losing: nil)
        for note in try await proof.prove(claim, after: []) {
          context.terminal.note("note: \(note)")
        }
      }
      return revision
    }
  }

  /// Writes it, and says in the database's ledger that it is applied.
  func record(_ revision: Revision, in versions: Versions) async throws {
    try folder.add(revision, to: versions)
    guard let known = try folder.readIntact().knownByID[revision.id] else {
      throw Failure(
        "\(revision.source.name) has gone", help: "run \(context.program) baseline again")
    }
    _ = try await Stamping.run(context) { _ in LedgerEdit(.baseline, add: [known]) }
  }

  /// How a database differs from what a first revision makes.
  func differences(from root: Revision, target: Target) async throws -> [Change] {
    try await open(target, [root]) { bench in
      let made = left.filtered(
        try await bench.catalog(replaying: [root]), home: bench.scope.home)
      let live = left.filtered(try await bench.liveCatalog(), home: bench.scope.home)
      return Differ(from: made, to: live).changes()
    }
  }

  private func open<Value: Sendable>(
    _ target: Target, _ revisions: [Revision] = [], _ body: (Workbench) async throws -> Value
  ) async throws -> Value {
    let bench = try await Workbench.open(
      context, desired: nil, revisions: revisions, target: target)
    return try await Workbench.with(bench, body)
  }
}
