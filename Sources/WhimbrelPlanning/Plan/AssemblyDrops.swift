import WhimbrelModel

/// What drops an object, with the parts that go along.
extension Assembly {
  func drop(_ id: ObjectID) -> [Operation] {
    guard let unit = old.unit(id) else { return [] }
    var operation = Operation(.drop, id, [], covers: Set(gone[id] ?? []))
    var others: [Operation] = []
    /// A parent's columns are not changed as long as a child is there whose default or key is not.
    var inherited: [ObjectID] = []
    switch unit {
    case .object(let object):
      operation.statements = object.planned.drop(names)
      if case .sequence(let sequence) = object, NumberHandover.isGivenUp(sequence, for: new) {
        operation.statements[0].hazards = []
      }
      if case .table(let table) = object {
        for column in table.columns {
          operation.covers.insert(id.with(.column, member: column.name))
          inherited += table.parents.map { $0.with(.column, member: column.name) }
          let value = id.with(.columnDefault, member: column.name)
          if !isLoose(value, .defaults) {
            operation.covers.insert(value)
          } else if !planner.dropped.contains(value) {
            others += drop(value)
          }
        }
      }
    case .column(let column, let table):
      operation.statements = drop(column, of: table)
      let value = id.with(.columnDefault, member: id.member)
      if !isLoose(value, .defaults) { operation.covers.insert(value) }
      if planner.isLeaving(id) || isOfType(id) { operation.needs.insert(id.with(.table)) }
    case .default(_, let column, let table):
      operation.statements = [DefaultChange.drop(column, of: table, names)]
    }
    operation.releases = needs(of: operation.covers, in: old)
    if !id.kind.isNamedByTypes { operation.releases = formers(operation.releases) }
    operation.releases.formUnion(inherited)
    if isLoose(id, .bodies), let shell = old[id]?.shelled {
      // It lets go of everything before, so that the cycle can be dropped one by one.
      var body = Operation(.create, id.emptied, shell.empty(names))
      body.releases = operation.releases
      others.append(body)
      operation.needs = [id.emptied]
      operation.releases = operation.releases.filter {
        shell.isInShell($0) || !isLoose($0, .bodies)
      }
    }
    if case .object(.sequence(let sequence)) = unit, let column = sequence.ownedBy {
      // Its column may change before it goes: a default that no longer takes its numbers has to.
      operation.releases.subtract([column, column.with(.table)])
    }
    if id.kind == .column {
      // A child's that was declared there too goes once it is no longer inherited.
      operation.releases.formUnion(followers(of: id).filter(planner.dropped.contains))
    }
    if let table = parentsPart(unit, id) {
      // It is the table's own, and can go, once that is no child any more.
      operation.needs.insert(table)
      operation.releases.remove(table)
    }
    if let reason = planner.remade[id], !operation.statements.isEmpty {
      operation.statements[0].hazards.append(.refused(reason))
    }
    if planner.swapped.contains(id) {
      operation.statements = swap(id).renameAway(names)
      operation.releases = [swap(id).former]
    }
    return [operation] + others
  }

  /// The table of an index or constraint that it has by way of a parent.
  private func parentsPart(_ unit: Unit, _ id: ObjectID) -> ObjectID? {
    if old.inherited[id] != nil { return id.with(.table) }
    switch unit {
    case .object(.index(let index)): return index.attachedTo == nil ? nil : index.relation
    case .object(.constraint(let constraint)):
      return constraint.inheritanceCount > 0 && planner.isLeaving(id) ? constraint.table : nil
    default: return nil
    }
  }

  /// From its table alone where a child keeps the column as its own (manual: ALTER TABLE, Notes).
  private func drop(_ column: Catalog.Column, of table: Catalog.Table) -> [Statement] {
    let heirs = (children[table.id] ?? []).filter { $0.column(column.name)?.isLocal == false }
    func keeps(_ child: Catalog.Table) -> Bool {
      !planner.dropped.contains(child.id)
        && !planner.dropped.contains(child.id.with(.column, member: column.name))
        && new.table(of: child.id)?.column(column.name) != nil
    }
    guard heirs.contains(where: keeps) else { return ColumnChange.drop(column, of: table, names) }
    return ColumnChange.drop(column, of: table, isOnly: true, names)
      + heirs.filter { !keeps($0) }.flatMap { ColumnChange.drop(column, of: $0, names) }
  }

  func swap(_ id: ObjectID) -> TypeSwap {
    TypeSwap(id, old: old, new: new, hints: planner.hints)
  }

  /// The last use of a type that was renamed away is over: its columns have gone, and the former types
  /// that are made of it.
  func dropFormer(_ id: ObjectID) -> Operation {
    let swap = swap(id)
    var operation = Operation(.drop, swap.former, swap.dropFormer(names))
    operation.needs = Set(planner.columns(using: id)).union([id])
    operation.releases = formers(needs(of: [id], in: old))
    return operation
  }

  /// A type that is renamed away is still there, until nothing needs it.
  func formers(_ ids: Set<ObjectID>) -> Set<ObjectID> {
    Set(ids.map { planner.swapped.contains($0) ? swap($0).former : $0 })
  }
}

extension ObjectKind {
  /// Whether a statement that drops it names types.
  fileprivate var isNamedByTypes: Bool {
    isRoutine || self == .operator || self == .cast || self == .transform
  }
}
