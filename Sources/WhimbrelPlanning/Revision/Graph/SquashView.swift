/// Chooses between squashes and the revisions that they replace (docs/revisions.md, The graph).
///
/// A database that has none of the replaced ones gets the squash; one that has all of them has the
/// squash, and its ledger is to say so; one in the middle goes on with the originals.
struct SquashView {
  /// The revisions that are in the graph, naming only such.
  private(set) var nodes: [RevisionID: GraphNode]
  private(set) var applied: Set<RevisionID>
  private(set) var rewrites: [RevisionGraph.LedgerRewrite] = []
  /// The squash that stands for a replaced revision.
  private(set) var squashOf: [RevisionID: RevisionID] = [:]
  /// The last of the originals that stand for a squash.
  private var originalsOf: [RevisionID: [RevisionID]] = [:]

  init(_ all: [RevisionID: GraphNode], applied: Set<RevisionID>) throws(GraphErrors) {
    nodes = all
    self.applied = applied
    for squash in try Self.innermostFirst(all) { choose(squash, all) }
    for var node in nodes.values {
      node.parents = standIns(node.parents)
      node.dependsOn = standIns(node.dependsOn)
      nodes[node.id] = node
    }
  }

  private mutating func choose(_ squash: GraphNode, _ all: [RevisionID: GraphNode]) {
    let isThere = squash.replaces.filter { applied.contains($0) || originalsOf[$0] != nil }
    let isDone = squash.replaces.allSatisfy(applied.contains)
    let hasFiles = squash.replaces.allSatisfy { all[$0] != nil }
    if !isThere.isEmpty, !isDone, !applied.contains(squash.id), hasFiles {
      let members = Set(squash.replaces)
      let inner = Set(squash.replaces.flatMap { all[$0]?.parents ?? [] })
      originalsOf[squash.id] = squash.replaces.filter {
        members.contains($0) && !inner.contains($0)
      }
      nodes[squash.id] = nil
      return
    }
    if isDone, !applied.contains(squash.id) {
      rewrites.append(
        RevisionGraph.LedgerRewrite(squash: squash.id, replaced: squash.replaces))
      applied.insert(squash.id)
    }
    if applied.contains(squash.id) { applied.subtract(squash.replaces) }
    for id in squash.replaces {
      squashOf[id] = squash.id
      nodes[id] = nil
    }
  }

  /// The revisions of the graph that stand for these.
  private func standIns(_ ids: [RevisionID]) -> [RevisionID] {
    var found: [RevisionID] = []
    for id in ids {
      for stand in standIns(id) where !found.contains(stand) { found.append(stand) }
    }
    return found
  }

  private func standIns(_ id: RevisionID) -> [RevisionID] {
    if let squash = squashOf[id] { return standIns(squash) }
    if let originals = originalsOf[id] { return originals.flatMap(standIns) }
    return [id]
  }

  /// The squashes, each after those that it replaces.
  private static func innermostFirst(
    _ all: [RevisionID: GraphNode]
  ) throws(GraphErrors) -> [GraphNode] {
    let squashes = all.filter { !$0.value.replaces.isEmpty }.mapValues { node in
      GraphNode(
        id: node.id, parents: node.replaces.filter { all[$0]?.replaces.isEmpty == false },
        file: node.file)
    }
    return try GraphChecks.order(squashes).compactMap { all[$0] }
  }
}
