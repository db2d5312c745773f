import Foundation
import Testing

/// What is pending, what no revision says yet and what drifted are told apart, in every format.
@Suite struct CheckTests {
  /// A project with a pending revision, a model that says more, and a database that was changed by hand.
  private func drifted(_ body: (Workspace) async throws -> Void) async throws {
    try await Workspace.with { project in
      try project.write(
        "schema.sql",
        """
        CREATE TYPE mood AS ENUM ('sad', 'ok');

        CREATE TABLE plants (
          id integer PRIMARY KEY,
          price integer,
          CONSTRAINT positive CHECK (price > 0)
        );

        """)
      try await project.expect(.whimbrel, "revision", "-m", "first", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      let text = try project.read("schema.sql")
      try project.write("schema.sql", text + "CREATE TABLE pots (id integer);\n")
      try await project.expect(.whimbrel, "revision", "-m", "second", "--schema", "schema.sql")
      try project.write(
        "schema.sql",
        text.replacingOccurrences(of: "  price integer,", with: "  price integer,\n  note text,")
          + "CREATE TABLE pots (id integer);\n")
      try await project.execute(
        """
        CREATE INDEX by_hand ON plants (price); CREATE TABLE another_app (a integer);
        ALTER TABLE plants DROP CONSTRAINT positive
        """)
      try await body(project)
    }
  }

  @Test func eachIsToldApart() async throws {
    try await drifted { project in
      let check = try await project.expect(.whimbrel, "check", "--schema", "schema.sql", code: 3)
      let text = check.output
      #expect(text.contains("ok    the revisions are as they were written, with one head\n"))
      #expect(text.contains("second is not applied\n"))
      // The column's own line of the SQL file, and what a revision would say.
      #expect(
        text.contains(
          """
            schema.sql:6:3: no revision does it yet: add column plants.note
              what a revision would say:
                ALTER TABLE plants ADD COLUMN note text;

          """), "\(text)")
      #expect(text.contains("  table another_app is in the database alone\n"))
      // Either way round.
      #expect(
        text.contains(
          """
            index by_hand is in the database alone
              to put the database right:
                DROP INDEX by_hand;
              to have it in the model:
                CREATE INDEX by_hand ON plants (price);

          """), "\(text)")
      #expect(
        text.contains(
          "  schema.sql:7:3: constraint positive on plants is missing in the database\n"),
        "\(text)")
      #expect(!text.contains("pots"))
      // The database is behind: it should be as the revisions that it has make it.
      let revision = try project.read("versions/\(try project.firstRevision())")
      let id = try #require(revision.firstMatch(of: /Revision ID: (\w+)/)).output.1
      #expect(text.contains("--to versions@\(id);"))
      let mend = try await project.expect(
        .whimbrel, "diff", "--from", project.url, "--to", "versions@\(id)")
      try await project.execute(mend.output)
      let after = try await project.expect(
        .whimbrel, "check", "--schema", "schema.sql", "--only", "drift")
      #expect(after.output == "ok    the database is as the revisions made it\n")
    }
  }

  /// What is printed to put a type right runs as it is, columns and all.
  @Test func aTypeIsPutRight() async throws {
    try await Workspace.with { project in
      try project.write(
        "schema.sql", "CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TABLE t (m mood, ms mood[]);")
      try await project.expect(.whimbrel, "revision", "-m", "first", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      try await project.execute("ALTER TYPE mood ADD VALUE 'by hand'")
      let check = try await project.expect(
        .whimbrel, "check", "--schema", "schema.sql", "--format", "json", code: 3)
      let report = try JSONDecoder().decode(Report.self, from: Data(check.output.utf8))
      let findings = report.questions.flatMap(\.findings)
      let sql = try #require(findings.first?.sql["database"]?.joined(separator: "\n"))
      try await project.load("BEGIN;\n\(sql)\nCOMMIT;\n")
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
    }
  }

  @Test func annotations() async throws {
    try await drifted { project in
      let github = try await project.expect(
        .whimbrel, "check", "--schema", "schema.sql", "--format", "github", code: 3)
      let lines = github.output.split(separator: "\n")
      #expect(lines.count == 5)
      #expect(lines.allSatisfy { $0.hasPrefix("::error ") })
      #expect(
        lines[1].hasPrefix(
          "::error file=schema.sql,line=6,col=3,title=whimbrel%3A ungenerated-change::no revision"))
      #expect(
        lines[1].contains("%0AALTER TABLE plants ADD COLUMN note text;%0A"), "\(lines[1])")
    }
  }

  private struct Report: Decodable {
    struct Finding: Decodable {
      let rule, message, help: String
      let file: String?
      let line: Int?
      let sql: [String: [String]]
    }
    struct Question: Decodable {
      let question: String
      let ok: Bool
      let findings: [Finding]
    }
    let format: Int
    let ok: Bool
    let questions: [Question]
  }

  @Test func json() async throws {
    try await drifted { project in
      let json = try await project.expect(
        .whimbrel, "check", "--schema", "schema.sql", "--format", "json", code: 3)
      let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
      #expect(report.format == 1 && !report.ok)
      #expect(report.questions.map(\.question) == ["integrity", "pending", "model", "drift"])
      #expect(report.questions.map(\.ok) == [true, false, false, false])
      let drift = try #require(report.questions.last).findings
      #expect(drift.map(\.rule) == ["drift", "drift", "drift"])
      let table = try #require(drift.first { $0.message.contains("another_app") })
      #expect(table.sql["database"] == ["DROP TABLE another_app;"])
      #expect(table.sql["model"] == ["CREATE TABLE another_app (\n  a integer\n);"])
      let model = try #require(report.questions[2].findings.first)
      #expect(model.file == "schema.sql" && model.line == 6)
      #expect(model.sql["revision"] == ["ALTER TABLE plants ADD COLUMN note text;"])
    }
  }

  /// The parts of SARIF 2.1.0's schema that are written: what is required, and nothing that it lacks.
  @Test func sarif() async throws {
    try await drifted { project in
      let output = try await project.expect(
        .whimbrel, "check", "--schema", "schema.sql", "--format", "sarif", code: 3
      ).output
      let log = try #require(
        try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
      try Self.expect(log, has: ["version", "runs"], may: ["$schema"])
      #expect(log["version"] as? String == "2.1.0")
      let run = try #require((log["runs"] as? [[String: Any]])?.first)
      try Self.expect(run, has: ["tool", "results"])
      let tool = try #require(run["tool"] as? [String: Any])
      try Self.expect(tool, has: ["driver"])
      let driver = try #require(tool["driver"] as? [String: Any])
      try Self.expect(driver, has: ["name"], may: ["version", "rules"])
      let rules = try #require(driver["rules"] as? [[String: Any]])
      for rule in rules { try Self.expect(rule, has: ["id"], may: ["shortDescription"]) }
      let ids = Set(rules.compactMap { $0["id"] as? String })
      #expect(ids.count == rules.count)
      let results = try #require(run["results"] as? [[String: Any]])
      #expect(results.count == 5)
      for result in results {
        try Self.expect(result, has: ["message"], may: ["ruleId", "level", "locations"])
        #expect(ids.contains(try #require(result["ruleId"] as? String)))
        #expect(["none", "note", "warning", "error"].contains(result["level"] as? String))
        let message = try #require(result["message"] as? [String: Any])
        #expect((message["text"] as? String)?.isEmpty == false)
        for location in result["locations"] as? [[String: Any]] ?? [] {
          let place = try #require(location["physicalLocation"] as? [String: Any])
          try Self.expect(place, has: ["artifactLocation", "region"])
          let region = try #require(place["region"] as? [String: Int])
          #expect(try #require(region["startLine"]) >= 1 && region["startColumn"] ?? 1 >= 1)
          let artifact = try #require(place["artifactLocation"] as? [String: String])
          #expect(URL(string: try #require(artifact["uri"])) != nil)
        }
      }
    }
  }

  private static func expect(
    _ object: [String: Any], has required: Set<String>, may optional: Set<String> = []
  ) throws {
    let keys = Set(object.keys)
    #expect(required.isSubset(of: keys), "\(required.subtracting(keys))")
    #expect(keys.isSubset(of: required.union(optional)), "\(keys)")
  }
}
