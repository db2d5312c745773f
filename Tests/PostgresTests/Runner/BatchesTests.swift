import Synchronization
import Testing
import WhimbrelPlanning
import WhimbrelPostgres

/// A step that goes through a table in batches.
@Suite(.database) struct BatchesTests {
  private func revisions(_ directive: String, _ statement: String) throws -> Revisions {
    var revisions = Revisions()
    try revisions.add(
      "fill",
      """
      ALTER TABLE t ADD COLUMN c text;

      -- whimbrel: batches \(directive)

      \(statement);

      -- whimbrel: transaction

      ALTER TABLE t ALTER COLUMN c SET NOT NULL;
      """, down: "ALTER TABLE t DROP COLUMN c;")
    return revisions
  }

  private func rows(_ database: TestDatabase) async throws {
    try await database.execute(
      """
      CREATE TABLE t (a int, b text, n int, PRIMARY KEY (a, b));
      INSERT INTO t SELECT i % 10, 'it''s "' || i || ', {', i FROM generate_series(1, 95) i;
      """)
  }

  private static let fill =
    "UPDATE t SET c = 'x' || n WHERE (a, b) IN (SELECT a, b FROM batch) AND c IS NULL"

  @Test func everyRowOnceByAKeyOfTwoColumns() async throws {
    let database = try TestDatabase.current
    try await rows(database)
    let count = Mutex(0)
    let last = Mutex("")
    try await database.run(try revisions("of 20 from t by a, b", Self.fill).upgrade) { event in
      guard case .batchFinished(_, let name, let cursor) = event else { return }
      count.withLock { $0 += 1 }
      last.withLock { $0 = "\(name): \(cursor)" }
    }
    #expect(count.withLock { $0 } == 5)
    #expect(last.withLock { $0 }.hasPrefix("batches from t: a 9, b it's \""))
    #expect(try await database.rows("SELECT count(*) FROM t WHERE c = 'x' || n") == ["95"])
    #expect(try await database.ledger() == ["000000000001|applied|3|0"])
  }

  @Test func itGoesOnWhereItFailed() async throws {
    let database = try TestDatabase.current
    try await rows(database)
    // Every row says which transaction has changed it.
    let statement = """
      UPDATE t SET c = 'x' || 10 / (n - 50) WHERE (a, b) IN (SELECT a, b FROM batch) AND c IS NULL
      """
    let revisions = try revisions("of 10 from t by a, b", statement)
    try await database.execute("UPDATE t SET n = 49 WHERE n = 50; UPDATE t SET n = 50 WHERE n = 7")
    let error = try await runnerError { try await database.run(revisions.upgrade) }
    #expect(error.postgres?.sqlState == "22012")
    #expect(error.diagnostic?.place == "versions/1.sql:13:1")
    let before = try await database.rows(
      "SELECT xmin, count(*) FROM t WHERE c IS NOT NULL GROUP BY 1")
    #expect(before.count > 3 && before.count < 10)
    #expect(try await database.ledger() == ["000000000001|applying|1|0"])
    try await database.execute("UPDATE t SET n = 7 WHERE n = 50")
    try await database.run(revisions.upgrade)
    let after = Set(
      try await database.rows("SELECT xmin, count(*) FROM t WHERE c IS NOT NULL GROUP BY 1"))
    #expect(after.isSuperset(of: before), "what was done was done again")
    #expect(try await database.rows("SELECT count(*) FROM t WHERE c IS NULL") == ["0"])
  }

  @Test func aLockInTheMiddleIsWaitedForAndNoBatchIsLost() async throws {
    let database = try TestDatabase.current
    try await rows(database)
    let revisions = try revisions("of 10 from t by a, b", Self.fill)
    let other = try await database.connect()
    let isLocked = Mutex(false)
    var options = RunnerOptions.test
    options.lockTimeout = .milliseconds(200)
    let run = Task { [options] in
      try await database.run(revisions.upgrade, options) { event in
        if case .batchFinished = event { isLocked.withLock { $0 = true } }
      }
    }
    while !isLocked.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(1)) }
    try await other.execute("BEGIN; SELECT * FROM t FOR UPDATE")
    try await Task.sleep(for: .milliseconds(500))
    try await other.execute("ROLLBACK")
    _ = try await run.value
    await other.close()
    #expect(try await database.rows("SELECT count(*) FROM t WHERE c = 'x' || n") == ["95"])
  }

  @Test func anEmptyTableAndABatchOfTheVeryLastRow() async throws {
    let database = try TestDatabase.current
    try await database.execute("CREATE TABLE t (a int, b text, n int, PRIMARY KEY (a, b))")
    let revisions = try revisions("of 10 from t by a, b", Self.fill)
    try await database.run(revisions.upgrade)
    try await database.run(revisions.downgrade())
    try await database.execute("INSERT INTO t SELECT i, '', i FROM generate_series(1, 20) i")
    try await database.run(revisions.upgrade)
    #expect(try await database.rows("SELECT count(*) FROM t WHERE c = 'x' || n") == ["20"])
  }
}
