import WhimbrelModel

/// The parents of partitions and of tables that inherit.
enum InheritancePart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT i.inhrelid, n.nspname, p.relname, i.inhdetachpending
    FROM pg_catalog.pg_inherits i
    JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
    JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace
    WHERE p.relkind IN ('r', 'p', 'f')
    ORDER BY i.inhrelid, i.inhseqno
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let child = try row.oid()
      guard assembly.tables[child] != nil else { return }
      let schema = try row.name()
      let parent = ObjectID(.table, schema: schema, try row.name())
      if assembly.tables[child]?.partitionOf != nil {
        assembly.tables[child]?.partitionOf?.parent = parent
      } else {
        assembly.tables[child]?.inherits.append(parent)
      }
      if try row.bool(), let id = assembly.relations[child]?.id {
        assembly.catalog.unmanaged.append(
          Catalog.Unmanaged(
            .pendingDetach, id,
            reason: "it is being detached from its parent: finish with DETACH PARTITION FINALIZE"))
      }
    }
  }
}
