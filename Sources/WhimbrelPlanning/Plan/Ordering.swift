import WhimbrelModel

/// Puts operations in an order that PostgreSQL accepts: after what they need, before what they free.
struct Ordering {
  private var successors: [[Int]]
  private var waits: [Int]
  private let operations: [Operation]

  /// Edges come from what each operation needs and releases, and from names that are used again.
  init(_ operations: [Operation]) {
    self.operations = operations
    successors = Array(repeating: [], count: operations.count)
    waits = Array(repeating: 0, count: operations.count)
    var makers: [ObjectID: [Int]] = [:]
    var removers: [ObjectID: [Int]] = [:]
    var alterers: [ObjectID: [Int]] = [:]
    var freed: [TakenName: [Int]] = [:]
    var signalled: [ObjectID: [Int]] = [:]
    for (index, operation) in operations.enumerated() {
      for id in operation.covers {
        switch operation.verb {
        case .drop:
          removers[id, default: []].append(index)
          for name in TakenName.names(of: id) { freed[name, default: []].append(index) }
        case .alter:
          makers[id, default: []].append(index)
          alterers[id, default: []].append(index)
        case .create, .rename: makers[id, default: []].append(index)
        default: break
        }
      }
      for id in operation.signals { signalled[id, default: []].append(index) }
      for id in operation.frees {
        for name in TakenName.names(of: id) { freed[name, default: []].append(index) }
      }
    }
    for (index, operation) in operations.enumerated() {
      let makes = operation.verb == .create || operation.verb == .rename
      if makes {
        for id in operation.covers {
          for remover in removers[id] ?? [] { addEdge(remover, index) }
          for name in TakenName.names(of: id) {
            for remover in freed[name] ?? [] { addEdge(remover, index) }
          }
        }
      }
      for id in operation.awaits {
        for signaller in signalled[id] ?? [] { addEdge(signaller, index) }
      }
      for id in operation.needs where !operation.covers.contains(id) {
        for maker in makers[id] ?? [] { addEdge(maker, index) }
      }
      for id in operation.releases where !operation.covers.contains(id) {
        for remover in removers[id] ?? [] { addEdge(index, remover) }
        if operation.verb == .drop || !operation.needs.contains(id) {
          for alterer in alterers[id] ?? [] { addEdge(index, alterer) }
        }
      }
    }
  }

  private mutating func addEdge(_ first: Int, _ second: Int) {
    guard first != second else { return }
    successors[first].append(second)
    waits[second] += 1
  }

  /// The operations in order, and those that wait for each other in a circle. Of a circle the one that
  /// a reader would expect first goes first.
  func sorted() -> (order: [Operation], stuck: [Operation]) {
    var waits = waits
    var stuck: [Operation]?
    var isDone = Array(repeating: false, count: operations.count)
    var ready = Heap { operations[$0].rank < operations[$1].rank }
    for index in operations.indices where waits[index] == 0 { ready.insert(index) }
    var order: [Operation] = []
    order.reserveCapacity(operations.count)
    while order.count < operations.count {
      guard let index = ready.popFirst() else {
        let circle = circular(isDone)
        if stuck == nil { stuck = circle.map { operations[$0] } }
        guard let first = circle.min(by: { operations[$0].rank < operations[$1].rank }) else {
          break
        }
        ready.insert(first)
        continue
      }
      isDone[index] = true
      order.append(operations[index])
      for next in successors[index] {
        waits[next] -= 1
        if waits[next] == 0 && !isDone[next] { ready.insert(next) }
      }
    }
    return (order, stuck ?? [])
  }

  /// Of the operations that are left: those for which something waits that they wait for.
  private func circular(_ isDone: [Bool]) -> [Int] {
    let left = operations.indices.filter { !isDone[$0] }
    var followers = Array(repeating: 0, count: operations.count)
    var waitedFor: [Int: [Int]] = [:]
    for index in left {
      for next in successors[index] where !isDone[next] {
        followers[index] += 1
        waitedFor[next, default: []].append(index)
      }
    }
    var ends = left.filter { followers[$0] == 0 }
    var isEnd = Set(ends)
    while let end = ends.popLast() {
      for index in waitedFor[end] ?? [] {
        followers[index] -= 1
        if followers[index] == 0, isEnd.insert(index).inserted { ends.append(index) }
      }
    }
    return left.filter { !isEnd.contains($0) }
  }
}

/// A name that one object at a time can have: relations share theirs, and so do types and routines. What
/// has rows is a type too, and a composite type a relation.
private struct TakenName: Hashable {
  enum Space { case relation, type, routine }
  var space: Space
  var schema: Name
  var name: Name
  /// A routine's argument types.
  var member: Name

  private init(_ space: Space, _ id: ObjectID, member: Name = "") {
    (self.space, schema, name, self.member) = (space, id.schema, id.name, member)
  }

  static func names(of id: ObjectID) -> [TakenName] {
    switch id.kind {
    case .table, .view, .materializedView, .compositeType:
      [TakenName(.relation, id), TakenName(.type, id)]
    case .index, .sequence: [TakenName(.relation, id)]
    case .enumType, .domain, .rangeType, .baseType: [TakenName(.type, id)]
    case .function, .procedure, .aggregate: [TakenName(.routine, id, member: id.member)]
    default: []
    }
  }
}

/// The smallest first.
private struct Heap {
  private var items: [Int] = []
  private let precedes: (Int, Int) -> Bool

  init(_ precedes: @escaping (Int, Int) -> Bool) { self.precedes = precedes }

  mutating func insert(_ item: Int) {
    items.append(item)
    var child = items.count - 1
    while child > 0, precedes(items[child], items[(child - 1) / 2]) {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popFirst() -> Int? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    if !items.isEmpty {
      items[0] = last
      var parent = 0
      while true {
        var smallest = parent
        for child in [2 * parent + 1, 2 * parent + 2] where child < items.count {
          if precedes(items[child], items[smallest]) { smallest = child }
        }
        if smallest == parent { break }
        items.swapAt(parent, smallest)
        parent = smallest
      }
    }
    return first
  }
}
