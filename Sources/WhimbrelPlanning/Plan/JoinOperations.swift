import WhimbrelModel

/// Tables that become children of another, once they have all that it has.
struct JoinOperations {
  private let planner: Planner
  init(_ planner: Planner) { self.planner = planner }

  func operations() -> [Operation] {
    planner.changes.compactMap { change in
      guard case .alter(let id) = change, id.kind == .table, !planner.created.contains(id),
        case .table(let old)? = planner.old[id], case .table(let new)? = planner.new[id]
      else { return nil }
      let statements = new.joins(since: old, planner.names)
      guard !statements.isEmpty else { return nil }
      var operation = Operation(.mark, id, statements)
      if let parent = new.partitionOf?.parent { operation.awaits = [parent.room] }
      if let parent = old.partitionOf?.parent, new.partitionOf?.parent == parent {
        // It has all that its parent has, and gets with it what that is given from now on.
        operation.needs = [id]
        operation.covers = []
        operation.rank.tier = Operation.Rank.rejoining
        return operation
      }
      if let parent = new.partitionOf?.parent {
        operation.statements = planner.checksToAttach(id, to: parent) + statements
      }
      // Others may wait for the table to be a child, and not just for the table.
      (operation.verb, operation.covers) = (.alter, [id.joined])
      operation.needs = Set(new.columns.map { id.with(.column, member: $0.name) })
      operation.needs.formUnion(new.parents)
      for part in planner.newParts[id] where part.kind == .constraint {
        operation.needs.insert(part)
      }
      for parent in new.parents {
        let columns = planner.new.columns(of: parent)
        operation.needs.formUnion(columns.map { parent.with(.column, member: $0.name) })
      }
      return operation
    }
  }
}

extension ObjectID {
  /// The table as a child of its new parents.
  var joined: ObjectID { with(.table, member: "joined") }
  /// That the partitioned table's partitions which leave it, or go, have made room for others.
  var room: ObjectID { with(.table, member: "room") }
}
