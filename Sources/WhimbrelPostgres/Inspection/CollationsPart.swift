import WhimbrelModel

/// Collations.
enum CollationsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    let locale =
      request.version.major >= 17 ? "colllocale" : request.since(15, "colliculocale", else: "NULL")
    return """
      SELECT oid, collname, collnamespace, collowner, collprovider, collcollate, collctype,
        \(locale), collisdeterministic, \(request.since(16, "collicurules", else: "NULL"))
      FROM pg_catalog.pg_collation
      WHERE oid >= '16384' AND collnamespace IN \(request.namespaces)
        AND collencoding IN ('-1',
          (SELECT encoding FROM pg_catalog.pg_database
           WHERE datname = pg_catalog.current_database()))
      """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      let catalog = SystemCatalog.collation
      guard let schema = assembly.schema(of: try row.oid(), catalog, oid) else { return }
      let owner = try row.oid()
      let provider: Catalog.Collation.Provider =
        switch try row.char() {
        case "i": .icu
        case "b": .builtin
        default: .libc
        }
      var collation = Catalog.Collation(schema: schema, name: name, provider: provider)
      let collate = row.textIfAny()
      let ctype = row.textIfAny()
      let locale = row.textIfAny()
      if provider == .libc {
        collation.collate = collate
        collation.ctype = ctype
      } else {
        // Up to 14 ICU's locale is where libc's is.
        collation.locale = locale ?? collate
      }
      collation.isDeterministic = try row.bool()
      collation.rules = row.textIfAny()
      assembly.add(.collation(collation), catalog, oid, owner: owner)
    }
  }
}
