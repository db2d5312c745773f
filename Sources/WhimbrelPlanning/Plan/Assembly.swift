import WhimbrelModel

/// Makes operations of everything a planner decided, and puts them in order.
struct Assembly {
  /// Where a cycle is cut: PostgreSQL allows a statement of its own for each of these.
  enum Cut: Int, CaseIterable, Comparable {
    case nothing, foreignKeys, checks, defaults
    static func < (left: Cut, right: Cut) -> Bool { left.rawValue < right.rawValue }
  }

  let planner: Planner
  let cut: Cut
  var old: Catalog { planner.old }
  var new: Catalog { planner.new }
  var names: Names { planner.names }
  /// Parts that another operation makes or drops, by the object it is for.
  private var made: [ObjectID: [ObjectID]] = [:]
  private var gone: [ObjectID: [ObjectID]] = [:]
  private var isPart: Set<ObjectID> = []
  private var isGone: Set<ObjectID> = []
  /// The columns that have a comment or privileges, by relation.
  private let columns: [ObjectID: [ObjectID]]
  private let attached: AttachedIndexes
  /// The tables that inherit from each, before.
  private let children: [ObjectID: [Catalog.Table]]

  static func order(_ planner: Planner) -> [Statement] {
    var statements: [Statement] = []
    for cut in Cut.allCases {
      let (order, stuck) = Ordering(Assembly(planner, cut).operations()).sorted()
      statements = (order + stuck).flatMap(\.statements)
      if stuck.isEmpty { break }
    }
    return statements
  }

  private init(_ planner: Planner, _ cut: Cut) {
    self.planner = planner
    self.cut = cut
    columns = Dictionary(
      grouping: Set(planner.new.comments.keys).union(planner.new.privileges.keys)
        .filter { $0.kind == .column }, by: { $0.with(.table) })
    attached = AttachedIndexes(planner)
    children = Self.children(of: planner.old)
    for id in planner.created { if let whole = maker(of: id) { addMade(id, to: whole) } }
    for id in planner.dropped { if let whole = remover(of: id) { addGone(id, to: whole) } }
  }

  private static func children(of catalog: Catalog) -> [ObjectID: [Catalog.Table]] {
    var children: [ObjectID: [Catalog.Table]] = [:]
    for case .table(let table) in catalog.objects.values {
      for parent in table.parents { children[parent, default: []].append(table) }
    }
    return children
  }

  private mutating func addMade(_ id: ObjectID, to whole: ObjectID) {
    made[whole, default: []].append(id)
    isPart.insert(id)
  }

  private mutating func addGone(_ id: ObjectID, to whole: ObjectID) {
    gone[whole, default: []].append(id)
    isGone.insert(id)
  }

  /// The created object whose statement says this one too.
  private func maker(of id: ObjectID) -> ObjectID? {
    let table = id.with(.table)
    switch id.kind {
    case .constraint:
      guard planner.created.contains(table), case .constraint(let constraint)? = new[id],
        constraint.isInline(cut)
      else { return nil }
      return table
    case .domainConstraint:
      let domain = id.with(.domain)
      guard planner.created.contains(domain), case .domainConstraint(let constraint)? = new[id],
        constraint.isValid, cut < .checks
      else { return nil }
      return domain
    case .index:
      guard case .index(let index)? = new[id], case .with(let maker) = attached.way(of: index)
      else { return nil }
      return maker
    case .columnDefault:
      let column = id.with(.column, member: id.member)
      return cut < .defaults && planner.created.contains(column) ? column : nil
    default: return nil
    }
  }

  /// The dropped object that takes this one along.
  private func remover(of id: ObjectID) -> ObjectID? {
    switch id.kind {
    case .constraint:
      if cut >= .foreignKeys, case .constraint(let constraint)? = old[id], constraint.isForeignKey {
        return nil
      }
      return relation(id)
    case .columnDefault:
      let column = id.with(.column, member: id.member)
      return planner.dropped.contains(column) ? column : relation(id)
    case .column, .rule, .trigger, .policy: return relation(id)
    case .domainConstraint:
      // A domain that is renamed away gives up its checks before, so that nothing else waits for it.
      let domain = id.with(.domain)
      return planner.dropped.contains(domain) && !planner.swapped.contains(domain) ? domain : nil
    case .statistics:
      guard case .statistics(let statistics)? = old[id] else { return nil }
      return relation(statistics.relation)
    case .defaultPrivileges:
      let schema = ObjectID(.schema, id.schema)
      return planner.dropped.contains(schema) ? schema : nil
    case .index:
      guard case .index(let index)? = old[id] else { return nil }
      if let parent = index.attachedTo, planner.dropped.contains(parent) { return parent }
      return relation(index.relation)
    case .sequence:
      guard case .sequence(let sequence)? = old[id], let column = sequence.ownedBy else {
        return nil
      }
      return planner.dropped.contains(column) ? column : relation(column)
    default: return nil
    }
  }

  private func relation(_ id: ObjectID) -> ObjectID? {
    [.table, .view, .materializedView].map { id.with($0) }.first {
      planner.dropped.contains($0) && old[$0] != nil
    }
  }

  private func operations() -> [Operation] {
    var operations: [Operation] = []
    for id in planner.created where !isPart.contains(id) { operations += create(id) }
    for id in planner.dropped where !isGone.contains(id) {
      if let operation = drop(id) { operations.append(operation) }
    }
    for id in Set(planner.altered.keys).union(planner.conversions.keys) where !isMadeAnew(id) {
      var statements =
        (planner.conversions[id] ?? []) + (planner.altered[id] ?? [])
      if case .index(let index)? = new[id], attached.comesWithTable(index) {
        statements.removeAll { $0.sql.contains(" ATTACH PARTITION ") }
      }
      guard !statements.isEmpty else { continue }
      var operation = Operation(.alter, id, statements)
      operation.needs = needs(of: [id], in: new)
      if id.kind == .column {
        // What takes long, in batches, comes last.
        if planner.backfill(of: id) != nil { operation.rank.tier = 5 }
        operation.covers.formUnion(followers(of: id))
        // A table of a type stands alone before its columns change.
        if old.table(of: id)?.ofType != nil { operation.needs.insert(id.with(.table)) }
        if isLeaving(id) { operation.needs.insert(id.with(.table)) }
      }
      // A type that is renamed away is still there.
      operation.releases = needs(of: [id], in: old).subtracting(planner.swapped)
      operations.append(operation)
    }
    for id in planner.swapped { operations.append(dropFormer(id)) }
    return operations + TableMarks(planner).operations() + KeptSequences(planner).operations()
      + NumberHandover(planner).operations() + JoinOperations(planner).operations()
      + TypedTables(planner).operations()
      + RenameOperations(planner).operations()
      + AttributeOperations(planner).operations()
  }

  /// Whether the column's table stops being a child: before that its columns are its parent's.
  private func isLeaving(_ column: ObjectID) -> Bool {
    guard let before = old.table(of: column), let after = new.table(of: column) else {
      return false
    }
    return before.leaves(after)
  }

  /// The same column of the tables that inherit it.
  private func followers(of column: ObjectID) -> Set<ObjectID> {
    var found: Set<ObjectID> = []
    var open = [column.with(.table)]
    while let table = open.popLast() {
      for child in children[table] ?? [] {
        let id = child.id.with(.column, member: column.member)
        if found.insert(id).inserted { open.append(child.id) }
      }
    }
    return found
  }

  private func isMadeAnew(_ id: ObjectID) -> Bool {
    planner.created.contains(id) || planner.isGoneWithTable(id)
  }

  private func needs(of ids: Set<ObjectID>, in catalog: Catalog) -> Set<ObjectID> {
    var needs: Set<ObjectID> = []
    for id in ids { if let found = catalog.dependencies[id] { needs.formUnion(found) } }
    return needs
  }

  // MARK: create

  private func create(_ id: ObjectID) -> [Operation] {
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
        if cut < .defaults { operation.covers.insert(value) } else { others += create(value) }
      }
      operation.rank.depth = TableDepth.depth(of: id, in: planner)
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
      let isLater = cut == .defaults
      operation.statements = ColumnChange.create(
        column, of: table, withDefault: !isLater, backfill: planner.backfill(of: id), names)
      if planner.backfill(of: id) != nil { operation.rank.tier = 5 }
      if column.default != nil {
        let value = id.with(.columnDefault, member: id.member)
        if isLater { others += create(value) } else { operation.covers.insert(value) }
      }
    case .default(let value, let column, let table):
      operation.statements = [DefaultChange.set(value, column, of: table, names)]
    }
    operation.needs = needs(of: operation.covers, in: new)
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

  private func tableParts(_ table: Catalog.Table, _ parts: [ObjectID]) -> TableParts {
    var result = TableParts()
    for part in parts.sorted() {
      if case .constraint(let constraint)? = new[part] { result.constraints.append(constraint) }
    }
    result.constraints.sort { ($0.order, $0.name) < ($1.order, $1.name) }
    if cut == .defaults { result.laterDefaults = Set(table.columns.map(\.name)) }
    for parent in table.parents {
      for column in new.table(of: parent)?.columns ?? [] { result.inherited[column.name] = column }
    }
    return result
  }

  // MARK: drop

  private func drop(_ id: ObjectID) -> Operation? {
    guard let unit = old.unit(id) else { return nil }
    var operation = Operation(.drop, id, [], covers: Set(gone[id] ?? []))
    switch unit {
    case .object(let object):
      operation.statements = object.planned.drop(names)
      if case .sequence(let sequence) = object, NumberHandover.isGivenUp(sequence, for: new) {
        operation.statements[0].hazards = []
      }
      if case .table(let table) = object {
        for column in table.columns {
          operation.covers.insert(id.with(.column, member: column.name))
          operation.covers.insert(id.with(.columnDefault, member: column.name))
        }
      }
    case .column(let column, let table):
      operation.statements = drop(column, of: table)
      operation.covers.insert(id.with(.columnDefault, member: id.member))
      if isLeaving(id) { operation.needs.insert(id.with(.table)) }
    case .default(_, let column, let table):
      operation.statements = [DefaultChange.drop(column, of: table, names)]
    }
    operation.releases = needs(of: operation.covers, in: old)
    if case .object(.index(let index)) = unit, index.attachedTo != nil {
      // It can go once its table is no partition any more.
      operation.needs.insert(index.relation)
      operation.releases.remove(index.relation)
    }
    if old.inherited[id] != nil {
      // It is the table's own once that is no partition any more.
      operation.needs.insert(id.with(.table))
      operation.releases.remove(id.with(.table))
    }
    if planner.swapped.contains(id) {
      operation.statements = swap(id).renameAway(names)
      operation.releases = []
    }
    return operation
  }

  /// From its table alone where a child keeps the column as its own (manual: ALTER TABLE, Notes).
  private func drop(_ column: Catalog.Column, of table: Catalog.Table) -> [Statement] {
    let heirs = (children[table.id] ?? []).filter { $0.column(column.name)?.isLocal == false }
    func keeps(_ child: Catalog.Table) -> Bool {
      !planner.dropped.contains(child.id) && new.table(of: child.id)?.column(column.name) != nil
    }
    guard heirs.contains(where: keeps) else { return ColumnChange.drop(column, of: table, names) }
    return ColumnChange.drop(column, of: table, isOnly: true, names)
      + heirs.filter { !keeps($0) }.flatMap { ColumnChange.drop(column, of: $0, names) }
  }

  private func swap(_ id: ObjectID) -> TypeSwap {
    TypeSwap(id, old: old, new: new, hints: planner.hints)
  }

  /// The last use of a type that was renamed away is over: its columns have gone, and the former types
  /// that are made of it.
  private func dropFormer(_ id: ObjectID) -> Operation {
    let swap = swap(id)
    var operation = Operation(.drop, swap.former, swap.dropFormer(names))
    operation.needs = Set(planner.columns(using: id)).union([id])
    operation.releases = Set(
      needs(of: [id], in: old).map {
        planner.swapped.contains($0) ? self.swap($0).former : $0
      })
    return operation
  }
}

extension Catalog.Constraint {
  var isForeignKey: Bool {
    if case .foreignKey = kind { return true }
    return false
  }

  /// Whether CREATE TABLE can say it. Foreign keys never: so tables may come in any order.
  func isInline(_ cut: Assembly.Cut) -> Bool {
    switch kind {
    case .foreignKey: false
    case .check: cut < .checks && isValid
    case .primaryKey, .unique, .exclusion: true
    }
  }

  /// Keys first, then checks, as a reader expects them.
  var order: Int {
    switch kind {
    case .primaryKey: 0
    case .unique: 1
    case .exclusion: 2
    case .check: 3
    case .foreignKey: 4
    }
  }
}
