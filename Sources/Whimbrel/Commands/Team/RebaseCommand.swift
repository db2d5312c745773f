import WhimbrelModel
import WhimbrelPlanning

/// `rebase`: puts revisions that nobody else has yet after the new head.
enum RebaseCommand: Command {
  static let name = "rebase"
  static let summary = "puts your branch's revisions after the other head, and proves them there"
  static let details = """
    Only the line "Revises" of a branch's first revisions changes. Each is run up, down and up again
    where it stands now, and what both branches touch is said. Revisions that the connected database
    has, or that git's main branch has, are not moved.
    """
  static let branch = Positional(
    "REVISION", isRequired: false,
    "the branch's head, or the first revision to move (the branch that git's main branch lacks)")
  static let onto = Option("onto", "REVISION", "what it goes after (the other head)")
  static let noProof = Flag("no-proof", "moves them without running them in a scratch database")
  static let dryRun = Flag("dry-run", "shows what would be moved")
  static let positionals = [branch]
  static let parameters: [any Parameter] = [onto, LocalRevisions.since, noProof, dryRun]
  static let examples: [(words: String, does: String)] = [
    ("", "after git pull brought another head"),
    ("ae10 --onto billing@head", "moves the branch of ae10 behind that of billing"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let versions = try VersionsFolder(context.project, context.configuration).readIntact()
    let local = try await LocalRevisions(versions, arguments, context)
    let graph = try local.graph()
    guard graph.heads.count > 1 || arguments[branch] != nil else {
      context.terminal.note("There is one head: nothing to rebase")
      return .done
    }
    let moved = try Self.moved(arguments, graph, local, context)
    let target = try Self.target(arguments, moved, graph, versions, context)
    try local.check(moved, verb: "moved")
    let move = try RevisionMove(moved, onto: target, graph, versions)
    if move.files.isEmpty {
      context.terminal.note("Nothing to move: it is after \(versions.title(target)) already")
      return .done
    }
    if !arguments[noProof] { try await prove(move, context) }
    if !arguments[dryRun] { try versions.folder.replace(move.files, in: versions) }
    for id in moved {
      if let name = versions.byID[id]?.source.name { context.terminal.print(name) }
    }
    context.terminal.note(
      "\(moved.count == 1 ? "1 revision" : "\(moved.count) revisions") after "
        + versions.title(target))
    return .done
  }

  /// The revisions of the branch that is to be moved.
  private static func moved(
    _ arguments: Arguments, _ graph: RevisionGraph, _ local: LocalRevisions, _ context: Context
  ) throws -> [RevisionID] {
    func own(_ head: RevisionID) -> [RevisionID] {
      let others = graph.heads.filter { $0 != head }
      return graph.sorted(graph.withNeeds([head]).subtracting(graph.withNeeds(others)))
    }
    if let text = arguments[branch] {
      let id = try graph.resolveOne(RevisionName(text))
      return graph.heads.contains(id) && arguments[onto] == nil
        ? own(id) : graph.sorted(graph.withNeeding([id]))
    }
    let candidates = graph.heads.filter { head in
      local.knowsWhatIsMerged && !own(head).contains(where: local.isMerged)
    }
    guard candidates.count == 1, let head = candidates.first else {
      throw Failure(
        "which of the \(graph.heads.count) branches is to be moved is not clear",
        code: .decisionNeeded,
        details: graph.heads.map {
          "  \(context.program) rebase \($0)  # \(local.versions.byID[$0]?.title ?? "")"
        },
        help: "say which by its head, as in one of these lines")
    }
    return own(head)
  }

  private static func target(
    _ arguments: Arguments, _ moved: [RevisionID], _ graph: RevisionGraph, _ versions: Versions,
    _ context: Context
  ) throws -> RevisionID {
    if let text = arguments[onto] {
      let id = try graph.resolveOne(RevisionName(text))
      guard !moved.contains(id) else {
        throw Failure(
          "\(versions.title(id)) is one of those to be moved", help: "name another one with --onto")
      }
      return id
    }
    let others = graph.heads.filter { !moved.contains($0) }
    if others.isEmpty {
      throw Failure("there is no other head to go after", help: "say where with --onto REVISION")
    }
    guard others.count == 1, let only = others.first else {
      throw Failure(
        "there are \(others.count) heads that it could go after", code: .decisionNeeded,
        details: others.map { "  --onto \($0)  # \(versions.byID[$0]?.title ?? "")" },
        help: "say one of these")
    }
    return only
  }

  private static func prove(_ move: RevisionMove, _ context: Context) async throws {
    let bench = try await Workbench.open(
      context, desired: nil, revisions: move.all, target: context.scratchTarget)
    try await Workbench.with(bench) { bench in
      let both = try await bench.overlap(
        of: move.fork.one, and: move.fork.other, after: move.fork.common)
      let lines = both.map { "\($0) is touched by both branches" }
      do {
        try await bench.rehearse(move.moved, after: move.before)
      } catch let error as SourceDiagnostic {
        throw Failure(
          "your branch does not run after the other",
          details: lines.map { "  \($0)" }
            + "\(error)".split(separator: "\n").filter { !$0.hasPrefix("help: ") }.map { "  \($0)" },
          help: "change what clashes with \(context.program) edit, or take the file away, "
            + "\(context.program) verify --rehash, and write it again with "
            + "\(context.program) revision")
      }
      for line in lines { context.terminal.warn("\(line): yours comes last now") }
    }
  }
}

/// Revisions put after another one.
struct RevisionMove {
  /// What is written, by the name below the folder: those whose parents change.
  private(set) var files: [String: Revision] = [:]
  /// Those that are moved, in order, as they are afterwards.
  let moved: [Revision]
  /// What comes before them afterwards, in order.
  let before: [Revision]
  /// The two branches as they were.
  let fork: Fork

  var all: [Revision] { before + moved }

  /// Throws `GraphErrors` when it would go in a circle.
  init(
    _ ids: [RevisionID], onto target: RevisionID, _ graph: RevisionGraph, _ versions: Versions
  ) throws {
    let moving = Set(ids)
    for id in ids {
      guard let revision = versions.byID[id], let name = versions.name(of: id) else { continue }
      let kept = revision.parents.filter(moving.contains)
      if !kept.isEmpty && kept.count == revision.parents.count { continue }
      let parents = [target] + kept
      if parents == revision.parents { continue }
      files[name] = try RevisionWriter.reparented(revision, onto: parents)
    }
    var all = versions.files
    for (name, revision) in files { all[name] = revision }
    let after = Versions(folder: versions.folder, files: all, recorded: versions.recorded)
    let order = try after.graph()
    moved = order.sorted(moving).compactMap { after.byID[$0] }
    before = order.sorted(order.withNeeds(ids).subtracting(moving)).compactMap { after.byID[$0] }
    fork = Fork(ids, [target], in: graph, versions)
  }
}
