import WhimbrelModel

/// One runner at a time in a ledger: a session's advisory lock, on the session that does the work.
///
/// It lives exactly as long as the backend that can still change something (docs/revisions.md, The
/// ledger; manual: Advisory Locks). The numbers of other programs may be the same; then one waits
/// for the other and nothing breaks.
package struct RunnerLock: Sendable, Hashable {
  /// `whim` in ASCII, and the ledger's name.
  let keys: (Int32, Int32)

  package static func == (one: Self, other: Self) -> Bool { one.keys == other.keys }
  package func hash(into hasher: inout Hasher) { hasher.combine(keys.1) }

  package init(ledgerSchema: Name) {
    // FNV-1a: the same in every process and version.
    let hash = ledgerSchema.text.utf8.reduce(0x811C_9DC5 as UInt32) {
      ($0 ^ UInt32($1)) &* 0x0100_0193
    }
    keys = (0x7768_696D, Int32(bitPattern: hash))
  }

  /// Taken for the length of a transaction by what ledgers of one database share: extensions.
  static let sharedQuery = Query(
    "SELECT pg_catalog.pg_advisory_xact_lock($1::pg_catalog.int4, 0)", ["\(0x7768_696C)"])

  private var values: [String?] { ["\(keys.0)", "\(keys.1)"] }

  /// The same as an expression of a script.
  package var tryLock: String {
    "pg_catalog.pg_try_advisory_lock(\(keys.0), \(keys.1))"
  }

  /// Takes the lock when it is free.
  func tryTake(_ connection: isolated Connection) throws -> Bool {
    try connection.query(
      "SELECT pg_catalog.pg_try_advisory_lock($1::pg_catalog.int4, $2::pg_catalog.int4)", values
    ).bool(0, 0) == true
  }

  func release(_ connection: isolated Connection) throws {
    try connection.query(
      "SELECT pg_catalog.pg_advisory_unlock($1::pg_catalog.int4, $2::pg_catalog.int4)", values)
  }

  /// An error (division by zero) unless this very backend holds the lock: what goes through a
  /// transaction pooler, or freed the lock by some trick, does nothing.
  var fence: Query {
    Query(
      """
      SELECT 1 / pg_catalog.count(*) FROM pg_catalog.pg_locks l
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
        AND l.pid = pg_catalog.pg_backend_pid()
        AND l.classid = $1::pg_catalog.int4::pg_catalog.oid
        AND l.objid = $2::pg_catalog.int4::pg_catalog.oid
      """, values)
  }

  /// Who has it; nil when nobody has it any more.
  func holder(_ connection: isolated Connection) throws -> SessionInfo? {
    let rows = try connection.query(
      """
      SELECT \(SessionInfo.columns)
      FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
        AND l.database = (
          SELECT d.oid FROM pg_catalog.pg_database d
          WHERE d.datname = pg_catalog.current_database())
        AND l.classid = $1::pg_catalog.int4::pg_catalog.oid
        AND l.objid = $2::pg_catalog.int4::pg_catalog.oid
      """, values)
    return rows.isEmpty ? nil : SessionInfo(rows, 0)
  }
}

extension SessionInfo {
  /// Of `l` (a row of pg_locks) and `a` (of pg_stat_activity).
  static let columns = """
    coalesce(a.pid, l.pid), a.usename, a.application_name, a.query, \
    pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - \
    coalesce(a.xact_start, a.state_change, a.backend_start)))::pg_catalog.int4, \
    a.state OPERATOR(pg_catalog.~) '^idle in transaction'
    """

  init(_ rows: Rows, _ row: Int) {
    self.init(
      pid: rows.int(row, 0) ?? 0, user: rows[row, 1] ?? "", application: rows[row, 2] ?? "",
      query: rows[row, 3].map(StatementShape.of) ?? "", seconds: rows.int(row, 4),
      isIdle: rows.bool(row, 5) == true)
  }
}
