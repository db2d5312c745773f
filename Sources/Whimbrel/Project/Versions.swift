import WhimbrelPlanning

/// The revisions of a project, as they were read.
struct Versions: Sendable {
  let folder: VersionsFolder
  /// By name below the folder.
  let files: [String: Revision]
  let recorded: SumFile
  /// What the sum should say, and how the files differ from it.
  let check: SumCheck
  let byID: [RevisionID: Revision]

  init(folder: VersionsFolder, files: [String: Revision], recorded: SumFile) {
    self.folder = folder
    self.files = files
    self.recorded = recorded
    check = SumCheck(
      files: files, recorded: recorded.digests, forgotten: recorded.forgotten)
    byID = Dictionary(files.values.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var isEmpty: Bool { files.isEmpty }

  /// The graph as a database sees it that has `applied`. Throws `GraphErrors`.
  func graph(applied: Set<RevisionID> = []) throws -> RevisionGraph {
    try RevisionGraph(files.map { GraphNode($1, file: $0) }, applied: applied)
  }

  /// The digest that the ledger keeps of each revision, by its id.
  var digests: [RevisionID: Digest] {
    var digests: [RevisionID: Digest] = [:]
    for (name, revision) in files { digests[revision.id] = check.actual[name] }
    return digests
  }

  /// The revisions in the order in which they are applied to an empty database.
  func replayOrder(_ graph: RevisionGraph) -> [Revision] { graph.order.compactMap { byID[$0] } }

  /// Why append-only is broken; nil when it is not.
  var appendOnlyFailure: Failure? {
    let findings = check.findings
    guard let first = findings.first else { return nil }
    if findings.count == 1 {
      return Failure(
        "\(folder.shown)/\(first)", code: .appendOnlyBroken, help: first.help)
    }
    return Failure(
      "\(findings.count) files in \(folder.shown) are not as they were summed",
      code: .appendOnlyBroken, details: findings.map { "  \($0)" }, help: first.help)
  }
}
