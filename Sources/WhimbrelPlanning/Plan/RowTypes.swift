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
    guard parked[id] == nil else { return }
    parked[id] = []
    swapped.remove(id)
    users[id] = dependents.columns(using: id)
    let swap = TypeSwap(id, old: old, new: new, hints: hints)
    for column in columns(using: id) {
      guard let before = old.column(column), let table = new.table(of: column),
        let after = table.column(column.member), before.type == after.type, after.isLocal,
        !created.contains(column)
      else { continue }
      parked[id, default: []].append(column)
      conversions[column] = swap.convert(after, of: table, names)
      queue.append((column, .expressions))
      freeRowType(of: table.id)
    }
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

  /// That no column is of the row type of this relation, or of a child's.
  func vacated(with relation: ObjectID) -> Set<ObjectID> {
    Set(parked.keys.filter { $0 == relation || descends($0, from: relation) }.map(\.vacated))
  }

  private func descends(_ id: ObjectID, from ancestor: ObjectID) -> Bool {
    (old.table(of: id)?.parents ?? []).contains { $0 == ancestor || descends($0, from: ancestor) }
  }

  /// Whether the column is of a parked type, which it leaves for a while.
  private func isParked(_ column: ObjectID) -> Bool {
    conversions[column] != nil && !created.contains(column) && !dropped.contains(column)
      && !isGoneWithTable(column)
  }

  /// What the column leaves and comes back to.
  func parkedType(of column: ObjectID) -> ObjectID? {
    guard !parked.isEmpty, isParked(column) else { return nil }
    return parked.first { $0.value.contains(column) }?.key
  }

  func parkedColumns(of id: ObjectID) -> [ObjectID] { parked[id]?.filter(isParked) ?? [] }

  /// Of the parked ones, this and those that it is made of.
  func parked(within id: ObjectID) -> Set<ObjectID> {
    old.types(within: id).filter { parked[$0] != nil }
  }
}
