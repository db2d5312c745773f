import WhimbrelModel

/// Extensions, without those that every database has (PL/pgSQL).
enum ExtensionsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT e.oid, e.extname, n.nspname, e.extversion, e.extowner, a.comment
    FROM pg_catalog.pg_extension e
    JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
    LEFT JOIN pg_catalog.pg_available_extensions() a ON a.name = e.extname
    WHERE e.oid >= '16384'
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      var found = Catalog.Extension(
        name: try row.name(), schema: try row.name(), version: try row.text())
      let owner = try row.oid()
      found.usualComment = row.textIfAny()
      assembly.add(.extension(found), SystemCatalog.extension, oid, owner: owner)
      let schema = ObjectID(.schema, found.schema)
      if assembly.catalog[schema] != nil { assembly.depend(found.id, on: schema) }
    }
  }
}
