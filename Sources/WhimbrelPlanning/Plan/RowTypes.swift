import WhimbrelModel

/// Columns of a relation's row type: as long as there are any, PostgreSQL neither drops the relation nor
/// writes its rows anew. Meanwhile they are of a type that has the same fields.
extension Planner {
  /// Takes the columns of the relation's row type away from it, and brings them back in the end.
  mutating func freeRowType(of relation: ObjectID) {
    for used in dependents.rowTypesInColumns
    where used == relation || descends(used, from: relation) {
      park(used)
    }
  }

  private mutating func park(_ id: ObjectID) {
    guard parked.insert(id).inserted else { return }
    swapped.remove(id)
    moveColumns(of: id)
    for holder in dependents.typesInColumns(over: id) { park(holder) }
  }

  /// A column that comes with values, or changes its type, has the rows of its table written anew.
  mutating func freeRowTypeIfRewritten(by column: ObjectID) {
    guard let after = new.column(column) else { return }
    let isRewritten: Bool
    if let before = old.column(column) {
      isRewritten = (before.type, before.collation) != (after.type, after.collation)
    } else {
      let isOfDomain = new.dependencies[column]?.contains { $0.kind == .domain } ?? false
      isRewritten =
        after.default != nil || after.generated != nil || after.identity != nil || isOfDomain
    }
    if isRewritten { freeRowType(of: column.with(.table)) }
  }

  /// Those whose row types change with the relation: its own, and its children's.
  func parked(with relation: ObjectID) -> Set<ObjectID> {
    parked.filter { $0 == relation || descends($0, from: relation) }
  }

  private func descends(_ id: ObjectID, from ancestor: ObjectID) -> Bool {
    (old.table(of: id)?.parents ?? []).contains { $0 == ancestor || descends($0, from: ancestor) }
  }

  /// The columns of a parked type that leave it for a while.
  func parkedColumns(of id: ObjectID) -> [ObjectID] {
    columns(using: id).filter {
      conversions[$0] != nil && !created.contains($0) && !dropped.contains($0)
        && !isGoneWithTable($0)
    }
  }

  /// What the column leaves and comes back to.
  func parkedType(of column: ObjectID) -> ObjectID? {
    parked.first { parkedColumns(of: $0).contains(column) }
  }

  /// Of the parked ones, this and those that it is made of.
  func parked(within id: ObjectID) -> Set<ObjectID> { old.types(within: id).intersection(parked) }
}
