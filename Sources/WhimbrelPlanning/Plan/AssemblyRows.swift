import WhimbrelModel

/// When columns of row types, and partitions, find the room they need.
extension Assembly {
  /// What is in the types of these: the columns of the relations whose row types they are, the checks of
  /// domains. There is no way to change a relation once a column is of its row type, nor to add a check once
  /// a column has a domain's values within others.
  func partsOfTypes(of ids: Set<ObjectID>) -> Set<ObjectID> {
    var parts: Set<ObjectID> = []
    for id in ids where id.kind == .column || id.kind.isType {
      for type in new.dependencies[id] ?? [] where type.kind.isType || type.kind.hasRowType {
        for inner in new.types(within: type) {
          if inner.kind.hasRowType {
            parts.formUnion(new.columns(of: inner).map { inner.with(.column, member: $0.name) })
          } else if inner.kind == .domain, inner != type || isArray(id) {
            parts.formUnion(planner.newParts[inner])
          }
        }
      }
    }
    return parts
  }

  private func isArray(_ column: ObjectID) -> Bool { new.column(column)?.type.isArray ?? true }

  /// A column of a row type comes back when everything is done to the relation.
  func bringBack(_ operation: inout Operation, to type: ObjectID) {
    for part in planner.parked(within: type) {
      operation.awaits.insert(part)
      for column in new.columns(of: part) {
        operation.needs.insert(part.with(.column, member: column.name))
      }
    }
    operation.releases.remove(type)
    operation.releases.insert(TypeSwap.former(of: type))
  }

  /// The same, early, when it takes a partition from a parent that stays.
  func makingRoom(_ operation: Operation) -> Operation {
    guard operation.id.kind == .table, case .table(let table)? = old[operation.id],
      let partition = table.partitionOf, isInStayingTree(partition.parent)
    else { return operation }
    if case .table(let after)? = new[operation.id], after.partitionOf == partition,
      operation.verb != .drop
    {
      return operation
    }
    var early = operation
    early.rank.tier = Operation.Rank.leaving
    early.signals.insert(partition.parent.room)
    if case .table(let after)? = new[operation.id], after.partitionOf?.parent == partition.parent {
      early.needs = []
    }
    return early
  }

  /// Whether a partitioned table stays, or one that it is a partition of.
  private func isInStayingTree(_ id: ObjectID) -> Bool {
    if !planner.dropped.contains(id) { return true }
    return old.table(of: id)?.partitionOf.map { isInStayingTree($0.parent) } ?? false
  }
}
