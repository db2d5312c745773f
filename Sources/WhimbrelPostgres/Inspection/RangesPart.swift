import WhimbrelModel

/// Range types with their multirange types.
enum RangesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT r.rngtypid, t.typname, t.typnamespace, t.typowner,
      pg_catalog.format_type(r.rngsubtype, NULL), r.rngsubtype, r.rngsubopc,
      CASE WHEN r.rngcollation <> s.typcollation AND r.rngcollation <> '0'
        THEN r.rngcollation::pg_catalog.regcollation END,
      r.rngcanonical, r.rngsubdiff, m.oid, m.typarray, n.nspname, m.typname
    FROM pg_catalog.pg_range r
    JOIN pg_catalog.pg_type t ON t.oid = r.rngtypid
    JOIN pg_catalog.pg_type s ON s.oid = r.rngsubtype
    JOIN pg_catalog.pg_type m ON m.oid = r.rngmultitypid
    JOIN pg_catalog.pg_namespace n ON n.oid = m.typnamespace
    WHERE t.typnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      guard let schema = assembly.schema(of: try row.oid(), SystemCatalog.type, oid) else {
        return
      }
      let owner = try row.oid()
      let subtype = Catalog.TypeName(try row.text())
      let subtypeOID = try row.oid()
      let operatorClass = assembly.operatorClass(try row.oid(), on: subtypeOID)
      let collation = row.textIfAny()
      let canonical = row.functionIfAny()
      let difference = row.functionIfAny()
      let multirange = try row.oid()
      let multirangeArray = try row.oid()
      let multirangeSchema = try row.name()
      var range = Catalog.RangeType(
        schema: schema, name: name, subtype: subtype, multirangeName: try row.name())
      range.operatorClass = operatorClass
      range.collation = collation
      range.canonical = canonical
      range.subtypeDifference = difference
      range.multirangeSchema = multirangeSchema
      assembly.add(.rangeType(range), SystemCatalog.type, oid, owner: owner)
      assembly.registerImplicit(range.id, multirange)
      assembly.registerImplicit(range.id, multirangeArray)
    }
  }
}
