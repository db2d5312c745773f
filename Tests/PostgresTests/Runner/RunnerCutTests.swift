import Foundation
import Testing
import WhimbrelPlanning
import WhimbrelPostgres

/// Connections and servers that go away under a run.
@Suite(.serialized) struct RunnerCutTests {
  private static let isSoak = ProcessInfo.processInfo.environment["WHIMBREL_TEST_SOAK"] != nil

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
      "third", "-- whimbrel: call step\n\n-- whimbrel: transaction\n\nINSERT INTO log VALUES (5);")
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
    var cuts = 0
    try await withThrowingTaskGroup(of: Int.self) { group in
      let all = stride(from: Int.random(in: 0..<pace), to: messages, by: pace)
      for (index, cut) in all.enumerated() {
        if index >= 4, let count = try await group.next() { cuts += count }
        group.addTask { try await Self.cut(after: cut, server, request, expected) }
      }
      for try await count in group { cuts += count }
    }
    #expect(cuts > 40)
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
    var crashes = 0
    var round = 0
    let wanted = Self.isSoak ? 100 : 2
    while crashes < wanted {
      round += 1
      let admin = try await Connection.connect(to: string)
      try await admin.execute("CREATE DATABASE crash_\(round)")
      await admin.close()
      let test = try await TestServer.running(string)
      var database = TestDatabase(server: test, string: string.with(database: "crash_\(round)"))
      try await database.execute(RunnerKillTests.before)
      let probe = try ProbeProcess(revisions, conninfo: RunnerKillTests.conninfo(database))
      for _ in 0..<(Self.isSoak ? 5 : 2) {
        async let ended = probe.run()
        try await Task.sleep(for: .milliseconds(Int.random(in: 30...350)))
        if case .running(let pid, _) = server.status() {
          // What `pg_ctl stop -m immediate` sends.
          kill(pid, SIGQUIT)
          crashes += 1
        }
        while case .running = server.status() { try await Task.sleep(for: .milliseconds(10)) }
        string = try ConnectionString(try await server.start().conninfo)
        database = TestDatabase(server: test, string: string.with(database: "crash_\(round)"))
        // It connects again by itself, or ends with an error; both are fine.
        _ = try await ended
      }
      let last = try await probe.run()
      #expect(last.status == 0, "\(last.errors)")
      let found = try await RunnerKillTests.outcome(database)
      #expect(found.filter { $0.hasPrefix("log") } == (1...6).map { "log|\($0)" })
      #expect(found.contains("filled|1000 1000 1000"))
      #expect(found.filter { $0.hasPrefix("index") && $0.contains(" f") } == [])
      try probe.remove()
    }
    try await server.stop()
    try FileManager.default.removeItem(atPath: folder)
  }
}
