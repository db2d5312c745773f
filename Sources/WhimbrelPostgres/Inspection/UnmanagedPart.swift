import WhimbrelModel

/// What is seen and left alone: languages and access methods.
enum UnmanagedPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT '2612'::pg_catalog.oid, oid, lanname, 'procedural languages are not managed'
    FROM pg_catalog.pg_language WHERE oid >= '16384' AND \(request.databaseWide)
    UNION ALL
    SELECT '2601', oid, amname, 'access methods are not managed'
    FROM pg_catalog.pg_am WHERE oid >= '16384' AND \(request.databaseWide)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let catalog = try row.oid()
      let oid = try row.oid()
      if assembly.isMember(catalog, oid) { return }
      let name = try row.name()
      let (subject, kind): (Catalog.Unmanaged.Subject, ObjectKind) =
        catalog == SystemCatalog.language
        ? (.language, .language) : (.accessMethod, .accessMethod)
      assembly.catalog.unmanaged.append(
        Catalog.Unmanaged(subject, ObjectID(kind, name), reason: try row.string()))
    }
  }
}

/// Security labels, which are read and only said.
enum SecurityLabelsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    "SELECT classoid, objoid, objsubid, provider FROM pg_catalog.pg_seclabel"
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let catalog = try row.oid()
      let object = try row.oid()
      let column = try row.int()
      let id =
        column > 0
        ? assembly.columnID(object, column) : assembly.ids[Address(catalog, object)]
      guard let id else { return }
      assembly.catalog.unmanaged.append(
        Catalog.Unmanaged(
          .securityLabel, id,
          reason: "its security label of provider \(try row.string()) is not managed"))
    }
  }
}
