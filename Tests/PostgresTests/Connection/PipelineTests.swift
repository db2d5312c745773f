import Testing

@testable import WhimbrelPostgres

@Suite(.database) struct PipelineTests {
  @Test func resultsComeInOrder() async throws {
    let connection = try await TestDatabase.current.connect()
    let rows = try await connection.pipeline([
      "CREATE TABLE t (a int)", Query("INSERT INTO t VALUES ($1)", ["7"]), "SELECT a FROM t",
    ])
    #expect(rows.map(\.commandTag) == ["CREATE TABLE", "INSERT 0 1", "SELECT 1"])
    #expect(rows[2].int(0, 0) == 7)
    #expect(try await connection.pipeline([]).isEmpty)
  }

  @Test func theFirstErrorIsNamedAndNothingIsDone() async throws {
    let connection = try await TestDatabase.current.connect()
    let error = await #expect(throws: PostgresError.self) {
      try await connection.pipeline([
        "CREATE TABLE t (a int)", "SELECT 1 / 0", "CREATE TABLE u (a int)", "SELECT nope",
      ])
    }
    #expect(error?.sqlState == "22012")
    #expect(error?.queryIndex == 1)
    #expect(try await connection.query("SELECT to_regclass('t'), to_regclass('u')")[0, 0] == nil)
    #expect(await connection.transactionStatus == .idle)
  }

  @Test func attemptsStandAlone() async throws {
    let connection = try await TestDatabase.current.connect()
    let results = try await connection.attempts([
      "CREATE TABLE t (a int)", "SELECT 1 / 0", "INSERT INTO t VALUES (1)",
    ])
    #expect(results.count == 3)
    #expect(throws: Never.self) { try results[0].get() }
    #expect(throws: PostgresError.self) { try results[1].get() }
    #expect(try results[2].get().affected == 1)
  }

  @Test func inABlockTheRestFailsToo() async throws {
    let connection = try await TestDatabase.current.connect()
    let results = try await connection.attempts([
      "BEGIN", "SELECT 1 / 0", "SELECT 1", "ROLLBACK", "SELECT 2",
    ])
    let states = results.map { result -> String in
      switch result {
      case .success(let rows): rows.commandTag
      case .failure(let error): error.sqlState
      }
    }
    #expect(states == ["BEGIN", "22012", "25P02", "ROLLBACK", "SELECT 1"])
  }

  /// Both sides write more than any socket buffer holds before either could have read.
  @Test func aLongPipelineDoesNotLockUp() async throws {
    let connection = try await TestDatabase.current.connect()
    let long = String(repeating: "x", count: 4000)
    let queries = (0..<4000).map { Query("SELECT $1::text, $2::int", [long, "\($0)"]) }
    let rows = try await connection.pipeline(queries)
    #expect(rows.count == 4000)
    #expect(rows[3999].int(0, 1) == 3999)
  }

  @Test func copyInAPipelineIsRefused() async throws {
    let connection = try await TestDatabase.current.connect()
    try await connection.execute("CREATE TABLE t (a int)")
    await #expect(throws: (any Error).self) {
      try await connection.pipeline(["COPY t FROM STDIN"])
    }
  }
}
