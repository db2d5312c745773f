import WhimbrelModel

/// Comments on everything that is in the catalog by now.
enum CommentsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT classoid, objoid, objsubid, description
    FROM pg_catalog.pg_description
    WHERE objoid >= '16384' OR classoid = '2615'
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let catalog = try row.oid()
      let oid = try row.oid()
      let number = try row.int()
      let text = try row.text()
      guard let id = assembly.commented(catalog, oid, number) else { return }
      // What comes with the object itself.
      if id.kind == .extension && assembly.extensionComments[oid] == text { return }
      if id == ObjectID(.schema, "public") && text == "standard public schema" { return }
      assembly.catalog.comments[id] = text
    }
  }
}

extension Assembly {
  /// What a comment is on: of a constraint's index and an identity's sequence, themselves.
  fileprivate func commented(_ catalog: OID, _ object: OID, _ column: Int) -> ObjectID? {
    if column > 0 { return columnID(object, column) }
    if catalog == SystemCatalog.class {
      if let id = indexIDs[object] ?? identitySequences[object] { return id }
    }
    if catalog == SystemCatalog.constraint, let id = partConstraints[object] { return id }
    let id = ids[Address(catalog, object)]
    // A row type is not its table.
    if catalog == SystemCatalog.type, id?.kind == .table { return nil }
    return id
  }
}
