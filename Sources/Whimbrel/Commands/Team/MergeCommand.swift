import WhimbrelModel
import WhimbrelPlanning

/// `merge`: a revision after several heads, so that there is one again.
enum MergeCommand: Command {
  static let name = "merge"
  static let summary = "joins heads: writes a revision that comes after several"
  static let details = """
    Runs the branches in scratch databases in both orders: databases that got them one way and the
    other must end equal. Where they do not, the objects that stand in the way are named, and rebase
    puts one branch after the other.
    """
  static let message = Option("message", short: "m", "TEXT", "what it is called (merge of …)")
  static let heads = Positional(
    "REVISION", isRequired: false, isRepeated: true, "the heads to join (all of them)")
  static let noProof = RevisionCommand.noProof
  static let dryRun = RevisionCommand.dryRun
  static let positionals = [heads]
  static let parameters: [any Parameter] = [
    message, RevisionCommand.branchLabel, noProof, dryRun,
  ]
  static let examples: [(words: String, does: String)] = [
    ("", "joins all heads"), ("-m \"merge billing\" ae10 billing@head", "joins these two"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let folder = VersionsFolder(context.project, context.configuration)
    let versions = try folder.readIntact()
    let graph = try versions.graph()
    let parents = try parents(arguments.all(heads), graph, versions)
    guard parents.count > 1 else {
      context.terminal.note(
        parents.first.map { "There is one head, \(versions.title($0)): nothing to merge" }
          ?? "There are no revisions: nothing to merge")
      return .done
    }
    if !arguments[noProof] { try await prove(parents, graph, versions, context) }
    let files = RevisionFiles(context, folder)
    let titles = parents.map { versions.byID[$0]?.title ?? $0.text }
    var header = files.header(
      arguments[message] ?? "merge of \(titles.joined(separator: " and "))", parents: parents)
    header.branchLabels = arguments[RevisionCommand.branchLabel]
    let revision = try files.written(RevisionDraft(header: header, upgrade: [], downgrade: []))
    if arguments[dryRun] {
      context.terminal.output.write(revision.source.text(revision.source.bytes.indices))
      return .done
    }
    try folder.add(revision, to: versions)
    context.terminal.print(revision.source.name)
    return .done
  }

  private static func parents(
    _ words: [String], _ graph: RevisionGraph, _ versions: Versions
  ) throws -> [RevisionID] {
    if words.isEmpty { return graph.heads }
    var found: [RevisionID] = []
    for word in words {
      for id in try graph.resolve(RevisionName(word)) where !found.contains(id) { found.append(id) }
    }
    for id in found {
      if let other = found.first(where: { $0 != id && graph.withNeeds([$0]).contains(id) }) {
        throw Failure(
          "\(versions.title(other)) comes after \(versions.title(id)) already",
          help: "leave out \(id)")
      }
    }
    return graph.sorted(found)
  }

  /// Shows that databases end equal whichever branch they got first.
  ///
  /// The heads in one order and the other: that is each two of them both ways.
  private static func prove(
    _ heads: [RevisionID], _ graph: RevisionGraph, _ versions: Versions, _ context: Context
  ) async throws {
    let bench = try await Workbench.open(
      context, desired: nil, revisions: versions.all, target: context.scratchTarget)
    try await Workbench.with(bench) { bench in
      var reached: [Catalog] = []
      for order in [heads, heads.reversed()] {
        do {
          reached.append(try await bench.catalog(replaying: revisions(order, graph, versions)))
        } catch let error as SourceDiagnostic {
          throw try await refusal(error, heads, graph, versions, bench)
        }
      }
      let changes = Differ(from: reached[0], to: reached[1]).changes()
      guard !changes.isEmpty else { return }
      throw Failure(
        "the branches end differently in one order and in the other",
        details: changes.prefix(12).map { "  \($0.id) depends on which comes first" },
        help: "put one branch after the other: \(context.program) rebase")
    }
  }

  /// The branches one after the other, in this order.
  private static func revisions(
    _ heads: [RevisionID], _ graph: RevisionGraph, _ versions: Versions
  ) -> [Revision] {
    var done: Set<RevisionID> = []
    var order: [RevisionID] = []
    for head in heads {
      let next = graph.withNeeds([head]).subtracting(done)
      order += graph.sorted(next)
      done.formUnion(next)
    }
    return order.compactMap { versions.byID[$0] }
  }

  /// What stands in the way where one branch does not run after another.
  private static func refusal(
    _ error: SourceDiagnostic, _ heads: [RevisionID], _ graph: RevisionGraph, _ versions: Versions,
    _ bench: Workbench
  ) async throws -> any Error {
    var lines: [String] = []
    for (index, one) in heads.enumerated() {
      for other in heads[(index + 1)...] {
        let fork = Fork([one], [other], in: graph, versions)
        let both = try await bench.overlap(of: fork.one, and: fork.other, after: fork.common)
        lines += both.map {
          "  \($0) is touched by the branches of \(versions.title(one)) and \(versions.title(other))"
        }
      }
    }
    return Failure(
      "one branch does not run after the other",
      details: lines
        + "\(error)".split(separator: "\n").filter { !$0.hasPrefix("help: ") }
        .map { "  \($0)" },
      help: "put yours after the other and correct it there: \(bench.context.program) rebase")
  }
}

extension Context {
  /// Where the version of scratch databases is looked up: the database that was named, if any.
  var scratchTarget: Target? {
    configuration.database.map { Target(string: $0, local: nil) }
  }
}
