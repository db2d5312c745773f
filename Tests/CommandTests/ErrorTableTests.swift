import Foundation
import Testing
import WhimbrelPostgres

/// What goes wrong gives one clear line with `help:`, the right exit code, and changes nothing.
@Suite struct ErrorTableTests {
  /// Runs a command that must fail, and looks at what it left.
  private func refused(
    _ project: Workspace, _ words: [String], url: String? = nil,
    environment: [String: String] = [:], code: Int32, says: [String],
    location: SourceLocation = #_sourceLocation
  ) async throws {
    let before = try await project.snapshot()
    let outcome = try await Executable.whimbrel.run(
      words, in: project.folder,
      environment: ["DATABASE_URL": url ?? project.url].merging(environment) { $1 })
    #expect(
      outcome.code == code, "\(words): \(outcome.output)\(outcome.errors)",
      sourceLocation: location)
    for text in says {
      #expect(
        outcome.errors.contains(text), "no \"\(text)\" in: \(outcome.errors)",
        sourceLocation: location)
    }
    let helps = outcome.errors.components(separatedBy: "\nhelp: ").count - 1
    #expect(helps == 1, "not one help in: \(outcome.errors)", sourceLocation: location)
    #expect(outcome.errors.hasPrefix("error: "), "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.output.isEmpty, sourceLocation: location)
    let after = try await project.snapshot()
    #expect(after == before, "something was changed", sourceLocation: location)
  }

  /// One revision, applied, that makes a table.
  private func migrated(_ project: Workspace) async throws {
    try project.write("schema.sql", "CREATE TABLE plants (id integer PRIMARY KEY, name text);\n")
    try await project.expect(.whimbrel, "revision", "-m", "plants", "--schema", "schema.sql")
    try await project.expect(.whimbrel, "upgrade")
  }

  @Test func noServer() async throws {
    try await Workspace.with { project in
      try await refused(
        project, ["upgrade"], url: "postgresql://127.0.0.1:1/app", code: 1,
        says: ["cannot connect to postgresql://", "127.0.0.1:1", "help: start the server"])
    }
  }

  @Test func wrongPassword() async throws {
    try await Workspace.with { project in
      try await project.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'")
      try await CommandServer.shared.askPassword(of: "guarded")
      let url =
        "postgresql://guarded:wr0ngsecret@/\(project.database.database)"
        + "?host=\(project.database.host)&port=\(project.database.port)"
      try await refused(
        project, ["upgrade"], url: url, code: 1,
        says: ["password authentication failed", "help: check user and password"])
      let outcome = try await project.run(.whimbrel, "status", url: url)
      #expect(!(outcome.errors + outcome.output).contains("wr0ngsecret"))
    }
  }

  @Test func unknownDatabase() async throws {
    try await Workspace.with { project in
      try await refused(
        project, ["status"], url: "\(project.database.with(database: "nowhere"))", code: 1,
        says: ["database \"nowhere\" does not exist", "help: create the database"])
    }
  }

  @Test func linksOutOfVersions() async throws {
    try await Workspace.with { project in
      try await migrated(project)
      let versions = "\(project.folder)/versions"
      let names = try FileManager.default.contentsOfDirectory(atPath: versions)
      let name = try #require(names.first { $0.hasSuffix(".sql") })
      let outside = "\(project.folder)/elsewhere.sql"
      try FileManager.default.moveItem(atPath: "\(versions)/\(name)", toPath: outside)
      try FileManager.default.createSymbolicLink(
        atPath: "\(versions)/\(name)", withDestinationPath: outside)
      for words in [["status"], ["upgrade"], ["verify"], ["show", "head"]] {
        try await refused(
          project, words, code: 1,
          says: ["versions/\(name) is a link out of versions", "help: put the file itself there"])
      }
      try FileManager.default.removeItem(atPath: outside)
      try await refused(
        project, ["status"], code: 1,
        says: ["versions/\(name) is a link to nothing", "help: remove it"])
    }
  }

  @Test func filesTooLargeToBeReviewed() async throws {
    try await Workspace.with { project in
      try await migrated(project)
      // A hole rather than bytes: nobody has to write them.
      let path = "\(project.folder)/versions/20260101_000000_huge.sql"
      try Data().write(to: URL(fileURLWithPath: path))
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.truncate(atOffset: 1 << 40)
      try file.close()
      for words in [["status"], ["upgrade"], ["verify"]] {
        try await refused(
          project, words, code: 1,
          says: ["20260101_000000_huge.sql has 1099511627776 bytes; at most ", "help: "])
      }
    }
  }

  @Test func roleWithoutCreate() async throws {
    try await Workspace.with { project in
      try project.write("schema.sql", "CREATE TABLE plants (id integer PRIMARY KEY);\n")
      try await project.expect(.whimbrel, "revision", "-m", "plants", "--schema", "schema.sql")
      try await project.execute("CREATE ROLE reader_\(project.database.database) LOGIN")
      let url = "\(project.database.with("user", "reader_\(project.database.database)"))"
      try await refused(
        project, ["upgrade"], url: url, code: 1, says: ["permission denied", "42501", "help: "])
    }
  }

  @Test func noPlaceForScratch() async throws {
    try await Workspace.with { project in
      try await project.execute("CREATE ROLE maker_\(project.database.database) LOGIN")
      try project.write("schema.sql", "CREATE TABLE plants (id integer PRIMARY KEY);\n")
      let url = "\(project.database.with("user", "maker_\(project.database.database)"))"
      try await refused(
        project, ["revision", "-m", "plants", "--schema", "schema.sql"], url: url,
        environment: ["WHIMBREL_PG_BIN": "/nonexistent"], code: 1,
        says: ["no place for a scratch database", "--scratch URL", "CREATEDB"])
    }
  }

  @Test(arguments: [
    ("-- Revision ID: 801b86be184b", "-- Revision Id: 801b86be184b", ":3:", "Revision ID"),
    ("-- whimbrel: upgrade", "-- whimbrel: upgrad", ":7:", "did you mean \"upgrade\"?"),
    ("-- Revises:", "-- Revises: nobody", ":4:", "is no revision id"),
  ])
  func malformed(_ original: String, _ broken: String, _ place: String, _ says: String) async throws
  {
    try await Workspace.with { project in
      let text = revision.replacing(original, with: broken)
      try project.write("versions/20251224_033104_initial.sql", text)
      try await refused(
        project, ["upgrade"], code: 1,
        says: ["versions/20251224_033104_initial.sql\(place)", says, " | ", "^"])
    }
  }

  @Test func brokenStatement() async throws {
    try await Workspace.with { project in
      let text = revision.replacing("id integer PRIMARY KEY", with: "id integre PRIMARY KEY")
      try project.write("versions/20251224_033104_initial.sql", text)
      try await project.expect(.whimbrel, "verify", "--rehash")
      let before = try await project.dump("--exclude-schema=whimbrel")
      let outcome = try await project.expect(.whimbrel, "upgrade", code: 1)
      #expect(outcome.errors.contains("versions/20251224_033104_initial.sql:9:"))
      #expect(outcome.errors.contains("type \"integre\" does not exist"))
      #expect(outcome.errors.contains("42704"))
      #expect(outcome.errors.contains("^"))
      #expect(outcome.help != nil, "\(outcome.errors)")
      #expect(try await project.dump("--exclude-schema=whimbrel") == before)
    }
  }

  @Test(arguments: [
    ("CREATE TABLE pots (\n  id integre,\n  höhe text\n);\n", ":2:6: type \"integre\""),
    ("CREATE TABEL pots ();\n", ":1:8: syntax error at or near \"TABEL\""),
    ("CREATE TABLE pots (\n  id int\n", ":2:"),
  ])
  func brokenSchemaFile(_ text: String, _ says: String) async throws {
    try await Workspace.with { project in
      try project.write("schema.sql", text)
      for command in [["revision", "-m", "pots"], ["check"]] {
        try await refused(
          project, command + ["--schema", "schema.sql"], code: 1,
          says: ["error: schema.sql\(says)", " | ", "^"])
      }
    }
  }

  @Test func failsInTheMiddle() async throws {
    try await Workspace.with { project in
      let text = revision.replacing(
        "-- whimbrel: downgrade",
        with: "INSERT INTO plants VALUES (1), (1);\n\n-- whimbrel: downgrade")
      try project.write("versions/20251224_033104_initial.sql", text)
      try await project.expect(.whimbrel, "verify", "--rehash")
      let before = try await project.dump("--exclude-schema=whimbrel")
      let outcome = try await project.expect(.whimbrel, "upgrade", code: 1)
      #expect(outcome.errors.contains("versions/20251224_033104_initial.sql:11:"))
      #expect(outcome.errors.contains("duplicate key value"))
      #expect(outcome.errors.contains("23505"))
      #expect(outcome.help != nil, "\(outcome.errors)")
      #expect(try await project.dump("--exclude-schema=whimbrel") == before)
      let status = try await project.expect(.whimbrel, "status")
      #expect(status.output.contains("nothing is applied"))
    }
  }

  @Test func edited() async throws {
    try await Workspace.with { project in
      try await migrated(project)
      let name = "versions/\(try project.firstRevision())"
      try project.write(name, try project.read(name) + "\n-- a remark\n")
      for command in ["upgrade", "status", "verify"] {
        try await refused(project, [command], code: 4, says: [name, "was edited"])
      }
      let check = try await project.expect(.whimbrel, "check", code: 4)
      #expect(check.output.contains("not ok the revisions are as they were written"))
      // The ledger remembers, when the sum is made to forget.
      try await refused(
        project, ["verify", "--rehash"], code: 4, says: ["is not what it was when"])
    }
  }

  @Test func missing() async throws {
    try await Workspace.with { project in
      try await migrated(project)
      let name = try project.firstRevision()
      try FileManager.default.removeItem(atPath: "\(project.folder)/versions/\(name)")
      try await refused(project, ["upgrade"], code: 4, says: [name, "is missing"])
    }
  }

  @Test func renamed() async throws {
    try await Workspace.with { project in
      try await migrated(project)
      let name = try project.firstRevision()
      try FileManager.default.moveItem(
        atPath: "\(project.folder)/versions/\(name)",
        toPath: "\(project.folder)/versions/20200101_000000_other.sql")
      try await refused(
        project, ["upgrade"], code: 4, says: [name, "was renamed to 20200101_000000_other.sql"])
    }
  }

  @Test func ledgerKnowsMore() async throws {
    try await Workspace.with { project in
      try await migrated(project)
      let name = try project.firstRevision()
      try FileManager.default.removeItem(atPath: "\(project.folder)/versions/\(name)")
      try FileManager.default.removeItem(atPath: "\(project.folder)/versions/whimbrel.sum")
      for command in ["upgrade", "status"] {
        try await refused(
          project, [command], code: 4, says: ["of which there is no file", "help: get the files"])
      }
    }
  }

  @Test func notAtHead() async throws {
    try await Workspace.with { project in
      try await migrated(project)
      try await project.expect(.whimbrel, "downgrade")
      try await refused(
        project, ["revision", "-m", "more", "--schema", "schema.sql"], code: 1,
        says: ["the database is not at head", "is not applied", "upgrade", "--from versions"])
    }
  }

  @Test func twoHeads() async throws {
    try await Workspace.with { project in
      try await migrated(project)
      let first = try project.read("versions/\(try project.firstRevision())")
      let id = try #require(first.firstMatch(of: /Revision ID: ([0-9a-f]{12})/)).output.1
      for (number, other) in ["aaaaaaaaaaaa", "bbbbbbbbbbbb"].enumerated() {
        let text = revision.replacing("801b86be184b", with: other)
          .replacing("-- Revises: ", with: "-- Revises: \(id)")
          .replacing("plants", with: "pots\(number)")
        try project.write("versions/20991224_03310\(number)_pots.sql", text)
      }
      try await project.expect(.whimbrel, "verify", "--rehash")
      try await refused(
        project, ["upgrade"], code: 2, says: ["several heads", "aaaaaaaaaaaa", "bbbbbbbbbbbb"])
      try await refused(
        project, ["revision", "-m", "more", "--empty"], code: 1, says: ["there are 2 heads"])
      let check = try await project.expect(.whimbrel, "check", "--only", "integrity", code: 3)
      #expect(check.output.contains("is one of 2 heads"))
    }
  }

  @Test func openDecisions() async throws {
    try await Workspace.with { project in
      try await migrated(project)
      try project.write("schema.sql", "CREATE TABLE plants (id integer PRIMARY KEY, title text);\n")
      try await refused(
        project, ["revision", "-m", "titles", "--schema", "schema.sql"], code: 6,
        says: ["--drop plants.name", "-- whimbrel: renamed from name"])
      try await project.expect(
        .whimbrel, "revision", "-m", "titles", "--schema", "schema.sql", "--drop", "plants.name")
      try await project.expect(.whimbrel, "upgrade")
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
    }
  }

  private let revision = """
    -- initial
    --
    -- Revision ID: 801b86be184b
    -- Revises: 
    -- Create Date: 2025-12-24T03:31:04Z

    -- whimbrel: upgrade

    CREATE TABLE plants (id integer PRIMARY KEY);

    -- whimbrel: downgrade

    DROP TABLE plants;

    """
}
