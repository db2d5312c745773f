import Foundation
import Testing

/// `verify --proof`: revisions that were written by hand apply, and their downgrade restores.
@Suite struct VerifyProofTests {
  /// A project with one revision, whose sections are replaced by hand.
  private func edited(
    upgrade: String, downgrade: String, after first: String = "",
    _ body: (Workspace) async throws -> Void
  ) async throws {
    try await Workspace.with { project in
      if !first.isEmpty { try await project.writeRevision("first", first, "DROP TABLE seeds;") }
      try await project.writeRevision("by hand", upgrade, downgrade)
      try await body(project)
    }
  }

  @Test func whatRestoresIsProved() async throws {
    try await edited(
      upgrade:
        "CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE plants (id integer, mood mood);",
      downgrade: "DROP TABLE plants;\nDROP TYPE mood;"
    ) { project in
      let outcome = try await project.expect(.whimbrel, "verify", "--proof", "head")
      #expect(outcome.output.hasPrefix("proved versions/"))
      #expect(outcome.errors == "")
    }
  }

  @Test func aForgottenTypeIsNamed() async throws {
    try await edited(
      upgrade:
        "CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE plants (id integer, mood mood);",
      downgrade: "DROP TABLE plants;"
    ) { project in
      let outcome = try await project.expect(.whimbrel, "verify", "--proof", code: 1)
      #expect(outcome.errors.contains("the downgrade does not lead to what was there before"))
      #expect(outcome.errors.contains("enum type mood is there and should not be"))
      #expect(!outcome.errors.contains("table plants"))
      #expect(outcome.help?.contains("--keep-scratch") == true)
    }
  }

  @Test func anEmptyDowngradeIsNamed() async throws {
    try await edited(
      upgrade: "ALTER TABLE seeds ADD COLUMN name text;", downgrade: "",
      after: "CREATE TABLE seeds (id integer);"
    ) { project in
      let outcome = try await project.expect(.whimbrel, "verify", "--proof", "head", code: 1)
      #expect(outcome.errors.contains("column seeds.name is there and should not be"))
    }
  }

  @Test func anUpgradeThatDoesNothingIsSaid() async throws {
    try await edited(
      upgrade: "CREATE TABLE IF NOT EXISTS seeds (id integer, name text);",
      downgrade: "DROP TABLE seeds;", after: "CREATE TABLE seeds (id integer);"
    ) { project in
      let outcome = try await project.expect(.whimbrel, "verify", "--proof", "head", code: 1)
      #expect(outcome.errors.contains("the upgrade does nothing: no object is different after it"))
      #expect(outcome.errors.contains("table seeds is missing"))
    }
    try await edited(upgrade: "SELECT 1;", downgrade: "DROP TABLE plants;") { project in
      let outcome = try await project.expect(.whimbrel, "verify", "--proof", "head", code: 1)
      #expect(outcome.errors.contains("the upgrade does nothing"))
      #expect(outcome.errors.contains("table \"plants\" does not exist"))
    }
    try await edited(upgrade: "", downgrade: "") { project in
      let outcome = try await project.expect(.whimbrel, "verify", "--proof", "head", code: 1)
      #expect(outcome.errors.contains("the upgrade is empty"))
    }
  }

  /// What only changes rows is no upgrade that does nothing.
  @Test func rowsAreNoObjects() async throws {
    try await edited(
      upgrade: "UPDATE seeds SET id = id + 1;", downgrade: "UPDATE seeds SET id = id - 1;",
      after: "CREATE TABLE seeds (id integer);"
    ) { project in try await project.expect(.whimbrel, "verify", "--proof") }
  }

  /// A row in each table meets what an empty one hides.
  @Test func rowsAreMet() async throws {
    // A cast that PostgreSQL looks up only for rows is refused by the type; the row itself comes back
    // changed, and nothing says so.
    try await edited(
      upgrade: "UPDATE seeds SET name = upper(name);\nALTER TABLE seeds ADD COLUMN x integer;",
      downgrade: "ALTER TABLE seeds DROP COLUMN x;",
      after: "CREATE TABLE seeds (id integer, name text, kind varchar(5));"
    ) { project in
      let outcome = try await project.expect(.whimbrel, "verify", "--proof", "head", code: 1)
      #expect(
        outcome.errors.contains(
          "the rows of column seeds.name are not what they were, and no loss is announced"))
    }
    try await edited(
      upgrade: "ALTER TABLE seeds ADD COLUMN x integer NOT NULL;",
      downgrade: "ALTER TABLE seeds DROP COLUMN x;",
      after: "CREATE TABLE seeds (id integer);"
    ) { project in
      let outcome = try await project.expect(.whimbrel, "verify", "--proof", "head")
      #expect(
        outcome.errors.contains(
          "note: rows can stop the upgrade, in line"))
      #expect(outcome.errors.contains("contains null values"))
    }
    // Events that wait for the end of the transaction keep the table from being changed in it.
    try await edited(
      upgrade: """
        ALTER TABLE seeds ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES seeds DEFERRABLE INITIALLY DEFERRED;
        UPDATE seeds SET id = id + 1;
        ALTER TABLE seeds ADD COLUMN x integer;
        """,
      downgrade: "ALTER TABLE seeds DROP COLUMN x;\nALTER TABLE seeds DROP CONSTRAINT fk;",
      after: "CREATE TABLE seeds (id integer PRIMARY KEY);"
    ) { project in
      let outcome = try await project.expect(.whimbrel, "verify", "--proof", "head", code: 1)
      #expect(outcome.errors.contains("pending trigger events"))
    }
  }

  @Test func aRangeAndAnIrreversibleOne() async throws {
    try await Workspace.with { project in
      try await project.writeRevision("first", "CREATE TABLE seeds (id integer);", "")
      try await project.writeRevision(
        "second", "CREATE TABLE pots (id integer);", "DROP TABLE pots;")
      let second = try await project.expect(.whimbrel, "verify", "--proof", "head")
      #expect(second.output.split(separator: "\n").count == 1)
      let all = try await project.expect(.whimbrel, "verify", "--proof", code: 1)
      #expect(all.errors.contains("table seeds is there and should not be"))
      let none = try await project.expect(.whimbrel, "verify", "head", code: 2)
      #expect(none.errors.contains("goes with --proof"))
    }
    try await edited(
      upgrade: "CREATE TABLE pots (id integer);",
      downgrade: "-- whimbrel: irreversible the pots are broken"
    ) { project in
      let outcome = try await project.expect(.whimbrel, "verify", "--proof", "head")
      #expect(outcome.errors.contains("there is no way back to prove: the pots are broken"))
    }
  }
}
