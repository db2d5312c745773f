import Foundation
import Testing

@testable import WhimbrelPlanning

/// Random graphs, and a reference that is slow and obvious.
@Suite struct RandomGraphTests {
  private static func nodes(_ random: inout SeededGenerator) -> [GraphNode] {
    let count = Int.random(in: 1...(Self.count > 60 ? 200 : 40), using: &random)
    var nodes: [GraphNode] = []
    for number in 1...count {
      let earlier = nodes.map(\.id)
      let parentCount = [0, 1, 1, 1, 1, 1, 2, 3].randomElement(using: &random) ?? 1
      // Mostly near ones, so that long chains are made too.
      let near = earlier.suffix(Int.random(in: 1...6, using: &random))
      let parents = Array(near.shuffled(using: &random).prefix(number == 1 ? 0 : parentCount))
      let depends =
        Int.random(in: 0..<5, using: &random) == 0
        ? Array(earlier.shuffled(using: &random).prefix(1)) : []
      nodes.append(
        GraphNode(
          id: RevisionID(random: random.next()), parents: parents, dependsOn: depends,
          labels: Int.random(in: 0..<8, using: &random) == 0 ? ["l\(number)"] : [],
          file: "\(Int.random(in: 100...999, using: &random)).sql"))
    }
    return nodes
  }

  /// What applying `targets` applies: whatever any of them needs, found by looking again and again.
  private static func closure(
    _ targets: Set<RevisionID>, _ nodes: [GraphNode], _ next: (GraphNode) -> Set<RevisionID>
  ) -> Set<RevisionID> {
    var found = targets
    while true {
      let before = found.count
      for node in nodes.reversed() where found.contains(node.id) { found.formUnion(next(node)) }
      if found.count == before { return found }
    }
  }

  /// How many of them: all that were asked for under `WHIMBREL_TEST_SOAK`, as `make soak` sets it.
  private static let count =
    ProcessInfo.processInfo.environment["WHIMBREL_TEST_SOAK"] == nil ? 60 : 10_000

  @Test(arguments: 0..<count)
  func againstTheReference(seed: Int) throws {
    var random = SeededGenerator(UInt64(seed + 1_000))
    let nodes = Self.nodes(&random)
    let needs: (GraphNode) -> Set<RevisionID> = { Set($0.parents + $0.dependsOn) }
    let start = Set(
      nodes.map(\.id).shuffled(using: &random).prefix(Int.random(in: 0...3, using: &random)))
    var applied = Self.closure(start, nodes, needs)

    let plain = try RevisionGraph(nodes)
    #expect(try RevisionGraph(nodes.shuffled(using: &random)).order == plain.order)
    // The reference takes the cube of their number.
    if nodes.count < 60 { #expect(plain.order == Self.slowOrder(nodes)) }
    let parents = Set(nodes.flatMap(\.parents))
    #expect(Set(plain.heads) == Set(nodes.map(\.id)).subtracting(parents))

    for _ in 0..<6 {
      let graph = try RevisionGraph(nodes.shuffled(using: &random), applied: applied)
      let target = nodes.randomElement(using: &random)?.id ?? .numbered(0)
      if Bool.random(using: &random) {
        let path = try graph.upgradePath(to: RevisionName(target.text))
        #expect(Set(path).count == path.count)
        let expected = Self.closure([target], nodes, needs)
        for id in path {
          let node = try #require(nodes.first { $0.id == id })
          #expect(!applied.contains(id))
          #expect(needs(node).isSubset(of: applied))
          #expect(expected.contains(id))
          applied.insert(id)
        }
        #expect(expected.isSubset(of: applied))
      } else if applied.contains(target) {
        let before = applied
        let path = try graph.downgradePath(to: RevisionName(target.text))
        #expect(Set(path).count == path.count)
        for id in path {
          #expect(applied.contains(id))
          #expect(!nodes.contains { applied.contains($0.id) && needs($0).contains(id) })
          applied.remove(id)
        }
        var above: Set<RevisionID> = [target]
        var size = 0
        while above.count > size {
          size = above.count
          for node in nodes where !needs(node).isDisjoint(with: above) { above.insert(node.id) }
        }
        above.remove(target)
        #expect(applied == before.subtracting(above))
      } else {
        #expect(throws: RevisionNameError.notApplied(target.text)) {
          try graph.downgradePath(to: RevisionName(target.text))
        }
      }
    }
    let graph = try RevisionGraph(nodes, applied: applied)
    let all = try graph.downgradePath(to: RevisionName("base"))
    #expect(all == graph.sorted(applied).reversed())
  }

  /// Of those that may come next, always the one whose file is first.
  private static func slowOrder(_ nodes: [GraphNode]) -> [RevisionID] {
    var order: [RevisionID] = []
    while order.count < nodes.count {
      let done = Set(order)
      let next = nodes.filter { node in
        !done.contains(node.id) && done.isSuperset(of: node.parents + node.dependsOn)
      }.min { ($0.file, $0.id) < ($1.file, $1.id) }
      guard let next else { return order }
      order.append(next.id)
    }
    return order
  }

  /// `-1` and `+1` are done where one reading is possible, and refused where several are.
  @Test(arguments: 0..<count)
  func stepsNeverGuess(seed: Int) throws {
    var random = SeededGenerator(UInt64(seed + 9_000))
    let nodes = Self.nodes(&random)
    let needs: (GraphNode) -> Set<RevisionID> = { Set($0.parents + $0.dependsOn) }
    let applied = Self.closure(
      Set(nodes.map(\.id).shuffled(using: &random).prefix(2)), nodes, needs)
    let graph = try RevisionGraph(nodes, applied: applied)
    let last = nodes.filter { node in
      applied.contains(node.id)
        && !nodes.contains { applied.contains($0.id) && needs($0).contains(node.id) }
    }.map(\.id)
    if last.count == 1 {
      #expect(try graph.downgradePath(to: RevisionName("-1")) == last)
    } else {
      #expect(throws: RevisionNameError.self) { try graph.downgradePath(to: RevisionName("-1")) }
    }
    let next = nodes.filter { !applied.contains($0.id) && applied.isSuperset(of: $0.parents) }
    if next.count == 1, let only = next.first {
      let expected = Self.closure([only.id], nodes, needs).subtracting(applied)
      #expect(try Set(graph.upgradePath(to: RevisionName("+1"))) == expected)
    } else {
      #expect(throws: RevisionNameError.self) { try graph.upgradePath(to: RevisionName("+1")) }
    }
  }

  /// Whatever a database has of a squashed range, in the end it has all of it once: by the squash
  /// alone when it had nothing, by the originals when it had some.
  @Test(arguments: 0..<count)
  func squashes(seed: Int) throws {
    var random = SeededGenerator(UInt64(seed + 50_000))
    let nodes = Self.nodes(&random)
    let needs: (GraphNode) -> Set<RevisionID> = { Set($0.parents + $0.dependsOn) }
    let plain = try RevisionGraph(nodes)
    let last = nodes.randomElement(using: &random)?.id ?? .numbered(0)
    let before = Self.closure([last], nodes, needs)
    let first = plain.sorted(before).randomElement(using: &random) ?? last
    let range = plain.sorted(before.intersection(plain.withNeeding([first])))
    let members = nodes.filter { range.contains($0.id) }
    let outer = Set(members.flatMap { needs($0) }).subtracting(range)
    let squash = GraphNode(
      id: RevisionID(random: random.next()), parents: plain.heads(of: plain.withNeeds(outer)),
      replaces: range, file: "squash.sql")
    let start = Set(
      nodes.map(\.id).shuffled(using: &random).prefix(Int.random(in: 0...3, using: &random)))
    let applied = Self.closure(start, nodes, needs)

    let graph = try RevisionGraph((nodes + [squash]).shuffled(using: &random), applied: applied)
    let path = graph.upgradePath(to: graph.heads)
    var done = applied
    for id in path {
      let ran = id == squash.id ? members : nodes.filter { $0.id == id }
      #expect(!ran.isEmpty && done.isDisjoint(with: ran.map(\.id)))
      let all = done.union(ran.map(\.id))
      for node in ran { #expect(needs(node).isSubset(of: all)) }
      done = all
    }
    #expect(done == Set(nodes.map(\.id)))
    #expect(path.contains(squash.id) == applied.isDisjoint(with: range))
    #expect(
      graph.ledgerRewrites.map(\.squash) == (applied.isSuperset(of: range) ? [squash.id] : []))

    // And all the way back.
    let there = applied.union(path)
    let back = try RevisionGraph(nodes + [squash], applied: there).downgradePath(
      to: RevisionName("base"))
    for id in back {
      let ran = id == squash.id ? Set(range) : [id]
      #expect(ran.isSubset(of: done))
      done.subtract(ran)
      #expect(!nodes.contains { done.contains($0.id) && !needs($0).isDisjoint(with: ran) })
    }
    #expect(done.isEmpty)
  }

  @Test func twoThousandRevisions() throws {
    let nodes = (1...2_000).map { number in
      GraphNode(
        id: .numbered(number), parents: number == 1 ? [] : [.numbered(number - 1)],
        file: "\(10_000 + number).sql")
    }
    let graph = try RevisionGraph(
      nodes.reversed(), applied: Set((1...1_000).map(RevisionID.numbered)))
    #expect(
      graph.upgradePath(to: graph.heads).map(\.text)
        == (1_001...2_000).map { RevisionID.numbered($0).text })
    #expect(try graph.resolve(RevisionName("head-1999")) == [.numbered(1)])
  }
}
