import Foundation
import Testing
import WhimbrelPlanning
import WhimbrelPostgres

/// Connections and servers that go away under a run.
@Suite(.serialized) struct RunnerCutTests {
  private static let isSoak = Soak.isOn

  /// Without the pauses of the revisions that are killed.
  private static func revisions() throws -> Revisions {
    var revisions = Revisions()
    try revisions.add(
      "first", "INSERT INTO log VALUES (1);\nCREATE INDEX ix_log ON log (n);")
    try revisions.add(
      "second",
      """
      -- whimbrel: autocommit

      INSERT INTO log VALUES (2);
      CREATE INDEX CONCURRENTLY ix_load ON load (v);
      INSERT INTO log VALUES (3);
      DROP INDEX CONCURRENTLY ix_log;
      """)
    try revisions.add(
      "third",
      """
      -- whimbrel: call step

      -- whimbrel: transaction

      INSERT INTO log VALUES (5);

      -- whimbrel: batches of 2 from many by id

      UPDATE many SET n = n + 1 WHERE id IN (SELECT id FROM batch);
      """)
    return revisions
  }

  private static var steps: DataSteps {
    var steps = DataSteps()
    steps.register(
      "step",
      upgrade: { connection, cursor in
        try await connection.query("INSERT INTO filled VALUES ($1::int)", [cursor ?? "0"])
        return cursor == nil ? "1" : nil
      })
    return steps
  }

  private static let before = """
    CREATE TABLE load (id bigserial PRIMARY KEY, v int);
    CREATE TABLE log (n int);
    CREATE TABLE filled (n int);
    CREATE TABLE big (id int, t text);
    CREATE TABLE many (id int PRIMARY KEY, n int NOT NULL);
    INSERT INTO many SELECT g, 0 FROM generate_series(1, 3) g;
    """

  @Test func cutAtEveryMessage() async throws {
    let server = try await TestServers.shared.server(major: 15)
    let request = try Self.revisions().upgrade
    let (expected, messages) = try await TestDatabase.with(server) { database in
      try await database.execute(Self.before)
      let proxy = try CuttingProxy(to: database.string.host, cutAfter: nil)
      try await Self.run(request, database, through: proxy)
      let messages = proxy.messages
      try proxy.close()
      return (try await RunnerKillTests.outcome(database), messages)
    }
    #expect(messages > 200)
    // Every boundary in a soak; else every so many, from a beginning that differs by run.
    let pace = Self.isSoak ? 1 : max(1, messages / 60)
    let soak = Soak("cut, of \(messages) messages")
    try await withThrowingTaskGroup(of: Int.self) { group in
      let first = Int(soak.random(in: 0...Double(pace - 1)))
      for (index, cut) in stride(from: first, to: messages, by: pace).enumerated() {
        if index >= 4, let count = try await group.next() { soak.add(count) }
        group.addTask { try await Self.cut(after: cut, server, request, expected) }
      }
      for try await count in group { soak.add(count) }
    }
    // The last few may be of a run that takes fewer messages, such as one without a watcher.
    #expect(soak.count > messages / pace * 9 / 10)
    soak.report()
  }

  /// One run through a proxy that cuts it once; 1 when it did.
  private static func cut(
    after cut: Int, _ server: TestServer, _ request: RunRequest, _ expected: [String]
  ) async throws -> Int {
    try await TestDatabase.with(server) { database in
      try await database.execute(before)
      let proxy = try CuttingProxy(to: database.string.host, cutAfter: cut)
      do {
        try await run(request, database, through: proxy)
      } catch is ConnectionError {
        // Cut before the session stood: there was nothing to go on with.
        try await run(request, database, through: proxy)
      } catch let error as RunnerError where error.message.contains("connection") {
        try await run(request, database, through: proxy)
      }
      #expect(try await RunnerKillTests.outcome(database) == expected, "cut after \(cut)")
      try proxy.close()
      return proxy.wasCut ? 1 : 0
    }
  }

  private static func run(
    _ request: RunRequest, _ database: TestDatabase, through proxy: CuttingProxy
  ) async throws {
    let string = database.string.with("host", proxy.folder).with("port", "5432")
    try await MigrationRun(string, .test, steps: steps).run(request)
  }

  /// The server ends at once, as by a power failure, while runs go on and are begun again.
  @Test func theServerIsShutDownAtAnyMoment() async throws {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("whimbrel-crash-\(UInt32.random(in: .min ... .max))").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let server = try LocalServer(
      project: folder, database: "crash", binaries: [TestBinaries.find(major: 15)])
    var string = try ConnectionString(try await server.start().conninfo)
    let revisions = try RunnerKillTests.revisions()
    let soak = Soak("shut down")
    var expected: [String]?
    var round = 0
    let wanted = Soak.count(100, else: 2)
    while expected == nil || soak.count < wanted {
      round += 1
      let admin = try await Connection.connect(to: string)
      try await admin.execute("CREATE DATABASE crash_\(round)")
      #expect(try await admin.query("SHOW fsync")[0] == "on")
      await admin.close()
      let test = try await TestServer.running(string)
      let name = "crash_\(round)"
      var database = TestDatabase(server: test, string: string.with(database: name))
      try await database.execute(RunnerKillTests.before)
      let probe = try ProbeProcess(revisions, conninfo: RunnerKillTests.conninfo(database))
      // The first round is not disturbed: it says what the others have to lead to.
      for _ in 0..<(expected == nil ? 0 : Soak.isOn ? 5 : 2) {
        async let ended = probe.run()
        try await Task.sleep(for: .milliseconds(Int(soak.random(in: 30...350))))
        if case .running(let pid, _) = server.status() {
          // What `pg_ctl stop -m immediate` sends.
          kill(pid, SIGQUIT)
          soak.add(1)
        }
        while case .running = server.status() { try await Task.sleep(for: .milliseconds(10)) }
        string = try ConnectionString(try await server.start().conninfo)
        database = TestDatabase(server: test, string: string.with(database: name))
        // It connects again by itself, or ends with an error; both are fine.
        _ = try await ended
      }
      let last = try await probe.run()
      #expect(last.status == 0, "\(last.errors)")
      let found = try await RunnerKillTests.outcome(database)
      #expect(expected == nil || found == expected, "seed \(soak.seed)")
      expected = expected ?? found
      try probe.remove()
    }
    #expect(expected?.filter { $0.hasPrefix("log") } == (1...6).map { "log|\($0)" })
    soak.report()
    try await server.stop()
    try FileManager.default.removeItem(atPath: folder)
  }
}
