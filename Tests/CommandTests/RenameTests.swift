import Foundation
import Testing
import WhimbrelPostgres

/// Renames keep the rows, and rewrite nothing.
@Suite(.timeLimit(.minutes(30))) struct RenameTests {
  private static let before = """
    CREATE SCHEMA shop;
    CREATE TYPE mood AS ENUM ('low', 'it''s', 'high');
    CREATE TYPE shop.size AS (width int, height int);
    CREATE DOMAIN grade AS int CHECK (VALUE > 0);
    CREATE SEQUENCE ticket;
    CREATE TABLE users (
      id serial PRIMARY KEY,
      number int GENERATED ALWAYS AS IDENTITY,
      email text NOT NULL UNIQUE,
      feeling mood NOT NULL DEFAULT 'low',
      a int, b text,
      grade grade,
      CONSTRAINT positive CHECK (a > 0)
    );
    CREATE TABLE notes (id int PRIMARY KEY, user_id int REFERENCES users (id), body text);
    CREATE INDEX by_body ON notes (lower(body)) WHERE user_id > 0;
    CREATE TABLE shop.items (id int PRIMARY KEY, size shop.size);
    CREATE VIEW writers AS SELECT u.email, n.body FROM users u JOIN notes n ON n.user_id = u.id;
    CREATE MATERIALIZED VIEW counts AS SELECT user_id, count(*) FROM notes GROUP BY 1;
    CREATE FUNCTION double(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT x * 2';
    COMMENT ON COLUMN users.email IS 'where mail goes';
    """
  private static let after = """
    CREATE SCHEMA store; -- whimbrel: renamed from shop
    CREATE TYPE "Feeling" AS ENUM -- whimbrel: renamed from mood
      ('low', 'it is', 'high'); -- whimbrel: replacing 'it''s' with 'it is'
    CREATE TYPE store.extent AS (width int, height int); -- whimbrel: renamed from size
    CREATE DOMAIN mark AS int CHECK (VALUE > 0); -- whimbrel: renamed from grade
    CREATE SEQUENCE voucher; -- whimbrel: renamed from ticket
    CREATE TABLE members ( -- whimbrel: renamed from users
      id serial PRIMARY KEY,
      number int GENERATED ALWAYS AS IDENTITY,
      "E-Mail" text NOT NULL UNIQUE, -- whimbrel: renamed from email
      feeling "Feeling" NOT NULL DEFAULT 'low',
      b int, -- whimbrel: renamed from a
      a text, -- whimbrel: renamed from b
      mark mark, -- whimbrel: renamed from grade
      CONSTRAINT above_zero CHECK (b > 0) -- whimbrel: renamed from positive
    );
    CREATE TABLE notes (id int PRIMARY KEY,
      member_id bigint REFERENCES members (id), -- whimbrel: renamed from user_id
      body text);
    CREATE INDEX by_text ON notes (lower(body)) WHERE member_id > 0; -- whimbrel: renamed from by_body
    CREATE TABLE store.items (id int PRIMARY KEY, size store.extent);
    CREATE VIEW authors AS -- whimbrel: renamed from writers
      SELECT u."E-Mail" AS email, n.body FROM members u JOIN notes n ON n.member_id = u.id;
    CREATE MATERIALIZED VIEW totals AS -- whimbrel: renamed from counts
      SELECT member_id AS user_id, count(*) FROM notes GROUP BY 1;
    CREATE FUNCTION twice(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT x * 2'; -- whimbrel: renamed from double
    COMMENT ON COLUMN members."E-Mail" IS 'where mail goes';
    """

  private func start(_ project: Workspace, _ schema: String) async throws {
    try project.write("schema.sql", schema)
    try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
    try await project.expect(.whimbrel, "upgrade")
  }

  @Test func everythingThatCanBeCalledSomething() async throws {
    try await Workspace.with { project in
      try await start(project, Self.before)
      try await project.execute(
        """
        INSERT INTO users (email, feeling, a, b, grade)
          SELECT i || '@x', (enum_range(NULL::mood))[1 + i % 3], i, 'b' || i, i FROM generate_series(1, 50) i;
        INSERT INTO notes SELECT i, i, 'Body ' || i FROM generate_series(1, 50) i;
        INSERT INTO shop.items SELECT i, ROW(i, i)::shop.size FROM generate_series(1, 9) i;
        SELECT setval('ticket', 77);
        REFRESH MATERIALIZED VIEW counts;
        """)
      let before = try await project.dump("--exclude-schema=whimbrel")
      try project.write("schema.sql", Self.after)
      try await project.expect(.whimbrel, "revision", "-m", "two", "--schema", "schema.sql")
      let text = try project.read("versions/\(try #require(try project.revisions.last))")
      #expect(!text.contains("DROP TABLE"), "\(text)")
      #expect(text.contains("ALTER SEQUENCE users_id_seq RENAME TO members_id_seq"), "\(text)")
      #expect(text.contains("-- Decided: rename column users.email to \"E-Mail\""), "\(text)")
      try await project.expect(.whimbrel, "upgrade")
      let check = try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
      #expect(!check.output.contains("not ok"), "\(check.output)")
      let fresh = try await Workspace.make()
      try await fresh.execute(try project.read("schema.sql"))
      let (reached, wanted) = (try await project.schema(), try await fresh.schema())
      fresh.remove()
      #expect(reached == wanted, "\(reached.symmetricDifference(wanted))\n\(text)")
      let rows = try await project.values(
        """
        SELECT count(*) FROM members WHERE "E-Mail" = b || '@x' AND a = 'b' || b AND mark = b
          AND feeling::text = (ARRAY['low', 'it is', 'high'])[1 + b % 3]
        UNION ALL SELECT count(*) FROM notes WHERE member_id = id
        UNION ALL SELECT last_value FROM voucher UNION ALL SELECT nextval('members_id_seq')
        UNION ALL SELECT count(*) FROM authors UNION ALL SELECT count(*) FROM totals
        """)
      #expect(rows == ["50", "50", "77", "51", "50", "50"])
      try await project.expect(.whimbrel, "downgrade")
      let back = try await project.dump("--exclude-schema=whimbrel")
      #expect(
        back.replacing("setval('public.users_id_seq', 51", with: "setval('public.users_id_seq', 50")
          == before)
    }
  }

  @Test func aMillionRowsInNoTimeAndNothingIsRewritten() async throws {
    try await Workspace.with { project in
      try await start(
        project,
        """
        CREATE TABLE users (id serial PRIMARY KEY, nickname text NOT NULL UNIQUE, age int CHECK (age > 0));
        CREATE INDEX ON users (lower(nickname)) WHERE age > 5;
        """)
      try await project.execute(
        "INSERT INTO users (nickname, age) SELECT 'n' || i, 1 + i % 90 FROM generate_series(1, 1000000) i"
      )
      let nodes = """
        SELECT string_agg(relfilenode::text, ',' ORDER BY oid) FROM pg_class
        WHERE relnamespace = 'public'::regnamespace
        """
      let before = try await project.values(nodes)
      try project.write(
        "schema.sql",
        """
        CREATE TABLE members ( -- whimbrel: renamed from users
          id serial PRIMARY KEY,
          display_name text NOT NULL UNIQUE, -- whimbrel: renamed from nickname
          years int CHECK (years > 0) -- whimbrel: renamed from age
        );
        CREATE INDEX ON members (lower(display_name)) WHERE years > 5;
        """)
      try await project.expect(.whimbrel, "revision", "-m", "two", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      #expect(try await project.values(nodes) == before)
      let took = try await project.values(
        "SELECT milliseconds FROM whimbrel.event WHERE kind = 'upgrade' ORDER BY number DESC LIMIT 1"
      )
      #expect(try #require(Int(took[0])) < 500, "\(took) ms")
      #expect(try await project.values("SELECT count(*) FROM members") == ["1000000"])
      try await project.expect(.whimbrel, "downgrade")
      #expect(try await project.values(nodes) == before)
    }
  }

  @Test func chainsAndRenamesWithAnotherType() async throws {
    try await Workspace.with { project in
      try await start(
        project,
        "CREATE TABLE one (id int PRIMARY KEY, a int, b int, c varchar(9)); CREATE TABLE two (id int PRIMARY KEY);"
      )
      try await project.execute(
        "INSERT INTO one VALUES (1, 10, 20, '30'); INSERT INTO two VALUES (2), (3)")
      let before = try await project.dump("--exclude-schema=whimbrel")
      try project.write(
        "schema.sql",
        """
        CREATE TABLE two ( -- whimbrel: renamed from one
          id int PRIMARY KEY,
          b bigint, -- whimbrel: renamed from a
          c numeric(6,2), -- whimbrel: renamed from b
          d int -- whimbrel: renamed from c
        );
        CREATE TABLE one (id int PRIMARY KEY); -- whimbrel: renamed from two
        """)
      // '030' would come back as '30'.
      try await project.expect(
        .whimbrel, "revision", "-m", "two", "--schema", "schema.sql", "--accept-loss")
      try await project.expect(.whimbrel, "upgrade")
      #expect(
        try await project.values(
          "SELECT (b, c, d)::text FROM two UNION ALL SELECT count(*)::text FROM one")
          == ["(10,20.00,30)", "2"])
      try await project.expect(.whimbrel, "downgrade", "--accept-loss")
      #expect(try await project.dump("--exclude-schema=whimbrel") == before)
    }
  }

  @Test func withoutATerminalTheLinesArePasted() async throws {
    for isHint in [false, true] {
      try await Workspace.with { project in
        try await start(
          project,
          "CREATE TABLE plants (id int PRIMARY KEY, label text NOT NULL UNIQUE, height int, \"it's\" date);"
        )
        try await project.execute("INSERT INTO plants VALUES (1, 'fig', 3, '2024-01-01')")
        let schema = """
          CREATE TABLE plants (id int PRIMARY KEY,
            title text NOT NULL UNIQUE,
            height int,
            "is it" date);

          """
        try project.write("schema.sql", schema)
        let snapshot = try await project.snapshot()
        let stopped = try await project.expect(
          .whimbrel, "revision", "-m", "two", "--schema", "schema.sql", code: 6)
        #expect(try await project.snapshot() == snapshot)
        let lines = stopped.errors.split(separator: "\n").map {
          $0.trimmingCharacters(in: .whitespaces)
        }
        // The likeliest comes first.
        func first(_ prefix: String, _ part: String) throws -> String {
          let line = lines.first { $0.hasPrefix(prefix) && $0.contains(part) }
          return try #require(line, "\(stopped.errors)")
        }
        let options = [try first("--rename", "label="), try first("--rename", "it'\\''s")]
        #expect(stopped.errors.contains("(likely: same type, same place"), "\(stopped.errors)")
        if isHint {
          try project.write(
            "schema.sql",
            schema.replacing(
              "UNIQUE,", with: "UNIQUE, \(try first("-- whimbrel: renamed from", "label"))"
            ).replacing(
              "\"is it\" date);",
              with: "\"is it\" date \(try first("-- whimbrel: renamed from", "it's"))\n);"))
          try await project.expect(.whimbrel, "revision", "-m", "two", "--schema", "schema.sql")
        } else {
          let words = try options.map { line in
            // As a shell would take it.
            let word = String(try #require(line.split(separator: " ", maxSplits: 1).last))
            return word.hasPrefix("'")
              ? String(word.dropFirst().dropLast().replacing("'\\''", with: "'")) : word
          }
          try await project.expect(
            .whimbrel, "revision", "-m", "two", "--schema", "schema.sql", "--rename", words[0],
            "--rename", words[1])
        }
        let text = try project.read("versions/\(try #require(try project.revisions.last))")
        #expect(text.contains("RENAME COLUMN label TO title"), "\(text)")
        #expect(text.contains("-- Decided: rename column plants.label to title"), "\(text)")
        try await project.expect(.whimbrel, "upgrade")
        #expect(
          try await project.values("SELECT title || height || \"is it\" FROM plants")
            == ["fig32024-01-01"])
        let check = try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
        #expect(!check.output.contains("not ok"), "\(check.output)")
      }
    }
  }

  @Test func aRenameThatIsNoneIsRefused() async throws {
    try await Workspace.with { project in
      try await start(project, "CREATE TABLE plants (id int PRIMARY KEY, name text);")
      try project.write("schema.sql", "CREATE TABLE plants (id int PRIMARY KEY, title text);")
      for (word, says) in [
        ("plants.nme=title", "there is no column plants.nme"),
        ("plants.name=tilte", "plants.tilte"),
        ("plants.name", "cannot be"), ("name=title", "cannot be"),
      ] {
        let refused = try await project.expect(
          .whimbrel, "revision", "-m", "two", "--schema", "schema.sql", "--rename", word, code: 2)
        #expect(refused.errors.contains(says), "\(refused.errors)")
        #expect(refused.help != nil)
      }
    }
  }
}

extension Workspace {
  /// The first column of a query's rows.
  func values(_ sql: String) async throws -> [String] {
    let connection = try await Connection.connect(to: database)
    let rows = try await connection.query(sql)
    await connection.close()
    return rows.indices.map { rows[$0, 0] ?? "NULL" }
  }
}
