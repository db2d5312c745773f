import WhimbrelModel

/// What takes columns of row types, and of types that are made of these, to a like type and back.
struct RowTypeOperations {
  private let planner: Planner
  /// Those of which some column goes to and fro, itself or as a part of another's type.
  private let needed: Set<ObjectID>
  private var names: Names { planner.names }

  init(_ planner: Planner) {
    self.planner = planner
    let used = planner.parked.keys.filter { !planner.parkedColumns(of: $0).isEmpty }
    needed = Set(used.flatMap(planner.parked(within:)))
  }

  func operations() -> [Operation] {
    planner.parked.keys.sorted().map(leave) + needed.sorted().flatMap { [make($0), drop($0)] }
  }

  private func make(_ id: ObjectID) -> Operation {
    let former = TypeSwap.former(of: id)
    let inner = planner.parked(within: id).subtracting([id])
    let statements: [Statement]
    if case .domain(let domain)? = planner.old[id] {
      statements = [
        Statement(
          "CREATE DOMAIN \(names.qualified(former)) AS \(like(domain.base, of: id))", for: former)
      ]
    } else {
      var type = Catalog.CompositeType(
        schema: former.schema, name: former.name, columns: planner.old.columns(of: id))
      for index in type.columns.indices {
        type.columns[index].type = like(type.columns[index].type, of: id)
      }
      statements = type.create(names)
    }
    var operation = Operation(.create, id.standIn, statements)
    operation.rank = Operation.Rank(.alter, id)
    operation.needs = Set(inner.map(\.standIn))
    operation.releases = (planner.old.dependencies[id] ?? []).filter(\.kind.isColumnPart)
      .subtracting(inner)
    return operation
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
    var operation = Operation(
      .alter, id.vacated, statements, covers: Set(columns).union([id]))
    let outer = planner.parked.keys.filter {
      $0 != id && planner.parked(within: $0).contains(id)
    }
    operation.needs = Set(outer.map(\.vacated)).union([id.standIn])
    operation.needs.formUnion(planner.columns(using: id).filter(isRetyped))
    return operation
  }

  /// What it waits for: nothing is of its row type, nor of those that change with it.
  static func needs(_ operation: Operation, in planner: Planner) -> Set<ObjectID> {
    let id = operation.id
    if id.kind == .column {
      return operation.verb == .drop ? [] : planner.vacated(with: id.with(.table))
    }
    return planner.parked[id] == nil ? [] : planner.vacated(with: id)
  }

  private func isRetyped(_ column: ObjectID) -> Bool {
    guard let after = planner.new.column(column) else { return false }
    return planner.old.column(column)?.type != after.type
  }

  private func drop(_ id: ObjectID) -> Operation {
    let former = TypeSwap.former(of: id)
    let word = id.kind == .domain ? "DOMAIN" : "TYPE"
    var operation = Operation(
      .drop, former, [Statement("DROP \(word) \(names.qualified(former))", for: id)])
    operation.needs = Set(planner.parkedColumns(of: id))
    let parts = (planner.old.dependencies[id] ?? []).filter {
      planner.swapped.contains($0) || planner.parked[$0] != nil
    }
    operation.releases = Set(parts.map(TypeSwap.former(of:)))
    return operation
  }

  /// The type, or the one that takes its place for a while.
  private func like(_ type: Catalog.TypeName, of owner: ObjectID) -> Catalog.TypeName {
    guard let id = planner.old.type(type, of: owner, names), planner.parked[id] != nil else {
      return type
    }
    let array = type.isArray ? "[]" : ""
    return Catalog.TypeName(SQLText(names.qualified(TypeSwap.former(of: id)) + array))
  }
}

extension ObjectID {
  /// That the type which takes this one's place is there.
  var standIn: ObjectID { TypeSwap.former(of: self).with(.rule, member: "made") }
  /// That no column is of this type any more.
  var vacated: ObjectID { TypeSwap.former(of: self).with(.rule, member: "left") }
}
