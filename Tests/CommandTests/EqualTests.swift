import Foundation
import Testing
import WhimbrelPostgres

/// What PostgreSQL prints in other words after a reload, and says the same, is no difference; what says
/// something else is one, however alike it looks.
@Suite struct EqualTests {
  private func sql(_ name: String) throws -> String {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return try String(
      contentsOf: folder.appendingPathComponent("Equal/\(name).sql"), encoding: .utf8)
  }

  /// What `diff` prints to get from one database to another: nothing when they are equal.
  private func difference(_ one: Workspace, _ other: Workspace) async throws -> String {
    let outcome = try await one.run(
      .whimbrel, "diff", "--from", one.url, "--to", other.url, "--exit-code")
    #expect(outcome.code == (outcome.output.isEmpty ? 0 : 3), "\(outcome.errors)")
    return outcome.output
  }

  @Test func aDatabaseIsItsOwnDump() async throws {
    let text = try sql("reloaded")
    try await CommandServer.each("reloaded") { server in
      try await Workspace.with(on: server) { project in
        try await project.execute(text)
        let copy = try await Workspace.make(on: server)
        defer { copy.remove() }
        try await copy.load(try await project.dump())
        // Or there is nothing to show.
        let (printed, again) = (try await project.schema(), try await copy.schema())
        #expect(printed.subtracting(again).count > 12)
        #expect(try await difference(project, copy) == "")
        #expect(try await difference(copy, project) == "")
      }
    }
  }

  /// A database that was moved with its ledger is still what the revisions made.
  @Test func aRestoredDatabaseHasNotDrifted() async throws {
    let text = try sql("reloaded")
    try await Workspace.with { project in
      try project.write("versions/20251224_033104_all.sql", revision(text))
      try await project.expect(.whimbrel, "verify", "--rehash")
      try await project.expect(.whimbrel, "upgrade")
      let copy = try await Workspace.make()
      defer { copy.remove() }
      try await copy.load(try await project.dump())
      #expect(try await project.schema() != copy.schema())
      // What a dump says is in other words than what the revisions were written in.
      let dump = try await project.dump("--schema-only", "--exclude-schema=whimbrel", "--no-owner")
      try project.write("dump.sql", dump)
      try project.write("schema.sql", text)
      for schema in ["schema.sql", "dump.sql"] {
        let check = try await project.run(.whimbrel, "check", "--schema", schema, url: copy.url)
        #expect(check.code == 0, "\(check.output)\(check.errors)")
        let again = try await project.run(
          .whimbrel, "revision", "-m", "again", "--schema", schema, url: copy.url)
        #expect(again.code == 0 && again.errors.contains("No changes"), "\(again.errors)")
      }
    }
  }

  private func revision(_ upgrade: String) -> String {
    """
    -- all
    --
    -- Revision ID: 801b86be184b
    -- Revises:
    -- Create Date: 2025-12-24T03:31:04Z

    -- whimbrel: upgrade

    \(upgrade)
    -- whimbrel: downgrade

    -- whimbrel: irreversible a test

    """
  }

  /// The last table has dropped columns, and checks that changes of type have printed anew.
  @Test func aDatabaseThatGrewIsOneThatWasBuilt() async throws {
    let (history, built) = (try sql("history"), try sql("built"))
    try await CommandServer.each("history") { server in
      try await Workspace.with(on: server) { grown in
        try await grown.execute(history)
        let fresh = try await Workspace.make(on: server)
        defer { fresh.remove() }
        try await fresh.execute(built)
        #expect(try await grown.schema() != fresh.schema())
        #expect(try await difference(grown, fresh) == "")
        #expect(try await difference(fresh, grown) == "")
      }
    }
  }

  @Test(arguments: [
    // Each is a real difference beside one of spelling, in the same object or on it.
    ("a label more", "CHECK (x IN ('a', 'b', 'c'))", "CHECK (x IN ('a', 'b'))"),
    ("another cast", "CHECK (x::text IN ('a', 'b'))", "CHECK (x::char(2) IN ('a', 'b'))"),
    ("another column", "CHECK (x IN ('a', 'b'))", "CHECK (y IN ('a', 'b'))"),
  ])
  func aDifferenceStays(_ name: String, _ one: String, _ other: String) async throws {
    func table(_ check: String) -> String {
      """
      CREATE TABLE t (x varchar(5), y varchar(5), z varchar(5) CHECK (z NOT IN ('p', 'q')),
        CONSTRAINT checked \(check));
      CREATE VIEW v AS SELECT x FROM t WHERE z IN ('p', 'q');
      """
    }
    try await Workspace.with { left in
      let right = try await Workspace.make()
      defer { right.remove() }
      try await left.execute(table(one))
      // By way of a dump, so that all the other texts are in other words.
      let built = try await Workspace.make()
      defer { built.remove() }
      try await built.execute(table(other))
      try await right.load(try await built.dump())
      let plan = try await difference(left, right)
      #expect(plan.contains("DROP CONSTRAINT checked"), "\(plan)")
      #expect(!plan.contains("t_z_check") && !plan.contains("VIEW"), "\(plan)")
      try await left.execute(plan)
      #expect(try await difference(left, right) == "")
    }
  }

  /// A change of type leaves its casts behind, which a reload does not take away.
  @Test func aFrozenCastIsADifference() async throws {
    try await Workspace.with { left in
      let right = try await Workspace.make()
      defer { right.remove() }
      try await left.execute(
        """
        CREATE TABLE t (x varchar(5), CONSTRAINT checked CHECK (x IN ('a', 'b')));
        ALTER TABLE t ALTER COLUMN x TYPE text;
        """)
      try await right.execute(
        "CREATE TABLE t (x text, CONSTRAINT checked CHECK (x IN ('a', 'b')));")
      let plan = try await difference(left, right)
      #expect(plan.contains("ADD CONSTRAINT checked"), "\(plan)")
      try await left.execute(plan)
      #expect(try await difference(left, right) == "")
      #expect(try await left.schema() == right.schema())
    }
  }

  /// Where no scratch database can be had, texts are compared as they are, and that is said.
  @Test func withoutScratchItIsSaid() async throws {
    try await Workspace.with { left in
      let right = try await Workspace.make()
      defer { right.remove() }
      let table = "CREATE TABLE t (x varchar(5), CONSTRAINT checked CHECK (x IN ('a', 'b')));"
      let role = "poor_\(left.database.database)"
      try await left.execute("\(table) CREATE ROLE \(role) LOGIN")
      try await right.load(try await left.dump())
      let outcome = try await left.run(
        .whimbrel, "diff", "--from", "\(left.database.with("user", role))", "--to",
        "\(right.database.with("user", role))", environment: ["WHIMBREL_PG_BIN": "/nonexistent"])
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("DROP CONSTRAINT checked"))
      #expect(
        outcome.errors.contains(
          "warning: expressions are compared as they are printed, also where only their spelling "
            + "differs: no place for a scratch database"), "\(outcome.errors)")
    }
  }
}
