import WhimbrelModel

/// What the rows of a table can be asked before a plan begins, and in which words.
struct RowQuestions {
  let planner: Planner
  private var old: Catalog { planner.old }
  private var new: Catalog { planner.new }
  private var names: Names { planner.names }

  /// The table, when it has rows of its own before and after: it is not made, rebuilt or foreign.
  func standing(_ id: ObjectID) -> Catalog.Table? {
    guard let table = old.table(of: id), new.table(of: id) != nil, table.foreign == nil,
      !planner.dropped.contains(id.with(.table)), !planner.created.contains(id.with(.table))
    else { return nil }
    return table
  }

  /// Whether the table has these columns before, and they keep their values.
  func keeps(_ columns: [Name], _ table: Catalog.Table) -> Bool {
    columns.allSatisfy { name in
      let id = table.id.with(.column, member: name)
      guard let before = old.column(id), let after = new.column(id) else { return false }
      return before.type == after.type && before.collation == after.collation
        && before.generated == after.generated && !planner.created.contains(id)
        && planner.conversions[id] == nil
    }
  }

  /// Whether everything that an object of the new catalog needs is there before.
  func hasNeeds(of id: ObjectID, _ table: Catalog.Table) -> Bool {
    (new.dependencies[id] ?? []).allSatisfy { needed in
      needed.kind == .column ? keeps([needed.member], table) : isThere(needed)
    }
  }

  /// Whether an object is there before, as it will be.
  func isThere(_ id: ObjectID) -> Bool {
    old.contains(id) && !planner.created.contains(id) && !isRelabelled(id)
  }

  /// Whether an enum type gets labels, or another name, that the rows cannot be asked with before.
  private func isRelabelled(_ id: ObjectID) -> Bool {
    id.kind == .enumType
      && (planner.altered[id] != nil || planner.hints.renames[id] != nil
        || planner.hints.labels[id]?.isEmpty == false)
  }

  /// What tells a row: its primary key, or all of it.
  func keys(of table: Catalog.Table, _ prefix: String = "") -> String {
    let key = old.primaryKey(of: table.id, planner.oldParts)
    return key.map { $0.map { prefix + $0.quoted }.joined(separator: ", ") } ?? "\(prefix)*"
  }

  /// Which values another type of the column refuses, where that can be asked.
  func refused(by id: ObjectID) -> RefusedValues? {
    guard let before = old.column(id), let after = new.column(id) else { return nil }
    let type = new.type(after.type, of: id, names)
    var labels: [SQLText]?
    if let type, case .enumType(let found)? = new[type] { labels = found.labels }
    let isThere = (new.dependencies[id] ?? []).allSatisfy {
      !$0.kind.isType || self.isThere($0) && planner.altered[$0] == nil
    }
    return RefusedValues(
      from: before, to: after, names, path: id, casts: planner.casts, labels: labels,
      isThere: isThere)
  }

  // MARK: The questions

  /// `rows` stands for the table where its rows are asked as they will be, `once` something is so.
  func breaking(
    _ check: Expression, _ name: Name, of table: Catalog.Table, rows: RowText? = nil,
    _ once: String? = nil
  ) -> Preflight {
    Preflight(
      "rows of \(name: table.id, names) that break the check \(name.quoted)\(once.map { ", \($0)" } ?? "")",
      "SELECT \(keys(of: table)) FROM \(rows ?? "\(from: table.id, names)") WHERE NOT (\(check.sql))"
    )
  }

  func duplicates(
    _ keys: [String], of table: Catalog.Table, rows: RowText? = nil, _ once: String? = nil,
    where predicate: String? = nil, isNullsNotDistinct: Bool
  ) -> Preflight {
    let list = keys.joined(separator: ", ")
    var conditions = predicate.map { ["(\($0))"] } ?? []
    if !isNullsNotDistinct { conditions += keys.map { "\($0) IS NOT NULL" } }
    let filter = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
    return Preflight(
      "values that \(name: table.id, names) has more than once in (\(list))\(once.map { ", \($0)" } ?? "")",
      "SELECT \(list), count(*) FROM \(rows ?? "\(from: table.id, names)")\(filter) GROUP BY \(list) HAVING count(*) > 1"
    )
  }
}

extension Catalog.Index {
  /// What it is on, as SQL.
  var keys: [String] {
    elements.map { element in
      switch element.key {
      case .column(let name): name.quoted
      case .expression(let expression): expression.sql
      }
    }
  }

  /// Whether the column says which rows are in it.
  func isPicking(by column: Name) -> Bool {
    predicate.map { SQLWords.identifiers(in: $0.sql).contains(column) } ?? false
  }

  var plainColumns: [Name] {
    elements.compactMap { element in
      if case .column(let name) = element.key { return name }
      return nil
    }
  }
}
