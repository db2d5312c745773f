import WhimbrelModel

/// Conversions between encodings.
enum ConversionsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT oid, conname, connamespace, conowner, pg_catalog.pg_encoding_to_char(conforencoding),
      pg_catalog.pg_encoding_to_char(contoencoding), conproc, condefault
    FROM pg_catalog.pg_conversion
    WHERE oid >= '16384' AND connamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      let catalog = SystemCatalog.conversion
      guard let schema = assembly.schema(of: try row.oid(), catalog, oid) else { return }
      let owner = try row.oid()
      let source = try row.text()
      let target = try row.text()
      var conversion = Catalog.Conversion(
        schema: schema, name: name, source: source, target: target, function: try row.text())
      conversion.isDefault = try row.bool()
      assembly.add(.conversion(conversion), catalog, oid, owner: owner)
    }
  }
}

/// Transforms between types and procedural languages.
enum TransformsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT t.oid, pg_catalog.format_type(t.trftype, NULL), l.lanname,
      t.trffromsql::pg_catalog.oid::pg_catalog.regprocedure,
      t.trftosql::pg_catalog.oid::pg_catalog.regprocedure
    FROM pg_catalog.pg_transform t
    JOIN pg_catalog.pg_language l ON l.oid = t.trflang
    WHERE t.oid >= '16384' AND \(request.databaseWide)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      if assembly.isMember(SystemCatalog.transform, oid) { return }
      var transform = Catalog.Transform(
        type: Catalog.TypeName(try row.text()), language: try row.name())
      transform.fromSQL = row.functionIfAny()
      transform.toSQL = row.functionIfAny()
      assembly.add(.transform(transform), SystemCatalog.transform, oid)
    }
  }
}
