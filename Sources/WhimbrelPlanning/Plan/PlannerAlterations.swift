import WhimbrelModel

/// How what differs between two objects of one name is changed.
extension Planner {
  /// In place or by a rebuild, as far as the two themselves show.
  func alteration(_ id: ObjectID, _ before: Unit, _ after: Unit) -> Alteration {
    switch (before, after) {
    // What a CREATE INDEX CONCURRENTLY has left behind when it failed is nothing that a statement makes.
    case (.object(.index(let from)), .object(.index(let to)))
    where !to.isValid && !isPartitioned(to):
      from.asValid.alter(to: to.asValid, names)
    case (.object(let from), .object(let to)): from.alter(to: to, names)
    case (.column(let from, _), .column(let to, let table)):
      columnAlteration(id, from, to: to, table)
    case (.default, .default(let value, let column, let table)):
      .inPlace([DefaultChange.set(value, column, of: table, names)])
    default: .rebuild
    }
  }

  private func isPartitioned(_ index: Catalog.Index) -> Bool {
    new.table(of: index.relation)?.partitionKey != nil
  }

  /// The table that has to be made anew, without its rows, and why; nil when none has to.
  func obstacle(_ before: Unit, _ after: Unit) -> (ObjectID, String)? {
    switch (before, after) {
    case (.object(.table(let from)), .object(.table(let to))):
      TypedTables.refusal(from, to, names).map { (from.id, $0) }
    case (.column(let from, let former), .column(let to, _))
    where (from.type, from.collation) != (to.type, to.collation)
      && former.isPartitioned(by: from.name):
      (former.id, inKey(from.name, of: former.id))
    default: nil
    }
  }

  /// Whether PostgreSQL has no statement for what differs, where the objects alone do not show it: the
  /// parameters of a partitioned table's index, a view's column of a type that is made anew.
  func isFixed(_ before: Unit, _ after: Unit) -> Bool {
    switch (before, after) {
    case (.object(.index(let from)), .object(.index(let to))):
      from.options != to.options && old.table(of: from.relation)?.partitionKey != nil
    case (.object(.view), .object(.view(let view))):
      view.columns.contains { casts.isRemade($0.type.base) }
    default: false
    }
  }

  /// A domain that gets a constraint is made anew where PostgreSQL cannot look at all its values.
  mutating func constrainDomain(_ id: ObjectID) {
    let domain = id.with(.domain)
    guard old[domain] != nil, !dropped.contains(domain), isStricter(id),
      dependents.isWithinOthers(domain)
    else { return }
    rebuild(domain)
  }

  /// Whether a domain, or its check that is new or changed, refuses more values than before.
  private func isStricter(_ id: ObjectID) -> Bool {
    switch (old[id], new[id]) {
    case (.domain(let before)?, .domain(let after)?): !before.isNotNull && after.isNotNull
    case (let before, .domainConstraint(let after)?):
      if case .domainConstraint(let before)? = before, before.check == after.check {
        !before.isValid && after.isValid
      } else {
        after.isValid
      }
    default: false
    }
  }

  /// A column that has its type from a parent changes with it; what needs the column does not.
  private func columnAlteration(
    _ id: ObjectID, _ from: Catalog.Column, to: Catalog.Column, _ table: Catalog.Table
  ) -> Alteration {
    let types = (old.dependencies[id] ?? []).union(new.dependencies[id] ?? [])
    let whole = ColumnChange.alter(
      from, to: to, of: table, using: hints.usings[id], backfill: backfill(of: id),
      isOwnType: types.contains { $0.kind.isType }, casts: casts, names)
    guard case .inPlace(_, let disturbs) = whole, from.inheritanceCount > 0, to.inheritanceCount > 0
    else { return whole }
    var follower = from
    (follower.type, follower.collation) = (to.type, to.collation)
    if parentsForbidNull(id, table) { follower.isNotNull = to.isNotNull }
    if to.generated == nil { follower.generated = nil }
    guard
      case .inPlace(let own, _) = ColumnChange.alter(
        follower, to: to, of: table, using: nil, casts: casts, names)
    else { return whole }
    return .inPlace(own, disturbs: disturbs)
  }

  /// Whether SET NOT NULL on a parent of the table reaches the column.
  private func parentsForbidNull(_ id: ObjectID, _ table: Catalog.Table) -> Bool {
    table.parents.contains { parent in
      let column = parent.with(.column, member: id.member)
      return old.table(of: id)?.parents.contains(parent) == true
        && old.column(column)?.isNotNull == false && new.column(column)?.isNotNull == true
    }
  }

  /// Why a column of a partition key is not changed.
  func inKey(_ column: Name, of table: ObjectID) -> String {
    let path = names.qualified(table)
    return "\(path).\(column.quoted) is in the partition key of \(path)"
  }
}

extension Catalog.Index {
  fileprivate var asValid: Self {
    var valid = self
    valid.isValid = true
    return valid
  }
}
