import WhimbrelModel

/// Extended statistics.
enum StatisticsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT s.oid, s.stxname, s.stxnamespace, s.stxowner, s.stxrelid, s.stxkind, s.stxkeys,
      pg_catalog.pg_get_statisticsobjdef_expressions(s.oid), NULLIF(s.stxstattarget, '-1')
    FROM pg_catalog.pg_statistic_ext s
    WHERE s.stxnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      let catalog = SystemCatalog.statistics
      guard let schema = assembly.schema(of: try row.oid(), catalog, oid) else { return }
      let owner = try row.oid()
      let relationOID = try row.oid()
      guard let relation = assembly.relations[relationOID]?.id else { return }
      let codes = row.texts()
      let known: [(SQLText, String)] = [("d", "ndistinct"), ("f", "dependencies"), ("m", "mcv")]
      var statistics = Catalog.Statistics(
        schema: schema, name: name, relation: relation,
        kinds: known.filter { codes.contains($0.0) }.map(\.1),
        // PostgreSQL keeps them in the order of the table's columns, which is not compared.
        columns: assembly.columnNames(relationOID, try row.ints()).sorted())
      statistics.expressions = row.texts().map { Expression($0) }
      statistics.target = row.intIfAny()
      assembly.add(.statistics(statistics), catalog, oid, owner: owner)
    }
  }
}
