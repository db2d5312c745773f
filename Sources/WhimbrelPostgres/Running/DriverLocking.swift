import WhimbrelModel
import WhimbrelPlanning

/// Waiting for others: for the runner's lock, and for what a killed runner's backend still does.
extension RunnerDriver {
  mutating func takeLock() async throws {
    try await refuseReadOnly()
    let began = ContinuousClock.now
    var told: ContinuousClock.Instant?
    var pause = Duration.milliseconds(30)
    while true {
      try stopIfInterrupted()
      if try await lock.tryTake(connection) { break }
      let waited = began.duration(to: .now)
      guard waited < options.wait else {
        let holder = try await lock.holder(connection)
        throw RunnerFailure(.lockHeld, Self.lockHeld(by: holder, ledger, waited))
      }
      if told.map({ $0.duration(to: .now) > .seconds(5) }) ?? true {
        told = .now
        run.onEvent(.waitingForLock(try await lock.holder(connection), for: waited))
      }
      // A poll holds no snapshot in between, so no CREATE INDEX CONCURRENTLY waits for us; the
      // blocking form would deadlock with it.
      try await sleep(min(pause, options.wait) * Double.random(in: 0.5...1.5))
      pause = min(pause * 2, .milliseconds(500))
    }
    hasLock = true
    if !options.trustsSchemas { try await SearchPathTrust.check(options.searchPath, connection) }
  }

  private static func lockHeld(by holder: SessionInfo?, _ ledger: Ledger, _ waited: Duration)
    -> RunnerError
  {
    let who = holder.map { "; it is held by \($0)" } ?? ""
    return RunnerError(
      .locked,
      "another runner works on the ledger \"\(ledger.schema)\"\(who)",
      notes: ["waited \(waited.wholeSeconds) s"],
      help: "run the command again when it is done, or wait longer with --wait SECONDS")
  }

  /// Waits until `backend` is gone, for as long as `--wait` allows.
  func awaitEnd(of backend: Backend) async throws {
    let began = ContinuousClock.now
    var told: ContinuousClock.Instant?
    while true {
      let rows = try await connection.query(
        """
        SELECT \(SessionInfo.columns)
        FROM pg_catalog.pg_stat_activity a, LATERAL (SELECT a.pid) l
        WHERE a.pid = $1::pg_catalog.int4 AND a.backend_start = $2::pg_catalog.timestamptz
          AND a.pid <> pg_catalog.pg_backend_pid()
        """, ["\(backend.pid)", backend.start])
      if rows.isEmpty { return }
      let waited = began.duration(to: .now)
      guard waited < options.wait else {
        throw RunnerFailure(
          .lockHeld,
          RunnerError(
            .locked,
            "an earlier run's session still works: \(SessionInfo(rows, 0))",
            notes: ["waited \(waited.wholeSeconds) s"],
            help: "run the command again when it is done, or end it: "
              + "SELECT pg_terminate_backend(\(backend.pid))"))
      }
      if told.map({ $0.duration(to: .now) > .seconds(5) }) ?? true {
        told = .now
        run.onEvent(.waitingForBackend(backend, for: waited))
      }
      try await sleep(.milliseconds(200))
    }
  }

  /// Throws when nothing can be written here: a standby, or a database that was made read-only.
  ///
  /// Whoever has made it so may be moving it elsewhere, so it is not set aside.
  private func refuseReadOnly() async throws {
    let rows = try await connection.query(
      """
      SELECT pg_catalog.current_setting('transaction_read_only')::pg_catalog.bool,
        pg_catalog.pg_is_in_recovery()
      """)
    guard rows.bool(0, 0) == true else { return }
    if rows.bool(0, 1) == true {
      throw RunnerError(
        .failed, "the server is a standby: nothing can be written to it",
        help: "connect to the primary, such as with target_session_attrs=read-write and all hosts "
          + "in the connection string")
    }
    throw RunnerError(
      .failed, "transactions are read-only here: default_transaction_read_only is on",
      help: "see who has set it, and why; options=-cdefault_transaction_read_only=off in the "
        + "connection string goes ahead")
  }
}

/// Whether others can put code where a revision's statements look for names.
enum SearchPathTrust {
  /// Throws when a role other than a schema's owner and ourselves may create in a schema of the
  /// path (manual: Schemas, Usage Patterns).
  static func check(_ searchPath: String, _ connection: Connection) async throws {
    let names = try await connection.transaction("READ ONLY") { connection in
      let rows = try connection.pipeline([
        Query("SELECT pg_catalog.set_config('search_path', $1, true)", [searchPath]),
        "SELECT pg_catalog.current_schemas(false)",
      ])
      return rows[1].strings(0, 0) ?? []
    }
    let rows = try await connection.query(
      """
      SELECT n.nspname,
        CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(a.grantee) END
      FROM pg_catalog.pg_namespace n,
        pg_catalog.aclexplode(coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) a
        LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
      WHERE n.nspname = ANY ($1::pg_catalog.text[]) AND n.nspname <> 'pg_catalog'
        AND a.privilege_type = 'CREATE' AND a.grantee <> n.nspowner
        AND coalesce(r.rolname NOT IN (CURRENT_USER, SESSION_USER) AND NOT r.rolsuper, true)
      ORDER BY 1, 2
      """, [Ledger.array(names)])
    if rows.isEmpty { return }
    let pairs = rows.indices.map { (rows[$0, 0] ?? "", rows[$0, 1] ?? "") }
    let list = pairs.map { "\($0.1) in schema \($0.0)" }.joined(separator: ", ")
    let (schema, grantee) = pairs[0]
    let who = grantee == "PUBLIC" ? grantee : Name(grantee).quoted
    throw RunnerError(
      .failed,
      "others may create objects where revisions look for names, and so have code run by us: "
        + list,
      help: "REVOKE CREATE ON SCHEMA \(Name(schema).quoted) FROM \(who); "
        + "or say --trust-schema")
  }
}

extension Duration {
  var wholeSeconds: Int64 { milliseconds / 1000 }
}
