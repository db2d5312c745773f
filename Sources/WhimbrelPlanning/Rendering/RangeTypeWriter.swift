import WhimbrelModel

extension Catalog.RangeType: Planned {
  package func create(_ names: Names) -> [Statement] {
    let options = [
      "SUBTYPE = \(subtype.sql)",
      operatorClass.map { "SUBTYPE_OPCLASS = \($0)" },
      collation.map { "COLLATION = \($0)" },
      canonical.map { "CANONICAL = \($0)" },
      subtypeDifference.map { "SUBTYPE_DIFF = \($0)" },
      "MULTIRANGE_TYPE_NAME = \(names.qualified(multirangeSchema, multirangeName))",
    ]
    var statements: [Statement] = []
    // A canonical function takes the type it is for: that exists as a shell first.
    if canonical != nil {
      statements.append(Statement("CREATE TYPE \(names.qualified(id))", for: id))
    }
    return statements + [
      Statement(
        "CREATE TYPE \(names.qualified(id)) AS RANGE \(block(options.compactMap { $0 }))", for: id)
    ]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP TYPE \(names.qualified(id))", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    var renamed = self
    renamed.multirangeName = new.multirangeName
    renamed.multirangeSchema = new.multirangeSchema
    guard renamed == new else { return .rebuild }
    var statements: [Statement] = []
    var path = names.qualified(multirangeSchema, multirangeName)
    if multirangeSchema != new.multirangeSchema {
      statements.append(
        Statement("ALTER TYPE \(path) SET SCHEMA \(new.multirangeSchema.quoted)", for: id))
      path = names.qualified(new.multirangeSchema, multirangeName)
    }
    if multirangeName != new.multirangeName {
      statements.append(
        Statement("ALTER TYPE \(path) RENAME TO \(new.multirangeName.quoted)", for: id))
    }
    return .inPlace(statements)
  }
}
