import WhimbrelModel
import WhimbrelPlanning

/// The tables in which a database keeps what was applied to it (docs/revisions.md, The ledger).
///
///     let ledger = Ledger(schema: "whimbrel")
///     let state = try await ledger.read(connection)
///
/// All of its SQL is qualified, and is sent under the search path of our own session.
package struct Ledger: Sendable, Hashable {
  package let schema: Name

  package init(schema: String = "whimbrel") { self.schema = Name(schema) }

  var revisions: String { "\(schema.quoted).revision" }
  var events: String { "\(schema.quoted).event" }

  /// What the ledger says; nothing when there is none. Makes nothing.
  package func read(_ connection: isolated Connection) throws -> LedgerState {
    do {
      guard try exists(connection) else { return LedgerState() }
      return try Self.state(connection.query(readQuery))
    } catch let error as PostgresError
      where error.sqlState == PostgresError.State.insufficientPrivilege
    {
      let role = try Self.role(connection)
      throw RunnerError(
        .failed, "the role \(role) may not use the ledger in the schema \(schema.quoted)",
        notes: [Self.said(error)],
        help: "GRANT USAGE ON SCHEMA \(schema.quoted) TO \(role); GRANT SELECT, INSERT, UPDATE, "
          + "DELETE ON ALL TABLES IN SCHEMA \(schema.quoted) TO \(role);", postgres: error)
    }
  }

  /// Whether the ledger was made here; throws when its schema is there without it.
  package func exists(_ connection: isolated Connection) throws -> Bool {
    let rows = try connection.query(
      "SELECT pg_catalog.to_regclass($1) IS NOT NULL, pg_catalog.to_regclass($2) IS NOT NULL",
      [revisions, events])
    return rows.bool(0, 0) == true && rows.bool(0, 1) == true
  }

  /// Makes what is not there of it; to be called under the runner's lock.
  func create(_ connection: isolated Connection) throws {
    if try exists(connection) { return }
    let found = try connection.query(
      "SELECT pg_catalog.to_regnamespace($1) IS NOT NULL", [schema.quoted])
    var statements = ["BEGIN"]
    if found.bool(0, 0) != true { statements.append("CREATE SCHEMA \(schema.quoted)") }
    statements += definitions + ["COMMIT"]
    do {
      _ = try connection.pipeline(statements.map { Query($0) })
    } catch let error as PostgresError {
      try connection.execute("ROLLBACK")
      guard error.sqlState == PostgresError.State.insufficientPrivilege else { throw error }
      let role = try Self.role(connection)
      let database = Name(connection.string.database).quoted
      throw RunnerError(
        .failed, "the role \(role) may not make the ledger in the schema \(schema.quoted)",
        notes: [Self.said(error)],
        help: found.bool(0, 0) == true
          ? "GRANT USAGE, CREATE ON SCHEMA \(schema.quoted) TO \(role);"
          : "GRANT CREATE ON DATABASE \(database) TO \(role); or have it made: "
            + "CREATE SCHEMA \(schema.quoted) AUTHORIZATION \(role);", postgres: error)
    }
  }

  private static func said(_ error: PostgresError) -> String {
    "\(error.message) (SQLSTATE \(error.sqlState))"
  }

  /// Who we are, quoted; the session's role where a failed transaction lets us ask nothing.
  private static func role(_ connection: isolated Connection) throws -> String {
    guard connection.transactionStatus == .idle else {
      return Name(connection.parameterStatus("session_authorization") ?? "").quoted
    }
    return Name(try connection.query("SELECT CURRENT_USER")[0] ?? "").quoted
  }

  /// What makes the tables, also in an offline script.
  package var definitions: [String] {
    [
      """
      CREATE TABLE IF NOT EXISTS \(revisions) (
        id pg_catalog.text PRIMARY KEY,
        digest pg_catalog.text NOT NULL,
        message pg_catalog.text NOT NULL,
        state pg_catalog.text NOT NULL CHECK (state IN ('applying', 'applied', 'reverting')),
        steps pg_catalog.int4 NOT NULL,
        steps_done pg_catalog.int4 NOT NULL,
        statements_done pg_catalog.int4 NOT NULL,
        begun_pid pg_catalog.int4,
        begun_backend_start pg_catalog.timestamptz,
        begun_digest pg_catalog.text,
        cursor pg_catalog.text,
        kept_extensions pg_catalog.text[] NOT NULL DEFAULT '{}',
        changed_at pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
        changed_by pg_catalog.text NOT NULL DEFAULT SESSION_USER,
        milliseconds pg_catalog.int8 NOT NULL DEFAULT 0,
        tool_version pg_catalog.text NOT NULL
      )
      """,
      """
      CREATE TABLE IF NOT EXISTS \(events) (
        number pg_catalog.int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
        kind pg_catalog.text NOT NULL,
        revision pg_catalog.text,
        digest pg_catalog.text,
        place pg_catalog.text,
        milliseconds pg_catalog.int8,
        sqlstate pg_catalog.text,
        error pg_catalog.text,
        made_by pg_catalog.text NOT NULL DEFAULT SESSION_USER,
        pid pg_catalog.int4 NOT NULL DEFAULT pg_catalog.pg_backend_pid(),
        tool_version pg_catalog.text NOT NULL
      )
      """,
    ]
  }

  private var readQuery: String {
    """
    SELECT id, digest, message, state, steps, steps_done, statements_done, begun_pid,
      begun_backend_start, cursor, kept_extensions, changed_at, changed_by, tool_version,
      milliseconds
    FROM \(revisions) ORDER BY changed_at, id
    """
  }

  private static func state(_ rows: Rows) throws -> LedgerState {
    LedgerState(
      rows: try rows.indices.map { row in
        let text = rows[row, 0] ?? ""
        guard let id = RevisionID(text), let state = LedgerRow.State(rawValue: rows[row, 3] ?? "")
        else {
          throw RunnerError(
            .failed, "the ledger has a row that no version of this program wrote: \(text)",
            help: "look whether --ledger-schema names another program's schema")
        }
        var found = LedgerRow(
          id: id, digest: rows[row, 1] ?? "", message: rows[row, 2] ?? "", state: state,
          position: Position(steps: rows.int(row, 5) ?? 0, statements: rows.int(row, 6) ?? 0),
          stepCount: rows.int(row, 4) ?? 0)
        if let pid = rows.int(row, 7), let start = rows[row, 8] {
          found.begun = Backend(pid: pid, start: start)
        }
        found.cursor = rows[row, 9]
        found.keptExtensions = rows.strings(row, 10) ?? []
        found.changedAt = rows[row, 11] ?? ""
        found.changedBy = rows[row, 12] ?? ""
        found.toolVersion = rows[row, 13] ?? ""
        found.milliseconds = rows.int(row, 14)
        return found
      })
  }
}
