import Foundation
import Testing
import WhimbrelPlanning
import WhimbrelPostgres

/// Runners killed at any moment: the next one ends where an undisturbed one does.
@Suite(.serialized) struct RunnerKillTests {
  /// How many runners are killed, and how many told to stop by each signal.
  private static let wanted = Soak.count(1000, else: 80)
  private static let interrupts = Soak.count(100, else: 6)
  private static let killsPerRound = 8

  static let before = """
    CREATE TABLE load (id bigserial PRIMARY KEY, v int);
    CREATE TABLE log (n int);
    CREATE TABLE filled (n int);
    CREATE TABLE big AS SELECT g AS id, 'x' || g AS t FROM generate_series(1, 20000) g;
    CREATE TABLE many (id int PRIMARY KEY, n int NOT NULL);
    INSERT INTO many SELECT g, 0 FROM generate_series(1, 1000) g;
    CREATE TABLE p (id int) PARTITION BY LIST (id);
    CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
    """

  static func revisions() throws -> Revisions {
    var revisions = Revisions()
    try revisions.add(
      "transactional",
      """
      INSERT INTO log VALUES (1);
      ALTER TABLE load ADD COLUMN w int NOT NULL DEFAULT 0;
      SELECT pg_sleep(0.03);

      -- whimbrel: transaction

      INSERT INTO log VALUES (2);
      """)
    try revisions.add(
      "autocommit",
      """
      -- whimbrel: autocommit

      INSERT INTO log VALUES (3);
      CREATE INDEX CONCURRENTLY ix_load ON load (v);
      INSERT INTO log VALUES (4);
      CREATE UNIQUE INDEX CONCURRENTLY ix_big ON big (id);
      CREATE INDEX CONCURRENTLY ix_old ON big (t);
      DROP INDEX CONCURRENTLY ix_old;
      """)
    try revisions.add(
      "data",
      """
      -- whimbrel: call fill

      -- whimbrel: transaction

      INSERT INTO log VALUES (5);

      -- whimbrel: batches of 100 from many by id

      UPDATE many SET n = n + 1 WHERE id IN (SELECT id FROM batch);
      """)
    try revisions.add(
      "more",
      """
      -- whimbrel: autocommit

      ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;
      REINDEX INDEX CONCURRENTLY ix_big;
      VACUUM big;
      INSERT INTO log VALUES (6);
      """)
    return revisions
  }

  /// The whole of what a run leads to: what pg_dump says of the schema, all rows but those of the
  /// load, and the ledger.
  static func outcome(_ database: TestDatabase) async throws -> [String] {
    let dump = try await SchemaDump(of: database).entries.sorted()
    return try await dump
      + database.rows(
        """
        SELECT 'log', n::text FROM log
        UNION ALL SELECT 'big', concat_ws(' ', count(*), sum(hashtext(big::text))) FROM big
        UNION ALL SELECT 'filled', concat_ws(' ', count(*), count(DISTINCT n), max(n)) FROM filled
        UNION ALL SELECT 'many', concat_ws(' ', count(*), min(n), max(n)) FROM many
        UNION ALL SELECT 'index', concat_ws(' ', indexrelid::regclass, indisvalid, indisready)
          FROM pg_index WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
        UNION ALL SELECT 'column', concat_ws(' ', attrelid::regclass, attname, atttypid::regtype)
          FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped
            AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
        UNION ALL SELECT 'parent', concat_ws(' ', inhrelid::regclass, inhdetachpending) FROM pg_inherits
        UNION ALL SELECT 'ledger', concat_ws(' ', id, state, steps_done, steps, statements_done, begun_pid)
          FROM whimbrel.revision
        UNION ALL SELECT 'event', concat_ws(' ', kind, revision, count(*))
          FROM whimbrel.event WHERE kind = 'upgrade' GROUP BY kind, revision
        ORDER BY 1, 2
        """)
  }

  /// Inserts and updates until the task is cancelled, as an application would.
  static func writeLoad(_ database: TestDatabase) async throws {
    let connection = try await database.connect()
    var number = 0
    while !Task.isCancelled {
      number += 1
      try await connection.query("INSERT INTO load (v) VALUES ($1::int)", ["\(number)"])
      try await connection.query(
        "UPDATE load SET v = v + 1 WHERE id = $1::int", ["\(number / 2 + 1)"])
      // Cancelled or not, the condition above sees it.
      try? await Task.sleep(for: .milliseconds(2))
    }
    await connection.close()
  }

  static func conninfo(_ database: TestDatabase) throws -> String {
    let string = database.string
    return "host=\(string.host) port=\(string.port) user=\(string.user) dbname=\(database.name)"
  }

  @Test func killedAtAnyMoment() async throws {
    let revisions = try Self.revisions()
    let server = try await TestServers.shared.server(major: 15)
    let (expected, usual) = try await TestDatabase.with(server) { database in
      try await database.execute(Self.before)
      let probe = try ProbeProcess(revisions, conninfo: Self.conninfo(database))
      let began = ContinuousClock.now
      let ended = try await probe.run()
      #expect(ended.status == 0, "\(ended.errors)")
      try probe.remove()
      return (try await Self.outcome(database), began.duration(to: .now))
    }
    #expect(expected.filter { $0.hasPrefix("log") } == (1...6).map { "log|\($0)" })
    #expect(expected.contains("filled|1000 1000 1000"))
    #expect(expected.contains("many|1000 1 1"))

    let soak = Soak("killed")
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<2 {
        group.addTask { try await Self.round(revisions, server, usual, expected, soak) }
      }
      for try await kills in group {
        guard soak.add(kills) < Self.wanted else { continue }
        group.addTask { try await Self.round(revisions, server, usual, expected, soak) }
      }
    }
    #expect(soak.count >= Self.wanted)
    soak.report()
  }

  /// Runs on a new database, killed again and again; gives the number of kills that hit.
  private static func round(
    _ revisions: Revisions, _ server: TestServer, _ usual: Duration, _ expected: [String],
    _ soak: Soak
  ) async throws -> Int {
    try await TestDatabase.with(server) { database in
      try await database.execute(before)
      let load = Task { try await writeLoad(database) }
      let probe = try ProbeProcess(revisions, conninfo: conninfo(database))
      var kills = 0
      for _ in 0..<killsPerRound {
        let ended = try await probe.run(signal: SIGKILL, after: usual * soak.random(in: 0...0.5))
        if ended.wasSignalled { kills += 1 }
        #expect(ended.wasSignalled || ended.status == 0, "\(ended.errors)")
      }
      let last = try await probe.run()
      #expect(last.status == 0, "\(last.errors)")
      let found = try await outcome(database)
      #expect(found == expected, "seed \(soak.seed)")
      load.cancel()
      try await load.value
      try probe.remove()
      return kills
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func interruptedAtAnyMoment(signal: Int32) async throws {
    let revisions = try Self.revisions()
    let server = try await TestServers.shared.server(major: 15)
    try await TestDatabase.with(server) { database in
      try await database.execute(Self.before)
      let probe = try ProbeProcess(revisions, conninfo: Self.conninfo(database))
      let soak = Soak("interrupted by signal \(signal)")
      while soak.count < Self.interrupts {
        let delay = Duration.milliseconds(Int(soak.random(in: 50...500)))
        let began = ContinuousClock.now
        let ended = try await probe.run(signal: signal, after: delay)
        if ended.status == 0, !ended.wasSignalled {
          // All is done: from the beginning.
          try await database.execute(Self.again)
          continue
        }
        // A process that has not begun to listen is ended by the signal itself.
        if ended.wasSignalled { continue }
        soak.add(1)
        #expect(ended.status == 130, "\(ended.errors)")
        #expect(began.duration(to: .now) < delay + .seconds(2.5))
        #expect(
          try await database.advisoryLocks() == [])
      }
      let last = try await probe.run()
      #expect(last.status == 0, "\(last.errors)")
      #expect(
        try await database.rows("SELECT n FROM log ORDER BY n") == (1...6).map { "\($0)" })
      soak.report()
      try probe.remove()
    }
  }

  private static let again = "DROP SCHEMA public, whimbrel CASCADE; CREATE SCHEMA public;" + before

  /// Killed in the middle of a statement of 5 s (less in `make test`), and another one started at once.
  @Test(arguments: [
    "DO $$ BEGIN PERFORM slow(id) FROM a; INSERT INTO log VALUES (1); END $$;",
    "CREATE INDEX CONCURRENTLY ix ON a (slow(id)); INSERT INTO log VALUES (1);",
  ])
  func aSecondRunnerWaitsForTheFirstOnesBackend(statement: String) async throws {
    let server = try await TestServers.shared.server(major: 15)
    try await TestDatabase.with(server) { database in
      let milliseconds = Soak.count(50, else: 25)
      try await database.execute(
        """
        CREATE TABLE log (n int);
        CREATE TABLE a AS SELECT generate_series(1, 100) AS id;
        CREATE FUNCTION slow(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_sleep(\(milliseconds) / 1000.0); RETURN $1; END $$
        """)
      var revisions = Revisions()
      try revisions.add("slow", "-- whimbrel: autocommit\n\n\(statement)")
      let probe = try ProbeProcess(revisions, conninfo: Self.conninfo(database))
      let killed = try await probe.run(signal: SIGKILL, after: .seconds(1))
      #expect(killed.wasSignalled)
      // What it was doing goes on without it.
      #expect(try await database.advisoryLocks().count == 1)
      let second = try await probe.run()
      #expect(second.status == 0, "\(second.errors)")
      #expect(try await database.rows("SELECT n FROM log") == ["1"])
      #expect(
        try await database.rows(
          "SELECT indisvalid FROM pg_index WHERE indrelid = 'a'::regclass AND NOT indisvalid")
          == [])
      #expect(try await database.ledger() == ["000000000001|applied|1|0"])
      try probe.remove()
    }
  }
}
