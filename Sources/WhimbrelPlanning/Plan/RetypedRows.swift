import WhimbrelModel

/// What a column that gets another type or collation asks of the rows: whether the checks and unique
/// indexes over it hold once its values are the new ones, as the server itself converts them.
///
/// A check is made again by ALTER COLUMN TYPE and may say something else of CITEXT; numbers that are
/// rounded, times that become dates and names without case may be the same afterwards.
struct RetypedRows {
  private let planner: Planner
  private let questions: RowQuestions
  private var old: Catalog { planner.old }
  private var new: Catalog { planner.new }
  private var names: Names { planner.names }

  init(planner: Planner) {
    self.planner = planner
    questions = RowQuestions(planner: planner)
  }

  func preflights(for id: ObjectID) -> [Preflight] {
    guard value(of: id) != nil, let table = questions.standing(id.with(.table)) else { return [] }
    return planner.newParts[table.id].sorted().compactMap {
      preflight(for: $0, of: table, asking: id)
    }
  }

  /// Asked once of each part: by the first of the columns that it is over.
  private func preflight(
    for part: ObjectID, of table: Catalog.Table, asking id: ObjectID
  ) -> Preflight? {
    let needs = new.dependencies[part] ?? []
    let columns = needs.filter { $0.kind == .column }
    let retyped = columns.filter { !questions.keeps([$0.member], table) }.sorted()
    guard retyped.first == id, columns.allSatisfy({ $0.with(.table) == table.id }),
      needs.allSatisfy({ $0.kind == .column || $0 == table.id || questions.isThere($0) }),
      let rows = rows(of: table, columns.subtracting(retyped).sorted(), retyped)
    else { return nil }
    let types = retyped.compactMap { id in
      new.column(id).map { "\(id.member.quoted) is \($0.type)" }
    }
    let once = "once \(types.joined(separator: " and "))"
    switch new[part] {
    case .constraint(let constraint):
      guard constraint.isValid, constraint.isEnforced else { return nil }
      return question(of: constraint, table, rows, retyped, once)
    case .index(let index):
      let isByName = index.plainColumns.count == index.elements.count && isCaseless(retyped)
      guard index.isUnique, index.isValid,
        !isByName || retyped.contains(where: { index.isPicking(by: $0.member) }),
        index.elements.allSatisfy({ $0.operatorClass == nil && $0.collation == nil })
      else { return nil }
      return questions.duplicates(
        index.keys, of: table, rows: rows, once, where: index.predicate?.sql,
        isNullsNotDistinct: index.isNullsNotDistinct)
    default: return nil
    }
  }

  private func question(
    of constraint: Catalog.Constraint, _ table: Catalog.Table, _ rows: RowText,
    _ retyped: [ObjectID], _ once: String
  ) -> Preflight? {
    switch constraint.kind {
    case .check(let check, _):
      return questions.breaking(check, constraint.name, of: table, rows: rows, once)
    case .primaryKey(let key), .unique(let key):
      if key.isWithoutOverlaps || isCaseless(retyped) { return nil }
      return questions.duplicates(
        key.columns.map(\.quoted), of: table, rows: rows, once,
        isNullsNotDistinct: key.isNullsNotDistinct)
    default: return nil
    }
  }

  /// Keys of whole columns that become CITEXT are asked about by name, also before its extension is
  /// there; of those that were, no two values are the same.
  private func isCaseless(_ columns: [ObjectID]) -> Bool {
    columns.contains { id in
      [old, new].contains { $0.column(id)?.type.isCitext == true }
    }
  }

  /// The table's rows as they will be, but for those that its new types refuse.
  private func rows(
    of table: Catalog.Table, _ kept: [ObjectID], _ retyped: [ObjectID]
  ) -> RowText? {
    let values = retyped.compactMap { id in value(of: id).map { "\($0) AS \(id.member.quoted)" } }
    guard values.count == retyped.count else { return nil }
    let keys =
      old.primaryKey(of: table.id, planner.oldParts)?
      .map { table.id.with(.column, member: $0) }.filter { !(kept + retyped).contains($0) } ?? []
    let list = ((keys + kept).map { $0.member.quoted } + values).joined(separator: ", ")
    let refused = retyped.compactMap { questions.refused(by: $0)?.condition }
    // OFFSET keeps a cast from being done before its row is left out.
    let filter =
      refused.isEmpty
      ? "" : " WHERE (\(refused.joined(separator: " OR "))) IS NOT TRUE OFFSET 0"
    return
      "(SELECT \(list) FROM \(from: table.id, names)\(filter)) AS \(table.id.name.quoted)"
  }

  /// What a column's new value is made from; nil when its type stays, when rows mean the same in the
  /// new one, or when that cannot be asked without doing it.
  private func value(of id: ObjectID) -> String? {
    guard let before = old.column(id), let after = new.column(id), before.generated == nil,
      after.generated == nil, planner.conversions[id] == nil, !planner.created.contains(id),
      planner.hints.usings[id] == nil,
      (new.dependencies[id] ?? []).allSatisfy({ $0.with(.table) == id.with(.table) || isSame($0) })
    else { return nil }
    let change = TypeChange(from: before, to: after, using: nil, isOwn: false, planner.casts)
    guard change.mayMerge, !change.mayFail || questions.refused(by: id) != nil else { return nil }
    return change.value + (after.collation.map { " COLLATE \($0)" } ?? "")
  }

  private func isSame(_ id: ObjectID) -> Bool {
    questions.isThere(id) && planner.altered[id] == nil
  }
}
