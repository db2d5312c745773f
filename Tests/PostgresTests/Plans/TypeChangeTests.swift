import Testing
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// What a plan says of a change of type, against what the server does.
@Suite struct TypeChangeTests {
  static let pairs: [(String, String)] = [
    ("varchar(5)[]", "text[]"), ("int[]", "bigint[]"), ("plain_text", "text"),
    ("text", "plain_text"), ("text", "filled_text"), ("filled_text", "text"),
    ("numeric(10,2)", "numeric(12,2)"), ("numeric(10,2)", "numeric"),
    ("numeric", "numeric(10,2)"), ("numeric(10,2)", "numeric(12,3)"),
    ("numeric(10,2)", "numeric(8,2)"), ("timestamp(3)", "timestamp(6)"),
    ("timestamp(3)", "timestamp"), ("timestamp", "timestamp(6)"), ("timestamp", "timestamp(3)"),
    ("timestamp", "timestamptz"), ("timestamptz", "timestamp"), ("timestamp(3)", "timestamptz"),
    ("timestamp", "timestamptz(3)"), ("time(3)", "time"), ("timetz(3)", "timetz"),
    ("interval(3)", "interval(6)"), ("interval day", "interval"),
    ("interval", "interval(3)"), ("varbit(5)", "varbit(9)"), ("varbit(5)", "varbit"),
    ("varbit(9)", "varbit(5)"), ("bit(5)", "varbit"), ("bit(5)", "varbit(9)"),
    ("char(5)", "char(9)"), ("char(5)", "text"), ("text", "char(5)"), ("varchar(5)", "char(5)"),
    ("cidr", "inet"), ("inet", "cidr"), ("xml", "text"), ("int", "oid"), ("oid", "int"),
    ("text", "name"), ("varchar(9)", "varchar(5)"), ("varchar(5)", "varchar(9)"),
    ("text", "varchar"), ("text", "varchar(5)"), ("varchar(5)", "text"), ("varchar", "text"),
    ("int4range", "text"), ("money", "numeric"), ("regclass", "oid"), ("oid", "regclass"),
    ("jsonb", "text"), ("json", "jsonb"), ("jsonb", "json"), ("text", "jsonb"), ("jsonb", "int"),
    ("boolean", "int"), ("int", "boolean"), ("text", "boolean"), ("text", "date"),
    ("text", "int[]"), ("int", "smallint"), ("smallint", "bigint"), ("int", "numeric"),
    ("numeric", "int"), ("real", "double precision"), ("double precision", "real"),
    ("bigint", "double precision"), ("text", "\"char\""), ("date", "timestamptz"),
    ("timestamptz", "date"), ("timestamptz", "time"), ("text", "uuid"), ("uuid", "text"),
    ("text", "mood"), ("mood", "text"), ("mood", "feeling"), ("mood[]", "text[]"),
    ("text[]", "mood[]"), ("text", "bytea"), ("int", "bit(8)"), ("point", "circle"),
  ]

  @Test func whatIsSaidToBeRewrittenIs() async throws {
    try await TestDatabase.each("type changes") { database in
      try await TestDatabase.with(database.server) { fresh in
        let types = """
          CREATE DOMAIN plain_text AS text;
          CREATE DOMAIN filled_text AS text CHECK (VALUE <> '');
          CREATE TYPE mood AS ENUM ('low', 'high');
          CREATE TYPE feeling AS ENUM ('high', 'low');
          """
        func tables(_ type: ((String, String)) -> String) -> String {
          Self.pairs.enumerated().map { "CREATE TABLE t\($0) (id int PRIMARY KEY, c \(type($1)));" }
            .joined(separator: "\n")
        }
        let connection = try await database.connect()
        let model = try await fresh.connect()
        try await connection.execute(types + tables { $0.0 })
        try await model.execute(types + tables { $0.1 })
        let plan = Planner.plan(
          from: try await Inspector.inspect(connection, scope: Scope()),
          to: try await Inspector.inspect(model, scope: Scope()))
        await model.close()
        try await connection.execute("SET TimeZone = 'UTC'")
        #expect(plan.statements.count == Self.pairs.count)
        for statement in plan.statements {
          let table = statement.object.name.text
          let index = try #require(Int(table.dropFirst()))
          let (old, new) = Self.pairs[index]
          let node = "SELECT pg_relation_filenode('\(table)')"
          let before = try await connection.query(node)[0]
          if statement.hazards.contains(where: \.isNeedsUsing) {
            // No row is there that could be refused; the server takes the cast by way of text.
            #expect([("point", "circle")].contains { $0 == (old, new) }, "\(old) → \(new)")
          }
          do {
            try await connection.execute(statement.sql)
          } catch {
            Issue.record("\(old) → \(new): \(error) in \(statement.sql)")
            continue
          }
          let isRewritten = try await connection.query(node)[0] != before
          #expect(
            isRewritten == statement.hazards.contains(.rewritesTable),
            "\(old) → \(new) on \(database.version.major): \(statement.sql)")
        }
        await connection.close()
      }
    }
  }

  /// Old type, new type, values that fit and values that do not.
  static let values: [(String, String, [String], [String])] = [
    ("text", "varchar(3)", ["'abc'", "''", "NULL", "'äöü'"], ["'abcd'", "'äöüß'"]),
    ("varchar(9)", "varchar(3)", ["'abc'"], ["'abcd'"]),
    ("int", "varchar(3)", ["123"], ["1234"]),
    ("varchar(5)[]", "varchar(2)[]", ["'{ab,c}'", "'{}'"], ["'{ab,cde}'"]),
    ("int", "smallint", ["32767", "-32768", "NULL"], ["32768", "-32769"]),
    ("bigint", "int", ["2147483647"], ["2147483648"]),
    ("numeric", "int", ["2147483647.4"], ["2147483647.5", "'NaN'"]),
    ("double precision", "smallint", ["3.5"], ["1e300", "'NaN'", "'Infinity'"]),
    (
      "numeric", "numeric(5,2)", ["999.99", "'NaN'", "999.994"], ["1000", "999.995", "'Infinity'"]
    ),
    ("numeric(8,2)", "numeric(4,2)", ["99.99"], ["100"]),
    ("int", "numeric(3)", ["999"], ["1000"]),
    ("varbit(9)", "varbit(3)", ["B'101'"], ["B'1010'"]),
    ("varbit", "bit(3)", ["B'101'"], ["B'10'", "B'1010'"]),
    ("text", "mood", ["'low'", "NULL"], ["'Low'", "''"]),
    ("text[]", "mood[]", ["'{low,NULL}'", "'{}'", "NULL"], ["'{low,x}'"]),
    ("feeling", "mood", ["'low'"], ["'new'"]),
  ]

  /// What the server itself is asked, since 16.
  private static let inputs: [(String, String, fits: [String], refused: [String])] = [
    ("text", "int", ["' 007 '", "NULL"], ["'x'", "''", "'3000000000'"]),
    ("varchar(40)", "uuid", ["'{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}'"], ["'a0'"]),
    ("text", "date", ["'2026-02-28'", "'infinity'"], ["'2026-02-30'"]),
    ("text", "numeric(5,2)", ["'999.994'"], ["'1000'"]),
    ("text", "jsonb", ["'[1]'"], ["'[1'"]),
    ("char(9)", "boolean", ["'yes'"], ["'perhaps'"]),
  ]

  @Test(arguments: values.indices)
  func whatIsRefusedIsFoundBefore(_ index: Int) async throws {
    try await Self.check(Self.values[index])
  }

  @Test(arguments: inputs.indices) func whatIsNoInputIsFoundBefore(_ index: Int) async throws {
    try await Self.check(Self.inputs[index], since: 16)
  }

  private static func check(
    _ given: (String, String, fits: [String], refused: [String]), since oldest: Int = 0
  ) async throws {
    let (old, new, fits, refused) = given
    try await TestDatabase.each("refused \(old) \(new)", since: oldest) { database in
      try await TestDatabase.with(database.server) { fresh in
        let connection = try await database.connect()
        let model = try await fresh.connect()
        let types = """
          CREATE TYPE mood AS ENUM ('low', 'high'); CREATE TYPE feeling AS ENUM ('new', 'low');
          """
        try await connection.execute(types + "CREATE TABLE t (id serial PRIMARY KEY, c \(old))")
        try await model.execute(types + "CREATE TABLE t (id serial PRIMARY KEY, c \(new))")
        let plan = Planner.plan(
          from: try await Inspector.inspect(connection, scope: Scope()),
          to: try await Inspector.inspect(model, scope: Scope()))
        await model.close()
        let preflight = try #require(plan.preflights.first, "\(plan.statements)")
        #expect(preflight.title.text.hasSuffix(" in t.c"))
        for (value, isRefused) in fits.map({ ($0, false) }) + refused.map({ ($0, true) }) {
          try await connection.execute(
            "BEGIN; INSERT INTO t (c) VALUES (\(value)::\(old)); SAVEPOINT row")
          let found = try await connection.query(preflight.query.text)
          #expect(found.count == (isRefused ? 1 : 0), "\(value)::\(old) → \(new)")
          do {
            for statement in plan.statements { try await connection.execute(statement.sql) }
            #expect(!isRefused, "\(value)::\(old) is a \(new)")
          } catch let error as PostgresError {
            #expect(isRefused, "\(value)::\(old) is no \(new): \(error)")
          }
          try await connection.execute("ROLLBACK")
        }
        await connection.close()
      }
    }
  }

  @Test(arguments: [
    ("numeric(10,2)", "numeric(10,1)", true), ("numeric(10,2)", "numeric(12,2)", false),
    ("double precision", "real", true), ("timestamp", "date", true), ("int", "bigint", false),
    ("bigint", "int", false), ("numeric", "double precision", true), ("int", "real", true),
    ("smallint", "real", false), ("text", "name", true), ("timestamp", "timestamptz", false),
    ("timestamp", "timestamp(0)", true), ("int", "boolean", true), ("boolean", "int", false),
    ("char(5)", "text", false), ("inet", "cidr", true), ("json", "jsonb", false),
    ("text", "int", true), ("varchar(9)", "uuid", true), ("interval", "time", true),
    ("circle", "point", true),
    ("text", "varchar(3)", false), ("double precision[]", "real[]", true),
  ])
  func whatIsLostIsSaid(_ old: String, _ new: String, _ loses: Bool) async throws {
    try await TestDatabase.each("lost \(old) \(new)") { database in
      let connection = try await database.connect()
      try await connection.execute("CREATE TABLE t (c \(old))")
      let before = try await Inspector.inspect(connection, scope: Scope())
      try await connection.execute("DROP TABLE t; CREATE TABLE t (c \(new))")
      let after = try await Inspector.inspect(connection, scope: Scope())
      let plan = Planner.plan(from: before, to: after)
      #expect(plan.losses.isEmpty != loses, "\(plan.statements.map(\.hazards))")
      await connection.close()
    }
  }
}

extension Hazard {
  fileprivate var isNeedsUsing: Bool {
    if case .needsUsing = self { return true }
    return false
  }
}
