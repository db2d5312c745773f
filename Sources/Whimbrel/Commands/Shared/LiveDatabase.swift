import WhimbrelModel
import WhimbrelPostgres

/// Connections to databases that commands look at.
enum LiveDatabase {
  /// A connection whose session is pinned, so that everything prints the same everywhere.
  static func connect(_ string: ConnectionString, _ terminal: Terminal) async throws -> Connection {
    terminal.detail("connecting to \(string)")
    let connection = try await Connection.connect(to: string) { notice in
      if notice.severity == "WARNING" { terminal.warn(notice.message) }
    }
    try await connection.pin(.own)
    return connection
  }

  /// The extensions that were added to a database.
  static func extensions(of connection: Connection) async throws -> [Name] {
    let rows = try await connection.query(
      "SELECT extname FROM pg_catalog.pg_extension WHERE oid OPERATOR(pg_catalog.>=) '16384'")
    return rows.indices.compactMap { rows[$0, 0].map { Name($0) } }
  }

  /// `path` and the schemas of the database's extensions that are not in it, in order of their names.
  static func searchPath(_ path: [Name], with connection: Connection) async throws -> [Name] {
    let rows = try await connection.query(
      """
      SELECT DISTINCT n.nspname
      FROM pg_catalog.pg_extension e
      JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) e.extnamespace
      WHERE n.nspname OPERATOR(pg_catalog.!~) '^(pg_|information_schema$)'
      """)
    let schemas = rows.indices.compactMap { rows[$0, 0].map { Name($0) } }
    return path + schemas.filter { !path.contains($0) }.sorted()
  }
}
