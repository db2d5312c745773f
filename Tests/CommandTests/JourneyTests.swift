import Foundation
import Testing
import WhimbrelPostgres

/// A schema as it grows: at each stage edit → `revision` → `upgrade` → `check`, and `pg_dump` says
/// what it says of a database built fresh; then all the way back, and it says what it said before.
@Suite struct JourneyTests {
  @Test(arguments: ["columns", "constraints", "indexes"])
  func thereAndBack(_ name: String) async throws {
    let stages = try Stage.all(in: name)
    #expect(stages.count > 5)
    try await CommandServer.each(name) { try await thereAndBack(stages, on: $0) }
  }

  private func thereAndBack(_ stages: [Stage], on server: CommandServer) async throws {
    try await Workspace.with(on: server) { project in
      var dumps = [try await project.schemaDump()]
      for stage in stages {
        try project.write("schema.sql", stage.sql)
        try await write(stage, project)
        try await project.expect(.whimbrel, "upgrade")
        let check = try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
        #expect(!check.output.contains("not ok"), "\(stage.name)")
        let reached = try await project.schemaDump()
        let fresh = try await Workspace.make(on: server)
        try await fresh.execute(stage.sql)
        let wanted = try await fresh.schemaDump()
        fresh.remove()
        let difference = try await Workspace.difference(reached, wanted, on: server)
        #expect(difference.isEmpty, "\(stage.name)")
        dumps.append(reached)
      }
      for (stage, before) in zip(stages, dumps).reversed() {
        try await project.expect(.whimbrel, "downgrade", "--accept-loss")
        let reached = try await project.schemaDump()
        let difference = try await Workspace.difference(reached, before, on: server)
        #expect(difference.isEmpty, "back from \(stage.name)")
      }
    }
  }

  /// Writes the stage's revision, with what the command offers to paste for each decision.
  private func write(_ stage: Stage, _ project: Workspace) async throws {
    var words = ["revision", "-m", stage.name, "--schema", "schema.sql", "--accept-loss"]
    var outcome = try await Executable.whimbrel.run(
      words, in: project.folder, environment: project.environment)
    if outcome.code == 6 {
      let offered = outcome.errors.split(separator: "\n").compactMap { line in
        line.hasPrefix("    --drop ") ? String(line.dropFirst(11)) : nil
      }
      #expect(!offered.isEmpty, "\(outcome.errors)")
      words += offered.flatMap { ["--drop", $0.trimmingCharacters(in: ["'"])] }
      outcome = try await Executable.whimbrel.run(
        words, in: project.folder, environment: project.environment)
    }
    #expect(outcome.code == 0, "\(stage.name): \(outcome.errors)")
    #expect(outcome.output.hasSuffix(".sql\n"), "\(stage.name): \(outcome.errors)")
  }

  struct Stage {
    let name: String
    let sql: String

    static func all(in file: String) throws -> [Stage] {
      let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      let url = folder.appendingPathComponent("Journeys/\(file).sql")
      let text = try String(contentsOf: url, encoding: .utf8)
      return text.components(separatedBy: "\n== ").dropFirst().map { part in
        let lines = part.components(separatedBy: "\n")
        return Stage(name: lines[0], sql: lines.dropFirst().joined(separator: "\n"))
      }
    }
  }
}
