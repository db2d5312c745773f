import WhimbrelPlanning

/// A graph of revisions as lines of text, newest first, a lane a branch.
struct GraphDrawing {
  struct Row {
    /// nil for a line that only joins lanes.
    let id: RevisionID?
    let lanes: String
  }

  private(set) var rows: [Row] = []

  init(_ ids: [RevisionID], in graph: RevisionGraph) {
    let shown = Set(ids)
    // Each lane waits for a revision further down.
    var lanes: [RevisionID?] = []
    for id in ids.reversed() {
      let waiting = lanes.indices.filter { lanes[$0] == id }
      let lane: Int
      if let first = waiting.first {
        lane = first
        if waiting.count > 1 { rows.append(Self.join(lanes, waiting, into: first)) }
        for other in waiting.dropFirst() { lanes[other] = nil }
      } else {
        lane = lanes.firstIndex(of: nil) ?? lanes.count
        if lane == lanes.count { lanes.append(nil) }
      }
      lanes[lane] = id
      while lanes.last == .some(nil) { lanes.removeLast() }
      rows.append(Row(id: id, lanes: Self.line(lanes) { $0 == lane ? "*" : "|" }))
      let parents = (graph.nodes[id]?.parents ?? []).filter(shown.contains)
      lanes[lane] = parents.first
      for parent in parents.dropFirst() {
        if let free = lanes.firstIndex(of: nil) {
          lanes[free] = parent
        } else {
          lanes.append(parent)
        }
        rows.append(
          Row(id: nil, lanes: Self.line(lanes) { $0 > lane && $0 == lanes.count - 1 ? "\\" : "|" }))
      }
      while lanes.last == .some(nil) { lanes.removeLast() }
    }
  }

  private static func join(_ lanes: [RevisionID?], _ waiting: [Int], into first: Int) -> Row {
    Row(id: nil, lanes: line(lanes) { waiting.contains($0) && $0 != first ? "/" : "|" })
  }

  private static func line(_ lanes: [RevisionID?], _ mark: (Int) -> String) -> String {
    lanes.indices.map { lanes[$0] == nil ? " " : mark($0) }.joined(separator: " ")
  }
}
