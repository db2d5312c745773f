import WhimbrelModel

/// Makes operations of everything a planner decided, and puts them in order.
struct Assembly {
  /// Where a cycle is cut: PostgreSQL allows a statement of its own for each of these.
  enum Cut: Int, CaseIterable, Comparable {
    case nothing, foreignKeys, checks, defaults, bodies
    static func < (left: Cut, right: Cut) -> Bool { left.rawValue < right.rawValue }
  }

  let planner: Planner
  let cut: Cut
  /// What was found in a cycle so far: nothing else is cut.
  let loose: Set<ObjectID>
  var old: Catalog { planner.old }
  var new: Catalog { planner.new }
  var names: Names { planner.names }
  /// Parts that another operation makes or drops, by the object it is for.
  var made: [ObjectID: [ObjectID]] = [:]
  var gone: [ObjectID: [ObjectID]] = [:]
  private var isPart: Set<ObjectID> = []
  private var isGone: Set<ObjectID> = []
  /// The columns that have a comment or privileges, by relation.
  let columns: [ObjectID: [ObjectID]]
  let attached: AttachedIndexes
  /// The tables that inherit from each, before.
  let children: [ObjectID: [Catalog.Table]]
  let childrenAfter: [ObjectID: [Catalog.Table]]

  static func order(_ planner: Planner) -> [Statement] {
    var statements: [Statement] = []
    var loose: Set<ObjectID> = []
    for cut in Cut.allCases {
      let operations = Assembly(planner, cut, loose).operations()
      let (order, stuck) = Ordering(operations).sorted()
      statements = order.flatMap(\.statements)
      if stuck.isEmpty { break }
      for operation in stuck { loose.formUnion(operation.covers) }
      if cut == Cut.allCases.last { statements = refusing(stuck, planner, statements) }
    }
    return UncheckedBodies(planner).announced(in: statements)
  }

  private init(_ planner: Planner, _ cut: Cut, _ loose: Set<ObjectID>) {
    self.planner = planner
    self.cut = cut
    self.loose = loose
    columns = Dictionary(
      grouping: Set(planner.new.comments.keys).union(planner.new.privileges.keys)
        .filter { $0.kind == .column }, by: { $0.with(.table) })
    attached = AttachedIndexes(planner)
    children = Self.children(of: planner.old)
    childrenAfter = Self.children(of: planner.new)
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

  /// Whether this is in a cycle that is to be cut here.
  func isLoose(_ id: ObjectID, _ kind: Cut) -> Bool { cut >= kind && loose.contains(id) }

  /// The created object whose statement says this one too.
  private func maker(of id: ObjectID) -> ObjectID? {
    let table = id.with(.table)
    switch id.kind {
    case .constraint:
      guard planner.created.contains(table), case .constraint(let constraint)? = new[id],
        constraint.isInline, !isLoose(id, .checks), !planner.isSecondKey(constraint),
        planner.delayed[id] == nil
      else { return nil }
      return table
    case .column:
      return planner.created.contains(table) ? table : leader(of: id, in: new, planner.created)
    case .domainConstraint:
      let domain = id.with(.domain)
      guard planner.created.contains(domain), case .domainConstraint(let constraint)? = new[id],
        constraint.isValid, !isLoose(id, .checks)
      else { return nil }
      return domain
    case .index:
      guard case .index(let index)? = new[id], case .with(let maker) = attached.way(of: index)
      else { return nil }
      return maker
    case .columnDefault:
      if planner.created.contains(table) { return table }
      let column = id.with(.column, member: id.member)
      return !isLoose(id, .defaults) && planner.created.contains(column) ? column : nil
    default: return nil
    }
  }

  /// The parent's column that a child's, not declared there too, comes and goes with.
  func leader(
    of column: ObjectID, in catalog: Catalog, _ units: Set<ObjectID>
  ) -> ObjectID? {
    guard let table = catalog.table(of: column), let own = table.column(column.member),
      !own.isLocal, own.inheritanceCount > 0
    else { return nil }
    if let before = old.table(of: column), let after = new.table(of: column),
      Set(before.parents).isDisjoint(with: after.parents)
    {
      return nil
    }
    let parent = table.parents.map { $0.with(.column, member: column.member) }
      .first(where: units.contains)
    return parent.map { leader(of: $0, in: catalog, units) ?? $0 }
  }

  /// The dropped object that takes this one along.
  private func remover(of id: ObjectID) -> ObjectID? {
    if goesFirst(id) { return nil }
    switch id.kind {
    case .constraint:
      if case .constraint(let constraint)? = old[id],
        isLoose(id, constraint.isForeignKey ? .foreignKeys : .checks), !constraint.isKey
      {
        return nil
      }
      return relation(id)
    case .columnDefault:
      if isLoose(id, .defaults) { return nil }
      let column = id.with(.column, member: id.member)
      return planner.dropped.contains(column) ? column : relation(id)
    case .column: return relation(id) ?? leader(of: id, in: old, planner.dropped)
    case .rule, .trigger, .policy: return relation(id)
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

  func relation(_ id: ObjectID) -> ObjectID? {
    [.table, .view, .materializedView].map { id.with($0) }.first {
      planner.dropped.contains($0) && old[$0] != nil
    }
  }

  /// What a publication gives up, before the tables go: what it gets may have to wait for new ones.
  private func givenUp(_ id: ObjectID) -> Operation? {
    guard case .publication(let before)? = old[id], case .publication(let after)? = new[id],
      before.isForAllTables == after.isForAllTables,
      let gone = before.gone(in: after, planner.names)
    else { return nil }
    var operation = Operation(.mark, id, [gone])
    operation.covers = []
    operation.rank.tier = Operation.Rank.leaving
    operation.releases = planner.needsOfChange(id, in: old)
    return operation
  }

  private func operations() -> [Operation] {
    var operations: [Operation] = []
    for id in planner.created where !isPart.contains(id) { operations += create(id) }
    for id in planner.dropped where !isGone.contains(id) {
      operations += drop(id).map(makingRoom)
    }
    for id in Set(planner.altered.keys).union(planner.conversions.keys) where !isMadeAnew(id) {
      var statements =
        (planner.conversions[id] ?? []) + (planner.altered[id] ?? [])
      if case .index(let index)? = new[id], attached.comesWithTable(index) {
        statements.removeAll { $0.sql.contains(" ATTACH PARTITION ") }
      }
      let givenUp = givenUp(id)
      if let gone = givenUp {
        statements.removeAll { $0.sql == gone.statements[0].sql }
        operations.append(gone)
      }
      if let sequence = newIdentity(id) {
        statements += Attributes.made([sequence], columns: [:], planner: planner)
      }
      guard !statements.isEmpty else { continue }
      // Nobody minds how a sequence counts, nor what is in a view or a function of a cycle.
      let verb: Operation.Verb =
        id.kind == .sequence || isLoose(id, .bodies) && new[id]?.shelled != nil ? .mark : .alter
      var operation = Operation(verb, id, statements)
      operation.needs = planner.needsOfChange(id, in: new)
      if id.kind == .column {
        // What takes long, in batches, comes last.
        if planner.backfill(of: id) != nil { operation.rank.tier = 5 }
        operation.covers.formUnion(followers(of: id))
        operation.needs.formUnion(sources(of: id))
        operation.needs.formUnion(partsOfTypes(of: [id]))
        if planner.isLeaving(id) || isOfType(id) { operation.needs.insert(id.with(.table)) }
      }
      if planner.new.table(of: id) != nil { operation = makingRoom(operation) }
      operation.releases = formers(planner.needsOfChange(id, in: old))
      if let emptied = emptied(id, before: statements) {
        operations.append(emptied)
        operation.needs.insert(id.emptied)
        operation.releases = []
      }
      if let type = planner.parkedType(of: id) { bringBack(&operation, to: type) }
      if givenUp != nil {
        // Tables that it gave up before are no longer its business.
        let kept = operation.needs
        operation.releases = operation.releases.filter { kept.contains($0.with(.table)) }
      }
      operations.append(operation)
    }
    for id in planner.swapped { operations.append(dropFormer(id)) }
    if !planner.parked.isEmpty {
      for index in operations.indices {
        operations[index].awaits.formUnion(
          RowTypeOperations.awaited(operations[index], in: planner))
      }
    }
    waitForBodies(&operations)
    operations = operations.flatMap { DefaultPrivilegeOperations.split($0, from: old, to: new) }
    return operations + TableMarks(planner).operations() + KeptSequences(planner).operations()
      + NumberHandover(planner).operations() + JoinOperations(planner).operations()
      + TypedTables(planner).operations() + RowTypeOperations(planner).operations()
      + RenameOperations(planner).operations()
      + AttributeOperations(planner).operations()
  }

  /// The sequence that a column gets with an identity.
  private func newIdentity(_ column: ObjectID) -> ObjectID? {
    guard new.column(column)?.identity != nil, old.column(column)?.identity == nil else {
      return nil
    }
    return column.identitySequence
  }

  /// Whether the column's table is one of a type: it stands alone before its columns change.
  func isOfType(_ column: ObjectID) -> Bool { old.table(of: column)?.ofType != nil }

  /// The same column of the tables that inherit it.
  func followers(of column: ObjectID) -> Set<ObjectID> {
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

  /// The same column of the tables it is inherited from, before and after.
  func sources(of column: ObjectID) -> [ObjectID] {
    guard let after = new.table(of: column), let before = old.table(of: column) else { return [] }
    return after.parents.filter { before.parents.contains($0) }
      .map { $0.with(.column, member: column.member) }.filter { new.column($0) != nil }
  }

  /// The same column of tables that inherit it and declare it too: they have to have it before.
  func heirs(of column: ObjectID) -> [ObjectID] {
    (childrenAfter[column.with(.table)] ?? []).compactMap { child in
      let id = child.id.with(.column, member: column.member)
      return planner.created.contains(id) && child.column(column.member)?.isLocal == true ? id : nil
    }
  }

  private func isMadeAnew(_ id: ObjectID) -> Bool {
    planner.created.contains(id) || planner.isGoneWithTable(id)
  }

  func needs(of ids: Set<ObjectID>, in catalog: Catalog) -> Set<ObjectID> {
    var needs: Set<ObjectID> = []
    for id in ids { if let found = catalog.dependencies[id] { needs.formUnion(found) } }
    return needs
  }
}

extension Catalog.Constraint {
  var isForeignKey: Bool {
    if case .foreignKey = kind { return true }
    return false
  }

  var isKey: Bool {
    switch kind {
    case .primaryKey, .unique: true
    case .check, .foreignKey, .exclusion: false
    }
  }

  /// Whether CREATE TABLE can say it. Foreign keys never: so tables may come in any order.
  var isInline: Bool {
    switch kind {
    case .foreignKey: false
    case .check: isValid
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
