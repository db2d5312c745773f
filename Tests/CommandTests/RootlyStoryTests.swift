import Testing

/// The example application from no revisions to a migrated database and back.
@Suite struct RootlyStoryTests {
  @Test func thereAndBack() async throws {
    try await Workspace.with { project in
      let before = try await project.dump("--schema-only", "--exclude-schema=whimbrel")

      let written = try await project.expect(.rootly, "revision", "-m", "initial")
      let files = try project.revisions
      #expect(files.count == 1)
      let file = try project.firstRevision()
      #expect(written.output == "versions/\(file)\n")
      let text = try project.read("versions/\(file)")
      let places = try [
        "CREATE EXTENSION IF NOT EXISTS citext", "CREATE TYPE plantkind", "CREATE TYPE plantstatus",
        "CREATE TABLE users", "CREATE TABLE plants", "CREATE UNIQUE INDEX ix_users_email",
        "FOREIGN KEY", "-- whimbrel: downgrade",
      ].map { try #require(text.range(of: $0), "no \($0)").lowerBound }
      #expect(places[0] < places[1] && places[0] < places[2])
      #expect(places[2] < places[3] && places[1] < places[3] && places[3] < places[5])
      #expect(places[4] < places[6] || text.contains("REFERENCES users"))

      try await project.expect(.rootly, "upgrade")
      try await project.expect(.rootly, "check")
      let migrated = try await project.dump("--schema-only")

      let again = try await project.expect(.rootly, "revision", "-m", "again")
      #expect(again.errors.contains("No changes"))
      #expect(try project.revisions == files)

      try await project.expect(.rootly, "downgrade")
      #expect(try await project.dump("--schema-only", "--exclude-schema=whimbrel") == before)
      try await project.expect(.rootly, "check", code: 3)
      try await project.expect(.rootly, "upgrade")
      #expect(try await project.dump("--schema-only") == migrated)
      try await project.expect(.rootly, "check")
    }
  }

  @Test(arguments: [
    "it's \"done\"", "a=b", "50% off: $HOME", "x; rm -rf y", "a plant 🪴", "test", "docs",
    String(repeating: "long ", count: 60), "-- whimbrel: downgrade", "line\nbreak",
  ])
  func message(_ message: String) async throws {
    try await Workspace.with { project in
      try await project.expect(.whimbrel, "revision", "--empty", "-m", message)
      let files = try project.revisions
      #expect(files.count == 1)
      #expect(try project.firstRevision().utf8.count <= 16 + 40 + 4)
      let shown = try await project.expect(.whimbrel, "show", "head", "--format", "json")
      let trimmed = message.hasSuffix(" ") ? String(message.dropLast()) : message
      let escaped = trimmed.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n")
      #expect(shown.output.contains("\"message\": \"\(escaped)\""))
      try await project.expect(.whimbrel, "upgrade")
      try await project.expect(.whimbrel, "downgrade")
    }
  }
}
