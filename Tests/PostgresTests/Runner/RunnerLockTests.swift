import Synchronization
import Testing
import WhimbrelPlanning
import WhimbrelPostgres

@Suite(.database) struct RunnerLockTests {
  /// On a server of their own, for the others' has no room for as many sessions beside its own.
  @Test func thirtyTwoRunnersApplyEachRevisionOnce() async throws {
    var revisions = Revisions()
    try revisions.add("log", "CREATE TABLE log (n int); CREATE TABLE a (id int);")
    for number in 2...9 { try revisions.add("n", "INSERT INTO log VALUES (\(number));") }
    try revisions.add(
      "index",
      """
      -- whimbrel: autocommit

      CREATE INDEX CONCURRENTLY ix ON a (id);
      INSERT INTO log VALUES (10);
      """)
    let request = revisions.upgrade
    let server = try await TestServer.start(major: TestDatabase.current.version.major)
    try await TestDatabase.with(server) { database in
      let done = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<32 {
          group.addTask {
            var options = RunnerOptions.test
            options.wait = .seconds(120)
            return try await database.run(request, options).done.count
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(done == 10)
      #expect(try await database.rows("SELECT count(*), sum(n) FROM log") == ["9|54"])
      #expect(
        try await database.rows(
          "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix'::regclass") == ["t"])
    }
    await server.own?.stop()
  }

  @Test func aHeldLockIsWaitedForAndItsHolderIsNamed() async throws {
    let database = try TestDatabase.current
    // What the first runner's statement waits for, as long as the test wants.
    let gate = try await database.connect()
    try await gate.query("SELECT pg_advisory_lock(4711)")
    var revisions = Revisions()
    try revisions.add("slow", "SELECT pg_advisory_xact_lock(4711); CREATE TABLE a (id int);")
    let request = revisions.upgrade
    var options = RunnerOptions.test
    options.lockTimeout = .seconds(60)
    let patient = options
    async let first = database.run(request, patient)
    while try await database.advisoryLocks().count < 3 {
      try await Task.sleep(for: .milliseconds(20))
    }
    var impatient = RunnerOptions.test
    impatient.wait = .milliseconds(200)
    let error = try await runnerError { try await database.run(request, impatient) }
    #expect(error.exitCode == 5)
    #expect(error.message.contains("pid "))
    let holders = Mutex<[SessionInfo]>([])
    async let second = database.run(request) { event in
      if case .waitingForLock(let holder?, _) = event { holders.withLock { $0.append(holder) } }
    }
    while holders.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(20)) }
    await gate.close()
    #expect(try await second.done.isEmpty)
    #expect(try await first.done.count == 1)
    #expect(holders.withLock { $0.first?.application } == "whimbrel")
  }

  @Test func aTablesLockIsTriedForShortlyAndOften() async throws {
    let database = try TestDatabase.current
    try await database.execute("CREATE TABLE a (id int)")
    let holder = try await database.connect()
    try await holder.execute("BEGIN; LOCK TABLE a IN ACCESS SHARE MODE")
    var revisions = Revisions()
    try revisions.add(
      "alter", "CREATE TABLE b (id int); ALTER TABLE a ADD COLUMN b int;")
    var options = RunnerOptions.test
    options.lockTimeout = .milliseconds(900)
    let (request, patient) = (revisions.upgrade, options)
    let blockers = Mutex<[SessionInfo]>([])
    let retries = Mutex(0)
    async let report = database.run(request, patient) { event in
      switch event {
      case .blocked(let by, _): blockers.withLock { $0 += by }
      case .retrying: retries.withLock { $0 += 1 }
      default: break
      }
    }
    while retries.withLock({ $0 }) == 0 { try await Task.sleep(for: .milliseconds(20)) }
    try await holder.execute("COMMIT")
    let holderPID = await holder.backendPID
    await holder.close()
    #expect(try await report.done.count == 1)
    #expect(blockers.withLock { $0 }.contains { $0.pid == holderPID })
    #expect(try await database.rows("SELECT count(*) FROM b") == ["0"])
  }

  @Test func aBuildThatRunsBesideOthersWaitsForThemAsLongAsItTakes() async throws {
    let database = try TestDatabase.current
    try await database.execute("CREATE TABLE a (id int)")
    let writer = try await database.connect()
    try await writer.execute("BEGIN; INSERT INTO a VALUES (1)")
    var revisions = Revisions()
    try revisions.add(
      "index", "-- whimbrel: autocommit\n\nCREATE INDEX CONCURRENTLY ix_a_id ON a (id);")
    var options = RunnerOptions.test
    options.lockTimeout = .milliseconds(100)
    let (request, patient) = (revisions.upgrade, options)
    let retries = Mutex(0)
    let isWaiting = Mutex(false)
    async let report = database.run(request, patient) { event in
      switch event {
      case .blocked: isWaiting.withLock { $0 = true }
      case .retrying: retries.withLock { $0 += 1 }
      default: break
      }
    }
    while !isWaiting.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(20)) }
    try await Task.sleep(for: .milliseconds(500))
    try await writer.execute("COMMIT")
    await writer.close()
    #expect(try await report.done.count == 1)
    #expect(retries.withLock { $0 } == 0)
    #expect(
      try await database.rows("SELECT indisvalid FROM pg_index WHERE indrelid = 'a'::regclass")
        == ["t"])
  }

  @Test func buildsAndValidationsMayTakeLongerThanOtherStatements() async throws {
    let database = try TestDatabase.current
    try await database.execute(
      """
      CREATE FUNCTION slow(id int) RETURNS int IMMUTABLE LANGUAGE plpgsql
        AS $$ BEGIN PERFORM pg_sleep(0.6); RETURN id; END $$;
      CREATE TABLE a (id int);
      INSERT INTO a VALUES (1);
      ALTER TABLE a ADD CONSTRAINT ck_a CHECK (slow(id) > 0) NOT VALID;
      """)
    var revisions = Revisions()
    try revisions.add(
      "long",
      """
      CREATE INDEX ix_a_slow ON a (slow(id));
      ALTER TABLE a VALIDATE CONSTRAINT ck_a;

      -- whimbrel: autocommit

      CREATE INDEX CONCURRENTLY ix_a_later ON a (slow(id));
      """)
    try revisions.add("short", "SELECT slow(id) FROM a;")
    var options = RunnerOptions.test
    options.statementTimeout = .milliseconds(300)
    let (request, limited) = (revisions.upgrade, options)
    let error = try await runnerError { try await database.run(request, limited) }
    #expect(error.postgres?.sqlState == "57014")
    #expect(try await database.ledger() == ["000000000001|applied|2|0"])

    var said = Revisions()
    try said.add(
      "long",
      "-- whimbrel: statement_timeout 300ms\n\nCREATE INDEX ix_a_said ON a (slow(id));")
    let other = try TestDatabase.current
    try await other.execute("DROP SCHEMA whimbrel CASCADE")
    let strict = said.upgrade
    let refused = try await runnerError { try await database.run(strict) }
    #expect(refused.postgres?.sqlState == "57014")
  }

  @Test func writersAreNotHeldUpForLong() async throws {
    let database = try TestDatabase.current
    try await database.execute("CREATE TABLE a (id int)")
    let holder = try await database.connect()
    try await holder.execute("BEGIN; LOCK TABLE a IN ACCESS SHARE MODE")
    var revisions = Revisions()
    try revisions.add("alter", "ALTER TABLE a ADD COLUMN b int;")
    var options = RunnerOptions.test
    options.lockTimeout = .milliseconds(300)
    let (request, patient) = (revisions.upgrade, options)
    async let report = database.run(request, patient)
    let writer = try await database.connect()
    let began = ContinuousClock.now
    var longest = Duration.zero
    while began.duration(to: .now) < .seconds(3) {
      let start = ContinuousClock.now
      try await writer.execute("INSERT INTO a (id) VALUES (1)")
      longest = max(longest, start.duration(to: .now))
      try await Task.sleep(for: .milliseconds(5))
    }
    try await holder.execute("COMMIT")
    await holder.close()
    await writer.close()
    #expect(try await report.done.count == 1)
    // They were held up, by the queue behind us, and not for longer than we wait.
    #expect(longest > .milliseconds(100))
    #expect(longest < .milliseconds(1300))
  }

  /// Somebody has the table for 20 s (in a soak). Writers wait for him; for us, who wait too, never
  /// longer than our time-out.
  @Test func whileSomebodyHasTheTableWritersWaitForHimAlone() async throws {
    let database = try TestDatabase.current
    try await database.execute("CREATE TABLE a (id int)")
    let holder = try await database.connect()
    try await holder.execute("BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE")
    var revisions = Revisions()
    try revisions.add("alter", "ALTER TABLE a ADD COLUMN b int;")
    var options = RunnerOptions.test
    options.lockTimeout = .milliseconds(Soak.count(2000, else: 1000))
    let (request, patient) = (revisions.upgrade, options)
    async let report = database.run(request, patient)
    // Those who come before us wait for the holder alone.
    let waiting =
      "SELECT 1 FROM pg_stat_activity WHERE query ~ '^ALTER' AND wait_event_type = 'Lock'"
    while try await database.rows(waiting).isEmpty {
      try await Task.sleep(for: .milliseconds(10))
    }
    let writers = try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<4 {
        group.addTask {
          try await Task.sleep(for: .milliseconds(200 * number))
          try await database.execute("INSERT INTO a (id) VALUES (\(number))")
        }
      }
      let watcher = try await database.connect()
      let longest = try await Self.longestWaitForTheRunner(
        watcher, for: .seconds(Soak.count(20, else: 3)))
      await watcher.close()
      try await holder.execute("COMMIT")
      await holder.close()
      try await group.waitForAll()
      return longest
    }
    #expect(try await report.done.count == 1)
    #expect(writers > .zero)
    #expect(writers < patient.lockTimeout + .milliseconds(500))
    #expect(try await database.rows("SELECT count(*), count(b) FROM a") == ["4|0"])
  }

  /// How long any writer was held up by the runner at one go.
  private static func longestWaitForTheRunner(_ watcher: Connection, for time: Duration)
    async throws -> Duration
  {
    let began = ContinuousClock.now
    var since: [String: ContinuousClock.Instant] = [:]
    var longest = Duration.zero
    while began.duration(to: .now) < time {
      let rows = try await watcher.query(
        """
        SELECT w.pid, r.pid, r.query_start FROM pg_stat_activity w, pg_stat_activity r
        WHERE w.query ~ '^INSERT' AND r.query ~ '^ALTER' AND r.wait_event_type = 'Lock'
          AND r.pid = ANY (pg_blocking_pids(w.pid)) AND w.datname = current_database()
        """)
      let now = ContinuousClock.now
      let keys = rows.indices.map { row in
        (0..<3).map { rows[row, $0] ?? "" }.joined(separator: " ")
      }
      since = since.filter { keys.contains($0.key) }
      for key in keys {
        longest = max(longest, since[key, default: now].duration(to: now))
        since[key] = since[key] ?? now
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    return longest
  }

  @Test func aLockThatIsNeverToBeHadEndsWithFive() async throws {
    let database = try TestDatabase.current
    try await database.execute("CREATE TABLE a (id int)")
    let holder = try await database.connect()
    try await holder.execute("BEGIN; LOCK TABLE a IN ACCESS SHARE MODE")
    var revisions = Revisions()
    try revisions.add("alter", "-- whimbrel: lock_timeout 1s\nALTER TABLE a ADD COLUMN b int;")
    var options = RunnerOptions.test
    options.retries = 1
    let error = try await runnerError { try await database.run(revisions.upgrade, options) }
    #expect(error.exitCode == 5)
    #expect(error.postgres?.sqlState == "55P03")
    // Who is in the way, since when and with what.
    let who = try #require(error.notes.first { $0.hasPrefix("blocked by pid ") })
    let pid = await holder.backendPID
    #expect(who.contains("pid \(pid), user"))
    #expect(who.contains(", idle in a transaction, since "))
    #expect(who.contains("LOCK TABLE a IN ACCESS SHARE MODE"))
    await holder.close()
  }

  @Test func aRunnerWithoutItsLockChangesNothing() async throws {
    let database = try TestDatabase.current
    var revisions = Revisions()
    try revisions.add(
      "trick",
      """
      CREATE FUNCTION unlock() RETURNS void LANGUAGE plpgsql AS
        $$ BEGIN EXECUTE 'SELECT pg_advisory_' || 'unlock_all()'; END $$;
      SELECT unlock();
      """)
    try revisions.add("next", "CREATE TABLE a (id int);")
    let error = try await runnerError { try await database.run(revisions.upgrade) }
    #expect(error.message.contains("does not hold the runner's lock"))
    #expect(try await database.ledger() == ["000000000001|applied|1|0"])
    #expect(try await database.rows("SELECT to_regclass('a')") == ["NULL"])
  }

  @Test func anEarlierRunsBackendIsWaitedFor() async throws {
    let database = try TestDatabase.current
    try await database.execute("CREATE TABLE a (id int)")
    var revisions = Revisions()
    try revisions.add(
      "index", "-- whimbrel: autocommit\nCREATE INDEX CONCURRENTLY ix ON a (id);")
    // As a killed runner leaves it, whose backend is still there without the lock.
    let old = try await database.connect()
    let options = RunnerOptions.test
    let all = revisions.all
    try await MigrationRun(database.string, options).edit { _ in LedgerEdit(.stamp, add: all) }
    try await old.execute(
      """
      UPDATE whimbrel.revision SET state = 'applying', steps_done = 0,
        begun_pid = pg_backend_pid(), begun_backend_start = (
          SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid())
      """)
    var impatient = options
    impatient.wait = .milliseconds(300)
    let error = try await runnerError { try await database.run(revisions.upgrade, impatient) }
    #expect(error.exitCode == 5)
    let waits = Mutex(0)
    let request = revisions.upgrade
    async let report = database.run(request) { event in
      if case .waitingForBackend = event { waits.withLock { $0 += 1 } }
    }
    while waits.withLock({ $0 }) == 0 { try await Task.sleep(for: .milliseconds(20)) }
    await old.close()
    #expect(try await report.done.count == 1)
    #expect(try await database.rows("SELECT to_regclass('ix')") == ["ix"])
  }
}
