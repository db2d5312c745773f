import WhimbrelModel

extension Catalog {
  /// The same catalog, with the names of those new NOT NULL constraints said for which PostgreSQL would
  /// choose another: a child in the same schema has the name already, from a parent that is called
  /// like the table (18; manual: CREATE TABLE, Constraint Naming).
  func namingNotNulls(newSince old: Catalog) -> Catalog {
    let taken = Set(
      inheritedNotNulls.map { $0.key.with(.constraint, member: $0.value).inSchema })
    if taken.isEmpty { return self }
    var named = self
    for case .table(var table) in objects.values {
      let isJoining = isJoining(table.id, since: old)
      for index in table.columns.indices {
        let column = table.columns[index]
        let chosen = PostgresNames.joined(table.name, column.name, "not_null")
        let id = table.id.with(.column, member: column.name)
        if isJoining, let name = inheritedNotNulls[id] {
          table.columns[index].notNullName = name
          named[table.id] = .table(table)
          continue
        }
        guard column.isNotNull, column.isLocal, column.notNullName == nil,
          old.column(id)?.isNotNull != true,
          taken.contains(table.id.with(.constraint, member: chosen).inSchema)
        else { continue }
        table.columns[index].notNullName = chosen
        named[table.id] = .table(table)
      }
    }
    return named
  }

  /// Whether a table that stands alone becomes a partition. Its constraints have to be called as its
  /// parent's before: what is inherited cannot be renamed.
  func isJoining(_ id: ObjectID, since old: Catalog) -> Bool {
    guard case .table(let before)? = old[id], case .table(let after)? = self[id] else {
      return false
    }
    return before.parents.isEmpty && after.partitionOf != nil
  }
}

extension ObjectID {
  /// The constraint's name in its schema, whatever table it is of.
  fileprivate var inSchema: ObjectID { ObjectID(.constraint, schema: schema, "", member: member) }
}
