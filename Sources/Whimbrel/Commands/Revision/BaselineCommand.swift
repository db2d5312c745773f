import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// `baseline`: a first revision that makes what a live database has, recorded there as applied.
enum BaselineCommand: Command {
  static let name = "baseline"
  static let summary = "writes the first revision from a live database, and records it there"
  static let details = """
    For a database that was made by other means. What is another program's is left alone with
    --unmanaged, here and from then on. Nothing is run on the database but the record.
    """
  static let message = Option(
    "message", short: "m", "TEXT", "what the revision is called (baseline)")
  static let unmanaged = RevisionCommand.unmanaged
  static let noProof = RevisionCommand.noProof
  static let dryRun = RevisionCommand.dryRun
  static let parameters: [any Parameter] = [message, unmanaged, noProof, dryRun]
  static let examples: [(words: String, does: String)] = [
    ("--dry-run", "prints the revision and writes nothing"),
    ("--unmanaged schema:audit", "leaves a schema of another program alone"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let folder = VersionsFolder(context.project, context.configuration)
    let versions = try folder.readIntact()
    guard versions.isEmpty else {
      throw Failure(
        "there are revisions already, and a baseline is the first one",
        help: "\(context.program) stamp records revisions that a database has by other means")
    }
    var left = try folder.unmanaged()
    try left.add(arguments[unmanaged])
    let bench = try await Workbench.open(
      context, desired: nil, target: try await Target.find(context))
    let written = try await Workbench.with(bench) { bench -> Revision? in
      let catalog = left.filtered(
        try await bench.liveCatalog(), home: bench.scope.home)
      return try await revision(catalog, bench, folder, arguments, context)
    }
    guard let written else {
      context.terminal.note("The database is empty: there is nothing to write")
      return .done
    }
    if arguments[dryRun] {
      context.terminal.output.write(written.source.text(written.source.bytes.indices))
      return .done
    }
    try folder.add(written, to: versions)
    if !arguments[unmanaged].isEmpty { try folder.write(left) }
    guard let known = try folder.readIntact().knownByID[written.id] else {
      throw Failure(
        "\(written.source.name) has gone", help: "run \(context.program) baseline again")
    }
    _ = try await Stamping.run(context) { _ in LedgerEdit(.baseline, add: [known]) }
    context.terminal.print(written.source.name)
    return .done
  }

  private static func revision(
    _ catalog: Catalog, _ bench: Workbench, _ folder: VersionsFolder, _ arguments: Arguments,
    _ context: Context
  ) async throws -> Revision? {
    let fresh = Catalog.fresh.within(bench.scope)
    let plan = Planner.plan(from: fresh, to: catalog, names: bench.names)
    if plan.changes.isEmpty { return nil }
    let back = Planner.plan(from: catalog, to: fresh, names: bench.names)
    let created = Clock.now
    let text = arguments[message] ?? "baseline"
    let draft = RevisionDraft(
      header: RevisionHeader(
        message: text, id: RevisionID(random: UInt64.random(in: 0...UInt64.max)), parents: [],
        created: created),
      upgrade: StepNotes(plan, catalog).drafts, downgrade: StepNotes(back, fresh).drafts)
    let file = RevisionFileName.make(created: created, message: text)
    let revision = try RevisionWriter.write(
      draft, template: try ProjectTemplates(context).revision(), name: "\(folder.shown)/\(file)")
    if !arguments[noProof] {
      let proof = Proof(try await bench.canonicaliser(runsForeignSQL: false))
      try await proof.prove(revision, after: [], expected: catalog, options: Differ.Options())
    }
    return revision
  }
}
