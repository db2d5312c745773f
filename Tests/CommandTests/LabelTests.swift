import Foundation
import Testing

/// Labels that come, go and become others, with rows that hold them.
@Suite(.timeLimit(.minutes(30))) struct LabelTests {
  private static func schema(_ labels: String, hint: String = "") -> String {
    """
    CREATE TYPE mood AS ENUM (\(labels)); \(hint)
    CREATE DOMAIN calm AS mood;
    CREATE TYPE day AS (at int, mood mood);
    CREATE TABLE plants (id int PRIMARY KEY, mood mood NOT NULL DEFAULT 'low', moods mood[],
      calm calm, days day[], CHECK (mood <> 'low' OR id > 0));
    CREATE VIEW low AS SELECT id FROM plants WHERE mood = 'low';
    """
  }
  private static let first = schema("'low', 'so so', 'high'")
  private static let rows = """
    INSERT INTO plants VALUES (1, 'so so', '{low,so so}', 'so so', '{"(1,so so)"}'),
      (2, 'high', '{high}', NULL, NULL), (3, 'low', NULL, 'so so', '{"(2,low)",NULL}');
    """

  private func start(_ project: Workspace) async throws {
    try project.write("schema.sql", Self.first)
    try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
    try await project.expect(.whimbrel, "upgrade")
    try await project.execute(Self.rows)
  }

  private func values(_ project: Workspace) async throws -> String? {
    try await project.value("SELECT string_agg(p::text, ' ' ORDER BY id) FROM plants p")
  }

  @Test func rowsThatHoldALabelThatGoesStopIt() async throws {
    try await Workspace.with { project in
      try await start(project)
      try project.write("schema.sql", Self.schema("'low', 'high'"))
      let open = try await project.expect(
        .whimbrel, "revision", "-m", "two", "--schema", "schema.sql", code: 6)
      #expect(open.errors.contains("-- whimbrel: replacing 'so so' with 'NEW'"), "\(open.errors)")
      let written = try await project.expect(
        .whimbrel, "revision", "-m", "two", "--schema", "schema.sql", "--drop",
        "label:mood.\"so so\"")
      let found = [
        "rows with 'so so' in plants.mood, which is no label any more: 1",
        "rows with 'so so' in plants.moods, which is no label any more: 1",
        "rows with 'so so' in plants.calm, which is no label any more: 2",
        "rows with 'so so' in plants.days, which is no label any more: 1",
      ]
      for line in found { #expect(written.errors.contains(line), "\(written.errors)") }
      let before = try await project.dump("--exclude-schema=whimbrel")
      let stopped = try await project.expect(.whimbrel, "upgrade", code: 6)
      for line in found { #expect(stopped.errors.contains(line), "\(stopped.errors)") }
      #expect(try await project.dump("--exclude-schema=whimbrel") == before)

      try await project.execute("DELETE FROM plants WHERE id <> 2")
      try await project.expect(.whimbrel, "upgrade")
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "downgrade")
      #expect(
        try await project.value("SELECT enum_range(NULL::mood)::text") == "{low,\"so so\",high}")
    }
  }

  @Test func replacedLabelsGoThroughEveryType() async throws {
    try await Workspace.with { project in
      try await start(project)
      let schema = Self.schema("'low', 'high'", hint: "-- whimbrel: replacing 'so so' with low")
      try project.write("schema.sql", schema)
      let refused = try await project.expect(
        .whimbrel, "revision", "-m", "two", "--schema", "schema.sql", code: 6)
      #expect(refused.errors.contains("which rows of plants.mood said 'so so'"))
      try await project.expect(
        .whimbrel, "revision", "-m", "two", "--schema", "schema.sql", "--accept-loss")
      try await project.expect(.whimbrel, "upgrade")
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
      #expect(
        try await values(project)
          == "(1,low,\"{low,low}\",low,\"{\"\"(1,low)\"\"}\") (2,high,{high},,) "
          + "(3,low,,low,\"{\"\"(2,low)\"\",NULL}\")")
      let fresh = try await Workspace.make()
      try await fresh.execute(schema)
      #expect(try await project.schema() == fresh.schema())
      fresh.remove()
    }
  }

  /// Two labels that become one are one value of a key, too.
  @Test func mergedLabelsOfAKeyAreLookedForFirst() async throws {
    func schema(_ labels: String, _ hint: String = "") -> String {
      """
      CREATE TYPE mood AS ENUM (\(labels)); \(hint)
      CREATE DOMAIN calm AS mood;
      CREATE TABLE plants (room int, mood mood, UNIQUE (room, mood));
      CREATE TABLE pots (mood calm);
      CREATE UNIQUE INDEX one ON pots (mood);
      """
    }
    try await Workspace.with { project in
      try project.write("schema.sql", schema("'low', 'so so', 'high'"))
      try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      try await project.execute(
        "INSERT INTO plants VALUES (1, 'low'), (1, 'so so'), (2, 'low'); INSERT INTO pots VALUES ('so so'), ('low')"
      )
      try project.write(
        "schema.sql", schema("'low', 'high'", "-- whimbrel: replacing 'so so' with low"))
      try await project.expect(
        .whimbrel, "revision", "-m", "two", "--schema", "schema.sql", "--accept-loss")
      let stopped = try await project.expect(.whimbrel, "upgrade", code: 6)
      let found = [
        "values of (room, mood) in plants that are the same once labels are replaced: 1",
        "values of (mood) in pots that are the same once labels are replaced: 1",
      ]
      for line in found { #expect(stopped.errors.contains(line), "\(stopped.errors)") }
      try await project.execute(
        "DELETE FROM plants WHERE mood = 'low'; DELETE FROM pots WHERE mood::text = 'low'")
      try await project.expect(.whimbrel, "upgrade")
      #expect(try await project.value("SELECT string_agg(p::text, ' ') FROM plants p") == "(1,low)")
    }
  }

  @Test func anAddedLabelInUseStopsTheWayBack() async throws {
    try await Workspace.with { project in
      try await start(project)
      try project.write("schema.sql", Self.schema("'low', 'new', 'so so', 'high'"))
      try await project.expect(.whimbrel, "revision", "-m", "two", "--schema", "schema.sql")
      let before = try await project.schema()
      try await project.expect(.whimbrel, "upgrade")
      try await project.execute("UPDATE plants SET mood = 'new' WHERE id = 2")
      let rows = try await values(project)
      let stopped = try await project.expect(.whimbrel, "downgrade", code: 6)
      #expect(
        stopped.errors.contains("rows with 'new' in plants.mood, which is no label any more: 1"),
        "\(stopped.errors)")
      #expect(try await values(project) == rows)
      try await project.execute("UPDATE plants SET mood = 'high' WHERE id = 2")
      let kept = try await values(project)
      try await project.expect(.whimbrel, "downgrade")
      #expect(try await values(project) == kept)
      #expect(try await project.schema() == before)
    }
  }

  /// Renamed, moved to another schema, put on one column more and off another, made text with a check
  /// and an enum type again: every stage is built fresh for comparison, and taken back with its rows.
  @Test func atypeGoesItsWay() async throws {
    let tail = "CREATE TABLE rooms (id int PRIMARY KEY"
    let stages: [(schema: String, options: [String])] = [
      (
        "CREATE TYPE mood AS ENUM ('low', 'high');\n\(tail), mood mood DEFAULT 'low', other text);",
        []
      ),
      (
        "CREATE TYPE state AS ENUM ('low', 'high'); -- whimbrel: renamed from mood\n"
          + "\(tail), mood state DEFAULT 'low', other text);", []
      ),
      (
        "CREATE SCHEMA \"S s\";\n"
          + "CREATE TYPE \"S s\".state AS ENUM ('low', 'high'); -- whimbrel: renamed from public.state\n"
          + "\(tail), mood \"S s\".state DEFAULT 'low', other text);", []
      ),
      (
        "CREATE SCHEMA \"S s\";\nCREATE TYPE \"S s\".state AS ENUM ('low', 'high');\n"
          + "\(tail), mood \"S s\".state DEFAULT 'low', other \"S s\".state);\n"
          + "CREATE INDEX low ON rooms (id) WHERE other = 'low';", []
      ),
      (
        "CREATE SCHEMA \"S s\";\nCREATE TYPE \"S s\".state AS ENUM ('low', 'high');\n"
          + "\(tail), mood text DEFAULT 'low' CHECK (mood IN ('low', 'high')), other \"S s\".state);\n"
          + "CREATE INDEX low ON rooms (id) WHERE other = 'low';", []
      ),
      (
        "CREATE SCHEMA \"S s\";\nCREATE TYPE \"S s\".state AS ENUM ('low', 'high');\n"
          + "\(tail), mood \"S s\".state DEFAULT 'low', other text);\n"
          + "CREATE INDEX low ON rooms (id) WHERE other = 'low';", []
      ),
    ]
    try await Workspace.with { project in
      var dumps: [(schema: Set<String>, rows: String?)] = []
      func state() async throws -> (schema: Set<String>, rows: String?) {
        (
          try await project.schema(),
          try await project.value("SELECT string_agg(r::text, ' ' ORDER BY id) FROM rooms r")
        )
      }
      for (number, stage) in stages.enumerated() {
        try project.write("schema.sql", stage.schema)
        let outcome = try await Executable.whimbrel.run(
          ["revision", "-m", "stage \(number)", "--schema", "schema.sql"] + stage.options,
          in: project.folder, environment: ["DATABASE_URL": project.url])
        #expect(outcome.code == 0, "\(number): \(outcome.errors)")
        try await project.expect(.whimbrel, "upgrade")
        if number == 0 {
          try await project.execute(
            "INSERT INTO rooms VALUES (1, 'high', 'low'), (2, NULL, 'high')")
        }
        let fresh = try await Workspace.make()
        try await fresh.execute(stage.schema)
        let (schema, wanted) = (try await project.schema(), try await fresh.schema())
        #expect(schema == wanted, "\(number): \(schema.symmetricDifference(wanted))")
        fresh.remove()
        dumps.append(try await state())
        #expect(dumps.last?.rows == "(1,high,low) (2,,high)")
      }
      for (number, dump) in dumps.dropLast().enumerated().reversed() {
        try await project.expect(.whimbrel, "downgrade")
        let reached = try await state()
        #expect(reached.schema == dump.schema, "back to \(number)")
        #expect(reached.rows == dump.rows, "back to \(number)")
      }
    }
  }

  @Test func aPartitionKeyIsForAPerson() async throws {
    try await Workspace.with { project in
      func schema(_ labels: String) -> String {
        """
        CREATE TYPE mood AS ENUM (\(labels));
        CREATE TABLE p (id int, m mood) PARTITION BY LIST (m);
        CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('low');
        """
      }
      try project.write("schema.sql", schema("'low', 'high'"))
      try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      try project.write("schema.sql", schema("'high', 'low'"))
      let stopped = try await project.expect(
        .whimbrel, "revision", "-m", "two", "--schema", "schema.sql", code: 6)
      #expect(stopped.errors.contains("p.m is in the partition key of p"), "\(stopped.errors)")
      #expect(stopped.errors.contains("help: decide how its rows get there"))
      // A label more needs no other type, but it cannot be taken back.
      try project.write("schema.sql", schema("'low', 'new', 'high'"))
      let written = try await project.expect(
        .whimbrel, "revision", "-m", "two", "--schema", "schema.sql")
      #expect(written.errors.contains("it cannot be taken back: p.m is in the partition key of p"))
      try await project.expect(.whimbrel, "upgrade")
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "downgrade", code: 1)
    }
  }

  /// RENAME VALUE leaves the bodies of functions alone: those that say the label are named.
  @Test func functionsThatSayALabelAreNamed() async throws {
    try await Workspace.with { project in
      func schema(_ labels: String, _ hint: String = "") -> String {
        """
        CREATE TYPE mood AS ENUM (\(labels)); \(hint)
        CREATE FUNCTION worst() RETURNS mood LANGUAGE sql AS $$ SELECT 'it''s'::mood $$;
        CREATE FUNCTION best() RETURNS mood LANGUAGE sql AS $$ SELECT 'high'::mood $$;
        """
      }
      try project.write("schema.sql", schema("'it''s', 'high'"))
      try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      try project.write(
        "schema.sql", schema("'low', 'high'", "-- whimbrel: replacing it's with low"))
      try await project.expect(.whimbrel, "revision", "-m", "two", "--schema", "schema.sql")
      let text = try project.read("versions/\(#require(try project.revisions.last))")
      #expect(text.contains("ALTER TYPE mood RENAME VALUE 'it''s' TO 'low';"))
      #expect(
        text.contains("the body of function worst() says 'it''s', which is no label any more"),
        "\(text)")
      #expect(!text.contains("best()"))
    }
  }
}
