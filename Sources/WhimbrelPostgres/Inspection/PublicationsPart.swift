import WhimbrelModel

/// Publications; their tables and schemas come apart.
enum PublicationsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT oid, pubname, pubowner, puballtables, pubinsert, pubupdate, pubdelete, pubtruncate,
      pubviaroot, \(request.since(18, "pubgencols = 's'", else: "false"))
    FROM pg_catalog.pg_publication WHERE \(request.databaseWide)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let catalog = SystemCatalog.publication
      if assembly.isMember(catalog, oid) { return }
      var publication = Catalog.Publication(name: try row.name())
      let owner = try row.oid()
      publication.isForAllTables = try row.bool()
      publication.operations = []
      for operation in ["insert", "update", "delete", "truncate"] where try row.bool() {
        publication.operations.append(operation)
      }
      publication.isViaRoot = try row.bool()
      publication.publishesGenerated = try row.bool()
      assembly.register(publication.id, catalog, oid, owner: owner)
      assembly.publications[oid] = publication
    }
  }
}

/// The tables of publications.
enum PublicationTablesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT oid, prpubid, prrelid, \(request.since(15, "prattrs", else: "NULL")),
      \(request.since(15, "pg_catalog.pg_get_expr(prqual, prrelid)", else: "NULL"))
    FROM pg_catalog.pg_publication_rel WHERE \(request.databaseWide)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let publication = try row.oid()
      let relationOID = try row.oid()
      guard let id = assembly.publications[publication]?.id,
        let relation = assembly.relations[relationOID]?.id
      else { return }
      var table = Catalog.Publication.Table(relation: relation)
      table.columns = row.intsIfAny().map { assembly.columnNames(relationOID, $0).sorted() }
      table.filter = row.expressionIfAny()
      assembly.register(id, SystemCatalog.publicationTable, oid)
      assembly.publications[publication]?.tables.append(table)
      assembly.publications[publication]?.tables.sort { $0.relation < $1.relation }
    }
  }
}

/// The schemas of publications (15).
enum PublicationSchemasPart: InspectionPart {
  static func isAsked(of version: ServerVersion) -> Bool { version.major >= 15 }

  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT oid, pnpubid, pnnspid
    FROM pg_catalog.pg_publication_namespace WHERE \(request.databaseWide)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let publication = try row.oid()
      guard let id = assembly.publications[publication]?.id,
        let schema = assembly.namespaces[try row.oid()]
      else { return }
      assembly.register(id, SystemCatalog.publicationSchema, oid)
      assembly.depend(id, on: ObjectID(.schema, schema))
      assembly.publications[publication]?.schemas.append(schema)
      assembly.publications[publication]?.schemas.sort()
    }
  }
}
