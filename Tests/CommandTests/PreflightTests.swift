import Foundation
import Testing
import WhimbrelPostgres

/// Rows that do not fit what the model wants: said when the revision is written, and before it changes
/// anything.
@Suite(.timeLimit(.minutes(30))) struct PreflightTests {
  private static let before = """
    CREATE TABLE rooms (id integer PRIMARY KEY);
    CREATE TABLE plants (id integer PRIMARY KEY, name text, height integer, room_id integer);
    """
  private static let after = """
    CREATE TABLE rooms (id integer PRIMARY KEY);
    CREATE TABLE plants (id integer PRIMARY KEY, name text NOT NULL UNIQUE,
      height integer CHECK (height > 0), room_id integer REFERENCES rooms (id),
      kind text NOT NULL);
    CREATE UNIQUE INDEX ON plants (lower(name)) WHERE height > 1;
    """

  private func start(_ project: Workspace) async throws {
    try project.write("schema.sql", Self.before)
    try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
    try await project.expect(.whimbrel, "upgrade")
    try project.write("schema.sql", Self.after)
  }

  private static let rows = """
    INSERT INTO rooms VALUES (1);
    INSERT INTO plants VALUES
      (1, NULL, 1, 1), (2, NULL, NULL, NULL), (3, 'fig', 0, 2), (4, 'fig', 2, 3), (5, 'FIG', 2, 1);
    """

  private static let found = [
    "rows in plants: its new column kind is NOT NULL, without a default: 5",
    "rows with null in plants.name: 2",
    "rows of plants that break the check plants_height_check: 1",
    "rows of plants whose (room_id) is not in rooms: 2",
    "values that plants has more than once in (name): 1",
    "values that plants has more than once in (lower(name)): 1",
  ]

  @Test func rowsThatDoNotFitAreCountedBeforehand() async throws {
    try await Workspace.with { project in
      try await start(project)
      try await project.execute(Self.rows)
      let written = try await project.expect(
        .whimbrel, "revision", "-m", "two", "--schema", "schema.sql")
      for line in Self.found { #expect(written.errors.contains(line), "\(written.errors)") }

      let before = try await project.snapshot()
      let stopped = try await project.expect(.whimbrel, "upgrade", code: 6)
      for line in Self.found { #expect(stopped.errors.contains(line), "\(stopped.errors)") }
      #expect(stopped.help?.contains("mend these rows") == true)
      var after = try await project.snapshot()
      // The failure is in the ledger's history, and nothing else has changed.
      after["database"] = after["database"]?.split(separator: "\n")
        .filter { !$0.contains("whimbrel.event") }.joined(separator: "\n")
      var wanted = before
      wanted["database"] = before["database"]?.split(separator: "\n")
        .filter { !$0.contains("whimbrel.event") }.joined(separator: "\n")
      #expect(after == wanted)

      try await project.execute("DELETE FROM plants")
      try await project.expect(.whimbrel, "upgrade")
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
    }
  }

  @Test func theWayBackAsksToo() async throws {
    try await Workspace.with { project in
      try project.write("schema.sql", "CREATE TABLE t (id integer PRIMARY KEY, a text NOT NULL);")
      try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
      try project.write("schema.sql", "CREATE TABLE t (id integer PRIMARY KEY, a text);")
      try await project.expect(.whimbrel, "upgrade")
      try await project.expect(.whimbrel, "revision", "-m", "two", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      try await project.execute("INSERT INTO t VALUES (1, NULL)")
      let stopped = try await project.expect(.whimbrel, "downgrade", code: 6)
      #expect(stopped.errors.contains("rows with null in t.a: 1"), "\(stopped.errors)")
      try await project.execute("DELETE FROM t")
      try await project.expect(.whimbrel, "downgrade")
    }
  }

  @Test func scriptsAskToo() async throws {
    try await Workspace.with { project in
      try await start(project)
      try await project.expect(
        .whimbrel, "revision", "-m", "it's $preflight$", "--schema", "schema.sql")
      try await project.execute(Self.rows)
      let script = try await project.expect(.whimbrel, "upgrade", "--sql").output
      let difference = try await project.expect(
        .whimbrel, "diff", "--from", project.url, "--to", "schema.sql"
      ).output
      for text in [script, difference] {
        let (code, errors) = try await project.psql(text)
        #expect(code == 3)
        #expect(errors.contains("ERROR:  rows with null in plants.name: 2"), "\(errors)")
      }
      try await project.execute("DELETE FROM plants")
      let (code, errors) = try await project.psql(script)
      #expect(code == 0, "\(errors)")
      let check = try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
      #expect(!check.output.contains("not ok"), "\(check.output)")
    }
  }

  @Test func aTableOfAnotherNameIsAskedByItsFormerOne() async throws {
    try await Workspace.with { project in
      try project.write("schema.sql", "CREATE TABLE t (id integer PRIMARY KEY, a text, b text);")
      try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      try await project.execute(
        "INSERT INTO t VALUES (1, NULL, 'x'), (2, 'y', NULL), (3, 'z', NULL)")
      try project.write(
        "schema.sql",
        """
        CREATE TABLE "New T" ( -- whimbrel: renamed from t
          id integer PRIMARY KEY,
          b text NOT NULL, -- whimbrel: renamed from a
          a text -- whimbrel: renamed from b
        );
        """)
      let written = try await project.expect(
        .whimbrel, "revision", "-m", "two", "--schema", "schema.sql")
      #expect(written.errors.contains("rows with null in t.a: 1"), "\(written.errors)")
      try await project.expect(.whimbrel, "upgrade", code: 6)
      try await project.execute("UPDATE t SET a = 'x' WHERE id = 1")
      try await project.expect(.whimbrel, "upgrade")
      try await project.execute("UPDATE \"New T\" SET a = NULL")
      try await project.expect(.whimbrel, "downgrade")
    }
  }
}
