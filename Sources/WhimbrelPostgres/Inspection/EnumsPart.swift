import WhimbrelModel

/// Enum types with their labels in order.
enum EnumsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT t.oid, t.typname, t.typnamespace, t.typowner, e.labels
    FROM pg_catalog.pg_type t
    LEFT JOIN (
      SELECT enumtypid, pg_catalog.array_agg(enumlabel ORDER BY enumsortorder) AS labels
      FROM pg_catalog.pg_enum GROUP BY enumtypid) e ON e.enumtypid = t.oid
    WHERE t.typtype = 'e' AND t.typnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      guard let schema = assembly.namespaces[try row.oid()],
        !assembly.isMember(SystemCatalog.type, oid)
      else { return }
      let owner = try row.oid()
      let type = Catalog.EnumType(schema: schema, name: name, labels: row.texts())
      assembly.add(.enumType(type), SystemCatalog.type, oid, owner: owner)
    }
  }
}
