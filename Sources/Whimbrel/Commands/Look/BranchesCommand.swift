import WhimbrelPlanning

/// `branches`: where branches begin, and what they are called.
enum BranchesCommand: Command {
  static let name = "branches"
  static let summary = "lists the revisions that several others revise, and the branch labels"
  static let examples: [(words: String, does: String)] = [
    ("", "each with the revisions that come after it"), ("--format json", "for programs"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let versions = try VersionsFolder(context.project, context.configuration).readIntact()
    let graph = try versions.graph()
    let heads = Set(graph.heads)
    let starts = graph.bases.count > 1 ? graph.bases : []
    if context.terminal.format == .json {
      let points = graph.branchPoints.map { id -> JSON in
        [
          "revision": versions.json(id),
          "children": .array((graph.children[id] ?? []).map(versions.json)),
        ]
      }
      let labels = graph.labels.sorted { $0.key < $1.key }.map { label, id -> JSON in
        [
          "label": .string(label), "revision": .string(id.text),
          "heads": JSON(graph.sorted(graph.withDescendants([id]).intersection(heads)).map(\.text)),
        ]
      }
      context.terminal.print(
        JSON.object([
          ("format", 1), ("bases", .array(graph.bases.map(versions.json))),
          ("branch_points", .array(points)), ("labels", .array(labels)),
        ]).text)
      return .done
    }
    func line(_ id: RevisionID, _ mark: String) -> String {
      let labels = versions.byID[id]?.header.branchLabels ?? []
      let marks = labels + (heads.contains(id) ? ["head"] : [])
      return "\(mark)\(versions.title(id))"
        + (marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))")
    }
    for id in graph.branchPoints {
      context.terminal.print(line(id, "") + " branches into")
      for child in graph.children[id] ?? [] { context.terminal.print(line(child, "  ")) }
    }
    if !starts.isEmpty {
      context.terminal.print("several revisions revise nothing")
      for id in starts { context.terminal.print(line(id, "  ")) }
    }
    let labelled = graph.labels.sorted { $0.key < $1.key }
    for (label, id) in labelled {
      let ends = graph.sorted(graph.withDescendants([id]).intersection(heads))
      context.terminal.print(
        "\(label) begins at \(versions.title(id)) and leads to "
          + ends.map(versions.title).joined(separator: ", "))
    }
    if graph.branchPoints.isEmpty, starts.isEmpty, labelled.isEmpty {
      context.terminal.note("There are no branches")
    }
    return .done
  }
}
