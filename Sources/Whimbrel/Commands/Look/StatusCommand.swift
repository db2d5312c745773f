import WhimbrelPlanning
import WhimbrelPostgres

/// `status`: what is applied and what is not.
enum StatusCommand: Command {
  static let name = "status"
  static let aliases = ["current"]
  static let summary = "shows what is applied to the database, and what is not"
  static let examples: [(words: String, does: String)] = [
    ("", "in words"), ("--format json", "for programs"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let versions = try VersionsFolder(context.project, context.configuration).readIntact()
    let target = try await Target.find(context)
    let connection = try await target.connect(context)
    let state = try await AppliedState.read(connection, versions, context)
    await connection.close()
    let graph = state.graph
    if context.terminal.format == .json {
      context.terminal.print(json(state, versions, target).text)
      return .done
    }
    let heads = Set(graph.heads)
    let current = graph.appliedHeads.map { id in
      versions.title(id) + (heads.contains(id) ? " (head)" : "")
    }
    var lines = [("database", target.string.redacted)]
    lines += rows("current", current, none: "nothing is applied")
    if let half = state.ledger.halfDone {
      let way = half.state == .applying ? "half applied" : "half taken back"
      lines.append(
        (way, "\(versions.title(half.id)): \(half.position.steps) of \(half.stepCount) steps"))
    }
    lines += rows("pending", graph.pending.map(versions.title), none: "none")
    for (left, right) in lines {
      context.terminal.print(left + String(repeating: " ", count: max(1, 17 - left.count)) + right)
    }
    return .done
  }

  private static func rows(_ title: String, _ texts: [String], none: String) -> [(String, String)] {
    if texts.isEmpty { return [(title, none)] }
    return texts.enumerated().map { ($0 == 0 ? title : "", $1) }
  }

  private static func json(_ state: AppliedState, _ versions: Versions, _ target: Target) -> JSON {
    let half = state.ledger.halfDone.map { row -> JSON in
      [
        "id": .string(row.id.text), "state": .string(row.state.rawValue),
        "steps_done": .number(row.position.steps), "steps": .number(row.stepCount),
      ]
    }
    return [
      "format": 1, "database": .string(target.string.redacted),
      "current": JSON(state.graph.appliedHeads.map(\.text)),
      "heads": JSON(state.graph.heads.map(\.text)), "half_done": half ?? .null,
      "applied": .array(state.graph.sorted(state.graph.applied).map(versions.json)),
      "pending": .array(state.graph.pending.map(versions.json)),
    ]
  }
}
