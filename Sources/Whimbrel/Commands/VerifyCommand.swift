import WhimbrelPlanning
import WhimbrelPostgres

/// `verify`: whether a revision was edited, lost, renamed or put in the middle; and whether revisions do
/// what they say.
enum VerifyCommand: Command {
  static let name = "verify"
  static let summary = "says whether a revision was edited, lost, renamed or added by hand"
  static let rehash = Flag(
    "rehash", "writes the sum anew, for revisions that the connected database does not have")
  static let since = Option(
    "since", "REF", "compares with git: what is there at the merge base with REF must be the same")
  static let proof = Flag(
    "proof", "runs revisions in a scratch database: up, down, and both again with rows")
  static let keepScratch = Flag("keep-scratch", "leaves the scratch database when the proof fails")
  static let parameters: [any Parameter] = [rehash, since, proof, keepScratch]
  static let range = Positional(
    "REVISIONS", isRequired: false, "with --proof: which ones, as head, ae10, or A:B (all of them)")
  static let positionals = [range]
  static let examples: [(words: String, does: String)] = [
    ("", "compares the files with versions/whimbrel.sum"),
    ("--since origin/main", "in CI: also with what is merged already"),
    ("--proof head", "after writing SQL by hand: does it apply, and does its downgrade restore?"),
    ("--rehash", "after editing a revision that no database has yet"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    if arguments[range] != nil, !arguments[proof] {
      throw UsageError("REVISIONS goes with --proof", help: "add --proof, or leave it out")
    }
    let folder = VersionsFolder(context.project, context.configuration)
    let versions = try folder.read()
    if let reference = arguments[since] {
      try GitGuard(context.project, folder).verify(since: reference, versions)
    }
    if arguments[rehash] { return try await rehash(versions, context) }
    if let failure = versions.appendOnlyFailure { throw failure }
    _ = try versions.graph()
    if let state = try await AppliedState.readIfThere(versions, context) {
      context.terminal.detail("the ledger knows \(state.ledger.rows.count) of them")
    }
    if arguments[proof] { return try await prove(versions, arguments, context) }
    let count = versions.files.count
    let what = count == 1 ? "1 revision is as it was" : "\(count) revisions are as they were"
    context.terminal.note("\(what) written")
    return .done
  }

  private static func prove(
    _ versions: Versions, _ arguments: Arguments, _ context: Context
  ) async throws -> ExitCode {
    let graph = try versions.graph()
    var asked = Set(graph.order)
    if let text = arguments[range] {
      if let (from, to) = try RevisionName.range(text) {
        asked = Set(try graph.resolve(from: from, to: to))
      } else {
        asked = [try graph.resolveOne(RevisionName(text))]
      }
    }
    let revisions = versions.replayOrder(graph)
    let target = context.configuration.database == nil ? nil : try await Target.find(context)
    let bench = try await Workbench.open(
      context, desired: nil, revisions: revisions, target: target,
      keepsScratch: arguments[keepScratch])
    let terminal = context.terminal
    let wanted = asked
    return try await Workbench.with(bench) { bench in
      let proof = try await bench.proof(
        runsForeignSQL: true,
        help: "correct the revision, and run \(context.program) verify --rehash; "
          + "--keep-scratch leaves the database to look at")
      let last = revisions.lastIndex { wanted.contains($0.id) }
      try await proof.prove(
        Array(revisions.prefix((last ?? -1) + 1)), where: { wanted.contains($0.id) },
        refusesIdle: true
      ) { revision, notes in
        terminal.print("proved \(revision.source.name)")
        for note in notes { terminal.note("  note: \(note)") }
      }
      return .done
    }
  }

  private static func rehash(_ versions: Versions, _ context: Context) async throws -> ExitCode {
    // Reading the ledger throws when it has one of the revisions with another digest.
    _ = try await AppliedState.readIfThere(versions, context)
    let findings = versions.check.findings
    if findings.isEmpty {
      context.terminal.note("the sum is right already")
      return .done
    }
    try Files.makeFolder(versions.folder.path, shown: versions.folder.shown)
    try FolderLock.hold(versions.folder.path, shown: versions.folder.shown) {
      try versions.folder.writeSum(
        SumFile(of: versions.files, forgotten: versions.recorded.forgotten))
    }
    for finding in findings { context.terminal.note("\(finding)") }
    context.terminal.print("\(versions.folder.shown)/\(SumFile.fileName)")
    return .done
  }
}
