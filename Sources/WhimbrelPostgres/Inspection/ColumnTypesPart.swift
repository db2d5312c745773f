import WhimbrelModel

/// The types that columns have, each printed once.
enum ColumnTypesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT t.atttypid, t.atttypmod, pg_catalog.format_type(t.atttypid, t.atttypmod),
      pg_catalog.format_type(t.atttypid, NULL)
    FROM (
      SELECT DISTINCT a.atttypid, a.atttypmod
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
      WHERE a.attnum > '0' AND NOT a.attisdropped
        AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
        AND c.relnamespace IN \(request.namespaces)) t
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let type = Assembly.ColumnType(type: try row.oid(), modifier: try row.int())
      assembly.columnTypes[type] = Catalog.TypeName(try row.text(), base: try row.text())
    }
  }
}
