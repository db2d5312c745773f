import WhimbrelModel

/// The tables that a revision has to do with: those it changes or whose parts it changes, and those with
/// columns of a type that it changes.
enum TouchedTables {
  static func find(
    _ changed: [Printout.Difference], _ connection: Connection
  ) async throws -> Set<ObjectID> {
    var tables: Set<ObjectID> = []
    var types: [ObjectID] = []
    for difference in changed {
      let id = difference.object
      switch id.kind {
      case .enumType, .compositeType, .domain, .rangeType, .baseType: types.append(id)
      case .domainConstraint: types.append(id.with(.domain))
      default: tables.insert(difference.whole ?? id.with(.table))
      }
    }
    guard !types.isEmpty else { return tables }
    let rows = try await connection.query(
      """
      WITH RECURSIVE used (id) AS (
        SELECT t.oid FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) u (schema, name)
        JOIN pg_catalog.pg_namespace n ON n.nspname = u.schema
        JOIN pg_catalog.pg_type t ON t.typnamespace = n.oid AND t.typname = u.name
        UNION
        SELECT t.oid FROM used u
        JOIN pg_catalog.pg_type t ON t.typelem = u.id OR t.typbasetype = u.id
          OR EXISTS (SELECT FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid AND r.rngsubtype = u.id)
          OR EXISTS (SELECT FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND a.atttypid = u.id)
      )
      SELECT DISTINCT n.nspname, c.relname FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE a.atttypid IN (SELECT id FROM used)
      """,
      [types.map(\.schema).arrayText, types.map(\.name).arrayText])
    for row in rows.indices {
      tables.insert(
        ObjectID(.table, schema: Name(rows[row, 0] ?? ""), Name(rows[row, 1] ?? "")))
    }
    return tables
  }
}

extension [Name] {
  /// As the text of a `text[]`.
  var arrayText: String {
    let elements = map { name in
      "\"" + name.text.map { "\"\\".contains($0) ? "\\\($0)" : "\($0)" }.joined() + "\""
    }
    return "{" + elements.joined(separator: ",") + "}"
  }
}
