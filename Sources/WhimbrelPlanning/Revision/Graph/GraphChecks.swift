/// What must hold for revisions to make a graph.
enum GraphChecks {
  static func nodesByID(_ all: [GraphNode]) throws(GraphErrors) -> [RevisionID: GraphNode] {
    var files: [RevisionID: [String]] = [:]
    var labels: [String: [String]] = [:]
    var byID: [RevisionID: GraphNode] = [:]
    // A squash takes over the labels of what it stands for.
    let replaced = Set(all.flatMap(\.replaces))
    for node in all.sorted(by: { $0.file < $1.file }) {
      files[node.id, default: []].append(node.file)
      for label in node.labels where !replaced.contains(node.id) {
        labels[label, default: []].append(node.file)
      }
      byID[node.id] = node
    }
    let problems =
      files.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
      .map { GraphError.duplicateID($0.key, files: $0.value) }
      + labels.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
      .map { GraphError.duplicateLabel($0.key, files: $0.value) }
    guard problems.isEmpty else { throw GraphErrors(all: problems) }
    return byID
  }

  /// Every id that a revision names is that of a revision.
  static func checkNames(_ view: SquashView) throws(GraphErrors) {
    var problems: [GraphError] = []
    for node in view.nodes.values.sorted(by: { ($0.file, $0.id) < ($1.file, $1.id) }) {
      for id in node.parents where view.nodes[id] == nil {
        problems.append(.unknownID(id, key: "Revises", file: node.file))
      }
      for id in node.dependsOn where view.nodes[id] == nil {
        problems.append(.unknownID(id, key: "Depends On", file: node.file))
      }
    }
    guard problems.isEmpty else { throw GraphErrors(all: problems) }
  }

  /// Each after all it needs, and among those that may come next the one whose file comes first.
  static func order(_ nodes: [RevisionID: GraphNode]) throws(GraphErrors) -> [RevisionID] {
    let ranked = nodes.values.sorted { ($0.file, $0.id) < ($1.file, $1.id) }
    let rank = Dictionary(uniqueKeysWithValues: ranked.enumerated().map { ($1.id, $0) })
    var missing = ranked.map(\.needs.count)
    var neededBy: [[Int]] = Array(repeating: [], count: ranked.count)
    for (index, node) in ranked.enumerated() {
      for id in node.needs {
        if let needed = rank[id] { neededBy[needed].append(index) }
      }
    }
    var ready = MinimumHeap()
    for index in ranked.indices where missing[index] == 0 { ready.insert(index) }
    var order: [RevisionID] = []
    while let index = ready.popMinimum() {
      order.append(ranked[index].id)
      for next in neededBy[index] {
        missing[next] -= 1
        if missing[next] == 0 { ready.insert(next) }
      }
    }
    guard order.count == ranked.count else {
      throw GraphErrors(all: [.cycle(files: circle(among: ranked, missing: missing))])
    }
    return order
  }

  /// One circle among revisions that wait for each other.
  private static func circle(among nodes: [GraphNode], missing: [Int]) -> [String] {
    let waiting = nodes.indices.filter { missing[$0] > 0 }.map { nodes[$0] }
    let byID = Dictionary(uniqueKeysWithValues: waiting.map { ($0.id, $0) })
    var path: [GraphNode] = []
    var seen: [RevisionID: Int] = [:]
    var next = waiting.first
    while let node = next {
      if let start = seen[node.id] { return path[start...].map(\.file) }
      seen[node.id] = path.count
      path.append(node)
      next = node.needs.lazy.compactMap { byID[$0] }.first
    }
    return path.map(\.file)
  }
}

/// Numbers of which the least comes out first.
private struct MinimumHeap {
  private var items: [Int] = []

  mutating func insert(_ item: Int) {
    items.append(item)
    var child = items.count - 1
    while child > 0, items[child] < items[(child - 1) / 2] {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popMinimum() -> Int? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    if items.isEmpty { return first }
    items[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < items.count && items[child] < items[least] { least = child }
      if least == parent { return first }
      items.swapAt(parent, least)
      parent = least
    }
  }
}
