import Foundation
import Testing
import WhimbrelPostgres

/// A real pooler between us and the server.
@Suite(.database) struct PoolerTests {
  private func with(
    mode: String, sessions: Int = 5, _ body: (TestDatabase, ConnectionString) async throws -> Void
  ) async throws {
    guard let program = PgBouncer.program else {
      NotRun.note(on: "PgBouncer", because: "not installed", test: "a pool in \(mode) mode")
      try Test.cancel("no PgBouncer")
    }
    let database = try TestDatabase.current
    let pooler = try await PgBouncer(program, mode: mode, sessions: sessions, for: database)
    do {
      // Its socket is there before anyone listens to it.
      for _ in 0..<200 {
        if try await PoolClient.ask(pooler.string, "SELECT 1") == "1" { break }
        try await Task.sleep(for: .milliseconds(50))
      }
      try await body(database, pooler.string)
    } catch {
      try await pooler.stop()
      throw error
    }
    try await pooler.stop()
  }

  private var request: RunRequest {
    get throws {
      var revisions = Revisions()
      try revisions.add("a", "CREATE TABLE a (id int); INSERT INTO a VALUES (1);")
      return revisions.upgrade
    }
  }

  @Test(arguments: ["transaction", "statement"])
  func oneThatSharesSessionsIsRefusedAndLeftAsItWas(mode: String) async throws {
    try await with(mode: mode) { database, pool in
      let upgrade = try request
      let error = await #expect(throws: ConnectionError.self) {
        try await MigrationRun(pool, .test).run(upgrade)
      }
      #expect(error?.kind == .pooled)
      #expect(error?.help == "connect to the server itself, or to a pool in session mode")
      // Whoever is given the pool's sessions next finds nothing of ours in them.
      let settings = try await database.rows(
        """
        SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE l.locktype = 'advisory' AND d.datname = current_database()
        """)
      #expect(settings == ["0"])
      #expect(try await database.rows("SELECT to_regnamespace('whimbrel')") == ["NULL"])
      #expect(try await PoolClient.ask(pool, "SHOW search_path") == "\"$user\", public")
    }
  }

  /// One session in all: whom we ask for a second one waits for the first.
  @Test(arguments: [5, 1])
  func oneThatKeepsSessionsIsFine(sessions: Int) async throws {
    try await with(mode: "session", sessions: sessions) { database, pool in
      var options = RunnerOptions.test
      // A pool of one has no session left for who watches.
      options.wait = .seconds(5)
      let report = try await MigrationRun(pool, options).run(try request)
      #expect(report.done.count == 1)
      #expect(try await database.rows("SELECT id FROM a") == ["1"])
    }
  }
}

/// What an application is told by the pool, in the simplest form of the protocol.
private enum PoolClient {
  static func ask(_ pool: ConnectionString, _ question: String) async throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: try TestBinaries.find(major: 15).program("psql"))
    process.arguments = ["-X", "-A", "-t", "-c", question]
    process.environment = ProcessInfo.processInfo.environment.merging(pool.environment) { $1 }
    process.standardOutput = output
    let reading = process
    let data = try await Task.detached {
      try reading.run()
      return output.fileHandleForReading.readDataToEndOfFile()
    }.value
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init).first ?? ""
  }
}
