import WhimbrelModel

/// Renames of constraints and indexes; swapped names go by way of a third.
struct RenameOperations {
  private let planner: Planner
  init(_ planner: Planner) { self.planner = planner }

  func operations() -> [Operation] {
    let renames = planner.changes.compactMap { change -> (ObjectID, ObjectID)? in
      if case .rename(let old, let new) = change { return (old, new) }
      return nil
    }
    let sources = Set(renames.map(\.0))
    return renames.flatMap { old, new -> [Operation] in
      var operations: [Operation] = []
      var source = old
      if sources.contains(new) {
        var step = old
        if old.member.isEmpty {
          step.name = Name("whimbrel_\(old.name.text.prefix(40))")
        } else {
          step.member = Name("whimbrel_\(old.member.text.prefix(40))")
        }
        var first = Operation(.rename, step, [statement(old, step)])
        first.frees = [old]
        operations.append(first)
        source = step
      }
      var operation = Operation(.rename, new, [statement(source, new)])
      operation.frees = [source]
      if source != old {
        operation.needs = [source]
        operation.rank.depth = 1
      }
      operations.append(operation)
      if planner.old.comments[old] != planner.new.comments[new] {
        var comment = Operation(
          .comment, new, [CommentChange.statement(new, in: planner.new, planner.names)])
        comment.needs = [new]
        operations.append(comment)
      }
      return operations
    }
  }

  private func statement(_ old: ObjectID, _ new: ObjectID) -> Statement {
    let names = planner.names
    if old.kind == .constraint {
      return Statement(
        "ALTER TABLE \(names.qualified(old)) RENAME CONSTRAINT \(old.member.quoted) TO \(new.member.quoted)",
        for: new, lock: .accessExclusive)
    }
    return Statement(
      "ALTER INDEX \(names.qualified(old)) RENAME TO \(new.name.quoted)", for: new,
      lock: .shareUpdateExclusive)
  }
}
