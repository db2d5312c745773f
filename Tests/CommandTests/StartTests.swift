import Foundation
import Testing
import WhimbrelTemplates

@testable import Whimbrel

/// A new project, and what `check` says to machines.
@Suite struct StartTests {
  @Test func initTwice() async throws {
    try await Workspace.with { project in
      let refused = try await project.expect(.whimbrel, "init", code: 1)
      #expect(refused.errors.contains("there is no Package.swift here"))
      try project.write("Package.swift", "// swift-tools-version: 6.2\n")
      try project.write(".gitignore", "*.o")
      let first = try await project.expect(.whimbrel, "init", "--name", "garden")
      #expect(first.output.contains("Sources/Garden/Schema.swift\n"))
      #expect(try project.read("Sources/Garden/Schema.swift").contains("@main struct Garden"))
      #expect(try project.read("Makefile").contains("EXECUTABLE = Garden"))
      #expect(try project.read(".gitignore") == "*.o\n.whimbrel/\n.build/\n")
      #expect(
        try project.read(".gitattributes") == "versions/whimbrel.sum merge=union\n")
      let files = try await project.snapshot()
      #expect(files.values.allSatisfy { !$0.contains("{{executable}}") })
      let second = try await project.expect(.whimbrel, "init", "--name", "garden")
      #expect(second.output.isEmpty)
      #expect(try await project.snapshot() == files)
      try await project.expect(.whimbrel, "verify")
    }
  }

  /// In a package that has files of these names already, not one of them changes.
  @Test func initInAnExistingPackage() async throws {
    try await Workspace.with { project in
      let manager = FileManager.default
      let own = [
        "Package.swift": "// swift-tools-version: 6.2\n// mine\n", "Makefile": "all:\n",
        "Sources/App/Schema.swift": "// mine\n", ".github/workflows/database.yml": "mine\n",
        "templates/revision.sql": Templates.revision + "-- mine\n",
      ]
      for (name, text) in own {
        let folder = URL(fileURLWithPath: "\(project.folder)/\(name)").deletingLastPathComponent()
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        try project.write(name, text)
      }
      try project.write(".gitattributes", "*.sql text\nversions/whimbrel.sum merge=union\n")
      let first = try await project.expect(.whimbrel, "init", "--name", "App")
      #expect(first.errors.contains("kept Makefile"))
      for (name, text) in own { #expect(try project.read(name) == text) }
      #expect(
        try project.read(".gitattributes") == "*.sql text\nversions/whimbrel.sum merge=union\n")
      let files = try await project.snapshot()
      let second = try await project.expect(.whimbrel, "init", "--name", "App")
      #expect(second.output.isEmpty)
      #expect(try await project.snapshot() == files)
      let hook = try await project.expect(.whimbrel, "init", "--name", "App", "--git-hook", code: 1)
      #expect(hook.errors.contains("in no git repository"))
    }
  }

  /// A licence and house comments come above the header of every revision.
  @Test func revisionTemplate() async throws {
    try await Workspace.with { project in
      try FileManager.default.createDirectory(
        atPath: "\(project.folder)/templates", withIntermediateDirectories: true)
      try project.write(
        "templates/revision.sql",
        "-- Copyright: the garden.\n\n\(Templates.revision)\n-- Review: {{revision}}\n")
      try project.write("schema.sql", "CREATE TABLE plants (id integer);\n")
      try await project.expect(.whimbrel, "revision", "-m", "plants", "--schema", "schema.sql")
      let text = try project.read("versions/\(try project.firstRevision())")
      #expect(text.hasPrefix("-- Copyright: the garden.\n\n-- plants\n--\n-- Revision ID: "))
      let id = try #require(text.firstMatch(of: /Revision ID: (\w+)/)).output.1
      #expect(text.hasSuffix("DROP TABLE plants;\n\n-- Review: \(id)\n"), "\(text)")
      try await project.expect(.whimbrel, "upgrade")
      try await project.expect(.whimbrel, "downgrade")
      let named = try await project.run(
        .whimbrel, "revision", "--empty", "-m", "more",
        environment: [
          "WHIMBREL_FILE_NAME": "{{slug}}-{{revision}}", "WHIMBREL_TIME_ZONE": "Europe/Berlin",
        ])
      #expect(named.output.hasPrefix("versions/more-"), "\(named)")
      let wrong = try await project.run(
        .whimbrel, "revision", "--empty", "-m", "more",
        environment: ["WHIMBREL_FILE_NAME": "{{slog}}"])
      #expect(wrong.errors.contains("unknown place {{slog}}"), "\(wrong)")
    }
  }

  @Test func newModels() async throws {
    try await Workspace.with { project in
      try project.write("Package.swift", "// swift-tools-version: 6.2\n")
      try await project.expect(.whimbrel, "init")
      try project.write(
        "templates/model.swift", "import Whimbrel\n\nstruct {{type}}: Table {}  // ours\n")
      let made = try await project.expect(.whimbrel, "new", "garden_plants")
      #expect(made.output == "Sources/Database/Models/GardenPlants.swift\n")
      #expect(
        try project.read("Sources/Database/Models/GardenPlants.swift").contains(
          "struct GardenPlants: Table {}  // ours"))
      #expect(
        try project.read("Sources/Database/Schema.swift").contains(
          "    Users.self\n    GardenPlants.self\n"))
      try await project.expect(.whimbrel, "new", "GardenPlants", code: 1)
      try await project.expect(.whimbrel, "new", "1st", code: 2)
    }
  }

  @Test func baseline() async throws {
    try await Workspace.with { project in
      let schema = "CREATE TABLE plants (id integer PRIMARY KEY, name text DEFAULT 'fig');\n"
      try await project.execute(
        schema + "CREATE TABLE spatial (a integer); INSERT INTO plants VALUES (1)")
      try project.write("schema.sql", schema)
      let refused = try await project.expect(
        .whimbrel, "revision", "-m", "first", "--schema", "schema.sql", code: 6)
      #expect(refused.errors.contains("table spatial is in the database alone"))
      #expect(refused.help?.contains("whimbrel baseline") == true)
      try await project.expect(.whimbrel, "baseline", "--unmanaged", "table:spatial")
      #expect(try project.revisions.count == 1)
      #expect(try project.read("versions/unmanaged").contains("table:spatial\n"))
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "baseline", code: 1)
      try await project.expect(.whimbrel, "stamp", "base")
      try await project.expect(.whimbrel, "check", "--only", "pending", code: 3)
      try await project.expect(.whimbrel, "stamp", "head")
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
    }
  }

  @Test func checkForMachines() async throws {
    try await Workspace.with { project in
      try project.write("schema.sql", "CREATE TABLE plants (id integer);\n")
      try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
      try project.write("schema.sql", "CREATE TABLE plants (id integer, name text);\n")
      try await project.execute("CREATE TABLE evil (a integer)")
      let words = ["check", "--schema", "schema.sql", "-q", "--format"]
      func check(_ format: String) async throws -> String {
        let outcome = try await Executable.whimbrel.run(
          words + [format], in: project.folder, environment: ["DATABASE_URL": project.url])
        #expect(outcome.code == 3, "\(outcome.errors)")
        #expect(outcome.errors.isEmpty, "\(outcome.errors)")
        return outcome.output
      }
      let json = try #require(
        JSONSerialization.jsonObject(with: Data(try await check("json").utf8)) as? [String: Any])
      let questions = try #require(json["questions"] as? [[String: Any]])
      #expect(
        questions.compactMap { $0["question"] as? String }
          == ["integrity", "pending", "model", "drift"])
      #expect(questions.compactMap { $0["ok"] as? Bool } == [true, false, false, false])
      let file = try #require(try project.revisions.first)
      let github = try await check("github").split(separator: "\n")
      let first = try #require(github.first)
      let place = "file=versions/\(file),line=1,col=1"
      #expect(first.hasPrefix("::error \(place),title=whimbrel%3A pending-revision::"))
      #expect(first.hasSuffix(" one is not applied%0Arun whimbrel upgrade"))
      #expect(github.count == 3)
      let sarif = try #require(
        JSONSerialization.jsonObject(with: Data(try await check("sarif").utf8)) as? [String: Any])
      #expect(sarif["version"] as? String == "2.1.0")
      let run = try #require((sarif["runs"] as? [[String: Any]])?.first)
      let results = try #require(run["results"] as? [[String: Any]])
      #expect(
        results.compactMap { $0["ruleId"] as? String }
          == ["pending-revision", "ungenerated-change", "drift"])
    }
  }

  @Test func everyTemplateIsMapped() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("templates")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasPrefix(".") && $0 != "Templates.swift" }
    let embedded = [
      "revision.sql": Templates.revision, "Makefile": Templates.makefile,
      "model.swift.txt": Templates.model, "schema.swift.txt": Templates.schema,
      "workflow.yml": Templates.workflow, "pre-commit": Templates.preCommit,
    ]
    #expect(Set(files) == Set(embedded.keys))
    for (name, text) in embedded {
      #expect(
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) == text)
    }
    #expect(embedded.values.reduce(0) { $0 + $1.utf8.count } < 20_000)
  }
}
