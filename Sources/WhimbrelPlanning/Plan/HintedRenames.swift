import WhimbrelModel

/// The renames that a declaration asks for, as statements in an order that works: swapped names and
/// chains too, each by way of a third name where that is needed.
package struct HintedRenames: Sendable {
  package private(set) var statements: [Statement] = []
  /// One for each object, column and label that is renamed.
  package private(set) var changes: [Change] = []

  let old: Catalog
  private let new: Catalog
  let names: Names
  /// Former names of schemas, by their new ones.
  private var schemas: [Name: Name] = [:]

  /// Takes the hints that fit: the former name is in `old`, and the new one only in `new`. A hint whose
  /// former name is gone is inert.
  package init(_ hints: Hints, from old: Catalog, to new: Catalog, names: Names) {
    self.old = old
    self.new = new
    self.names = names
    var moved: [ObjectID: ObjectID] = [:]
    var wanted = hints.renames.withRoutines(of: new).filter {
      new.contains($0.key) && $0.key != $0.value
    }
    rename(wanted.filter { $0.key.kind == .schema }, moved: &moved)
    for case .rename(let from, let to) in changes { schemas[to.name] = from.name }
    let sequences = OwnedSequences(old, new, wanted, schemas).renames
    wanted.merge(sequences) { said, _ in said }
    wanted = wanted.filter { $0.key.kind != .schema }
    rename(wanted.filter { !$0.key.isPart }, moved: &moved)
    rename(wanted.filter { $0.key.isPart }, moved: &moved)
    for (type, labels) in hints.labels.sorted(by: { $0.key < $1.key }) {
      rename(labels, of: type, formerly: moved[type] ?? type, new)
    }
  }

  package var isEmpty: Bool { statements.isEmpty }

  /// The id that something of a renamed schema has in `old`.
  private func inOld(_ id: ObjectID) -> ObjectID {
    var id = id
    if let former = schemas[id.schema] { id.schema = former }
    return id
  }

  /// The id that it has once schemas are renamed.
  private func afterSchemas(_ id: ObjectID) -> ObjectID {
    var id = id
    if let new = schemas.first(where: { $0.value == id.schema })?.key { id.schema = new }
    return id
  }

  /// `moved` tells the former id of every relation that has a new one.
  private mutating func rename(
    _ wanted: [ObjectID: ObjectID], moved: inout [ObjectID: ObjectID]
  ) {
    var waiting: [(from: ObjectID, to: ObjectID)] = []
    for (to, said) in wanted.sorted(by: { $0.key < $1.key }) {
      let from = afterSchemas(said)
      // A part's former id has its relation's new name in it.
      let relation = moved[from.with(.table)] ?? inOld(from.with(.table))
      let source = from.isPart ? relation.with(from.kind, member: from.member) : inOld(from)
      guard old.contains(source) else { continue }
      let target = to.isPart ? relation.with(to.kind, member: to.member) : inOld(to)
      let isFree = !old.contains(target) || wanted.values.contains(to)
      guard isFree else { continue }
      waiting.append((from, to))
      changes.append(.rename(from: source, to: to))
    }
    var finals = waiting
    while !waiting.isEmpty {
      let sources = Set(waiting.map(\.from))
      if let next = waiting.firstIndex(where: { !sources.contains($0.to) }) {
        let (from, to) = waiting.remove(at: next)
        let made = statement(from, to)
        statements += made
      } else {
        // Only cycles are left: one name steps aside.
        let (from, to) = waiting.removeFirst()
        let aside = from.renamed("whimbrel_aside_\(waiting.count)")
        let made = statement(from, aside)
        statements += made
        waiting.append((aside, to))
      }
    }
    finals.removeAll { !$0.to.member.isEmpty }
    for (from, to) in finals { moved[to.with(.table)] = inOld(from.with(.table)) }
    for (from, to) in finals { moved[to] = inOld(from) }
  }

  /// A schema that something moves to has to be there before everything else that is new.
  private mutating func making(schema name: Name) -> [Statement] {
    let id = ObjectID(.schema, name)
    guard !old.contains(id), !changes.contains(where: { $0.id == id }),
      case .schema(let schema)? = new[id]
    else { return [] }
    changes.append(.create(id))
    return schema.create(names)
  }

  private mutating func statement(_ from: ObjectID, _ to: ObjectID) -> [Statement] {
    let isPart = from.isPart
    let name = (isPart ? to.member : to.name).quoted
    let lock: Lock? = from.kind == .schema ? nil : .accessExclusive
    if isPart {
      // The relation has its new name by now.
      let relation = "ALTER \(relationKeyword(to)) \(names.qualified(to))"
      let part = from.kind == .column ? "COLUMN" : from.kind.title.uppercased()
      let sql =
        from.kind == .trigger || from.kind == .policy || from.kind == .rule
        ? "ALTER \(part) \(from.member.quoted) ON \(names.qualified(to)) RENAME TO \(name)"
        : "\(relation) RENAME \(part) \(from.member.quoted) TO \(name)"
      return [Statement(sql, for: to, lock: lock)]
    }
    var statements: [Statement] = []
    var current = from
    if from.schema != to.schema && !to.schema.isEmpty {
      statements += making(schema: to.schema)
      let target = names.reference(current, in: old)
      statements.append(
        Statement("ALTER \(target) SET SCHEMA \(to.schema.quoted)", for: to, lock: lock))
      current.schema = to.schema
    }
    if from.name != to.name {
      let target = names.reference(current, in: old)
      statements.append(Statement("ALTER \(target) RENAME TO \(name)", for: to, lock: lock))
    }
    return statements
  }

  private func relationKeyword(_ id: ObjectID) -> String {
    for kind in [ObjectKind.view, .materializedView] where old[id.with(kind)] != nil {
      return kind.title.uppercased()
    }
    return id.kind == .domainConstraint ? "DOMAIN" : "TABLE"
  }

  /// Labels that only change their name keep their rows; the rest is for the planner.
  private mutating func rename(
    _ labels: [SQLText: SQLText], of type: ObjectID, formerly: ObjectID, _ new: Catalog
  ) {
    guard case .enumType(let before)? = old[formerly], case .enumType(let after)? = new[type] else {
      return
    }
    for (former, label) in LabelMap(labels, from: before.labels, to: after.labels).renames {
      statements.append(
        Statement(
          "ALTER TYPE \(names.qualified(type)) RENAME VALUE \(former.literal) TO \(label.literal)",
          for: type,
          hazards: SpokenLabels.hazards([former], in: new)))
      if !changes.contains(.alter(type)) { changes.append(.alter(type)) }
    }
  }
}

extension [ObjectID: ObjectID] {
  /// With a hint for each routine of a name where one was given without argument types.
  fileprivate func withRoutines(of catalog: Catalog) -> [ObjectID: ObjectID] {
    var hints = self
    for (to, from) in self where to.kind.isRoutine && to.member.isEmpty {
      hints[to] = nil
      for id in catalog.objects.keys where id.with(to.kind) == to && id.kind == to.kind {
        hints[id] = from.with(to.kind, member: id.member)
      }
    }
    return hints
  }
}

extension ObjectID {
  fileprivate func renamed(_ text: String) -> ObjectID {
    var copy = self
    if isPart { copy.member = Name(text) } else { copy.name = Name(text) }
    return copy
  }
}

extension Plan {
  /// This plan after the renames that come before it.
  package func after(_ renames: HintedRenames) -> Plan {
    Plan(
      changes: renames.changes + changes.filter { !renames.changes.contains($0) },
      statements: renames.statements
        + statements.map { statement in
          var statement = statement
          statement.preflights = statement.preflights.map { $0.asked(before: renames) }
          return statement
        })
  }
}
