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
    for id in planner.created { if let whole = maker(of: id) { addMade(id, to: whole) } }
    for id in planner.dropped { if let whole = remover(of: id) { addGone(id, to: whole) } }
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
    case .index:
      guard case .index(let index)? = old[id] else { return nil }
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
    for (id, statements) in planner.altered where !statements.isEmpty {
      var operation = Operation(.alter, id, statements)
      operation.needs = needs(of: [id], in: new)
      operation.releases = needs(of: [id], in: old)
      operations.append(operation)
    }
    return operations + TableMarks(planner).operations() + RenameOperations(planner).operations()
      + AttributeOperations(planner).operations()
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
    case .object(let object):
      operation.statements = object.planned.create(names)
      if case .constraint(let constraint) = object, constraint.isForeignKey {
        operation.rank.tier = 5
      }
    case .column(let column, let table):
      let isLater = cut == .defaults
      operation.statements = ColumnChange.create(
        column, of: table, withDefault: !isLater, names)
      if column.default != nil {
        let value = id.with(.columnDefault, member: id.member)
        if isLater { others += create(value) } else { operation.covers.insert(value) }
      }
    case .default(let value, let column, let table):
      operation.statements = [DefaultChange.set(value, column, of: table, names)]
    }
    operation.needs = needs(of: operation.covers, in: new)
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
    let parents = table.inherits + (table.partitionOf.map { [$0.parent] } ?? [])
    for parent in parents {
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
      if case .table(let table) = object {
        for column in table.columns {
          operation.covers.insert(id.with(.column, member: column.name))
          operation.covers.insert(id.with(.columnDefault, member: column.name))
        }
      }
    case .column(let column, let table):
      operation.statements = ColumnChange.drop(column, of: table, names)
      operation.covers.insert(id.with(.columnDefault, member: id.member))
    case .default(_, let column, let table):
      operation.statements = [DefaultChange.drop(column, of: table, names)]
    }
    operation.releases = needs(of: operation.covers, in: old)
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
