import Foundation
import Testing

/// What a squash keeps of a range: the rows on the way, the SQL by hand, the data steps.
@Suite struct SquashTests {
  private static let ids = (1...9).map { "\($0)\($0)\($0)\($0)00000000" }

  /// A chain of revisions, each an upgrade and a downgrade.
  private func chain(_ team: Repository, _ sections: [(up: String, down: String)]) async throws {
    for (index, (up, down)) in sections.enumerated() {
      try team.project.write(
        "versions/2025010\(index + 1)_000000_step_\(index + 1).sql",
        """
        -- step \(index + 1)
        --
        -- Revision ID: \(Self.ids[index])
        -- Revises: \(index == 0 ? "" : Self.ids[index - 1])
        -- Create Date: 2025-01-01T00:00:00Z

        -- whimbrel: upgrade

        \(up)

        -- whimbrel: downgrade

        \(down)

        """)
    }
    try await team.run("verify", "--rehash")
  }

  private func squash(_ team: Repository) throws -> String {
    try team.project.read("versions/\(try team.file("_squash_of_"))")
  }

  /// From a table with rows on: a rename, a cast by hand and a filled column are no drop and no guess.
  @Test func rowsOnTheWay() async throws {
    try await Repository.with { team in
      try await chain(
        team,
        [
          ("CREATE TABLE plants (id integer, price numeric);", "DROP TABLE plants;"),
          (
            """
            -- whimbrel: preflight

            -- prices below zero
            SELECT id FROM plants WHERE price < 0;

            -- whimbrel: transaction

            ALTER TABLE plants RENAME price TO cents;
            """, "ALTER TABLE plants RENAME cents TO price;"
          ),
          (
            "ALTER TABLE plants ALTER cents TYPE integer USING (cents * 100)::integer;",
            "ALTER TABLE plants ALTER cents TYPE numeric USING cents / 100.0;"
          ),
          (
            """
            ALTER TABLE plants ADD COLUMN wet boolean DEFAULT true NOT NULL;

            ALTER TABLE plants ALTER wet DROP DEFAULT;
            """, "ALTER TABLE plants DROP COLUMN wet;"
          ),
          ("CREATE TABLE pots (id integer);", "DROP TABLE pots;"),
          ("ALTER TABLE pots ADD COLUMN size text;", "ALTER TABLE pots DROP COLUMN size;"),
          ("COMMENT ON TABLE pots IS 'round';", "COMMENT ON TABLE pots IS NULL;"),
        ])
      let databases = [
        try await team.project.withNewDatabase(), try await team.project.withNewDatabase(),
      ]
      for database in databases {
        try await team.run("upgrade", Self.ids[0], on: database)
        try await database.execute("INSERT INTO plants VALUES (1, 12.5)")
      }
      try await team.run("upgrade", Self.ids[2], on: databases[1])
      try await team.run("squash", "2222:head", says: ["6 revisions are in versions/squashed"])
      let text = try squash(team)
      #expect(text.contains("-- Revises: \(Self.ids[0])\n"))
      #expect(
        text.contains("-- From \(Self.ids[1]) step 2\n\nALTER TABLE plants RENAME price TO cents;"))
      #expect(
        text.contains("-- whimbrel: preflight\n\n-- prices below zero\nSELECT id FROM plants"))
      #expect(text.contains("USING (cents * 100)::integer;"))
      // What is new has no rows: it is made as it is in the end.
      #expect(text.contains("CREATE TABLE pots (\n  id integer,\n  size text\n);"))
      #expect(!text.contains("ADD COLUMN size"))
      var schemas: [Set<String>] = []
      for database in databases {
        try await team.run("upgrade", on: database)
        #expect(
          try await database.query("SELECT concat_ws(' ', id, cents, wet) FROM plants")
            == ["1 1250 t"])
        schemas.append(try await database.schema())
      }
      #expect(schemas[0] == schemas[1])
      try await team.run("downgrade", Self.ids[0], on: databases[0])
      #expect(
        try await databases[0].query("SELECT price::numeric(9, 2)::text FROM plants") == ["12.50"])
    }
  }

  @Test func dataStepsAndNoWayBack() async throws {
    try await Repository.with { team in
      try await chain(
        team,
        [
          ("CREATE TABLE plants (id integer);", "DROP TABLE plants;"),
          ("CREATE SEQUENCE numbers;", "DROP SEQUENCE numbers;"),
          ("-- whimbrel: call fill_plants", "-- whimbrel: irreversible the rows are gone"),
          ("SELECT setval('numbers', 100);", ""),
          (
            "CREATE TABLE kept AS SELECT * FROM plants;\n\nALTER TABLE plants ADD COLUMN x text;",
            "DROP TABLE kept;\n\nALTER TABLE plants DROP COLUMN x;"
          ),
        ])
      try await team.run("squash", ":", "-m", "all")
      let text = try team.project.read("versions/\(try team.file("_all"))")
      let order = try ["CREATE TABLE plants", "call fill_plants", "setval", "CREATE TABLE kept AS"]
        .map { try #require(text.range(of: $0), "no \($0) in \(text)").lowerBound }
      #expect(order == order.sorted())
      #expect(
        text.contains("-- whimbrel: irreversible the rows are gone (\(Self.ids[2]) step 3)"),
        "\(text)")
    }
  }

  @Test func rangesThatAreNone() async throws {
    try await Repository.with { team in
      try await chain(
        team,
        [
          ("CREATE TABLE a ();", "DROP TABLE a;"), ("CREATE TABLE b ();", "DROP TABLE b;"),
          ("CREATE TABLE c ();", "DROP TABLE c;"),
        ])
      try await team.run("squash", code: 2, says: ["squash needs a range"])
      try await team.run("squash", "1111", code: 2, says: ["squash needs a range"])
      try await team.run("squash", "1111:1111", code: 1, says: ["one revision alone"])
      try await team.run("squash", "3333:1111", code: 1, says: ["the range is empty"])
      try await team.run("squash", "--forget", says: ["There are no squashed originals"])
      try await team.run(
        "squash", ":2222", "--dry-run", says: ["-- Replaces: 111100000000, 222200000000"])
      try await team.run("squash", ":2222")
      // The name of an original leads to the squash, and a squash of a squash is one.
      try await team.run("show", "1111", code: 2, says: ["was squashed into"])
      try await team.run("squash", ":", "-m", "again")
      try await team.run("upgrade")
      try await team.run("history", says: ["again (head, applied)"])
      #expect(try team.project.revisions.count == 1)
    }
  }
}
