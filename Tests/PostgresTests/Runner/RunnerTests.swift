import Synchronization
import Testing
import WhimbrelPlanning
import WhimbrelPostgres

@Suite(.database) struct RunnerTests {
  private func sample() throws -> Revisions {
    var revisions = Revisions()
    try revisions.add(
      "first", "CREATE TABLE a (id int PRIMARY KEY);\nINSERT INTO a VALUES (1);",
      down: "DROP TABLE a;")
    try revisions.add(
      "second",
      """
      ALTER TABLE a ADD COLUMN b int;

      -- whimbrel: autocommit

      CREATE INDEX CONCURRENTLY ix_a_b ON a (b);
      UPDATE a SET b = coalesce(b, 0) + 1;

      -- whimbrel: transaction

      ALTER TABLE a ADD CONSTRAINT ck CHECK (b > 0);
      """,
      down: "ALTER TABLE a DROP COLUMN b;")
    return revisions
  }

  @Test func upAndDown() async throws {
    let database = try TestDatabase.current
    let revisions = try sample()
    let report = try await database.run(revisions.upgrade)
    #expect(report.done.map(\.unit.id) == revisions.all.map(\.id))
    #expect(
      try await database.ledger() == ["000000000001|applied|1|0", "000000000002|applied|3|0"])
    #expect(try await database.rows("SELECT id, b FROM a") == ["1|1"])

    #expect(try await database.run(revisions.upgrade).done.isEmpty)
    try await database.run(revisions.downgrade())
    #expect(try await database.ledger() == ["000000000001|applied|1|0"])
    try await database.run(revisions.downgrade())
    #expect(try await database.ledger() == [])
    #expect(try await database.rows("SELECT to_regclass('a')") == ["NULL"])
    #expect(
      try await database.rows("SELECT kind, revision FROM whimbrel.event ORDER BY number")
        == [
          "upgrade|000000000001", "upgrade|000000000002", "downgrade|000000000002",
          "downgrade|000000000001",
        ])
  }

  @Test func aFailureSaysWhereAndIsRolledBack() async throws {
    let database = try TestDatabase.current
    var revisions = Revisions()
    try revisions.add(
      "broken", "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\nSELECT id,\n  nope FROM a;")
    let error = try await runnerError { try await database.run(revisions.upgrade) }
    #expect(error.exitCode == 1)
    #expect(error.diagnostic?.place == "versions/1.sql:12:3")
    #expect(error.postgres?.sqlState == "42703")
    #expect(try await database.ledger() == [])
    #expect(try await database.rows("SELECT to_regclass('a')") == ["NULL"])
    #expect(
      try await database.rows("SELECT kind, revision, place, sqlstate FROM whimbrel.event")
        == ["failure|000000000001|versions/1.sql:12:3|42703"])
  }

  @Test func aFailureInAnAutocommitStepIsResumedBehindWhatIsDone() async throws {
    let database = try TestDatabase.current
    try await database.execute("CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1)")
    var revisions = Revisions()
    try revisions.add(
      "index",
      """
      INSERT INTO a VALUES (2);

      -- whimbrel: autocommit

      INSERT INTO a VALUES (3);
      CREATE UNIQUE INDEX CONCURRENTLY ix ON a (id);
      INSERT INTO a VALUES (4);
      """)
    let error = try await runnerError { try await database.run(revisions.upgrade) }
    #expect(error.postgres?.sqlState == "23505")
    #expect(try await database.ledger() == ["000000000001|applying|1|1"])
    #expect(
      try await database.rows("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass")
        == ["f"])
    let refused = try await runnerError { try await database.run(revisions.downgrade()) }
    #expect(refused.message.contains("half applied"))

    try await database.execute(
      "DELETE FROM a WHERE ctid = (SELECT min(ctid) FROM a WHERE id = 1)")
    let findings = Mutex<[Finding]>([])
    try await database.run(revisions.upgrade) { event in
      if case .resumed(_, _, let finding) = event { findings.withLock { $0.append(finding) } }
    }
    #expect(
      findings.withLock { $0 }
        == [.clearThenAgain(["DROP INDEX CONCURRENTLY IF EXISTS public.ix"])])
    #expect(try await database.rows("SELECT id FROM a ORDER BY id") == ["1", "2", "3", "4"])
    #expect(try await database.ledger() == ["000000000001|applied|2|0"])
  }

  @Test func editedAndMissingRevisionsStop() async throws {
    let database = try TestDatabase.current
    let revisions = try sample()
    try await database.run(revisions.upgrade)
    let edited = try await runnerError {
      try await database.run(revisions.with(digest: "sha256:x", at: 0).upgrade)
    }
    #expect(edited.exitCode == 4)
    let missing = try await runnerError {
      try await database.run(revisions.without(last: 1).downgrade())
    }
    #expect(missing.exitCode == 4)
    #expect(missing.message.contains("000000000002 (second)"))
  }

  @Test func aPathInWhichOthersMayCreateIsRefused() async throws {
    let database = try TestDatabase.current
    try await database.execute("GRANT CREATE ON SCHEMA public TO PUBLIC")
    let error = try await runnerError { try await database.run(sample().upgrade) }
    #expect(error.help?.contains("REVOKE CREATE ON SCHEMA public FROM PUBLIC") == true)
    var options = RunnerOptions.test
    options.trustsSchemas = true
    try await database.run(sample().upgrade, options)
  }

  @Test func aLossIsAskedFor() async throws {
    let database = try TestDatabase.current
    var revisions = Revisions()
    try revisions.add(
      "a", "CREATE TABLE a (id int);", down: "DROP TABLE a;", loses: ["the rows of a"])
    try await database.run(revisions.upgrade)
    let error = try await runnerError { try await database.run(revisions.downgrade()) }
    #expect(error.exitCode == 6)
    #expect(error.notes == ["versions/1.sql loses: the rows of a"])
    var options = RunnerOptions.test
    options.acceptsLoss = true
    try await database.run(revisions.downgrade(), options)
    #expect(try await database.ledger() == [])
  }

  @Test func aRevisionCannotLeakItsSettings() async throws {
    let database = try TestDatabase.current
    var revisions = Revisions()
    try revisions.add(
      "leak",
      """
      SET search_path = pg_catalog;
      SET lock_timeout = '17s';
      CREATE ROLE "odd one" NOLOGIN;
      SET SESSION AUTHORIZATION "odd one";

      -- whimbrel: transaction

      CREATE TABLE seen AS SELECT current_setting('search_path') AS path, current_user AS who,
        current_setting('lock_timeout') AS lock;
      DROP ROLE "odd one";
      """)
    try await database.run(revisions.upgrade)
    #expect(
      try await database.rows("SELECT path, who = session_user, lock FROM public.seen")
        == ["public, pg_temp|t|2s"])
  }

  /// As a careful administrator has set them for the application.
  @Test func settingsOfTheDatabaseAreSurvived() async throws {
    let database = try TestDatabase.current
    let settings = [
      "statement_timeout = '100ms'", "lock_timeout = '1ms'", "search_path = nowhere",
      "idle_in_transaction_session_timeout = '50ms'", "standard_conforming_strings = off",
      "default_transaction_isolation = serializable", "default_transaction_deferrable = on",
      "client_encoding = latin1", "datestyle = 'SQL, DMY'", "row_security = off",
      "check_function_bodies = off", "session_replication_role = replica",
      "timezone = 'Asia/Tokyo'",
    ]
    for setting in settings {
      try await database.execute("ALTER DATABASE \(database.name) SET \(setting)")
    }
    var revisions = Revisions()
    try revisions.add(
      "a",
      """
      CREATE TABLE a (t text, d date, at timestamptz);
      INSERT INTO a VALUES ('b\\é', '2025-02-03', '2025-02-03 00:00');
      SELECT pg_sleep(0.3);
      DO $$ BEGIN
        ASSERT current_setting('transaction_isolation') = 'read committed';
        ASSERT current_setting('session_replication_role') = 'origin';
      END $$;

      -- whimbrel: call wait

      -- whimbrel: autocommit

      CREATE INDEX CONCURRENTLY ix ON a (t);
      """)
    var steps = DataSteps()
    steps.register(
      "wait",
      upgrade: { connection, _ in
        try await Task.sleep(for: .milliseconds(200))
        try await connection.query("UPDATE a SET t = t || 'x'")
        return nil
      })
    #expect(try await database.run(revisions.upgrade, steps: steps).done.count == 1)
    #expect(
      try await database.rows(
        "SELECT length(t), d - date '20250203', extract(epoch FROM at)::int FROM public.a")
        == ["4|0|1738540800"])
  }

  /// Whoever has made it so may be moving the database elsewhere.
  @Test func whatIsReadOnlyIsLeftSo() async throws {
    let database = try TestDatabase.current
    try await database.execute(
      "ALTER DATABASE \(database.name) SET default_transaction_read_only = on")
    var revisions = Revisions()
    try revisions.add("a", "CREATE TABLE a (id int);")
    let error = try await runnerError { try await database.run(revisions.upgrade) }
    #expect(error.message.contains("default_transaction_read_only is on"))
    #expect(error.help?.contains("options=-cdefault_transaction_read_only=off") == true)
    #expect(try await database.rows("SELECT to_regnamespace('whimbrel')") == ["NULL"])
    let overridden = database.string.with("options", "-cdefault_transaction_read_only=off")
    let request = revisions.upgrade
    #expect(try await MigrationRun(overridden, .test).run(request).done.count == 1)
  }

  @Test func aRaceForARowOfACatalogIsTriedAgain() async throws {
    let database = try TestDatabase.current
    try await database.execute("CREATE SCHEMA shared")
    let other = try await database.connect()
    try await other.execute("BEGIN; GRANT USAGE ON SCHEMA shared TO PUBLIC")
    var revisions = Revisions()
    try revisions.add("grant", "GRANT CREATE ON SCHEMA shared TO PUBLIC;")
    let retries = Mutex<[RunnerError]>([])
    let request = revisions.upgrade
    async let report = database.run(request) { event in
      if case .retrying(_, _, _, _, let error) = event { retries.withLock { $0.append(error) } }
    }
    while try await database.rows(
      "SELECT 1 FROM pg_stat_activity WHERE query ~ '^GRANT CREATE' AND wait_event_type = 'Lock'"
    ).isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    try await other.execute("COMMIT")
    await other.close()
    #expect(try await report.done.count == 1)
    #expect(retries.withLock { $0.map(\.postgres?.sqlState) } == ["XX000"])
    #expect(
      try await database.rows(
        "SELECT has_schema_privilege('public', 'shared', 'CREATE')::text || "
          + "has_schema_privilege('public', 'shared', 'USAGE')") == ["truetrue"])
  }

  @Test func aThousandStatementsInOneStep() async throws {
    let database = try TestDatabase.current
    var revisions = Revisions()
    try revisions.add(
      "many", (1...1000).map { "CREATE TABLE t\($0) (id int PRIMARY KEY);" }.joined(separator: "\n")
    )
    let finished = Mutex<[Int]>([])
    try await database.run(revisions.upgrade) { event in
      if case .statementFinished(_, _, let number) = event {
        finished.withLock { $0.append(number) }
      }
    }
    #expect(finished.withLock { $0 } == Array(0..<1000))
    #expect(
      try await database.rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [
        "1000"
      ])
  }

  @Test func anotherLedgersRunnerIsNotWaitedFor() async throws {
    let database = try TestDatabase.current
    let revisions = try sample()
    try await database.run(revisions.upgrade)
    var options = RunnerOptions.test
    options.ledgerSchema = "Odd \"one\""
    var others = Revisions()
    try others.add("other", "CREATE TABLE b ();", down: "DROP TABLE b;")
    try await database.run(others.upgrade, options)
    #expect(try await database.rows(#"SELECT id FROM "Odd ""one""".revision"#).count == 1)
  }
}
