import Foundation
import Testing

/// `merge`, `rebase`, `edit`, `squash`, `branches`, `history`: what they do and what they refuse.
@Suite struct TeamCommandTests {
  /// A first revision, and two that both revise it, each making what its SQL says.
  private func forked(
    _ team: Repository, _ one: (up: String, down: String), _ other: (up: String, down: String)
  ) async throws {
    try team.project.write(
      "versions/20250101_000000_plants.sql",
      revision(
        "aaaa00000000", "", "CREATE TABLE plants (id integer PRIMARY KEY, name text);",
        "DROP TABLE plants;", "plants"))
    try team.project.write(
      "versions/20250102_000000_one.sql",
      revision("bbbb00000000", "aaaa00000000", one.up, one.down, "one"))
    try team.project.write(
      "versions/20250103_000000_other.sql",
      revision("cccc00000000", "aaaa00000000", other.up, other.down, "other"))
    try await team.run("verify", "--rehash")
  }

  private func revision(
    _ id: String, _ parents: String, _ up: String, _ down: String, _ message: String
  ) -> String {
    """
    -- \(message)
    --
    -- Revision ID: \(id)
    -- Revises: \(parents)
    -- Create Date: 2025-01-01T00:00:00Z

    -- whimbrel: upgrade

    \(up)

    -- whimbrel: downgrade

    \(down)

    """
  }

  private static let height = (
    up: "ALTER TABLE plants ADD COLUMN height integer;",
    down: "ALTER TABLE plants DROP COLUMN height;"
  )
  private static let width = (
    up: "ALTER TABLE plants ADD COLUMN width integer;",
    down: "ALTER TABLE plants DROP COLUMN width;"
  )

  @Test func mergeProvesBothOrders() async throws {
    try await Repository.with { team in
      try await forked(team, Self.height, Self.width)
      let merged = try await team.run("merge")
      let text = try team.project.read(merged.output.trimmingCharacters(in: .newlines))
      #expect(text.hasPrefix("-- merge of one and other\n"))
      #expect(text.contains("-- Revises: bbbb00000000, cccc00000000\n"))
      try await team.run("upgrade")
      try await team.run("downgrade", "bbbb")
      try await team.run("upgrade")
      try await team.run("merge", says: ["There is one head", "nothing to merge"])
      try await team.run(
        "branches", says: ["aaaa00000000 plants branches into", "  bbbb00000000 one"])
      let history = try await team.run("history").output
      #expect(
        history.contains("* | bbbb00000000") || history.contains("| * bbbb00000000"), "\(history)")
    }
  }

  @Test(arguments: [
    // Each sets the default: the last one stands.
    (
      "ALTER TABLE plants ALTER name SET DEFAULT 'a';",
      "ALTER TABLE plants ALTER name SET DEFAULT 'b';",
      "ALTER TABLE plants ALTER name DROP DEFAULT;",
      "default plants.name depends on which comes first"
    ),
    // Both add the same column: the second is refused.
    (
      "ALTER TABLE plants ADD COLUMN size integer;", "ALTER TABLE plants ADD COLUMN size text;",
      "ALTER TABLE plants DROP COLUMN size;", "column plants.size is touched by the branches of"
    ),
    // One drops the table that the other changes.
    (
      "DROP TABLE plants;", "ALTER TABLE plants ADD COLUMN size text;", "SELECT 1;",
      "column plants.size is touched by the branches of"
    ),
  ])
  func conflicts(one: String, other: String, down: String, says: String) async throws {
    try await Repository.with { team in
      try await forked(team, (one, down), (other, down))
      let before = try await team.project.snapshot()
      try await team.run("merge", code: 1, says: [says, "help: put"])
      #expect(try await team.project.snapshot() == before)
      try await team.run("merge", "--no-proof", says: ["_merge_of_one_and_other.sql"])
    }
  }

  /// Of three heads two stand in each other's way: these are named.
  @Test func threeHeads() async throws {
    try await Repository.with { team in
      let index = (
        up: "CREATE INDEX plants_name ON plants (name);", down: "DROP INDEX plants_name;"
      )
      try await forked(team, Self.height, index)
      try team.project.write(
        "versions/20250104_000000_third.sql",
        revision("dddd00000000", "aaaa00000000", index.up, index.down, "third"))
      try await team.run("verify", "--rehash")
      let refused = try await team.run(
        "merge", code: 1,
        says: [
          "index plants_name is touched by the branches of cccc00000000 other and dddd00000000 third",
          "\"plants_name\" already exists",
        ])
      #expect(!refused.errors.contains("of bbbb00000000 one and"))
      try await team.run("merge", "bbbb", "cccc")
      try await team.run("heads", says: ["dddd00000000 third", "merge of one and other"])
      try await team.run(
        "rebase", "dddd", code: 1, says: ["does not run after the other", "index plants_name"])
    }
  }

  @Test func rebaseAsksWhichBranch() async throws {
    try await Repository.with { team in
      try await forked(team, Self.height, Self.width)
      try await team.run(
        "rebase", code: 6, says: ["rebase bbbb00000000  # one", "rebase cccc00000000  # other"])
      try await team.run("rebase", "bbbb", "--dry-run", says: ["_one.sql"])
      #expect(try team.project.read("versions/20250102_000000_one.sql").contains("Revises: aaaa"))
      let before = try team.project.read("versions/20250102_000000_one.sql")
      try await team.run("rebase", "bbbb", says: ["1 revision after cccc00000000 other"])
      #expect(
        try team.project.read("versions/20250102_000000_one.sql")
          == before.replacing("Revises: aaaa00000000", with: "Revises: cccc00000000"))
      try await team.run("verify")
      try await team.run("rebase", says: ["There is one head"])
      try await team.run("upgrade")
    }
  }

  @Test func rebaseSaysWhatBothTouch() async throws {
    try await Repository.with { team in
      let back = "ALTER TABLE plants ALTER name DROP DEFAULT;"
      try await forked(
        team, ("ALTER TABLE plants ALTER name SET DEFAULT 'a';", back),
        ("ALTER TABLE plants ADD COLUMN size text;", "ALTER TABLE plants DROP COLUMN size;"))
      // Where it stands now its downgrade does not lead back.
      try team.project.write(
        "versions/20250103_000000_other.sql",
        revision(
          "cccc00000000", "aaaa00000000", "ALTER TABLE plants ALTER name SET DEFAULT 'b';", back,
          "other"))
      try await team.run("verify", "--rehash")
      let before = try await team.project.snapshot()
      try await team.run(
        "rebase", "cccc", code: 1, says: ["downgrade", "column plants.name is different"])
      #expect(try await team.project.snapshot() == before)
      try team.project.write(
        "versions/20250103_000000_other.sql",
        revision(
          "cccc00000000", "aaaa00000000", "ALTER TABLE plants ALTER name SET DEFAULT 'b';",
          "ALTER TABLE plants ALTER name SET DEFAULT 'a';", "other"))
      try await team.run("verify", "--rehash")
      try await team.run(
        "rebase", "cccc",
        says: ["default plants.name is touched by both branches: yours comes last"])
    }
  }

  @Test func rebaseLeavesWhatIsMerged() async throws {
    try await Repository.with { team in
      try await forked(team, Self.height, Self.width)
      try await team.commit("all")
      try await team.git("checkout", "-q", "-b", "work")
      try await team.run("rebase", "bbbb", code: 4, says: ["one is in main: it cannot be moved"])
      try await team.run("edit", "bbbb", code: 4, says: ["one is in main: it cannot be edited"])
      try await team.run(
        "rebase", "bbbb", "--since", "nothing", code: 1, says: ["git cannot look at"])
    }
  }

  @Test func edit() async throws {
    try await Repository.with { team in
      try await forked(team, Self.height, Self.width)
      let path = "versions/20250102_000000_one.sql"
      let before = try team.project.read(path)
      func edit(_ script: String, code: Int32 = 0, says: [String]) async throws {
        try await team.run(
          "edit", "bbbb", code: code, says: says, environment: ["EDITOR": "sed -i \(script)"])
      }
      try await edit("-e s/nothing//", says: ["Nothing was changed"])
      // One that does not run is kept beside, and the revision stays as it was.
      try await edit(
        "-e 's/height integer/height intger/'", code: 1, says: ["intger", "your edit is kept in"])
      #expect(try team.project.read(path) == before)
      try await team.run("verify")
      try await edit(
        "-e 's/height intger/height bigint/'", says: ["going on with .whimbrel/edit/", path])
      #expect(
        try team.project.read(path) == before.replacing("height integer", with: "height bigint"))
      try await team.run("verify")
      try await edit("-e s/bbbb00000000/dddd00000000/", code: 1, says: ["Revision ID was changed"])
      try FileManager.default.removeItem(atPath: "\(team.project.folder)/.whimbrel/edit")
      // What a database has is not edited.
      try await team.run("upgrade", "bbbb")
      try await edit("-e s/x/y/", code: 4, says: ["one is in the database: it cannot be edited"])
      try await team.run(
        "edit", "cccc", code: 1, says: ["no editor is named"],
        environment: ["EDITOR": "", "VISUAL": ""])
    }
  }

  @Test func branchesOfRevision() async throws {
    try await Repository.with { team in
      try await forked(team, Self.height, Self.width)
      try await team.run("revision", "-m", "x", "--empty", code: 1, says: ["there are 2 heads"])
      try await team.run(
        "revision", "-m", "x", "--empty", "--head", "aaaa", code: 1,
        says: ["is no head", "--splice"])
      try await team.run(
        "revision", "-m", "x", "--empty", "--head", "aaaa", "--splice", "--branch-label", "head",
        code: 2, says: ["cannot be a branch label"])
      try await team.run(
        "revision", "-m", "bills", "--empty", "--head", "aaaa", "--splice", "--branch-label",
        "billing", "--depends-on", "bbbb")
      try await team.run("heads", says: ["bbbb00000000 one", "cccc00000000 other", "bills"])
      try await team.run("branches", says: ["billing begins at", "bills (billing, head)"])
      try await team.run("upgrade", "billing@head")
      try await team.run(
        "history",
        says: ["bills (head, applied, billing, needs bbbb00000000)", "other (head, pending)"])
      try await team.run("merge", "bbbb", "aaaa", code: 1, says: ["comes after"])
      try await team.run("history", "-r", "billing:", says: ["bills"])
      let json = try await team.run("branches", "--format", "json").output
      let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      #expect((parsed?["branch_points"] as? [Any])?.count == 1)
      #expect((parsed?["labels"] as? [Any])?.count == 1)
    }
  }
}
