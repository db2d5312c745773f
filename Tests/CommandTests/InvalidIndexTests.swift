import Foundation
import Testing

/// An index that CREATE INDEX CONCURRENTLY has left behind is drift, with the way back to a whole one.
@Suite(.timeLimit(.minutes(30))) struct InvalidIndexTests {
  @Test func checkSaysHowToMendIt() async throws {
    try await Workspace.with { project in
      try project.write(
        "schema.sql", "CREATE TABLE t (a int); CREATE UNIQUE INDEX \"by a\" ON t (a);")
      try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      try await project.execute("DROP INDEX \"by a\"; INSERT INTO t VALUES (1), (1)")
      await #expect(throws: (any Error).self) {
        try await project.execute("CREATE UNIQUE INDEX CONCURRENTLY \"by a\" ON t (a)")
      }
      let check = try await project.expect(.whimbrel, "check", "--schema", "schema.sql", code: 3)
      #expect(check.output.contains("DROP INDEX \"by a\""), "\(check.output)")
      #expect(check.output.contains("CREATE UNIQUE INDEX \"by a\" ON t (a)"), "\(check.output)")
      #expect(!check.output.contains("ONLY"), "\(check.output)")

      try await project.execute("DELETE FROM t")
      let mended = try await project.expect(
        .whimbrel, "diff", "--from", project.url, "--to", "versions")
      try await project.load(mended.output)
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
    }
  }
}
