import WhimbrelModel

/// What makes an object, with the parts that its statement says too.
extension Assembly {
  func create(_ id: ObjectID) -> [Operation] {
    guard let unit = new.unit(id) else { return [] }
    let parts = made[id] ?? []
    var operation = Operation(.create, id, [], covers: Set(parts))
    var others: [Operation] = []
    switch unit {
    case .object(.table(let table)):
      operation.statements = table.create(tableParts(table, parts), names)
      for column in table.columns {
        operation.covers.insert(id.with(.column, member: column.name))
        guard column.default != nil else { continue }
        let value = id.with(.columnDefault, member: column.name)
        if isLoose(value, .defaults) {
          operation.covers.remove(value)
          others += create(value)
        } else {
          operation.covers.insert(value)
        }
      }
      operation.rank.depth = TableDepth.depth(of: id, in: planner)
      if let parent = table.partitionOf?.parent { operation.awaits = [parent.room] }
    case .object(.sequence(var sequence)):
      if sequence.ownedBy != nil {
        var owned = Operation(.mark, id, sequence.owned(names))
        owned.needs = Set([id] + (sequence.ownedBy.map { [$0, $0.with(.table)] } ?? []))
        others.append(owned)
        sequence.ownedBy = nil
      }
      operation.statements = sequence.create(names)
    case .object(.index(let index)):
      switch attached.way(of: index) {
      case .renamed(let name):
        let path = names.qualified(index.schema, name)
        operation.statements = [
          Statement("ALTER INDEX \(path) RENAME TO \(index.name.quoted)", for: id)
        ]
      default: operation.statements = index.create(isOnly: attached.isOnly(index), names)
      }
    case .object(.domain(let domain)):
      let checks = parts.sorted().compactMap { part -> Catalog.DomainConstraint? in
        if case .domainConstraint(let constraint)? = new[part] { return constraint }
        return nil
      }
      operation.statements = domain.create(checks: checks, names)
    case .object(let object):
      if let shell = shell(of: id) {
        operation.statements = shell.createShell(names)
        var body = Operation(.create, id.body, shell.fill(names))
        body.needs = needs(of: [id], in: new).union([id])
        others.append(body)
        break
      }
      operation.statements = object.planned.create(names)
      if case .materializedView = object, planner.dropped.contains(id),
        !operation.statements.isEmpty
      {
        operation.statements[0].hazards.append(.note("builds the contents of \(id) again"))
      }
      if case .constraint(let constraint) = object, constraint.isForeignKey {
        operation.rank.tier = 5
      }
    case .column(let column, let table):
      let value = id.with(.columnDefault, member: id.member)
      let isLater = isLoose(value, .defaults)
      operation.statements = ColumnChange.create(
        column, of: table, withDefault: !isLater, backfill: planner.backfill(of: id),
        hasChildren: table.partitionKey == nil && hasChildren(table.id), names)
      if planner.backfill(of: id) != nil { operation.rank.tier = 5 }
      operation.rank.position = table.columns.firstIndex { $0.name == id.member } ?? 0
      for part in followers(of: id).sorted() where !planner.created.contains(part.with(.table)) {
        // A child's, which comes along, has attributes of its own.
        guard let child = new.table(of: part), let own = child.column(part.member), !own.isLocal
        else { continue }
        operation.statements += own.attributes(of: child, since: column.withoutAttributes, names)
      }
      if column.default != nil {
        if isLater { others += create(value) } else { operation.covers.insert(value) }
      }
    case .default(let value, let column, let table):
      operation.statements = [DefaultChange.set(value, column, of: table, names)]
    }
    operation.needs = needs(of: operation.covers, in: new).union(partsOfTypes(of: operation.covers))
    if case .object(.table(let table)) = unit {
      // A column that a parent gets or changes later would come in another way.
      for parent in table.parents {
        for column in new.table(of: parent)?.columns ?? [] {
          operation.needs.insert(parent.with(.column, member: column.name))
          operation.needs.insert(parent.with(.columnDefault, member: column.name))
        }
      }
    }
    if id.kind == .column { operation.needs.formUnion(heirs(of: id)) }
    if let heirs = planner.delayed[id] { operation.needs.formUnion(heirs) }
    if id.kind == .column, isOfType(id) { operation.needs.insert(id.with(.table)) }
    if case .column(_, let table) = unit, table.ofType != nil {
      // A table of a type has its columns in the type's order.
      operation.needs.formUnion(
        table.columns.prefix { $0.name != id.member }
          .map { id.with(.column, member: $0.name) }.filter(planner.created.contains))
    }
    if let shell = shell(of: id) {
      operation.needs = operation.needs.filter {
        shell.isInShell($0) || !isLoose($0, .bodies)
      }
    }
    if case .object(.index(let index)) = unit, index.attachedTo == nil {
      // A partition made later would bring an index of its own.
      operation.needs.formUnion(attached.relations(below: id))
    }
    if case .object(.sequence(let sequence)) = unit, let column = sequence.ownedBy {
      operation.needs.subtract([column, column.with(.table)])
    }
    operation.statements += Attributes.made(operation.covers, columns: columns, planner: planner)
    return [operation] + others
  }

  /// Whether tables that stay inherit from it.
  private func hasChildren(_ table: ObjectID) -> Bool {
    (children[table] ?? []).contains { !planner.dropped.contains($0.id) }
  }

  private func tableParts(_ table: Catalog.Table, _ parts: [ObjectID]) -> TableParts {
    var result = TableParts()
    for part in parts.sorted() {
      if case .constraint(let constraint)? = new[part] { result.constraints.append(constraint) }
    }
    result.constraints.sort { ($0.order, $0.name) < ($1.order, $1.name) }
    result.laterDefaults = Set(
      table.columns.map(\.name).filter {
        isLoose(table.id.with(.columnDefault, member: $0), .defaults)
      })
    for parent in table.parents {
      for column in new.table(of: parent)?.columns ?? [] { result.inherited[column.name] = column }
    }
    return result
  }
}
