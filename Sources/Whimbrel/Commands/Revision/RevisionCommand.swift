import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// `revision`: writes the revision that leads from the revisions to the model.
enum RevisionCommand: Command {
  static let name = "revision"
  static let aliases = ["migration"]
  static let summary = "writes the revision that leads to the model"
  static let details = """
    Compares the model with what the revisions make, and with the live database, which must be at
    head. The revision is proved in a scratch database before it is written: up, down, up again.
    Nothing is dropped or renamed by guess.
    """

  static let message = Option("message", short: "m", "TEXT", "what the revision does")
  static let from = Option(
    "from", "SOURCE", choices: ["database", "versions"],
    "versions: needs no live database (database)")
  static let empty = Flag("empty", "writes a revision without statements, for SQL by hand")
  static let noProof = Flag("no-proof", "writes it without running it in a scratch database")
  static let dryRun = Flag("dry-run", "prints the revision and writes nothing")
  static let drop = OptionList(
    "drop", "OBJECT", "drops it: users.nickname, table:plants, label:mood.sad")
  static let rename = OptionList(
    "rename", "OLD=NEW", "it is the same under another name: plants.name=title, table:plants=herbs")
  static let unmanaged = OptionList(
    "unmanaged", "OBJECT", "leaves it alone from now on: table:spatial_ref_sys, table:audit_*")
  static let acceptLoss = Flag("accept-loss", "writes what loses data in other ways")
  static let keepScratch = Flag("keep-scratch", "leaves the scratch database when the proof fails")
  static let head = Option(
    "head", "REVISION", "what it revises, where there are several heads; base for nothing")
  static let splice = Flag("splice", "with --head: lets it revise what another one revises already")
  static let branchLabel = OptionList(
    "branch-label", "NAME", "a name for the branch that it begins")
  static let dependsOn = OptionList("depends-on", "REVISION", "what else must be applied before it")
  static let proofHelp =
    "--keep-scratch leaves the database to look at, --no-proof writes the file all the same"
  static let staleOK = Flag("stale-ok", "takes a program that is older than its model files")
  static let parameters: [any Parameter] = [
    message, from, empty, noProof, dryRun, drop, rename, unmanaged, acceptLoss, keepScratch, head,
    splice, branchLabel, dependsOn, staleOK,
  ]
  static let examples: [(words: String, does: String)] = [
    ("-m \"add plants table\"", "writes versions/…_add_plants_table.sql"),
    ("-m \"forget nicknames\" --drop users.nickname", "with a decision"),
    ("-m \"backfill\" --empty", "for SQL written by hand"),
    ("-m \"invoices\" --head ae10 --splice --branch-label billing", "begins a branch"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    guard let text = arguments[message], !RevisionMessage.normalised(text).isEmpty else {
      throw UsageError(
        "a revision needs a message", help: "\(context.program) revision -m \"what it does\"")
    }
    let folder = VersionsFolder(context.project, context.configuration)
    let versions = try folder.readIntact()
    let graph = try versions.graph()
    let place = try RevisionPlace(arguments, graph, versions, context)
    let files = RevisionFiles(context, folder)
    var draft = RevisionDraft(
      header: place.placed(files.header(text)), upgrade: [], downgrade: [])
    if arguments[empty] {
      return try write(try files.written(draft), versions, arguments, context)
    }
    let desired = try Desired.load(context)
    try ModelFiles(context).check(desired, acceptsStale: arguments[staleOK])
    let bench = try await open(desired, versions, graph, arguments, context)
    return try await Workbench.with(bench) { bench in
      var author = RevisionAuthor(
        bench: bench, desired: desired, versions: versions, graph: graph, arguments: arguments)
      guard let plan = try await author.plan() else {
        context.terminal.note("No changes: the revisions make what the model says")
        try author.recordUnmanaged()
        return .done
      }
      draft.upgrade = plan.upgrade
      draft.downgrade = plan.downgrade
      draft.irreversible = plan.irreversible
      draft.upgradePreflight = plan.upgradePreflight
      draft.downgradePreflight = plan.downgradePreflight
      draft.header.decided = plan.decided.map(RevisionMessage.line)
      draft.header.loses = plan.loses.map(RevisionMessage.line)
      let revision = try files.written(draft)
      if !arguments[noProof] {
        try await author.prove(revision, plan)
        // With several branches it may be applied before the others are.
        let needed = graph.sorted(graph.withNeeds(place.parents + place.dependsOn))
        if needed.count < graph.order.count {
          try await bench.rehearse([revision], after: needed.compactMap { versions.byID[$0] })
        }
      }
      try author.recordUnmanaged()
      try await author.warnOfRows(revision)
      return try write(revision, versions, arguments, context)
    }
  }

  /// The workbench, on the live database unless the revisions alone are asked for.
  private static func open(
    _ desired: Desired, _ versions: Versions, _ graph: RevisionGraph, _ arguments: Arguments,
    _ context: Context
  ) async throws -> Workbench {
    let revisions = versions.replayOrder(graph)
    var target: Target?
    if arguments[from] != "versions" {
      let extensions = desired.extensions + revisions.createdExtensions
      target = try await Target.find(context, extensions: Set(extensions.map(\.text)).sorted())
    }
    return try await Workbench.open(
      context, desired: desired, revisions: revisions, target: target,
      keepsScratch: arguments[keepScratch])
  }

  private static func write(
    _ revision: Revision, _ versions: Versions, _ arguments: Arguments, _ context: Context
  ) throws -> ExitCode {
    if arguments[dryRun] {
      context.terminal.output.write(revision.source.text(revision.source.bytes.indices))
      return .done
    }
    try versions.folder.add(revision, to: versions)
    context.terminal.print(revision.source.name)
    return .done
  }
}
