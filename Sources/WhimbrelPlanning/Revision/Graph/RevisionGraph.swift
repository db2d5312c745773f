/// The graph of revisions, as a database with some of them applied sees it.
///
/// Of a squash and the revisions that it replaces it has one or the other (`SquashView`).
package struct RevisionGraph: Sendable {
  /// The revisions in the graph by id; what they name is in the graph too.
  package let nodes: [RevisionID: GraphNode]
  /// All of them, each after all it needs; the same for the same files.
  package let order: [RevisionID]
  /// Where each stands in `order`.
  let position: [RevisionID: Int]
  /// The revisions that have it as a parent, in order.
  package let children: [RevisionID: [RevisionID]]
  /// The revisions that need it, as a parent or by `Depends On`, in order.
  package let neededBy: [RevisionID: [RevisionID]]
  /// Which revision carries a branch label.
  package let labels: [String: RevisionID]
  /// What is applied, with a squash in place of what it replaces.
  package let applied: Set<RevisionID>
  /// Ids in the ledger that no file has.
  package let unknownApplied: Set<RevisionID>
  /// Squashes of which all replaced revisions are applied: the ledger is to say the squash instead.
  package let ledgerRewrites: [LedgerRewrite]
  /// The squash that stands for a revision that is not in the graph.
  package let squashOf: [RevisionID: RevisionID]
  /// Every revision there is a file of, in the graph or not.
  package let all: [RevisionID: GraphNode]

  /// A squash that takes the place of rows of the ledger.
  package struct LedgerRewrite: Hashable, Sendable {
    package let squash: RevisionID
    package let replaced: [RevisionID]
  }

  /// The graph of all revision files, those that squashes replace among them.
  ///
  /// Throws everything that keeps them from being one: ids said twice or not at all, and circles.
  package init(_ all: [GraphNode], applied: Set<RevisionID> = []) throws(GraphErrors) {
    let byID = try GraphChecks.nodesByID(all)
    let view = try SquashView(byID, applied: applied)
    try GraphChecks.checkNames(view)
    nodes = view.nodes
    order = try GraphChecks.order(view.nodes)
    self.all = byID
    self.applied = view.applied.filter { view.nodes[$0] != nil }
    unknownApplied = view.applied.filter { byID[$0] == nil }
    ledgerRewrites = view.rewrites
    squashOf = view.squashOf
    position = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    var children: [RevisionID: [RevisionID]] = [:]
    var neededBy: [RevisionID: [RevisionID]] = [:]
    var labels: [String: RevisionID] = [:]
    for id in order {
      guard let node = view.nodes[id] else { continue }
      for parent in node.parents { children[parent, default: []].append(id) }
      for needed in node.needs { neededBy[needed, default: []].append(id) }
      for label in node.labels { labels[label] = id }
    }
    self.children = children
    self.neededBy = neededBy
    self.labels = labels
  }

  package var isEmpty: Bool { order.isEmpty }

  /// Revisions that no other revises, in order.
  package var heads: [RevisionID] { order.filter { children[$0] == nil } }

  /// Revisions that revise none, in order.
  package var bases: [RevisionID] { order.filter { nodes[$0]?.parents.isEmpty == true } }

  /// Revisions that several others revise, in order.
  package var branchPoints: [RevisionID] { order.filter { (children[$0]?.count ?? 0) > 1 } }

  /// Applied revisions that no applied one revises or depends on, in order.
  package var appliedHeads: [RevisionID] { heads(of: applied) }

  /// Revisions that are not applied, in order.
  package var pending: [RevisionID] { order.filter { !applied.contains($0) } }

  /// Those of `set` that no other of it needs, in order.
  package func heads(of set: Set<RevisionID>) -> [RevisionID] {
    sorted(set.filter { id in !(neededBy[id] ?? []).contains { set.contains($0) } })
  }

  /// These revisions and all that they need, by `Depends On` too.
  package func withNeeds(_ ids: some Sequence<RevisionID>) -> Set<RevisionID> {
    reachable(from: ids) { nodes[$0]?.needs ?? [] }
  }

  /// These revisions and all that need them, by `Depends On` too.
  package func withNeeding(_ ids: some Sequence<RevisionID>) -> Set<RevisionID> {
    reachable(from: ids) { neededBy[$0] ?? [] }
  }

  /// These revisions and their parents, back to the bases.
  package func withAncestors(_ ids: some Sequence<RevisionID>) -> Set<RevisionID> {
    reachable(from: ids) { nodes[$0]?.parents ?? [] }
  }

  /// These revisions and their children, on to the heads.
  package func withDescendants(_ ids: some Sequence<RevisionID>) -> Set<RevisionID> {
    reachable(from: ids) { children[$0] ?? [] }
  }

  /// In the order in which they are applied.
  package func sorted(_ ids: some Sequence<RevisionID>) -> [RevisionID] {
    ids.sorted { (position[$0] ?? 0) < (position[$1] ?? 0) }
  }

  private func reachable(
    from ids: some Sequence<RevisionID>, _ next: (RevisionID) -> [RevisionID]
  ) -> Set<RevisionID> {
    var found: Set<RevisionID> = []
    var rest = ids.filter { nodes[$0] != nil }
    while let id = rest.popLast() {
      if found.insert(id).inserted { rest += next(id) }
    }
    return found
  }
}
