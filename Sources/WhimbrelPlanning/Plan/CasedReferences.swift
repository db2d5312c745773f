import WhimbrelModel

/// What a foreign key asks of the rows when its columns are CITEXT no more: whether every reference is
/// spelled as what it references.
struct CasedReferences {
  let planner: Planner
  private var names: Names { planner.names }

  func preflights(for id: ObjectID) -> [Preflight] {
    guard isCasedNow(id), let table = planner.old.table(of: id), table.foreign == nil else {
      return []
    }
    return planner.newParts[id.with(.table)].sorted().compactMap { part in
      guard case .constraint(let constraint)? = planner.new[part], constraint.isValid,
        case .foreignKey(let key) = constraint.kind, key.columns.contains(id.member),
        let parent = planner.old.table(of: key.references)
      else { return nil }
      return preflight(key, of: table, parent)
    }
  }

  private func isCasedNow(_ id: ObjectID) -> Bool {
    guard let before = planner.old.column(id), let after = planner.new.column(id) else {
      return false
    }
    return before.type.isCitext && !after.type.isCitext
  }

  private func preflight(
    _ key: Catalog.Constraint.ForeignKey, of table: Catalog.Table, _ parent: Catalog.Table
  ) -> Preflight? {
    let columns = key.columns + key.referencedColumns
    let ids =
      key.columns.map { table.id.with(.column, member: $0) }
      + key.referencedColumns.map { parent.id.with(.column, member: $0) }
    guard ids.allSatisfy({ planner.old.column($0) != nil && !planner.created.contains($0) }),
      columns.count == 2 * key.columns.count
    else { return nil }
    let pairs = zip(key.columns, key.referencedColumns).map { child, referenced in
      isCasedNow(table.id.with(.column, member: child))
        ? "parent.\(referenced.quoted)::text = child.\(child.quoted)::text"
        : "parent.\(referenced.quoted) = child.\(child.quoted)"
    }.joined(separator: " AND ")
    let present = key.columns.map { "child.\($0.quoted) IS NOT NULL" }.joined(separator: " AND ")
    let list = key.columns.map(\.quoted).joined(separator: ", ")
    let shown = key.columns.map { "child.\($0.quoted)" }.joined(separator: ", ")
    return Preflight(
      "rows of \(name: table.id, names) whose (\(list)) is spelled otherwise in \(name: parent.id, names)",
      """
      SELECT \(shown) FROM \(from: table.id, as: "child", names)
      WHERE \(present)
        AND NOT EXISTS (SELECT FROM \(from: parent.id, as: "parent", names) WHERE \(pairs))
      """)
  }
}
