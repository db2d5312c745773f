import Testing
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Columns of row types leave them while their relation changes, and come back with all they hold.
@Suite struct RowTypeTests {
  static let before = """
    CREATE TYPE e AS ENUM ('a', 'b');
    CREATE TABLE p (a e, b int);
    CREATE TABLE c (x text, gone int) INHERITS (p);
    ALTER TABLE c DROP COLUMN gone;
    CREATE DOMAIN d AS c;
    CREATE TABLE t (id int, x c, y c[] DEFAULT '{}', z d);
    CREATE TABLE "T 2" (q t, r t[]);
    INSERT INTO t VALUES
      (1, ROW('b', 2, 'x "y" , \\'), ARRAY[ROW('b', 3, NULL)::c, NULL, ROW(NULL, NULL, NULL)::c], ROW('b', 1, '')),
      (2, NULL, NULL, NULL), (3, ROW(NULL, NULL, NULL), '{}', ROW(NULL, NULL, NULL)),
      (4, ROW('b', 4, ''), '[2:3][0:0]={{"(b,1,z)"},{"(,,)"}}', NULL);
    INSERT INTO "T 2" SELECT t, ARRAY[t, NULL] FROM t;
    """
  static let after = """
    CREATE TYPE e AS ENUM ('b', 'c');
    CREATE TABLE p (a e, b bigint);
    CREATE TABLE c (x text) INHERITS (p);
    CREATE DOMAIN d AS c;
    CREATE TABLE t (id int, x c, y c[] DEFAULT '{}', z d);
    CREATE TABLE "T 2" (q t, r t[]);
    """
  static let rows = """
    SELECT count(*)::text || string_agg(row, E'\\n' ORDER BY row)
    FROM (SELECT t::text FROM t UNION ALL SELECT t::text FROM "T 2" AS t) AS rows(row)
    """

  @Test func theirValuesAreKept() async throws {
    try await TestDatabase.each("row types") { database in
      try await TestDatabase.with(database.server) { fresh in
        let connection = try await database.connect()
        let model = try await fresh.connect()
        try await connection.execute(Self.before)
        try await model.execute(Self.after)
        let held = try await connection.query(Self.rows)[0]
        let plan = Planner.plan(
          from: try await Inspector.inspect(connection, scope: Scope()),
          to: try await Inspector.inspect(model, scope: Scope()))
        try await connection.execute(plan.statements.map(\.sql).joined(separator: ";\n"))
        #expect(try await connection.query(Self.rows)[0] == held)
        let reached = try await Inspector.inspect(connection, scope: Scope())
        let target = try await Inspector.inspect(model, scope: Scope())
        #expect(Planner.plan(from: reached, to: target).changes.isEmpty)
        await model.close()
        await connection.close()
      }
    }
  }

  @Test func fieldsComeAndGo() async throws {
    try await TestDatabase.each("row types, fields") { database in
      try await TestDatabase.with(database.server) { fresh in
        let connection = try await database.connect()
        let model = try await fresh.connect()
        try await connection.execute(
          """
          CREATE TABLE c (a int, gone text, b text);
          CREATE TABLE t (x c, y c[]);
          INSERT INTO t VALUES (ROW(1, 'g', 'b'), ARRAY[ROW(2, 'g', NULL)::c, NULL]);
          """)
        try await model.execute(
          """
          CREATE TABLE c (a bigint, b text, n int NOT NULL DEFAULT 7);
          CREATE TABLE t (x c, y c[]);
          """)
        let plan = Planner.plan(
          from: try await Inspector.inspect(connection, scope: Scope()),
          to: try await Inspector.inspect(model, scope: Scope()))
        try await connection.execute(plan.statements.map(\.sql).joined(separator: ";\n"))
        let rows = try await connection.query("SELECT x::text || y::text FROM t")
        #expect(rows[0] == #"(1,b,){"(2,,)",NULL}"#)
        await model.close()
        await connection.close()
      }
    }
  }
}
