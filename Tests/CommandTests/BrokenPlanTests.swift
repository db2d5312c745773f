import Foundation
import Testing
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

@testable import Whimbrel

/// The test of the proof: a planner that is broken on purpose writes no revision, and the object is named.
@Suite struct BrokenPlanTests {
  /// What a broken planner makes of one statement; nil leaves it out.
  struct Break: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What is there, and what the model says.
    let before: String
    let after: String
    let named: String
    let statement: @Sendable (String) -> String?

    init(
      _ name: String, before: String = "", after: String, names: String,
      _ statement: @escaping @Sendable (String) -> String?
    ) {
      testDescription = name
      self.before = before
      self.after = after
      named = names
      self.statement = statement
    }
  }

  /// Replaces a text in every statement that has it.
  private static func replacing(_ text: String, _ other: String) -> @Sendable (String) -> String? {
    { $0.replacingOccurrences(of: text, with: other) }
  }

  /// Leaves out the statements that have a text.
  private static func without(_ text: String) -> @Sendable (String) -> String? {
    { $0.contains(text) ? nil : $0 }
  }

  static let breaks: [Break] = [
    Break(
      "NOT NULL is forgotten", after: "CREATE TABLE t (a integer NOT NULL)", names: "column t.a",
      replacing(" NOT NULL", "")),
    Break(
      "a default is forgotten", after: "CREATE TABLE t (a integer DEFAULT 3)",
      names: "column t.a", replacing(" DEFAULT 3", "")),
    Break(
      "another action of a foreign key",
      after: "CREATE TABLE t (a integer PRIMARY KEY, b integer REFERENCES t ON DELETE CASCADE)",
      names: "constraint t_b_fkey on t", replacing(" ON DELETE CASCADE", "")),
    Break(
      "an index loses its predicate",
      after: "CREATE TABLE t (a integer); CREATE INDEX i ON t (a) WHERE a > 1", names: "index i",
      replacing(" WHERE (a > 1)", "")),
    Break(
      "an index is not unique any more",
      after: "CREATE TABLE t (a integer); CREATE UNIQUE INDEX i ON t (a)", names: "index i",
      replacing("UNIQUE INDEX", "INDEX")),
    Break(
      "a label is put at the end", before: "CREATE TYPE m AS ENUM ('a', 'c')",
      after: "CREATE TYPE m AS ENUM ('a', 'b', 'c')", names: "enum type m",
      { sql in sql.contains("ADD VALUE") ? "ALTER TYPE m ADD VALUE 'b'" : sql }),
    Break(
      "a type is left behind", after: "CREATE TYPE m AS ENUM ('a'); CREATE TABLE t (m m)",
      names: "enum type m", without("DROP TYPE")),
    Break(
      "a comment is forgotten",
      after: "CREATE TABLE t (a integer); COMMENT ON COLUMN t.a IS 'x'", names: "column t.a",
      without("COMMENT ON")),
    Break(
      "a grant is forgotten",
      after: "CREATE TABLE t (a integer); GRANT SELECT ON t TO PUBLIC", names: "table t",
      without("GRANT ")),
    Break(
      "a view does not come back",
      before: "CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t",
      after: "CREATE TABLE t (a bigint); CREATE VIEW v AS SELECT a FROM t", names: "view v",
      without("CREATE VIEW")),
    Break(
      "a type is not changed back", before: "CREATE TABLE t (a integer)",
      after: "CREATE TABLE t (a bigint)", names: "column t.a",
      without("TYPE integer")),
    Break(
      "a trigger is enabled", before: "",
      after: """
        CREATE TABLE t (a integer);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
        CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
        ALTER TABLE t DISABLE TRIGGER g
        """, names: "trigger g on t", without("DISABLE TRIGGER")),
    Break(
      "row security is forgotten",
      after: "CREATE TABLE t (a integer); ALTER TABLE t ENABLE ROW LEVEL SECURITY",
      names: "table t", without("ROW LEVEL SECURITY")),
    Break(
      "a sequence starts elsewhere", after: "CREATE SEQUENCE s START 7", names: "sequence s",
      replacing(" START WITH 7", "")),
    Break(
      "a check is not validated",
      before: "CREATE TABLE t (a integer)",
      after: "CREATE TABLE t (a integer, CONSTRAINT c CHECK (a > 0))", names: "constraint c on t",
      { $0.contains("ADD CONSTRAINT c") && !$0.contains("NOT VALID") ? $0 + " NOT VALID" : $0 }),
    Break(
      "a function is immutable",
      after: "CREATE FUNCTION f() RETURNS integer LANGUAGE sql STABLE AS 'SELECT 1'",
      names: "function f()", replacing("STABLE", "IMMUTABLE")),
  ]

  @Test(arguments: breaks) func isRefused(_ one: Break) async throws {
    try await Workspace.with { project in
      if !one.before.isEmpty {
        try project.write("schema.sql", one.before + ";")
        try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
        try await project.expect(.whimbrel, "upgrade")
      }
      let count = try project.revisions.count
      try project.write("schema.sql", one.after + ";")
      let words = [
        "-m", "two", "--schema", "\(project.folder)/schema.sql", "--versions",
        "\(project.folder)/versions", "--database-url", project.url,
      ]
      let failure = try await #require(throws: ProofFailure.self) {
        try await RevisionAuthor.$breaking.withValue({ one.broken($0) }) {
          try await revision(words)
        }
      }
      #expect(failure.description.contains(one.named), "\(failure)")
      #expect(try project.revisions.count == count)
      // Nothing is wrong with the case but for what was broken.
      _ = try await revision(words)
      #expect(try project.revisions.count == count + 1)
    }
  }

  private func revision(_ words: [String]) async throws -> ExitCode {
    let parser = ArgumentParser(
      command: "revision", parameters: (RevisionCommand.parameters + GlobalOptions.all).map(\.form),
      positionals: [])
    let arguments = try #require(try parser.parse(words))
    let settings = Settings()
    let context = Context(
      program: "whimbrel", configuration: try Configuration(arguments, settings),
      settings: settings, terminal: Terminal(verbosity: .quiet))
    return try await RevisionCommand.run(arguments, context)
  }
}

extension BrokenPlanTests.Break {
  /// A plan as a broken planner would have made it.
  fileprivate func broken(_ plan: Plan) -> Plan {
    Plan(
      changes: plan.changes,
      statements: plan.statements.compactMap { statement in
        guard let sql = self.statement(statement.sql) else { return nil }
        var broken = statement
        broken.sql = sql
        return broken
      })
  }
}
