import WhimbrelModel

extension Catalog {
  /// The same catalog, with the names of those NOT NULL constraints of new tables said for which PostgreSQL
  /// would choose another: a child in the same schema has the name already, from a parent that is called
  /// like the table (18; manual: CREATE TABLE, Constraint Naming).
  func namingNotNulls(newSince old: Catalog) -> Catalog {
    let taken = inheritedNotNulls()
    if taken.isEmpty { return self }
    var named = self
    for case .table(var table) in objects.values where old[table.id] == nil {
      for index in table.columns.indices {
        let column = table.columns[index]
        let chosen = PostgresNames.joined(table.name, column.name, "not_null")
        guard column.isNotNull, column.isLocal, column.notNullName == nil,
          taken.contains(table.id.with(.constraint, member: chosen).inSchema)
        else { continue }
        table.columns[index].notNullName = chosen
      }
      named[table.id] = .table(table)
    }
    return named
  }

  /// The names that children have from their parents, other than those that they would get themselves,
  /// as constraints of their schema.
  private func inheritedNotNulls() -> Set<ObjectID> {
    var names: Set<ObjectID> = []
    for case .table(let table) in objects.values where !table.parents.isEmpty {
      for parent in table.parents.compactMap(self.table(of:)) where parent.schema != table.schema {
        for column in parent.columns where column.isNotNull {
          let name =
            column.notNullName ?? PostgresNames.joined(parent.name, column.name, "not_null")
          names.insert(table.id.with(.constraint, member: name).inSchema)
        }
      }
    }
    return names
  }
}

extension ObjectID {
  /// The constraint's name in its schema, whatever table it is of.
  fileprivate var inSchema: ObjectID { ObjectID(.constraint, schema: schema, "", member: member) }
}
