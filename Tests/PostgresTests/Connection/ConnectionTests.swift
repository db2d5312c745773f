import Foundation
import Synchronization
import Testing

@testable import WhimbrelPostgres

@Suite(.database) struct ConnectionTests {
  @Test func itKnowsItsServer() async throws {
    let database = try TestDatabase.current
    let connection = try await database.connect()
    #expect(await connection.serverVersion == database.version)
    #expect(await connection.serverVersion.major == database.version.number / 10_000)
    #expect(await connection.isAlive)
    let pid = try await connection.query("SELECT pg_backend_pid()").int(0, 0)
    #expect(await connection.backendPID == pid)
    #expect(await connection.parameterStatus("client_encoding") == "UTF8")
    #expect(await connection.parameterStatus("no_such") == nil)
    let name = try await connection.query("SELECT current_setting('application_name')")
    #expect(name[0] == "whimbrel")
    await connection.close()
    #expect(await connection.isAlive == false)
    await #expect(throws: ConnectionError.closed) { try await connection.query("SELECT 1") }
  }

  @Test func parametersAndValues() async throws {
    let connection = try await TestDatabase.current.connect()
    let rows = try await connection.query(
      "SELECT $1::int + 1 AS n, $2::text AS t, $3::text, true, false, '-9223372036854775808'::int8",
      ["41", nil, "it's \\ ü €"])
    #expect(rows.count == 1)
    #expect(rows.columnCount == 6)
    #expect(rows.int(0, 0) == 42)
    #expect(rows[0, 1] == nil)
    #expect(rows.isNull(0, 1))
    #expect(rows[0, 2] == "it's \\ ü €")
    #expect(rows.bool(0, 3) == true)
    #expect(rows.bool(0, 4) == false)
    #expect(rows.int(0, 5) == Int.min)
    #expect(rows.int(0, 2) == nil)
    #expect(rows.column("t") == 1)
    #expect(rows.column("T") == nil)
    #expect(rows.commandTag == "SELECT 1")
    #expect(rows.affected == 1)
  }

  @Test func arrays() async throws {
    let connection = try await TestDatabase.current.connect()
    let rows = try await connection.query(
      """
      SELECT '{}'::text[], '{a,NULL,"NULL","","b c","q\\"x","b\\\\s","x,y","{z}"}'::text[],
        '{1,-2,3}'::int[], '1 2 3'::int2vector, NULL::text[], '[0:1]={a,b}'::text[]
      """)
    #expect(rows.array(0, 0) == [])
    #expect(rows.array(0, 1) == ["a", nil, "NULL", "", "b c", "q\"x", "b\\s", "x,y", "{z}"])
    #expect(rows.ints(0, 2) == [1, -2, 3])
    #expect(rows.ints(0, 3) == [1, 2, 3])
    #expect(rows.array(0, 4) == nil)
    #expect(rows.strings(0, 5) == ["a", "b"])
  }

  @Test func aNulByteIsAnError() async throws {
    let connection = try await TestDatabase.current.connect()
    let error = await #expect(throws: PostgresError.self) {
      try await connection.query("SELECT $1::text", ["a\0b"])
    }
    #expect(error?.sqlState == "22021")
    await #expect(throws: PostgresError.self) { try await connection.execute("SELECT 1\0; junk") }
  }

  @Test func severalStatementsGiveTheirTags() async throws {
    let connection = try await TestDatabase.current.connect()
    let tags = try await connection.execute(
      "CREATE TABLE t (a int); INSERT INTO t SELECT generate_series(1, 3); SELECT * FROM t")
    #expect(tags == ["CREATE TABLE", "INSERT 0 3", "SELECT 3"])
    #expect(try await connection.execute("  ; -- nothing\n") == [""])
  }

  @Test func anErrorHasEveryField() async throws {
    let connection = try await TestDatabase.current.connect()
    try await connection.execute(
      """
      CREATE SCHEMA s; CREATE TABLE s.t (a int CONSTRAINT positive CHECK (a > 0));
      CREATE FUNCTION s.f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1 / 0; END $$
      """)
    let check = await #expect(throws: PostgresError.self) {
      try await connection.query("INSERT INTO s.t VALUES (-1)")
    }
    #expect(check?.sqlState == "23514")
    #expect(check?.severity == "ERROR")
    #expect(check?.schema == "s")
    #expect(check?.table == "t")
    #expect(check?.constraint == "positive")
    #expect(check?.detail == "Failing row contains (…).")
    let place = await #expect(throws: PostgresError.self) {
      try await connection.query("SELECT 'ü€𝄞', nope FROM s.t")
    }
    #expect(place?.position == 15)
    #expect(place?.sqlState == PostgresError.State.undefinedColumn)
    let context = await #expect(throws: PostgresError.self) {
      try await connection.query("SELECT s.f()")
    }
    #expect(context?.context?.contains("PL/pgSQL function s.f()") == true)
    #expect(context?.description.hasPrefix("ERROR: division by zero (SQLSTATE 22012)") == true)
    let hint = await #expect(throws: PostgresError.self) {
      try await connection.query("SELECT lower(1)")
    }
    #expect(hint?.hint != nil)
    #expect(hint?.description.contains("\nHINT: ") == true)
  }

  @Test func noticesArrive() async throws {
    let notices = Mutex<[Notice]>([])
    let connection = try await TestDatabase.current.connect { notice in
      notices.withLock { $0.append(notice) }
    }
    try await connection.execute(
      "DO $$ BEGIN RAISE WARNING 'look' USING DETAIL = 'd', HINT = 'h', ERRCODE = '01234'; END $$")
    let got = notices.withLock { $0 }
    #expect(got.count == 1)
    #expect(got.first?.severity == "WARNING")
    #expect(got.first?.sqlState == "01234")
    #expect(got.first?.description == "WARNING: look\nDETAIL: d\nHINT: h")
  }

  @Test func copyInAndOut() async throws {
    let connection = try await TestDatabase.current.connect()
    try await connection.execute("CREATE TABLE t (a int, b text)")
    let data = [Array("1\tx\n2\t".utf8), Array("y\n".utf8)]
    #expect(try await connection.copyIn("COPY t FROM STDIN", data) == 2)
    let lines = Mutex<[String]>([])
    try await connection.copyOut("COPY t TO STDOUT") { row in
      lines.withLock { $0.append(String(decoding: row, as: UTF8.self)) }
    }
    #expect(lines.withLock { $0 } == ["1\tx\n", "2\ty\n"])
    await #expect(throws: PostgresError.self) {
      try await connection.copyIn("COPY t FROM STDIN", [Array("junk\n".utf8)])
    }
    await #expect(throws: PostgresError.self) { try await connection.execute("COPY t TO STDOUT") }
    await #expect(throws: PostgresError.self) {
      try await connection.execute("COPY t FROM STDIN; SELECT 1")
    }
    await #expect(throws: PostgresError.self) {
      try await connection.copyIn("SELECT 1", [])
    }
    #expect(try await connection.query("SELECT count(*) FROM t").int(0, 0) == 2)
  }

  @Test func aTransactionIsAllOrNothing() async throws {
    let connection = try await TestDatabase.current.connect()
    try await connection.execute("CREATE TABLE t (a int)")
    let count = try await connection.transaction { connection in
      try connection.execute("INSERT INTO t VALUES (1)")
      return try connection.query("SELECT count(*) FROM t").int(0, 0)
    }
    #expect(count == 1)
    await #expect(throws: PostgresError.self) {
      try await connection.transaction { connection in
        try connection.execute("INSERT INTO t VALUES (2)")
        try connection.execute("SELECT 1 / 0")
      }
    }
    #expect(await connection.transactionStatus == .idle)
    #expect(try await connection.query("SELECT count(*) FROM t").int(0, 0) == 1)
    let readOnly = await #expect(throws: PostgresError.self) {
      try await connection.transaction("ISOLATION LEVEL REPEATABLE READ, READ ONLY") {
        _ = try $0.execute("INSERT INTO t VALUES (3)")
      }
    }
    #expect(readOnly?.sqlState == "25006")
  }

  @Test func aCancellerStopsAStatement() async throws {
    let connection = try await TestDatabase.current.connect()
    let canceller = try #require(await connection.canceller)
    let watcher = try await TestDatabase.current.connect()
    let pid = await connection.backendPID
    let sleep = Task { try await connection.query("SELECT pg_sleep(60)") }
    while try await watcher.query(
      "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'", ["\(pid)"]
    ).isEmpty {
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(canceller.cancel())
    let error = await #expect(throws: PostgresError.self) { _ = try await sleep.value }
    #expect(error?.sqlState == PostgresError.State.queryCanceled)
    #expect(try await connection.query("SELECT 1").int(0, 0) == 1)
  }

  @Test func aLostConnectionIsSaid() async throws {
    let connection = try await TestDatabase.current.connect()
    let other = try await TestDatabase.current.connect()
    try await other.query("SELECT pg_terminate_backend($1)", ["\(await connection.backendPID)"])
    let error = await #expect(throws: ConnectionError.self) {
      for _ in 0..<500 {
        try await connection.query("SELECT pg_sleep(0.01)")
      }
    }
    #expect(error?.kind == .lost)
    #expect(error?.message.contains("administrator command") == true)
    #expect(await connection.isAlive == false)
  }

  @Test func blockedConnectionsDoNotHoldThePool() async throws {
    let database = try TestDatabase.current
    let clock = ContinuousClock()
    let time = try await clock.measure {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask {
            let connection = try await database.connect()
            try await connection.query("SELECT pg_sleep(0.5)")
          }
        }
        try await group.waitForAll()
      }
    }
    #expect(time < .seconds(2.5))
  }
}
