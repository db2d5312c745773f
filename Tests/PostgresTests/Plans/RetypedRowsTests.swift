import Testing
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Checks and keys over a column that gets another type: rows that break them afterwards are found
/// beforehand, and no others.
@Suite struct RetypedRowsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    /// What stands on the column c of t, beside id, n and isActive; both before and after.
    var parts: String
    var fits: String
    var clashes: String
    var title: String
    var testDescription: String { "\(old) → \(new): \(parts)" }
  }

  static let cases = [
    Case(
      old: "text", new: "citext", parts: "CHECK (c <> 'ADMIN')", fits: "('root')",
      clashes: "('admin')", title: "that break the check t_c_check, once c is citext"),
    Case(
      old: "text", new: "citext", parts: "; CREATE UNIQUE INDEX ON t (n) WHERE c = 'main'",
      fits: "('main'), ('other')", clashes: "('Main'), ('main')",
      title: "more than once in (n), once c is citext"),
    Case(
      old: "text", new: "citext", parts: "; CREATE UNIQUE INDEX ON t (c) WHERE is_active",
      fits: "('a'), ('b')", clashes: "('a'), ('A')", title: "that are the same without case"),
    Case(
      old: "varchar(9)", new: "citext", parts: "; CREATE UNIQUE INDEX ON t (c, (n + 1))",
      fits: "('a'), ('b')", clashes: "('a'), ('A')",
      title: "more than once in (c, ((n + 1))), once c is citext"),
    Case(
      old: "citext", new: "text", parts: "CHECK (c <> 'x' OR c = 'X')", fits: "('X'), ('y')",
      clashes: "('x')", title: "that break the check t_c_check, once c is text"),
    Case(
      old: "numeric", new: "integer", parts: "UNIQUE", fits: "(1.2), (2)", clashes: "(1.2), (1)",
      title: "more than once in (c), once c is integer"),
    Case(
      old: "numeric(6,2)", new: "numeric(6,1)", parts: "CHECK (c < 10)", fits: "(9.94)",
      clashes: "(9.95)", title: "that break the check t_c_check, once c is numeric(6,1)"),
    Case(
      old: "timestamp", new: "date", parts: "; CREATE UNIQUE INDEX \"by day\" ON t (n, c)",
      fits: "('2026-01-01 10:00'), ('2026-01-02 10:00')",
      clashes: "('2026-01-01 10:00'), ('2026-01-01 11:00')",
      title: "more than once in (n, c), once c is date"),
  ]

  @Test(arguments: cases) func rowsThatClashAfterwards(_ given: Case) async throws {
    try await TestDatabase.each(
      "retyped \(given.old) \(given.new)", extensions: given.extensions
    ) { database in
      let connection = try await database.connect()
      try await connection.execute(given.setup + given.sql(given.old))
      let start = try await Inspector.inspect(connection, scope: Scope())
      try await connection.execute("DROP TABLE t;" + given.sql(given.new))
      let wanted = try await Inspector.inspect(connection, scope: Scope())
      try await connection.execute("DROP TABLE t;" + given.sql(given.old))
      let plan = Planner.plan(from: start, to: wanted)
      let asked = try #require(
        plan.preflights.first { $0.title.text.hasSuffix(given.title) },
        "\(plan.preflights.map(\.title.text))")
      for (rows, isRefused) in [(given.fits, false), (given.clashes, true)] {
        try await connection.execute("BEGIN; INSERT INTO t (c) VALUES \(rows); SAVEPOINT rows")
        for preflight in plan.preflights {
          let found = try await connection.query(preflight.query.text)
          let isAsked = preflight == asked
          #expect(found.isEmpty != (isRefused && isAsked), "\(rows): \(preflight.query.text)")
        }
        do {
          for statement in plan.statements { try await connection.execute(statement.sql) }
          #expect(!isRefused, "the server takes \(rows)")
        } catch let error as PostgresError {
          #expect(isRefused && error.sqlState.hasPrefix("23"), "\(rows): \(error)")
        }
        try await connection.execute("ROLLBACK")
      }
      await connection.close()
    }
  }

  /// Values that differ without case differ with it.
  @Test func whatWasUniqueWithoutCaseStaysSo() async throws {
    try await TestDatabase.each("retyped back", extensions: ["citext"]) { database in
      let connection = try await database.connect()
      try await connection.execute(
        "CREATE EXTENSION citext; CREATE TABLE t (c text PRIMARY KEY, d int)")
      let wanted = try await Inspector.inspect(connection, scope: Scope())
      try await connection.execute("DROP TABLE t; CREATE TABLE t (c citext PRIMARY KEY, d int)")
      let start = try await Inspector.inspect(connection, scope: Scope())
      #expect(Planner.plan(from: start, to: wanted).preflights.isEmpty)
      await connection.close()
    }
  }

  /// A value that the new type refuses is told by its own question, and breaks none of the others.
  @Test func aRefusedValueHidesNoOther() async throws {
    try await TestDatabase.each("retyped refused") { database in
      let connection = try await database.connect()
      try await connection.execute("CREATE TABLE t (c integer UNIQUE)")
      let wanted = try await Inspector.inspect(connection, scope: Scope())
      try await connection.execute("DROP TABLE t; CREATE TABLE t (c numeric UNIQUE)")
      let start = try await Inspector.inspect(connection, scope: Scope())
      try await connection.execute("INSERT INTO t VALUES ('NaN'), (1e30), (1), (1.4)")
      var found: [Int] = []
      for preflight in Planner.plan(from: start, to: wanted).preflights {
        found.append(try await connection.query(preflight.query.text).count)
      }
      #expect(found == [2, 1])
      await connection.close()
    }
  }
}

extension RetypedRowsTests.Case {
  fileprivate var extensions: [String] { isCitext ? ["citext"] : [] }
  private var isCitext: Bool { [old, new].contains("citext") }
  fileprivate var setup: String { isCitext ? "CREATE EXTENSION citext;" : "" }

  fileprivate func sql(_ type: String) -> String {
    let constraint = parts.hasPrefix(";") ? "" : parts
    let rest = parts.hasPrefix(";") ? parts : ""
    return "CREATE TABLE t (id serial PRIMARY KEY, n integer DEFAULT 7, is_active boolean "
      + "DEFAULT true, c \(type) \(constraint))\(rest);"
  }
}
