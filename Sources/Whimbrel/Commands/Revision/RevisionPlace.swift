import WhimbrelPlanning

/// Where in the graph a new revision goes: after the one head, unless another place is said.
struct RevisionPlace {
  let parents: [RevisionID]
  let dependsOn: [RevisionID]
  let labels: [String]

  /// Throws `Failure` for a second head that nobody asked for, and `RevisionNameError`.
  init(
    _ arguments: Arguments, _ graph: RevisionGraph, _ versions: Versions, _ context: Context
  ) throws {
    let heads = graph.heads
    if let text = arguments[RevisionCommand.head] {
      parents = try graph.resolve(RevisionName(text))
      let taken = parents.isEmpty ? heads : parents.filter { !heads.contains($0) }
      if let first = taken.first, !arguments[RevisionCommand.splice] {
        throw Failure(
          parents.isEmpty
            ? "a revision after nothing is one more head"
            : "\(versions.title(first)) is no head: one more revision of it is one more head",
          help: "say --splice as well if that is what you want")
      }
    } else {
      guard heads.count < 2 else { throw HeadsCommand.several(versions, graph, context) }
      parents = heads
    }
    let parents = parents
    dependsOn = try arguments[RevisionCommand.dependsOn].map {
      try graph.resolveOne(RevisionName($0))
    }.filter { !parents.contains($0) }
    labels = arguments[RevisionCommand.branchLabel]
    for label in labels {
      let file = graph.labels[label].flatMap { versions.byID[$0]?.source.name }
      guard let objection = file.map({ "\($0) has it" }) ?? BranchLabel.objection(to: label) else {
        continue
      }
      throw UsageError(
        "\"\(label)\" cannot be a branch label: \(objection)",
        help: "use a word such as \"billing\" or \"user-auth\"")
    }
  }

  func placed(_ header: RevisionHeader) -> RevisionHeader {
    var header = header
    header.parents = parents
    header.dependsOn = dependsOn
    header.branchLabels = labels
    return header
  }
}
