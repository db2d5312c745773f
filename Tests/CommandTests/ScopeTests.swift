import Foundation
import Testing
import WhimbrelModel
import WhimbrelPlanning

@testable import Whimbrel

/// What `check` and `diff` look at, and what they leave alone.
@Suite struct ScopeTests {
  @Test func schemasGoInAndOut() async throws {
    try await Workspace.with { project in
      try await project.execute(
        """
        CREATE SCHEMA a; CREATE SCHEMA "B c"; CREATE SCHEMA legacy;
        CREATE TABLE a.t (id int); CREATE TABLE "B c".t (id int); CREATE TABLE legacy.t (id int);
        CREATE TABLE public.t (id int);
        """)
      let some = try await project.expect(
        .whimbrel, "diff", "--from", "empty", "--to", project.url, "--schemas", "a, \"B c\"")
      #expect(some.output.contains("CREATE TABLE a.t") && some.output.contains("\"B c\".t"))
      #expect(!some.output.contains("legacy") && !some.output.contains("TABLE t"))
      #expect(!some.output.contains("DROP"))
      let back = try await project.expect(
        .whimbrel, "diff", "--from", project.url, "--to", "empty", "--schemas", "a")
      #expect(back.output.contains("DROP SCHEMA a;") && !back.output.contains("public;"))
      let rest = try await project.run(
        .whimbrel, "diff", "--from", "empty", "--to", project.url,
        environment: ["WHIMBREL_EXCLUDE_SCHEMAS": "legacy,a"])
      #expect(rest.output.contains("CREATE TABLE t (") && rest.output.contains("\"B c\".t"))
      #expect(!rest.output.contains("legacy") && !rest.output.contains("a.t"))
      // The same in revisions and drift.
      try project.write("schema.sql", "CREATE TABLE t (id int);")
      let only = "--exclude-schemas=legacy,a,\"B c\""
      try await project.execute("DROP TABLE public.t")
      try await project.expect(.whimbrel, "revision", "-m", "t", "--schema", "schema.sql", only)
      try await project.expect(.whimbrel, "upgrade")
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql", only)
      let all = try await project.expect(.whimbrel, "check", code: 3)
      #expect(all.output.contains("table legacy.t is in the database alone"))
    }
  }

  @Test func whatIsNotManagedIsListed() async throws {
    try await Workspace.with { project in
      try project.write("schema.sql", "CREATE TABLE t (id int);")
      try await project.expect(.whimbrel, "revision", "-m", "t", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      try await project.execute(
        """
        CREATE TYPE shell;
        DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET app.key = ''secret''',
          current_database()); END $$
        """)
      let check = try await project.expect(.whimbrel, "check")
      #expect(check.output.contains("note: base type shell: "))
      #expect(check.output.contains("note: the database's setting app.key: "))
      let diff = try await project.expect(
        .whimbrel, "diff", "--from", "versions", "--to", project.url, "--exit-code")
      #expect(diff.output.isEmpty && diff.errors.contains("note: base type shell"))
      for words in [["check"], ["diff", "--from", "versions", "--to", project.url]] {
        let outcome = try await Executable.whimbrel.run(
          words + ["--format", "json"], in: project.folder,
          environment: ["DATABASE_URL": project.url])
        let found = try JSONDecoder().decode(Listed.self, from: Data(outcome.output.utf8))
        #expect(found.unmanaged.map(\.subject) == ["base-type", "database-setting"])
        #expect(!outcome.output.contains("secret"))
      }
      // What is left alone on purpose is not said again and again.
      try project.write("versions/unmanaged", "base type:sh*\n")
      let quiet = try await project.expect(.whimbrel, "check")
      #expect(!quiet.output.contains("shell") && quiet.output.contains("app.key"))
      let github = try await project.expect(.whimbrel, "check", "--format", "github")
      #expect(github.output.hasPrefix("::notice title=whimbrel%3A not managed::the database's"))
      let sarif = try await project.expect(.whimbrel, "check", "--format", "sarif")
      #expect(sarif.output.contains("\"level\": \"note\""))
    }
  }

  private struct Listed: Decodable {
    struct One: Decodable { let subject, object, reason: String }
    let unmanaged: [One]
  }

  @Test func objectsAreLeftAloneByPattern() async throws {
    try await Workspace.with { project in
      try project.write("schema.sql", "CREATE TABLE t (id int);")
      try await project.expect(.whimbrel, "revision", "-m", "t", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      try await project.execute(
        """
        CREATE TABLE audit_log (id serial PRIMARY KEY, t text); CREATE INDEX ON audit_log (t);
        CREATE SCHEMA legacy; CREATE TABLE legacy.x (id int);
        CREATE FUNCTION tmp_f(int, text) RETURNS int LANGUAGE sql AS 'SELECT 1';
        """)
      try await project.expect(.whimbrel, "check", code: 3)
      try project.write(
        "versions/unmanaged", "table:audit_*\nschema:leg*\nfunction:tmp_*\n")
      try await project.expect(.whimbrel, "check")
      let diff = try await project.expect(
        .whimbrel, "diff", "--from", project.url, "--to", "versions")
      #expect(diff.output.isEmpty)
      let revision = try await project.expect(
        .whimbrel, "revision", "-m", "none", "--schema", "schema.sql")
      #expect(!revision.errors.contains("drifted"))
    }
  }

  @Test(arguments: [
    ("table:audit_*", "table", "public", "audit_log", true),
    ("table:audit_*", "table", "other", "audit_log", false),
    ("table:*.audit_*", "table", "other", "audit_log", true),
    ("table:*.audit_*", "table", "public", "audit_log", true),
    ("table:other.*", "table", "other", "x", true),
    ("table:\"audit_*\"", "table", "public", "audit_log", false),
    ("table:\"audit_*\"", "table", "public", "audit_*", true),
    ("table:\"a\"\"\"*z", "table", "public", "a\"bcz", true),
    ("table:a*b*c", "table", "public", "a1b2c", true),
    ("table:a*b*c", "table", "public", "a1c", false),
    ("table:ab*ba", "table", "public", "aba", false),
    ("view:audit_*", "table", "public", "audit_log", false),
  ])
  func pattern(
    _ text: String, _ kind: String, _ schema: String, _ name: String, _ isNamed: Bool
  ) throws {
    let pattern = try #require(ObjectPattern(text))
    #expect(ObjectPattern(pattern.text) == pattern)
    let id = ObjectID(.table, schema: Name(schema), Name(name))
    #expect(pattern.names(id, home: "public") == isNamed)
  }

  @Test(arguments: ["table:", "table:a.", "tabel:a*", "a*", "table:\"a"])
  func noPattern(_ text: String) { #expect(ObjectPattern(text) == nil) }

  @Test func partitionsOfAManagerAreNoDrift() async throws {
    try await Workspace.with { project in
      let parent = """
        CREATE TABLE log (at date NOT NULL, note text)
        PARTITION BY RANGE (at); -- whimbrel: partitions unmanaged
        CREATE TABLE log_rest PARTITION OF log DEFAULT;

        """
      try project.write("schema.sql", parent)
      try await project.expect(.whimbrel, "revision", "-m", "log", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      try await project.execute(
        """
        CREATE TABLE log_2024 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')
          PARTITION BY LIST (note);
        CREATE TABLE log_2024_a PARTITION OF log_2024 FOR VALUES IN ('a');
        CREATE INDEX ON log_2024_a (at); COMMENT ON TABLE log_2024_a IS 'made by another';
        INSERT INTO log VALUES ('2024-02-02', 'a');
        """)
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
      let only = try await project.expect(
        .whimbrel, "check", "--schema", "schema.sql", "--only", "drift")
      #expect(only.output.contains("ok    the database is as"))
      // The parent is managed, and so are partitions that are declared.
      try project.write("schema.sql", parent + "ALTER TABLE log ADD COLUMN more int;")
      try await project.expect(.whimbrel, "revision", "-m", "more", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
      for side in ["model", "versions", "schema.sql"] {
        let diff = try await project.expect(
          .whimbrel, "diff", "--from", project.url, "--to", side, "--schema", "schema.sql")
        #expect(diff.output.isEmpty, "\(side): \(diff.output)")
      }
      try await project.execute("DROP TABLE log_rest")
      let gone = try await project.expect(
        .whimbrel, "check", "--schema", "schema.sql", code: 3)
      #expect(gone.output.contains("table log_rest is missing in the database"))
      #expect(!gone.output.contains("log_2024"))
      try await project.execute("CREATE TABLE log_rest PARTITION OF log DEFAULT")
      // One that a revision made and that is not declared any more is the manager's.
      try project.write(
        "schema.sql",
        """
        CREATE TABLE log (at date NOT NULL, note text, more int)
        PARTITION BY RANGE (at); -- whimbrel: partitions unmanaged
        CREATE INDEX log_at ON log (at);
        """)
      try await project.expect(.whimbrel, "revision", "-m", "index", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
      let dump = try await project.dump("--schema-only")
      #expect(dump.contains("CREATE TABLE public.log_rest") && dump.contains("log_2024_a"))
      // Without the hint they are drift.
      try project.write(
        "schema.sql",
        try project.read("schema.sql").replacingOccurrences(of: "-- whimbrel", with: "--"))
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql", code: 3)
    }
  }
}
