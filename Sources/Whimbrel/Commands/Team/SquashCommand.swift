import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// `squash`: one revision in place of a range.
enum SquashCommand: Command {
  static let name = "squash"
  static let summary =
    "makes one revision of a range; databases in the middle of it go on as before"
  static let details = """
    The originals move to versions/squashed, where they stay summed. A database that has none of them
    runs the squash alone, one that has some runs the rest of the originals, and the ledger of one that
    has all is told of the squash by the next upgrade. What works on rows, by SQL or by data steps, is
    carried over as it is written; what only defines is made anew from what it leads to. It is proved
    that the squash does what the range does.
    """
  static let range = Positional(
    "A:B", isRequired: false, "the range, both ends in it; either may be left out")
  static let message = Option("message", short: "m", "TEXT", "what it is called (squash of …)")
  static let asWritten = Flag("as-written", "carries over every statement as it is written")
  static let forget = Flag(
    "forget", "deletes the originals, where no database of those listed needs them")
  static let targets = Option(
    "targets", "FILE", "with --forget: the databases, a URL or a schema's name a line")
  static let noProof = RevisionCommand.noProof
  static let dryRun = RevisionCommand.dryRun
  static let positionals = [range]
  static let parameters: [any Parameter] = [
    message, asWritten, noProof, dryRun, forget, targets,
  ]
  static let examples: [(words: String, does: String)] = [
    (":head", "makes one revision of all"), ("801b:ae10 -m \"first year\"", "of a range"),
    ("--forget --targets databases.txt", "deletes originals that no database needs"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let folder = VersionsFolder(context.project, context.configuration)
    let versions = try folder.readIntact()
    if arguments[forget] {
      return try await SquashedOriginals(versions, context).forget(arguments)
    }
    guard let text = arguments[range], let ends = try RevisionName.range(text) else {
      throw UsageError(
        "squash needs a range",
        help: "write A:B, A: or :B, such as \(context.program) squash :head")
    }
    let graph = try versions.graph()
    let found = try SquashRange(try graph.resolve(from: ends.from, to: ends.to), graph, versions)
    let files = RevisionFiles(context, folder)
    let bench = try await Workbench.open(
      context, desired: nil, revisions: versions.all, target: context.scratchTarget)
    let squash = try await Workbench.with(bench) { bench in
      try await written(found, files, arguments, bench)
    }
    if arguments[dryRun] {
      context.terminal.output.write(squash.source.text(squash.source.bytes.indices))
      return .done
    }
    try folder.add(squash: squash, to: versions)
    context.terminal.print(squash.source.name)
    context.terminal.note(
      "\(found.revisions.count) revisions are in \(folder.shown)/\(VersionsFolder.squashed) now")
    return .done
  }

  private static func written(
    _ range: SquashRange, _ files: RevisionFiles, _ arguments: Arguments, _ bench: Workbench
  ) async throws -> Revision {
    let canonicaliser = try await bench.canonicaliser(runsForeignSQL: false)
    let stages = try await canonicaliser.stages(of: range.revisions, after: range.before)
      .map { $0.keepingVersions(of: []) }
    let plan = SquashPlan(
      range.revisions, stages: stages, mayHaveRows: !range.before.isEmpty,
      carriesAll: arguments[asWritten])
    let upgrade = plan.upgrade(bench.names) { StepNotes($0, $1).drafts }
    var draft = RevisionDraft(
      header: range.header(files, arguments[message]), upgrade: upgrade, downgrade: [],
      irreversible: range.irreversible)
    draft.upgradePreflight = plan.upgradePreflight
    if draft.irreversible == nil {
      draft.downgrade = plan.downgrade(bench.names) { StepNotes($0, $1).drafts }
      draft.downgradePreflight = plan.downgradePreflight
    }
    let squash = try files.written(draft)
    if arguments[noProof] { return squash }
    let end = stages[stages.count - 1]
    do {
      let claim = Proof.Claim(
        squash,
        leadingTo: try await canonicaliser.printout(after: range.before + range.revisions),
        losing: nil)
      _ = try await Proof(
        canonicaliser, comparison: Printout.Comparison(owners: true, unmanaged: true)
      )
      .prove(claim, after: range.before)
    } catch let error as ProofFailure {
      throw Failure(
        "the squash does not do what the range does",
        details: "\(error)".split(separator: "\n").filter { !$0.hasPrefix("help: ") }
          .map { "  \($0)" },
        help: "say --as-written, which carries over every statement; and please report it")
    }
    let tables = end.objects.keys.filter { id in
      guard case .table(let table)? = end[id] else { return false }
      return table.partitionKey == nil
    }.sorted()
    let one = try await canonicaliser.rowCounts(
      in: tables, after: range.before + range.revisions)
    let other = try await canonicaliser.rowCounts(in: tables, after: range.before + [squash])
    if let table = tables.first(where: { one[$0] != other[$0] }) {
      throw Failure(
        "\(table) has \(other[table] ?? 0) rows after the squash and \(one[table] ?? 0) after the range",
        help: "say --as-written, which carries over every statement; and please report it")
    }
    return squash
  }
}

/// A range that can become one revision.
struct SquashRange {
  /// In order.
  let revisions: [Revision]
  /// What comes before them.
  let before: [Revision]
  private let parents: [RevisionID]
  private let dependsOn: [RevisionID]

  /// Throws `Failure` when something else lies between its revisions.
  init(_ ids: [RevisionID], _ graph: RevisionGraph, _ versions: Versions) throws(Failure) {
    guard ids.count > 1 else {
      throw Failure(
        ids.isEmpty ? "the range is empty" : "the range has one revision alone",
        help: "whimbrel history lists the revisions; name the first and the last to squash")
    }
    let members = Set(ids)
    let earlier = graph.withNeeds(ids).subtracting(members)
    if let between = graph.sorted(earlier.intersection(graph.withNeeding(ids))).first {
      throw Failure(
        "\(versions.title(between)) lies between revisions of the range, and is not in it",
        help: "choose ends between which all of it lies")
    }
    let nodes = ids.compactMap { graph.nodes[$0] }
    let outer = graph.withNeeds(nodes.flatMap(\.parents).filter { !members.contains($0) })
    let parents = graph.heads(of: outer)
    self.parents = parents
    dependsOn = graph.heads(
      of: graph.withNeeds(nodes.flatMap(\.dependsOn).filter { !members.contains($0) })
    ).filter { !outer.contains($0) }
    revisions = ids.compactMap { versions.byID[$0] }
    before = graph.sorted(earlier).compactMap { versions.byID[$0] }
  }

  /// Why there is no way back over the whole of it.
  var irreversible: String? {
    revisions.lazy.compactMap { revision in
      revision.downgrade.irreversible.map { "\($0) (\(revision.id) \(revision.title))" }
    }.first
  }

  func header(_ files: RevisionFiles, _ message: String?) -> RevisionHeader {
    let titles = revisions.map { "\($0.id) \($0.title)" }
    let first = message ?? "squash of \(revisions.count) revisions"
    var header = files.header(([first, ""] + titles).joined(separator: "\n"), parents: parents)
    header.dependsOn = dependsOn
    header.replaces = revisions.map(\.id)
    header.branchLabels = revisions.flatMap(\.header.branchLabels)
    header.loses = Array(Set(revisions.flatMap(\.header.loses))).sorted()
    header.decided = revisions.flatMap(\.header.decided)
    return header
  }
}
