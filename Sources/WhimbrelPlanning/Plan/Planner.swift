import WhimbrelModel

/// Turns the differences between two catalogs into statements in order. Up and down are this one code.
package struct Planner {
  let old: Catalog
  let new: Catalog
  let names: Names
  let hints: Hints
  let changes: [Change]

  /// Units to drop, to make and to change; a rebuilt one is in the first two.
  var dropped: Set<ObjectID> = []
  var created: Set<ObjectID> = []
  var altered: [ObjectID: [Statement]] = [:]
  var queue: [(ObjectID, Disturbance)] = []
  private var users: [ObjectID: [ObjectID]] = [:]
  lazy var dependents = Dependents(of: old)
  /// How deep each new table stands in the graph of foreign keys.
  var depths: [ObjectID: Int] = [:]
  /// Of the rebuilt ones, types and collations that columns use: the old one is renamed away first.
  var swapped: Set<ObjectID> = []
  /// Tables of a swapped composite type, which stand alone meanwhile.
  var typed: [ObjectID: [ObjectID]] = [:]
  /// Partitioned tables that are made anew without their rows, with the reason.
  var remade: [ObjectID: String] = [:]
  /// How columns go over to a swapped type.
  var conversions: [ObjectID: [Statement]] = [:]
  /// Relations, and types made of their row types, whose columns leave them for a while.
  var parked: Set<ObjectID> = []
  /// Checks of parents that wait for the tables which inherit them from now on.
  var delayed: [ObjectID: Set<ObjectID>] = [:]
  /// What differs in its name alone: former id → new one.
  let renamed: [ObjectID: ObjectID]
  /// Those that are in force while it runs.
  var defaultPrivileges: [Catalog.DefaultPrivileges] = []
  var comparesPrivileges = true
  var comparesOwners = false
  /// Those that both servers have, and those that either has.
  let casts: Catalog.Casts
  let oldParts: Parts
  let newParts: Parts

  /// The plan that leads from one catalog to the other.
  package static func plan(
    from old: Catalog, to new: Catalog, hints: Hints = Hints(), names: Names = Names(),
    options: Differ.Options = Differ.Options()
  ) -> Plan {
    let changes = Differ(from: old, to: new, options: options).changes()
    return plan(
      changes, from: old, to: new, hints: hints, names: names,
      options: options)
  }

  /// The plan for changes that are known already.
  package static func plan(
    _ changes: [Change], from old: Catalog, to new: Catalog, hints: Hints = Hints(),
    names: Names = Names(), options: Differ.Options = Differ.Options()
  ) -> Plan {
    guard !changes.isEmpty else { return Plan(changes: [], statements: []) }
    var planner = Planner(old: old, new: new, names: names, hints: hints, changes: changes)
    planner.comparesPrivileges = options.comparesPrivileges
    planner.comparesOwners = options.comparesOwners
    planner.defaultPrivileges = DefaultPrivilegeOperations.duringPlan(
      from: planner.old, to: options.comparesPrivileges ? new : planner.old)
    planner.decide()
    planner.delayInheritedChecks()
    planner.spread()
    planner.refusePartitionKeys()
    planner.depths = TableDepth.depths(of: planner.created, in: new)
    return Plan(
      changes: changes, statements: Preflights(planner).added(to: Assembly.order(planner)))
  }

  private init(old: Catalog, new: Catalog, names: Names, hints: Hints, changes: [Change]) {
    let new = new.withPrivileges(knownTo: old)
    let old = old.comparable(with: new).withChecksLeft(in: new)
    self.old = old
    self.new = new.namingNotNulls(newSince: old)
    self.names = names.with(parentsOf: old).hiding(in: old, new)
    self.hints = hints
    self.changes = changes
    var casts = old.casts.leading(to: new.casts)
    casts.remade = Self.remade(changes, from: old, to: new, self.names)
    // A cast that comes or goes may not be there when a column needs it.
    for id in changes.map(\.id) where id.kind == .cast {
      casts.remove(SQLText(id.name.text), SQLText(id.member.text))
    }
    self.casts = casts
    renamed = Dictionary(
      changes.compactMap { change in
        if case .rename(let from, let to) = change { return (from, to) }
        return nil
      }, uniquingKeysWith: { first, _ in first })
    oldParts = Parts(of: old)
    newParts = Parts(of: new)
  }

  /// The types that cannot become what they shall be and are made anew, as they are printed.
  private static func remade(
    _ changes: [Change], from old: Catalog, to new: Catalog, _ names: Names
  ) -> Set<SQLText> {
    var remade: Set<SQLText> = []
    for change in changes where change.id.kind.isType {
      let id = change.id
      switch change {
      case .alter:
        guard case .object(let before)? = old.unit(id), case .object(let after)? = new.unit(id)
        else { continue }
        if case .inPlace = before.alter(to: after, names) { continue }
      case .drop: if !hasSuccessor(id, in: new) { continue }
      default: continue
      }
      remade.insert(SQLText(names.qualified(id)))
    }
    return remade
  }

  /// The columns that use a type before.
  func columns(using id: ObjectID) -> [ObjectID] { users[id] ?? [] }

  private mutating func decide() {
    for change in changes { decide(change) }
  }

  private mutating func decide(_ change: Change) {
    switch change {
    case .create(let id):
      created.insert(id)
      if id.kind == .column { freeRowTypeIfRewritten(by: id) }
      constrainDomain(id)
    case .drop(let id):
      dropped.insert(id)
      queue.append((id, .everything))
      if Self.hasSuccessor(id, in: new) { swap(id) }
      freeRowType(of: id)
    case .alter(let id):
      alter(id)
      constrainDomain(id)
    case .rename, .comment, .privileges, .owner: break
    }
  }

  /// Whether a type of another kind, or a relation's row type, takes the type's name.
  private static func hasSuccessor(_ id: ObjectID, in new: Catalog) -> Bool {
    id.kind.isType
      && ObjectKind.allCases.contains {
        ($0.isType || $0.hasRowType) && $0 != id.kind && new[id.with($0)] != nil
      }
  }

  /// In place where PostgreSQL can, else by a rebuild.
  private mutating func alter(_ id: ObjectID) {
    guard let before = old.unit(id), let after = new.unit(id) else { return }
    if let (table, reason) = obstacle(before, after) {
      remake(table, because: reason)
      return
    }
    switch isFixed(before, after) ? .rebuild : alteration(id, before, after) {
    case .inPlace(let statements, let disturbance):
      altered[id] = statements
      if disturbance != .nothing { queue.append((id, disturbance)) }
      if id.kind == .column { freeRowTypeIfRewritten(by: id) }
      if case (.object(.table(let from)), .object(.table(let to))) = (before, after),
        (from.isUnlogged, from.accessMethod) != (to.isUnlogged, to.accessMethod)
      {
        freeRowType(of: id)
      }
    case .unlessUsed(let statements, let columns):
      if dependents.isUsedByColumns(id) {
        rebuild(id)
      } else {
        altered[id] = statements
        queue += columns.map { (id.with(.column, member: $0), .everything) }
      }
    case .rebuild: rebuild(id)
    }
  }

  /// What the model says for the rows that hold null in a column of a table that stays.
  func backfill(of id: ObjectID) -> Backfill? {
    guard let expression = hints.backfills[id], let table = old.table(of: id), table.foreign == nil,
      !created.contains(table.id)
    else { return nil }
    let key = old.primaryKey(of: table.id, oldParts) ?? []
    let stays = key.allSatisfy { name in
      let column = table.id.with(.column, member: name)
      return new.column(column) != nil && !created.contains(column)
    }
    return Backfill(expression: expression, keys: stays ? key : [])
  }

  /// Makes a table anew, whose rows do not come along: a person has to say so.
  private mutating func remake(_ table: ObjectID, because reason: String) {
    remade[table] = reason
    rebuild(table)
  }

  mutating func rebuild(_ id: ObjectID) {
    dropped.insert(id)
    created.insert(id)
    altered[id] = nil
    queue.append((id, .everything))
    // A relation takes its constraints, indexes, triggers and the like along.
    for part in oldParts[id] { dropped.insert(part) }
    for part in newParts[id] { created.insert(part) }
    if id.kind.isColumnPart { swap(id) }
    freeRowType(of: id)
  }

  /// The columns that use a rebuilt type go over to the new one; what holds expressions over them is
  /// made again.
  private mutating func swap(_ id: ObjectID) {
    typed[id] = dependents.tables(of: id)
    guard dependents.isUsedByColumns(id) || typed[id]?.isEmpty == false else { return }
    for table in typed[id] ?? [] { changeColumns(ofTyped: table) }
    if parked.contains(id) { return }
    swapped.insert(id)
    moveColumns(of: id)
  }

  /// The columns of a type leave it, and go over to the one of its name once that is there.
  mutating func moveColumns(of id: ObjectID) {
    users[id] = dependents.columns(using: id)
    let swap = TypeSwap(id, old: old, new: new, hints: hints)
    for column in columns(using: id) {
      guard let before = old.column(column), let table = new.table(of: column),
        let after = table.column(column.member), before.type == after.type, after.isLocal
      else { continue }
      if old.table(of: column)?.isPartitioned(by: column.member) ?? false {
        remake(table.id, because: inKey(column.member, of: table.id))
      } else if after.generated != nil {
        rebuild(column)
      } else if !created.contains(column) {
        conversions[column] = swap.convert(after, of: table, names)
        queue.append((column, .expressions))
        freeRowType(of: table.id)
      }
    }
  }

  /// A table of a type that another takes the place of gets that one's columns.
  private mutating func changeColumns(ofTyped table: ObjectID) {
    guard let before = old.table(of: table), let after = new.table(of: table),
      before.ofType == after.ofType, !dropped.contains(table)
    else { return }
    if let reason = TypedTables.refusal(before, after, isTypeNew: true, names) {
      remake(table, because: reason)
      return
    }
    for change in ColumnDiffer.changes(from: before, to: after, followsType: false) {
      decide(change)
    }
  }

  /// Takes everything along that cannot stand while something under it changes.
  private mutating func spread() {
    guard !queue.isEmpty else { return }
    var position = 0
    while position < queue.count {
      let (id, disturbance) = queue[position]
      position += 1
      for dependent in dependents.disturbed(by: id, disturbance) {
        guard !dropped.contains(dependent), old.contains(dependent),
          !(isGoneWithTable(dependent) && !new.contains(dependent)),
          !isFreed(dependent, from: id)
        else { continue }
        if let now = renamed[dependent] {
          // It cannot stand until its turn to be renamed, so it is made anew under its new name.
          dropped.insert(dependent)
          created.insert(now)
          queue.append((dependent, .everything))
        } else if new.contains(dependent) {
          rebuild(dependent)
        } else {
          dropped.insert(dependent)
          queue.append((dependent, .everything))
        }
      }
    }
  }

  /// Whether it is changed in place so that it no longer needs the other.
  private func isFreed(_ id: ObjectID, from cause: ObjectID) -> Bool {
    altered[id] != nil && !(new.dependencies[id]?.contains(cause) ?? false)
  }

  /// Whether it is part of a relation that is dropped as a whole, and so needs no statement of its own.
  func isGoneWithTable(_ id: ObjectID) -> Bool {
    switch id.kind {
    case .column, .columnDefault, .constraint, .rule, .trigger, .policy:
      [ObjectKind.table, .view, .materializedView].contains { dropped.contains(id.with($0)) }
    default: false
    }
  }
}

extension Catalog.Table {
  /// Whether the column is in the partition key: its type cannot be changed.
  func isPartitioned(by column: Name) -> Bool {
    partitionKey.map { SQLWords.identifiers(in: $0.text).contains(column) } ?? false
  }
}
