import WhimbrelModel

/// Tables of a composite type: they stand alone while their columns change, because another type takes the
/// place of theirs or because they become tables of another (manual: ALTER TABLE, OF).
struct TypedTables {
  private let planner: Planner
  init(_ planner: Planner) { self.planner = planner }

  func operations() -> [Operation] {
    var ids = Set(planner.typed.values.joined())
    for case .alter(let id) in planner.changes where id.kind == .table {
      if planner.old.table(of: id)?.ofType != planner.new.table(of: id)?.ofType { ids.insert(id) }
    }
    return ids.sorted().flatMap(operations)
  }

  private func operations(_ id: ObjectID) -> [Operation] {
    guard !planner.dropped.contains(id), let before = planner.old.table(of: id),
      let after = planner.new.table(of: id)
    else { return [] }
    let target = "ALTER TABLE \(planner.names.qualified(id))"
    var operations: [Operation] = []
    if before.ofType != nil {
      var alone = Operation(
        .alter, id, [Statement("\(target) NOT OF", for: id, lock: .accessExclusive)])
      alone.releases = types(of: id, in: planner.old)
      operations.append(alone)
    }
    if let type = after.ofType {
      // In a row with what is made, for it comes after the columns that go.
      var again = Operation(
        .create, id, [Statement("\(target) OF \(type)", for: id, lock: .accessExclusive)])
      again.rank = Operation.Rank(.mark, id)
      again.covers = Set(
        before.columns.filter { after.column($0.name) == nil }
          .map { id.with(.column, member: $0.name) })
      again.needs = Set(after.columns.map { id.with(.column, member: $0.name) })
        .union([id]).union(types(of: id, in: planner.new))
      operations.append(again)
    }
    return operations
  }

  /// Why a table cannot become one of a type as it is; nil when it can.
  static func refusal(
    _ old: Catalog.Table, _ new: Catalog.Table, isTypeNew: Bool = false, _ names: Names
  ) -> String? {
    guard let type = new.ofType, isTypeNew || type != old.ofType else { return nil }
    let kept = old.columns.map(\.name).filter { new.column($0) != nil }
    if new.columns.prefix(kept.count).map(\.name) == kept { return nil }
    return "the columns of \(names.qualified(old.id)) are not in the order of \(type)"
  }

  /// The type that the table is of, and its attributes.
  private func types(of id: ObjectID, in catalog: Catalog) -> Set<ObjectID> {
    var found: Set<ObjectID> = []
    for type in catalog.dependencies[id] ?? [] where type.kind == .compositeType {
      found.insert(type)
      for column in catalog.columns(of: type) {
        found.insert(type.with(.column, member: column.name))
      }
    }
    return found
  }
}
