import WhimbrelModel

/// Collations as SQL, for the keys of indexes: only those that some index has.
enum CollationNamesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT DISTINCT k.oid, k.oid::pg_catalog.regcollation
    FROM pg_catalog.pg_index i
    CROSS JOIN LATERAL pg_catalog.unnest(i.indcollation::pg_catalog.oid[]) k (oid)
    WHERE i.indexrelid >= '16384' AND k.oid <> '0'
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in assembly.collations[try row.oid()] = try row.text() }
  }
}
