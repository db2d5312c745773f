import Foundation
import Testing

/// `show`: what the server saw of each statement, whoever wrote it.
@Suite struct ShowTests {
  private let first = """
    CREATE TABLE plants (id integer PRIMARY KEY, size integer NOT NULL, name text);
    CREATE TABLE pots (id integer);
    """
  private let upgrade = """
    ALTER TABLE plants ALTER COLUMN size TYPE bigint;
    UPDATE plants SET size = 1;
    ALTER TABLE plants ADD CHECK (size > 0);
    ALTER TABLE plants DROP COLUMN name;
    CREATE INDEX ON pots (id);
    CREATE TABLE beds (id integer);
    DROP TABLE pots;
    """

  private func lines(_ errors: String) -> [String] {
    errors.split(separator: "\n").filter { $0.hasPrefix("versions/") && $0.contains(".sql:") }
      .map { String($0.drop { $0 != ":" }) }
  }

  @Test func whatAStatementBlocksRewritesAndLosesIsSaid() async throws {
    try await Workspace.with { project in
      try await project.writeRevision("first", first, "DROP TABLE pots;\nDROP TABLE plants;")
      try await project.writeRevision("second", upgrade, "DROP TABLE beds;")
      let shown = try await project.expect(.whimbrel, "show", "head")
      #expect(
        lines(shown.errors) == [
          ":9: blocks reads and writes of plants (ACCESS EXCLUSIVE); rewrites plants",
          ":10: reads all of plants; changes rows of plants",
          ":11: reads all of plants",
          ":12: loses column plants.name",
          ":13: blocks writes of pots (SHARE); reads all of pots",
          ":15: loses table pots; blocks reads and writes of pots (ACCESS EXCLUSIVE)",
          ":19: loses table beds; blocks reads and writes of beds (ACCESS EXCLUSIVE)",
        ])
      #expect(shown.errors.contains("not applied"))
      #expect(shown.output.contains("ALTER TABLE plants ADD CHECK (size > 0);"))
      // The scratch database is another one.
      #expect(try await project.value("SELECT pg_catalog.to_regclass('plants')") == nil)
    }
  }

  @Test func programsReadTheSame() async throws {
    try await Workspace.with { project in
      try await project.writeRevision("first", first, "DROP TABLE pots;\nDROP TABLE plants;")
      try await project.writeRevision("second", upgrade, "DROP TABLE beds;")
      let shown = try await project.expect(.whimbrel, "show", "head", "--format", "json")
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any])
      let steps = try #require(object["upgrade"] as? [[String: Any]])
      let statements = try #require(steps.first?["statements"] as? [[String: Any]])
      let hazards = statements.compactMap { $0["hazards"] as? [String: Any] }
      #expect(hazards.count == 7)
      #expect(hazards.map { $0["rewrites"] as? [String] }.first == ["plants"])
      #expect(hazards.map { $0["loses"] as? [String] }.last == ["table pots"])
    }
  }

  /// The file can be read where nothing can be run, and when it does not run.
  @Test func aRevisionThatCannotRunIsShownAllTheSame() async throws {
    try await Workspace.with { project in
      try await project.writeRevision("first", "DROP TABLE nowhere;", "SELECT 1;")
      let shown = try await project.expect(.whimbrel, "show", "head")
      #expect(shown.errors.contains("warning: cannot see what it does to a database in use"))
      #expect(shown.errors.contains(#"table "nowhere" does not exist"#))
      #expect(shown.output.contains("DROP TABLE nowhere;"))
      let alone = try await project.expect(.whimbrel, "show", "head", "--no-hazards")
      #expect(!alone.errors.contains("warning"))
    }
  }
}
