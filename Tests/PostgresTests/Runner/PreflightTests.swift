import Synchronization
import Testing
import WhimbrelPlanning
import WhimbrelPostgres

/// What a revision asks of the rows before it changes anything.
@Suite(.database) struct PreflightTests {
  private func revisions() throws -> Revisions {
    var revisions = Revisions()
    try revisions.add("first", "CREATE TABLE plants (id int PRIMARY KEY, room text);")
    try revisions.add(
      "second",
      """
      -- whimbrel: preflight

      -- rows with null in plants.room
      SELECT id FROM plants WHERE room IS NULL -- to its end
      ;

      -- values of plants.room alike but for case
      SELECT string_agg(quote_literal(room) || ' (id ' || id || ')', ', ' ORDER BY id) AS shown
      FROM plants GROUP BY lower(room) HAVING count(*) > 1;

      -- whimbrel: autocommit

      CREATE UNIQUE INDEX CONCURRENTLY ux ON plants (lower(room));

      -- whimbrel: transaction

      ALTER TABLE plants ALTER COLUMN room SET NOT NULL;
      """,
      down: "DROP INDEX ux;\nALTER TABLE plants ALTER COLUMN room DROP NOT NULL;")
    return revisions
  }

  @Test func rowsThatDoNotFitStopItBeforeAnyChange() async throws {
    let database = try TestDatabase.current
    let revisions = try revisions()
    try await database.run(revisions.without(last: 1).upgrade)
    try await database.execute(
      "INSERT INTO plants VALUES (1, NULL), (2, NULL), (3, 'hall'), (4, 'Hall'), (5, 'it''s')")
    let before = try await database.rows("TABLE plants")
    let error = try await runnerError { try await database.run(revisions.upgrade) }
    #expect(error.exitCode == 6)
    #expect(
      error.description == """
        versions/2.sql:12:1: rows with null in plants.room: 2
          12 | SELECT id FROM plants WHERE room IS NULL…
             | ^^^^^^
        also values of plants.room alike but for case: 2
          'hall' (id 3), 'Hall' (id 4)
          and 1 more
        help: mend these rows, which the SELECT there lists, and run the same command again; \
        nothing of this revision was run
        """, "\(error)")
    #expect(try await database.rows("TABLE plants") == before)
    #expect(try await database.ledger() == ["000000000001|applied|1|0"])
    #expect(
      try await database.rows("SELECT kind, revision, place FROM whimbrel.event ORDER BY number")
        == ["upgrade|000000000001|NULL", "failure|000000000002|versions/2.sql:12:1"])

    try await database.execute("UPDATE plants SET room = id::text WHERE id < 4")
    try await database.run(revisions.upgrade)
    #expect(
      try await database.ledger() == ["000000000001|applied|1|0", "000000000002|applied|2|0"])
  }

  @Test func itSeesWhatAnEarlierRevisionOfTheSameRunHasMade() async throws {
    let database = try TestDatabase.current
    let titles = Mutex<[String]>([])
    try await database.run(try revisions().upgrade) { event in
      if case .questionBegan(_, let question) = event {
        titles.withLock { $0.append(question.title) }
      }
    }
    #expect(
      titles.withLock { $0 } == [
        "rows with null in plants.room", "values of plants.room alike but for case",
      ])
    #expect(try await database.ledger().count == 2)
  }

  @Test func itWritesNothingAndLeavesTheSessionAsItWas() async throws {
    let database = try TestDatabase.current
    var revisions = Revisions()
    try revisions.add(
      "writes",
      """
      -- whimbrel: preflight
      -- what should not be
      SELECT nextval('s');
      -- whimbrel: transaction
      SELECT 1;
      """)
    try await database.execute("CREATE SEQUENCE s")
    let error = try await runnerError { try await database.run(revisions.upgrade) }
    #expect(error.exitCode == 1)
    #expect(error.postgres?.sqlState == "25006")
    #expect(error.diagnostic?.place == "versions/1.sql:11:1")
    #expect(try await database.rows("SELECT is_called FROM s") == ["f"])
    #expect(try await database.ledger() == [])
  }

  @Test func whatItCannotReadIsSaidWithItsPlace() async throws {
    let database = try TestDatabase.current
    var revisions = Revisions()
    try revisions.add(
      "asks", "-- whimbrel: preflight\n-- rows\nSELECT oid,\n  nope FROM pg_class;")
    let error = try await runnerError { try await database.run(revisions.upgrade) }
    #expect(error.exitCode == 1)
    #expect(error.diagnostic?.place == "versions/1.sql:12:3", "\(error)")
  }

  @Test func noLockIsTakenButToRead() async throws {
    let database = try TestDatabase.current
    let revisions = try revisions()
    try await database.run(revisions.without(last: 1).upgrade)
    try await database.execute("INSERT INTO plants VALUES (1, NULL)")
    // A session that writes would hold up whoever takes a stronger lock.
    let writer = try await database.connect()
    try await writer.execute("BEGIN; INSERT INTO plants VALUES (2, 'x')")
    let error = try await runnerError { try await database.run(revisions.upgrade) }
    #expect(error.exitCode == 6)
    try await writer.execute("ROLLBACK")
    await writer.close()
  }
}
