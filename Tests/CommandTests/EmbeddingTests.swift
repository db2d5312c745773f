import Foundation
import Synchronization
import Testing
import Whimbrel
import WhimbrelPlanning
import WhimbrelPostgres

/// What an application that imports Whimbrel can do at its start.
@Suite(.serialized) struct EmbeddingTests {
  /// A throwaway server and a folder with revisions, as long as `body` takes.
  private func with(
    _ sections: [(up: String, down: String)],
    _ body: (_ url: String, _ versions: String) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("whimbrel-embedding-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var files: [String: Revision] = [:]
    for (index, section) in sections.enumerated() {
      let id = "00000000000\(index + 1)"
      let name = "2025122\(index)_000000_step.sql"
      let text = """
        -- step \(index + 1)
        --
        -- Revision ID: \(id)
        -- Revises: \(index == 0 ? "" : "00000000000\(index)")
        -- Create Date: 2025-12-2\(index)T00:00:00Z

        -- whimbrel: upgrade

        \(section.up)

        -- whimbrel: downgrade

        \(section.down)

        """
      files[name] = try RevisionReader.read(SourceText(name: name, text: text))
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    try Data(SumFile(of: files).bytes)
      .write(to: URL(fileURLWithPath: "\(folder)/\(SumFile.fileName)"))
    let server = try await ThrowawayServer.start()
    do {
      try await body(server.conninfo(), folder)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
    try FileManager.default.removeItem(atPath: folder)
  }

  private func rows(_ url: String, _ sql: String) async throws -> [String] {
    let connection = try await Connection.connect(to: ConnectionString(url))
    let rows = try await connection.query(sql)
    await connection.close()
    return rows.indices.map { rows[$0, 0] ?? "NULL" }
  }

  @Test func upAndDownWithEvents() async throws {
    try await with([
      ("CREATE TABLE a (id int);", "DROP TABLE a;"), ("CREATE TABLE b (id int);", "DROP TABLE b;"),
    ]) { (url: String, versions: String) async throws -> Void in
      let kinds = Mutex<[MigrationEvent.Kind]>([])
      let migrator = Migrator(url: url, versions: versions) { event in
        kinds.withLock { $0.append(event.kind) }
      }
      #expect(try await migrator.pending().map(\.id) == ["000000000001", "000000000002"])
      #expect(try await migrator.upgrade().map(\.message) == ["step 1", "step 2"])
      #expect(try await migrator.status().pending.isEmpty)
      #expect(try await migrator.downgrade().map(\.id) == ["000000000002"])
      #expect(try await migrator.status().applied.map(\.id) == ["000000000001"])
      let seen = kinds.withLock { $0 }
      #expect(
        seen.prefix(8) == [
          .runBegan, .revisionBegan, .statementBegan, .revisionFinished, .revisionBegan,
          .statementBegan, .revisionFinished, .runFinished,
        ])
    }
  }

  @Test func twentyInstancesStartAtOnce() async throws {
    try await with([("CREATE TABLE a (id int); SELECT pg_sleep(0.3);", "DROP TABLE a;")]) {
      (url: String, versions: String) async throws -> Void in
      let migrator = Migrator(url: url, versions: versions)
      let done = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<20 { group.addTask { try await migrator.upgrade().count } }
        return try await group.reduce(0, +)
      }
      #expect(done == 1)
    }
  }

  @Test func aDelegateIsAwaitedAndCanEndTheRun() async throws {
    try await with([
      ("CREATE TABLE a (id int);", "DROP TABLE a;"), ("CREATE TABLE b (id int);", "DROP TABLE b;"),
    ]) { (url: String, versions: String) async throws -> Void in
      let delegate = TestDelegate(url, refusing: "000000000002")
      let migrator = Migrator(url: url, versions: versions, delegate: delegate)
      await #expect(throws: TestDelegate.Refused.self) { try await migrator.upgrade() }
      // What was there when it was called: nothing, then the first table, and never the second.
      #expect(
        delegate.told == [
          "upgrade of 2: NULL NULL", "before step 1: NULL NULL", "after step 1: a NULL",
          "before step 2: a NULL", "failed: Refused()",
        ])
      #expect(try await migrator.status().applied.map(\.message) == ["step 1"])
      #expect(try await migrator.status().halfDone == nil)
      #expect(try await rows(url, "SELECT 1 FROM pg_locks WHERE locktype = 'advisory'") == [])
      delegate.allow()
      try await migrator.upgrade()
      #expect(
        delegate.told == [
          "upgrade of 1: a NULL", "before step 2: a NULL", "after step 2: a b", "done 1: a b",
        ])
      delegate.allow()
      try await migrator.upgrade()
      #expect(delegate.told == [])
      try await migrator.downgrade()
      #expect(
        delegate.told == [
          "downgrade of 1: a b", "before step 2: a b", "after step 2: a NULL", "done 1: a NULL",
        ])
    }
  }

  @Test func aDataStepGoesOnWhereItFailed() async throws {
    let sections = [
      ("CREATE TABLE a (id int PRIMARY KEY, \"Odd\" text);", "DROP TABLE a;"),
      ("-- whimbrel: call load\n\n-- whimbrel: call fill", "-- whimbrel: call clear\n"),
    ]
    try await with(sections) { (url: String, versions: String) async throws -> Void in
      struct Broken: Error {}
      let breaks = Mutex(true)
      let fill = DataStep(inBatches: "fill") { session, cursor in
        let rows = try await session.query(
          "SELECT id FROM a WHERE id > \(cursor ?? "0") ORDER BY id LIMIT 10")
        for row in rows {
          let text = "it's \(row["id"] ?? "") \\ "
          try await session.execute(
            "UPDATE a SET \(name: "Odd") = coalesce(\(name: "Odd"), '') || \(text) WHERE id = \(row.int("id"))"
          )
        }
        if cursor == "30", breaks.withLock({ $0 }) { throw Broken() }
        return rows.last?["id"]
      }
      let load = DataStep("load") { session in
        try await session.copy(
          into: "a", columns: ["id", "Odd"], rows: (1...45).map { ["\($0)", nil] })
      }
      let missing = Migrator(url: url, versions: versions, dataSteps: [fill])
      let error = await #expect(throws: MigrationError.self) { try await missing.upgrade() }
      #expect(error?.description.contains("no data step \"load\" is registered") == true)
      #expect(try await rows(url, "SELECT to_regclass('a')") == ["NULL"])

      let migrator = Migrator(url: url, versions: versions, dataSteps: [load, fill])
      await #expect(throws: MigrationError.self) { try await migrator.upgrade() }
      #expect(try await migrator.status().halfDone?.id == "000000000002")
      #expect(try await rows(url, "SELECT count(*) FROM a WHERE \"Odd\" IS NOT NULL") == ["30"])
      breaks.withLock { $0 = false }
      try await migrator.upgrade()
      #expect(
        try await rows(url, "SELECT count(*) FROM a WHERE \"Odd\" = 'it''s ' || id || ' \\ '")
          == ["45"])
      await #expect(throws: MigrationError.self) { try await migrator.downgrade() }
    }
  }

  @Test func aCancelledTaskLeavesNothingHalf() async throws {
    try await with([("CREATE TABLE a (id int); SELECT pg_sleep(30);", "DROP TABLE a;")]) {
      (url: String, versions: String) async throws -> Void in
      let migrator = Migrator(url: url, versions: versions)
      let task = Task { try await migrator.upgrade() }
      while try await rows(url, "SELECT pid FROM pg_stat_activity WHERE query ~ 'pg_sleep.30.$'")
        .isEmpty
      { try await Task.sleep(for: .milliseconds(20)) }
      let began = ContinuousClock.now
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(began.duration(to: .now) < .seconds(3))
      #expect(try await rows(url, "SELECT to_regclass('a')") == ["NULL"])
      #expect(try await rows(url, "SELECT 1 FROM pg_locks WHERE locktype = 'advisory'") == [])
    }
  }

  @Test func anErrorHasHelpAndNoPassword() async throws {
    let migrator = Migrator(
      url: "postgresql://somebody:secret-word@127.0.0.1:1/nowhere", versions: "/nonexistent")
    let error = await #expect(throws: MigrationError.self) { try await migrator.upgrade() }
    #expect(error?.description.contains("127.0.0.1") == true)
    #expect(error?.description.contains("help: ") == true)
    #expect(error?.description.contains("secret-word") == false)
  }
}

/// Writes down what it is told, and which tables there were then.
private final class TestDelegate: MigrationDelegate {
  struct Refused: Error {}

  private let url: String
  private let lines = Mutex<[String]>([])
  private let refused: Mutex<String?>

  init(_ url: String, refusing id: String) {
    self.url = url
    refused = Mutex(id)
  }

  var told: [String] { lines.withLock { $0 } }

  func allow() {
    refused.withLock { $0 = nil }
    lines.withLock { $0 = [] }
  }

  private func add(_ line: String) async throws {
    let connection = try await Connection.connect(to: ConnectionString(url))
    let rows = try await connection.query("SELECT to_regclass('a'), to_regclass('b')")
    await connection.close()
    lines.withLock { $0.append("\(line): \(rows[0, 0] ?? "NULL") \(rows[0, 1] ?? "NULL")") }
  }

  func migrationWillBegin(_ revisions: [MigrationRevision], _ direction: MigrationDirection)
    async throws
  {
    try await add("\(direction) of \(revisions.count)")
  }

  func revisionWillBegin(_ revision: MigrationRevision, _ direction: MigrationDirection)
    async throws
  {
    try await add("before \(revision.message)")
    if refused.withLock({ $0 == revision.id }) { throw Refused() }
  }

  func revisionDidFinish(_ revision: MigrationRevision, _ direction: MigrationDirection)
    async throws
  {
    try await add("after \(revision.message)")
  }

  func migrationDidFinish(_ revisions: [MigrationRevision]) async throws {
    try await add("done \(revisions.count)")
  }

  func migrationDidFail(_ error: any Error) async {
    lines.withLock { $0.append("failed: \(error)") }
  }
}
