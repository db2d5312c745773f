import WhimbrelModel

/// Tables of a composite type that another takes the place of: they stand alone while their columns
/// change (manual: ALTER TABLE, OF).
struct TypedTables {
  private let planner: Planner
  init(_ planner: Planner) { self.planner = planner }

  func operations() -> [Operation] {
    planner.typed.flatMap { type, tables in tables.flatMap { operations($0, of: type) } }
  }

  private func operations(_ id: ObjectID, of type: ObjectID) -> [Operation] {
    guard !planner.dropped.contains(id), case .table(let table)? = planner.new[id],
      let name = table.ofType, name == planner.old.table(of: id)?.ofType
    else { return [] }
    let target = "ALTER TABLE \(planner.names.qualified(id))"
    var alone = Operation(
      .alter, id, [Statement("\(target) NOT OF", for: id, lock: .accessExclusive)])
    alone.releases = [type]
    var again = Operation(
      .mark, id, [Statement("\(target) OF \(name)", for: id, lock: .accessExclusive)])
    again.needs = Set(table.columns.map { id.with(.column, member: $0.name) }).union([id, type])
    return [alone, again]
  }
}
