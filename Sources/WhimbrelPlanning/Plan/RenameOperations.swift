import WhimbrelModel

/// Renames of constraints and indexes; swapped names go by way of a third.
struct RenameOperations {
  private let planner: Planner
  init(_ planner: Planner) { self.planner = planner }

  func operations() -> [Operation] {
    let renames = planner.changes.flatMap { change -> [(ObjectID, ObjectID)] in
      switch change {
      case .rename(let old, let new) where !planner.dropped.contains(old): [(old, new)]
      case .alter(let id) where id.kind == .column: notNull(id).map { [$0] } ?? []
      case .alter(let id) where id.kind == .table: formerlyInherited(id) + soonInherited(id)
      default: []
      }
    }
    let sources = Set(renames.map { planner.old.takenName(of: $0.0) })
    return renames.flatMap { old, new -> [Operation] in
      var operations: [Operation] = []
      var source = old
      if sources.contains(planner.new.takenName(of: new)) {
        var step = old
        if old.member.isEmpty {
          step.name = Name("whimbrel_\(old.name.text.prefix(40))")
        } else {
          step.member = Name("whimbrel_\(old.member.text.prefix(40))")
        }
        var first = Operation(.rename, step, [statement(old, step)])
        first.frees = [old, planner.old.takenName(of: old)]
        operations.append(first)
        source = step
      }
      var operation = Operation(.rename, new, [statement(source, new)])
      operation.frees = source == old ? [old, planner.old.takenName(of: old)] : [source]
      operation.covers.insert(planner.new.takenName(of: new))
      if source != old {
        operation.needs = [source]
        operation.rank.depth = 1
      }
      // What a child has from its parent keeps its name until it leaves.
      if old.kind == .constraint, planner.isLeaving(old) {
        operation.needs.insert(old.with(.table))
      }
      operations.append(operation)
      if planner.old.comments[old] != planner.new.comments[new] {
        var comment = Operation(
          .comment, new, [CommentChange.statement(new, in: planner.new, planner.names)])
        comment.needs = [new]
        operations.append(comment)
      }
      return operations
    }
  }

  /// Since 18 a NOT NULL constraint has a name; nil is the one PostgreSQL chooses.
  private func notNull(_ id: ObjectID) -> (ObjectID, ObjectID)? {
    // A table that leaves or joins its parent keeps the constraint it has.
    guard planner.altered[id] != nil, !planner.created.contains(id),
      let old = planner.old.column(id), let new = planner.new.column(id),
      old.isNotNull, new.isNotNull, old.notNullName != new.notNullName,
      !old.isNotNullValid || new.isNotNullValid,
      old.inheritanceCount == new.inheritanceCount
    else { return nil }
    let chosen = PostgresNames.joined(id.name, id.member, "not_null")
    return (
      id.with(.constraint, member: old.notNullName ?? chosen),
      id.with(.constraint, member: new.notNullName ?? chosen)
    )
  }

  /// The NOT NULL constraints of a child that leaves its parent: they keep the parent's names.
  private func formerlyInherited(_ id: ObjectID) -> [(ObjectID, ObjectID)] {
    guard !planner.created.contains(id), planner.isLeaving(id),
      let table = planner.new.table(of: id)
    else { return [] }
    return table.columns.compactMap { column in
      let part = id.with(.column, member: column.name)
      guard column.isNotNull, planner.new.inheritedNotNulls[part] == nil,
        let name = planner.old.inheritedNotNulls[part], !planner.dropped.contains(part)
      else { return nil }
      let chosen = PostgresNames.joined(id.name, column.name, "not_null")
      return (
        id.with(.constraint, member: name),
        id.with(.constraint, member: column.notNullName ?? chosen)
      )
    }
  }

  /// The NOT NULL constraints of a table that becomes a partition: its parent's have these names.
  private func soonInherited(_ id: ObjectID) -> [(ObjectID, ObjectID)] {
    guard !planner.created.contains(id), planner.new.isJoining(id, since: planner.old) else {
      return []
    }
    return planner.old.columns(of: id).compactMap { column in
      let part = id.with(.column, member: column.name)
      let name = column.notNullName ?? PostgresNames.joined(id.name, column.name, "not_null")
      guard column.isNotNull, !planner.dropped.contains(part),
        let inherited = planner.new.inheritedNotNulls[part], inherited != name
      else { return nil }
      return (id.with(.constraint, member: name), id.with(.constraint, member: inherited))
    }
  }

  private func statement(_ old: ObjectID, _ new: ObjectID) -> Statement {
    let names = planner.names
    if old.kind == .constraint || old.kind == .domainConstraint {
      let word = old.kind == .constraint ? "TABLE" : "DOMAIN"
      return Statement(
        "ALTER \(word) \(names.qualified(old)) RENAME CONSTRAINT \(old.member.quoted) TO \(new.member.quoted)",
        for: new, lock: .accessExclusive)
    }
    return Statement(
      "ALTER INDEX \(names.qualified(old)) RENAME TO \(new.name.quoted)", for: new,
      lock: .shareUpdateExclusive)
  }
}

extension Catalog {
  /// The id under which an object's name is taken: that of its index for a constraint that has one.
  func takenName(of id: ObjectID) -> ObjectID {
    guard case .constraint(let constraint)? = objects[id] else { return id }
    switch constraint.kind {
    case .primaryKey, .unique, .exclusion: return ObjectID(.index, schema: id.schema, id.member)
    case .check, .foreignKey: return id
    }
  }
}
