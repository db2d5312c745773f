import WhimbrelPlanning

/// `heads`: the revisions that no other revises.
enum HeadsCommand: Command {
  static let name = "heads"
  static let summary = "lists the revisions that no other revises: there should be one"
  static let examples: [(words: String, does: String)] = [("", "one line a head")]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let versions = try VersionsFolder(context.project, context.configuration).readIntact()
    let heads = try versions.graph().heads
    if context.terminal.format == .json {
      context.terminal.print(
        JSON.object([("format", 1), ("heads", .array(heads.map(versions.json)))]).text)
    } else {
      for id in heads { context.terminal.print(versions.title(id)) }
    }
    return .done
  }

  /// What is said where one head is needed.
  static func several(
    _ versions: Versions, _ graph: RevisionGraph, _ context: Context
  ) -> Failure {
    Failure(
      "there are \(graph.heads.count) heads, and a revision comes after one",
      details: graph.heads.map {
        "  \(versions.title($0))  \(versions.byID[$0]?.source.name ?? "")"
      },
      help: "put yours after the other with \(context.program) rebase, or join them with "
        + "\(context.program) merge")
  }
}
