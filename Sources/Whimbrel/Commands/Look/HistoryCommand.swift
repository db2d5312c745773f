import WhimbrelPlanning

/// `history`: the revisions, newest first, with their graph.
enum HistoryCommand: Command {
  static let name = "history"
  static let summary = "lists the revisions, newest first, and marks those that are applied"
  static let range = Option("range", short: "r", "A:B", "from A to B; either may be left out")
  static let parameters: [any Parameter] = [range]
  static let examples: [(words: String, does: String)] = [
    ("", "all of them"), ("-r 801b:head", "from one revision on"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let versions = try VersionsFolder(context.project, context.configuration).readIntact()
    let state = try await AppliedState.readIfReached(versions, context)
    let graph = try state?.graph ?? versions.graph()
    var ids = graph.order
    if let text = arguments[range] {
      guard let (from, to) = try RevisionName.range(text) else {
        throw UsageError("\"\(text)\" is no range", help: "write A:B, A: or :B")
      }
      ids = try graph.resolve(from: from, to: to)
    }
    if context.terminal.format == .json {
      let revisions = ids.reversed().map { id -> JSON in
        guard case .object(var pairs) = versions.json(id) else { return .null }
        pairs.append(("applied", state.map { .bool($0.graph.applied.contains(id)) } ?? .null))
        return .object(pairs)
      }
      context.terminal.print(JSON.object([("format", 1), ("revisions", .array(revisions))]).text)
      return .done
    }
    let stream = context.terminal.output
    let heads = Set(graph.heads)
    for row in GraphDrawing(ids, in: graph).rows {
      guard let id = row.id, let revision = versions.byID[id] else {
        context.terminal.print(row.lanes)
        continue
      }
      var marks: [String] = []
      if heads.contains(id) { marks.append("head") }
      if let state { marks.append(state.graph.applied.contains(id) ? "applied" : "pending") }
      marks += revision.header.branchLabels
      marks += revision.header.dependsOn.map { "needs \($0)" }
      context.terminal.print(
        row.lanes + " " + stream.styled(id.text, .yellow)
          + " \(revision.header.created.prefix(10)) \(revision.title)"
          + (marks.isEmpty ? "" : stream.styled(" (\(marks.joined(separator: ", ")))", .green)))
    }
    return .done
  }
}
