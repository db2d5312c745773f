import WhimbrelModel

/// What a table says about one of its indexes, replica identity and clustering, which come after the
/// index, and again when it is built again; and about its TOAST table, which comes after its columns.
struct TableMarks {
  private let planner: Planner
  init(_ planner: Planner) { self.planner = planner }

  func operations() -> [Operation] {
    candidates.compactMap { id in
      if case .materializedView(let view)? = planner.new[id] { return marks(of: view) }
      guard case .table(let table)? = planner.new[id] else { return nil }
      var before: Catalog.Table?
      if !planner.created.contains(id), case .table(let old)? = planner.old[id] { before = old }
      if let name = before?.clusteredOn, isMadeAgain(name, table) { before?.clusteredOn = nil }
      if case .index(let name)? = before?.replicaIdentity, isMadeAgain(name, table) {
        before?.replicaIdentity = .default
      }
      let statements = table.marks(since: before, planner.names)
      guard !statements.isEmpty else { return nil }
      var operation = Operation(.mark, id, statements)
      operation.covers = []
      operation.needs = [id]
      for name in marked(table) { operation.needs.formUnion(ids(name, table)) }
      if before?.toastOptions != table.toastOptions {
        // PostgreSQL forgets them where no column has a use for a TOAST table.
        for column in table.columns {
          operation.needs.insert(id.with(.column, member: column.name))
        }
      }
      return operation
    }
  }

  private func marks(of view: Catalog.MaterializedView) -> Operation? {
    var before: Catalog.MaterializedView?
    if !planner.created.contains(view.id), case .materializedView(let old)? = planner.old[view.id] {
      before = old
    }
    let index = view.clusteredOn.map { ObjectID(.index, schema: view.schema, $0) }
    if let index, planner.created.contains(index) { before?.clusteredOn = nil }
    let statements = view.marks(since: before, planner.names)
    guard !statements.isEmpty else { return nil }
    var operation = Operation(.mark, view.id, statements)
    operation.covers = []
    operation.needs = Set([view.id] + (index.map { [$0] } ?? []))
    return operation
  }

  private var candidates: Set<ObjectID> {
    var ids: Set<ObjectID> = []
    for change in planner.changes {
      if case .alter(let id) = change, id.kind == .table || id.kind == .materializedView {
        ids.insert(id)
      }
    }
    for id in planner.created {
      switch planner.new[id] {
      case .table, .materializedView: ids.insert(id)
      case .constraint(let constraint): ids.insert(constraint.table)
      case .index(let index): ids.insert(index.relation)
      default: break
      }
    }
    return ids
  }

  private func marked(_ table: Catalog.Table) -> [Name] {
    var names = table.clusteredOn.map { [$0] } ?? []
    if case .index(let name) = table.replicaIdentity { names.append(name) }
    return names
  }

  private func ids(_ name: Name, _ table: Catalog.Table) -> [ObjectID] {
    [ObjectID(.index, schema: table.schema, name), table.id.with(.constraint, member: name)]
  }

  private func isMadeAgain(_ name: Name, _ table: Catalog.Table) -> Bool {
    ids(name, table).contains { planner.created.contains($0) || planner.dropped.contains($0) }
  }
}
