import WhimbrelModel

/// What takes columns of row types, and of types that are made of these, to a like type and back.
///
/// A type signals by its own id that no column is of it any more, and by its former's that the like one is
/// there.
struct RowTypeOperations {
  private let planner: Planner
  /// Those of which some column goes to and fro, itself or as a part of another's type.
  private let needed: Set<ObjectID>
  private var names: Names { planner.names }

  init(_ planner: Planner) {
    self.planner = planner
    let used = planner.parked.filter { !planner.parkedColumns(of: $0).isEmpty }
    needed = Set(used.flatMap(planner.parked(within:)))
  }

  func operations() -> [Operation] {
    planner.parked.sorted().map(leave) + needed.sorted().flatMap { [make($0), drop($0)] }
  }

  private func make(_ id: ObjectID) -> Operation {
    let former = TypeSwap.former(of: id)
    let inner = planner.parked(within: id).subtracting([id])
    var operation = Operation(.mark, former, statements(for: id, as: former))
    operation.rank = Operation.Rank(.alter, id)
    operation.signals = [former]
    operation.awaits = Set(inner.map(TypeSwap.former(of:)))
    operation.releases = (planner.old.dependencies[id] ?? []).filter(\.kind.isColumnPart)
      .subtracting(inner)
    return operation
  }

  private func statements(for id: ObjectID, as former: ObjectID) -> [Statement] {
    if case .domain(let domain)? = planner.old[id] {
      let base = like(domain.base, of: id)
      return Catalog.Domain(schema: former.schema, name: former.name, base: base).create(names)
    }
    var columns = planner.old.columns(of: id)
    for index in columns.indices { columns[index].type = like(columns[index].type, of: id) }
    return Catalog.CompositeType(schema: former.schema, name: former.name, columns: columns)
      .create(names)
  }

  /// Before anything is done to the type, and after the columns of what is made of it.
  private func leave(_ id: ObjectID) -> Operation {
    let columns = planner.parkedColumns(of: id)
    let statements = columns.compactMap { column -> Statement? in
      guard let table = planner.old.table(of: column), let type = table.column(column.member)?.type
      else { return nil }
      let path = column.member.quoted
      let array = type.isArray ? "[]" : ""
      let former = names.qualified(TypeSwap.former(of: id)) + array
      return Statement(
        "\(table.alterKeyword) \(names.qualified(table.id)) ALTER COLUMN \(path) TYPE \(former) USING \(path)::text\(array)::\(former)",
        for: column, lock: .accessExclusive, hazards: [.rewritesTable])
    }
    var operation = Operation(.alter, id, statements, covers: Set(columns))
    operation.signals = [id]
    operation.awaits = planner.parked.filter {
      $0 != id && planner.parked(within: $0).contains(id)
    }
    operation.awaits.insert(TypeSwap.former(of: id))
    operation.needs = Set(planner.columns(using: id).filter(isRetyped))
    return operation
  }

  private func isRetyped(_ column: ObjectID) -> Bool {
    guard let after = planner.new.column(column) else { return false }
    return planner.old.column(column)?.type != after.type
  }

  private func drop(_ id: ObjectID) -> Operation {
    let swap = TypeSwap(id, old: planner.old, new: planner.new, hints: planner.hints)
    var operation = Operation(.drop, swap.former, swap.dropFormer(names))
    operation.needs = Set(planner.parkedColumns(of: id))
    let parts = (planner.old.dependencies[id] ?? []).filter {
      planner.swapped.contains($0) || planner.parked.contains($0)
    }
    operation.releases = Set(parts.map(TypeSwap.former(of:)))
    return operation
  }

  /// The type, or the one that takes its place for a while.
  private func like(_ type: Catalog.TypeName, of owner: ObjectID) -> Catalog.TypeName {
    guard let id = planner.old.type(type, of: owner, names), planner.parked.contains(id) else {
      return type
    }
    let array = type.isArray ? "[]" : ""
    return Catalog.TypeName(SQLText(names.qualified(TypeSwap.former(of: id)) + array))
  }

  /// What an operation waits for: nothing is of its relation's row type, nor of those that change with it.
  static func awaited(_ operation: Operation, in planner: Planner) -> Set<ObjectID> {
    let id = operation.id
    if id.kind == .column { return planner.parked(with: id.with(.table)) }
    return planner.parked.contains(id) ? planner.parked(with: id) : []
  }
}
