import Synchronization
import Testing
import WhimbrelPlanning
import WhimbrelPostgres

/// What an interrupted run leaves, and how the next one takes it up.
@Suite(.database) struct RunnerResumeTests {
  /// A ledger that says that the first statement of the only step was begun.
  private func begun(_ revisions: Revisions, _ database: TestDatabase) async throws {
    try await MigrationRun(database.string, .test).edit { _ in
      LedgerEdit(.stamp, add: revisions.all)
    }
    try await database.execute(
      """
      UPDATE whimbrel.revision SET state = 'applying', steps_done = 0, begun_pid = 1,
        begun_backend_start = '2000-01-01', begun_digest = ''
      """)
  }

  /// Runs a revision of one autocommit statement that an earlier run began, on what `there` made.
  private func resume(
    _ statement: String, there: String, _ options: RunnerOptions = .test,
    also: (TestDatabase) async throws -> Void = { _ in }
  ) async throws -> Finding? {
    let database = try TestDatabase.current
    for part in there.split(separator: ";") { try await database.execute(String(part)) }
    try await also(database)
    var revisions = Revisions()
    try revisions.add("one", "-- whimbrel: autocommit\n\(statement);")
    try await begun(revisions, database)
    let finding = Mutex<Finding?>(nil)
    try await database.run(revisions.upgrade, options) { event in
      if case .resumed(_, _, let found) = event { finding.withLock { $0 = found } }
    }
    #expect(try await database.ledger() == ["000000000001|applied|1|0"])
    return finding.withLock { $0 }
  }

  private let table = "CREATE TABLE a (id int, gone int, \"Odd\" text); ALTER TABLE a DROP gone;"

  @Test func theSameIndexIsDone() async throws {
    let found = try await resume(
      #"CREATE UNIQUE INDEX CONCURRENTLY ix ON public.a (id DESC, lower("Odd")) WHERE id > 0"#,
      there: table + #"CREATE UNIQUE INDEX ix ON a (id DESC, lower("Odd")) WHERE id > 0"#)
    #expect(found == .done)
  }

  @Test func anotherIndexOfThatNameIsAnError() async throws {
    let error = try await runnerError {
      _ = try await resume(
        "CREATE INDEX CONCURRENTLY ix ON a (id)", there: table + "CREATE INDEX ix ON a (id DESC)")
    }
    #expect(error.message.contains("USING btree (id DESC)"))
  }

  @Test func anIndexThatIsNotThereIsBuilt() async throws {
    #expect(
      try await resume("CREATE INDEX CONCURRENTLY ix ON a (id)", there: table) == .again)
  }

  @Test func anInvalidIndexIsDroppedAndBuilt() async throws {
    let build = "CREATE UNIQUE INDEX CONCURRENTLY ix ON a (id)"
    let found = try await resume(build, there: table + "INSERT INTO a VALUES (1), (1)") {
      database in
      await #expect(throws: PostgresError.self) { try await database.execute(build) }
      try await database.execute("DELETE FROM a")
    }
    #expect(found == .clearThenAgain(["DROP INDEX CONCURRENTLY IF EXISTS public.ix"]))
    let database = try TestDatabase.current
    #expect(
      try await database.rows("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass")
        == ["t"])
  }

  @Test func aHalfDetachedPartitionIsFinished() async throws {
    let detach = "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY"
    let there = """
      CREATE TABLE p (id int) PARTITION BY LIST (id);
      CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)
      """
    let found = try await resume(detach, there: there) { database in
      // It waits for whoever reads the table, and is cancelled meanwhile.
      let reader = try await database.connect()
      try await reader.execute("BEGIN; SELECT FROM p")
      let cancelled = try await database.connect()
      try await cancelled.execute("SET statement_timeout = '300ms'")
      await #expect(throws: PostgresError.self) { try await cancelled.execute(detach) }
      await cancelled.close()
      await reader.close()
      #expect(try await database.rows("SELECT inhdetachpending FROM pg_inherits") == ["t"])
    }
    #expect(found == .finish(["ALTER TABLE p DETACH PARTITION p1 FINALIZE"]))
    #expect(try await TestDatabase.current.rows("SELECT 1 FROM pg_inherits") == [])
  }

  @Test func whatAReindexLeftIsDropped() async throws {
    let found = try await resume("REINDEX TABLE CONCURRENTLY a", there: table) { database in
      try await database.execute("CREATE INDEX ix ON a (id); CREATE INDEX ix_ccnew ON a (id)")
      try await database.execute(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_ccnew'::regclass")
    }
    #expect(found == .clearThenAgain(["DROP INDEX CONCURRENTLY IF EXISTS public.ix_ccnew"]))
    #expect(
      try await TestDatabase.current.rows(
        "SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'a'::regclass") == ["ix"])
  }

  @Test func aDroppedIndexIsDone() async throws {
    #expect(try await resume("DROP INDEX CONCURRENTLY ix", there: table) == .done)
  }

  @Test func anIndexThatIsStillThereIsDropped() async throws {
    let found = try await resume(
      "DROP INDEX CONCURRENTLY ix", there: table + "CREATE INDEX ix ON a (id)")
    #expect(found == .again)
  }

  @Test func aReindexIsDoneAgain() async throws {
    let found = try await resume(
      "REINDEX TABLE CONCURRENTLY a", there: table + "CREATE INDEX ix ON a (id)")
    #expect(found == .clearThenAgain([]))
  }

  @Test func aDetachedPartitionIsDone() async throws {
    let found = try await resume(
      "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY",
      there: "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 (id int)")
    #expect(found == .done)
  }

  @Test func aVacuumIsDoneAgain() async throws {
    #expect(try await resume("VACUUM a", there: table) == .again)
  }

  @Test func ofACallThatCommitsAPersonIsAsked() async throws {
    let there =
      "CREATE TABLE log (n int); CREATE PROCEDURE p() LANGUAGE sql AS 'INSERT INTO log VALUES (1)'"
    let error = try await runnerError { _ = try await resume("CALL p()", there: there) }
    #expect(error.exitCode == 6)
    let database = try TestDatabase.current
    #expect(try await database.rows("SELECT count(*) FROM log") == ["0"])
  }

  @Test(arguments: [RunnerOptions.Resume.retry, .skip])
  func theAnswerIsTaken(answer: RunnerOptions.Resume) async throws {
    var options = RunnerOptions.test
    options.resume = answer
    _ = try await resume(
      "CALL p()",
      there:
        "CREATE TABLE log (n int); CREATE PROCEDURE p() LANGUAGE sql AS 'INSERT INTO log VALUES (1)'",
      options)
    let database = try TestDatabase.current
    #expect(
      try await database.rows("SELECT count(*) FROM log") == [answer == .retry ? "1" : "0"])
  }

  @Test func callsThatCommitRunAloneAndOthersWithTheirRow() async throws {
    let database = try TestDatabase.current
    var revisions = Revisions()
    try revisions.add(
      "procedures",
      """
      CREATE TABLE log (n int, x xid8 DEFAULT pg_current_xact_id());
      CREATE PROCEDURE commits() LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO log VALUES (1); COMMIT; INSERT INTO log VALUES (2); END $$;
      CREATE PROCEDURE plain() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (3); END $$;

      -- whimbrel: autocommit

      CALL commits();
      CALL plain();
      DO $$ BEGIN INSERT INTO log VALUES (4); COMMIT; INSERT INTO log VALUES (5); END $$;
      """)
    try await database.run(revisions.upgrade)
    #expect(try await database.rows("SELECT n FROM log ORDER BY n") == ["1", "2", "3", "4", "5"])
    #expect(try await database.rows("SELECT count(DISTINCT x) FROM log") == ["5"])
    #expect(try await database.ledger() == ["000000000001|applied|2|0"])
  }

  @Test func anInterruptedWayBackIsFinished() async throws {
    let database = try TestDatabase.current
    var revisions = Revisions()
    try revisions.add(
      "a", "CREATE TABLE a (id int); CREATE TABLE b (id int);",
      down: "DROP TABLE a;\n\n-- whimbrel: transaction\n\nDROP TABLE b;")
    try await database.run(revisions.upgrade)
    try await database.execute("CREATE VIEW v AS SELECT * FROM b")
    _ = try await runnerError { try await database.run(revisions.downgrade()) }
    #expect(try await database.ledger() == ["000000000001|reverting|1|0"])
    let refused = try await runnerError { try await database.run(revisions.upgrade) }
    #expect(refused.message.contains("half taken back"))
    try await database.execute("DROP VIEW v")
    try await database.run(revisions.downgrade())
    #expect(try await database.ledger() == [])
  }

  @Test(.database(extensions: "citext")) func anExtensionThatWasThereBeforeStays() async throws {
    let database = try TestDatabase.current
    try await database.execute("CREATE EXTENSION citext")
    var revisions = Revisions()
    try revisions.add(
      "extension", "CREATE EXTENSION IF NOT EXISTS citext; CREATE TABLE a (id citext);",
      down: "DROP TABLE a; DROP EXTENSION citext;")
    try await database.run(revisions.upgrade)
    let kept = Mutex<[String]>([])
    try await database.run(revisions.downgrade()) { event in
      if case .extensionKept(_, let name) = event { kept.withLock { $0.append(name) } }
    }
    #expect(kept.withLock { $0 } == ["citext"])
    #expect(
      try await database.rows("SELECT extname FROM pg_extension WHERE extname = 'citext'")
        == ["citext"])
    try await database.execute("DROP EXTENSION citext")
    try await database.run(revisions.upgrade)
    try await database.run(revisions.downgrade())
    #expect(
      try await database.rows("SELECT extname FROM pg_extension WHERE extname = 'citext'") == [])
  }
}
