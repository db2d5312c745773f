import WhimbrelModel
import WhimbrelPostgres

/// The catalog of the current test's database after `sql` ran in it.
func inspected(_ sql: String, scope: Scope = Scope()) async throws -> Catalog {
  let connection = try await TestDatabase.current.connect()
  try await connection.execute(sql)
  return try await Inspector.inspect(connection, scope: scope)
}

extension Catalog {
  func table(_ name: Name, in schema: Name = "public") -> Catalog.Table? {
    if case .table(let table) = self[ObjectID(.table, schema: schema, name)] { return table }
    return nil
  }

  func column(_ table: Name, _ column: Name) -> Catalog.Column? {
    self.table(table)?.column(column)
  }

  func constraint(_ table: Name, _ name: Name) -> Catalog.Constraint? {
    let id = ObjectID(.constraint, schema: "public", table, member: name)
    if case .constraint(let constraint) = self[id] { return constraint }
    return nil
  }

  func index(_ name: Name) -> Catalog.Index? {
    if case .index(let index) = self[ObjectID(.index, schema: "public", name)] { return index }
    return nil
  }

  func sequence(_ name: Name) -> Catalog.Sequence? {
    if case .sequence(let found) = self[ObjectID(.sequence, schema: "public", name)] {
      return found
    }
    return nil
  }

  func names(_ kind: ObjectKind) -> [Name] {
    objects.keys.filter { $0.kind == kind }.map { $0.member.isEmpty ? $0.name : $0.member }.sorted()
  }
}

extension ObjectID {
  static func table(_ name: Name) -> ObjectID { ObjectID(.table, schema: "public", name) }
  static func column(_ table: Name, _ column: Name) -> ObjectID {
    ObjectID(.column, schema: "public", table, member: column)
  }
}
