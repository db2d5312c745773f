import Testing
import WhimbrelModel

extension DeclaredSchema {
  func table(_ name: Name, schema: Name = "public") throws -> Catalog.Table {
    let object = catalog[ObjectID(.table, schema: schema, name)]
    guard case .table(let table) = object else {
      throw MissingObject(id: ObjectID(.table, schema: schema, name))
    }
    return table
  }

  func column(_ name: Name, of table: Name) throws -> Catalog.Column {
    try #require(try self.table(table).column(name))
  }

  func constraint(_ id: ObjectID) throws -> Catalog.Constraint {
    guard case .constraint(let constraint) = catalog[id] else { throw MissingObject(id: id) }
    return constraint
  }

  func constraint(_ name: Name, on table: Name) throws -> Catalog.Constraint {
    try constraint(ObjectID(.constraint, schema: "public", table, member: name))
  }

  func index(_ name: Name) throws -> Catalog.Index {
    let id = ObjectID(.index, schema: "public", name)
    guard case .index(let index) = catalog[id] else { throw MissingObject(id: id) }
    return index
  }
}

struct MissingObject: Error { let id: ObjectID }
