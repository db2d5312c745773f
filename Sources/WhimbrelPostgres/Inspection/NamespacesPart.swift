import WhimbrelModel

/// Schemas.
enum NamespacesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT oid, nspname, nspowner FROM pg_catalog.pg_namespace
    WHERE oid IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      assembly.namespaces[oid] = name
      if assembly.isMember(SystemCatalog.namespace, oid) { return }
      assembly.add(
        .schema(Catalog.Schema(name: name)), SystemCatalog.namespace, oid, owner: try row.oid())
    }
  }
}
