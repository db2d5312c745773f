import WhimbrelModel

/// What the changes of a plan ask of the rows that are there, each on the statement that would fail.
///
/// Nothing is asked of what the plan itself makes, drops or gives another type.
struct Preflights {
  private let planner: Planner
  private var old: Catalog { planner.old }
  private var new: Catalog { planner.new }
  private var names: Names { planner.names }
  private let questions: RowQuestions

  init(_ planner: Planner) {
    self.planner = planner
    questions = RowQuestions(planner: planner)
  }

  func added(to statements: [Statement]) -> [Statement] {
    var found: [ObjectID: [Preflight]] = [:]
    for change in planner.changes {
      let asked = preflights(for: change)
      if !asked.isEmpty { found[change.id, default: []] += asked }
    }
    if found.isEmpty { return statements }
    var result = statements
    for index in result.indices {
      if let asked = found.removeValue(forKey: result[index].object) {
        result[index].preflights += asked
      }
    }
    return result
  }

  private func preflights(for change: Change) -> [Preflight] {
    switch change {
    case .create(let id):
      switch id.kind {
      case .column: return newColumn(id)
      case .constraint:
        if case .constraint(let constraint)? = new[id] { return self.constraint(constraint) }
      case .index:
        if case .index(let index)? = new[id], index.isUnique { return unique(index) }
      default: break
      }
    case .alter(let id):
      switch id.kind {
      case .column:
        return notNull(id) + values(id)
          + CaselessKeys(planner: planner).preflights(for: id)
          + CasedReferences(planner: planner).preflights(for: id)
          + RetypedRows(planner: planner).preflights(for: id)
      case .constraint: return altered(id)
      case .enumType: return MergedLabels(planner: planner).preflights(for: id)
      case .index:
        if case .index(let index)? = new[id], case .index(let before)? = old[id], index.isUnique,
          !before.isUnique || before.predicate != index.predicate
        {
          return unique(index)
        }
      default: break
      }
    default: break
    }
    return []
  }

  // MARK: Columns

  private func newColumn(_ id: ObjectID) -> [Preflight] {
    guard let column = new.column(id), column.isNotNull, column.default == nil,
      column.generated == nil, column.identity == nil,
      let table = questions.standing(id.with(.table)),
      planner.hints.backfills[id] == nil
    else { return [] }
    return [
      Preflight(
        "rows in \(name: table.id, names): its new column \(id.member.quoted) is NOT NULL, without a default",
        "SELECT \(questions.keys(of: table)) FROM \(from: table.id, names)")
    ]
  }

  private func notNull(_ id: ObjectID) -> [Preflight] {
    guard let before = old.column(id), let after = new.column(id), after.isNotNull,
      after.isNotNullValid, !before.isNotNull || !before.isNotNullValid,
      let table = questions.standing(id.with(.table)), planner.hints.backfills[id] == nil
    else { return [] }
    return [nulls(in: id.member, of: table)]
  }

  /// The values that another type of the column refuses, where that can be asked.
  private func values(_ id: ObjectID) -> [Preflight] {
    guard new.column(id)?.generated == nil, planner.hints.usings[id] == nil,
      let table = questions.standing(id.with(.table)), let refused = questions.refused(by: id)
    else { return [] }
    return [
      Preflight(
        refused.title,
        "SELECT \(questions.keys(of: table)) FROM \(from: table.id, names) WHERE \(refused.condition)"
      )
    ]
  }

  private func nulls(in column: Name, of table: Catalog.Table) -> Preflight {
    Preflight(
      "rows with null in \(name: table.id.with(.column, member: column), names)",
      "SELECT \(questions.keys(of: table)) FROM \(from: table.id, names) WHERE \(column.quoted) IS NULL"
    )
  }

  // MARK: Constraints

  private func altered(_ id: ObjectID) -> [Preflight] {
    guard case .constraint(let before)? = old[id], case .constraint(let after)? = new[id] else {
      return []
    }
    // What is checked already is not asked for again.
    if before.kind == after.kind && before.isValid && before.isEnforced { return [] }
    return constraint(after)
  }

  private func constraint(_ constraint: Catalog.Constraint) -> [Preflight] {
    guard constraint.isValid, constraint.isEnforced,
      let table = questions.standing(constraint.table)
    else {
      return []
    }
    switch constraint.kind {
    case .primaryKey(let key):
      guard !key.isWithoutOverlaps, questions.keeps(key.columns, table) else { return [] }
      let nullable = key.columns.filter {
        old.column(table.id.with(.column, member: $0))?.isNotNull == false
      }
      return nullable.map { nulls(in: $0, of: table) } + [
        questions.duplicates(key.columns.map(\.quoted), of: table, isNullsNotDistinct: true)
      ]
    case .unique(let key):
      guard !key.isWithoutOverlaps, questions.keeps(key.columns, table) else { return [] }
      return [
        questions.duplicates(
          key.columns.map(\.quoted), of: table, isNullsNotDistinct: key.isNullsNotDistinct)
      ]
    case .check(let expression, _):
      guard questions.hasNeeds(of: constraint.id, table) else { return [] }
      return [
        questions.breaking(expression, constraint.name, of: table)
      ]
    case .foreignKey(let key): return foreignKey(key, table)
    case .exclusion: return []
    }
  }

  private func foreignKey(
    _ key: Catalog.Constraint.ForeignKey, _ table: Catalog.Table
  ) -> [Preflight] {
    guard !key.isPeriod, let parent = questions.standing(key.references),
      questions.keeps(key.columns, table),
      questions.keeps(key.referencedColumns, parent)
    else { return [] }
    let pairs = zip(key.columns, key.referencedColumns).map {
      "parent.\($1.quoted) = child.\($0.quoted)"
    }.joined(separator: " AND ")
    let present = key.columns.map { "child.\($0.quoted) IS NOT NULL" }
    let isHalf = key.columns.map { "child.\($0.quoted) IS NULL" }.joined(separator: " OR ")
    let list = key.columns.map(\.quoted).joined(separator: ", ")
    let half =
      key.isMatchFull && key.columns.count > 1
      ? " OR (\(isHalf)) AND (\(present.joined(separator: " OR ")))" : ""
    return [
      Preflight(
        "rows of \(name: table.id, names) whose (\(list)) is not in \(name: parent.id, names)",
        """
        SELECT \(questions.keys(of: table, "child.")) FROM \(from: table.id, as: "child", names)
        WHERE \(present.joined(separator: " AND "))
          AND NOT EXISTS (SELECT FROM \(from: parent.id, as: "parent", names) WHERE \(pairs))\(half)
        """
      )
    ]
  }

  // MARK: Indexes

  private func unique(_ index: Catalog.Index) -> [Preflight] {
    // Another operator class or collation may have another notion of equal.
    guard index.isValid, let table = questions.standing(index.relation),
      questions.hasNeeds(of: index.id, table),
      index.elements.allSatisfy({ $0.operatorClass == nil && $0.collation == nil })
    else { return [] }
    guard questions.keeps(index.plainColumns, table) else { return [] }
    return [
      questions.duplicates(
        index.keys, of: table, where: index.predicate?.sql,
        isNullsNotDistinct: index.isNullsNotDistinct)
    ]
  }
}
