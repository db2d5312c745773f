import WhimbrelModel

/// How objects that need each other come and go.
extension Assembly {
  /// Where it is made without its body at first: in a cycle, and what calls itself.
  func shell(of id: ObjectID) -> (any Shelled)? {
    guard isLoose(id, .bodies) || new.dependencies[id]?.contains(id) == true else { return nil }
    return new[id]?.shelled
  }

  /// A view or function of a cycle lets go of all that its old body needs before it gets its new one.
  func emptied(_ id: ObjectID, before statements: [Statement]) -> Operation? {
    guard isLoose(id, .bodies), old.dependencies[id] != new.dependencies[id],
      statements.contains(where: { $0.sql.hasPrefix("CREATE OR REPLACE ") }),
      let shell = old[id]?.shelled
    else { return nil }
    var operation = Operation(.create, id.emptied, shell.empty(names))
    operation.releases = planner.needsOfChange(id, in: old)
    return operation
  }

  /// What is not in a cycle itself needs what it needs with its body: an index would be built without.
  func waitForBodies(_ operations: inout [Operation]) {
    let bodies = Set(operations.map(\.id).filter(\.isBody))
    if bodies.isEmpty { return }
    let circular = loose.union(loose.map(\.body))
    for index in operations.indices where circular.isDisjoint(with: operations[index].covers) {
      var open = Array(operations[index].needs)
      var seen: Set<ObjectID> = []
      while let id = open.popLast() {
        guard bodies.contains(id.body), seen.insert(id).inserted else { continue }
        operations[index].needs.insert(id.body)
        open += new.dependencies[id] ?? []
      }
    }
  }

  /// Whether a part of a relation calls what cannot go while the relation is there: an index on a function
  /// over its rows.
  func goesFirst(_ id: ObjectID) -> Bool {
    guard isLoose(id, .checks) else { return false }
    switch id.kind {
    case .index, .statistics, .rule, .trigger, .policy:
      return old.dependencies[id]?.contains { $0.kind.isRoutine && loose.contains($0) } ?? false
    default: return false
    }
  }

  /// Objects that need each other in a way that nothing here can undo: a person must take it apart.
  static func refusing(
    _ stuck: [Operation], _ planner: Planner, _ statements: [Statement]
  ) -> [Statement] {
    guard !statements.isEmpty else { return [] }
    var statements = statements
    let objects = Set(stuck.map(\.id))
      .filter { planner.old.contains($0) || planner.new.contains($0) }
    let names = objects.sorted().map { "\($0)" }
    let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
    statements[0].hazards.append(
      .refused("\(shown) need each other, and no order of statements leads there"))
    return statements
  }
}
