import Foundation
import Testing

/// Three branches of a team under git, and a database at each state in between: all end equal.
@Suite struct TeamStoryTests {
  private static let users = "CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL);\n"

  @Test func threeBranches() async throws {
    try await Repository.with { team in
      func database(at name: String) async throws -> Workspace {
        let made = try await team.project.withNewDatabase()
        try await team.run("upgrade", on: made)
        return made
      }
      try team.table("users", Self.users)
      try await team.run("revision", "-m", "users", "--from", "versions")
      try await team.commit("users")
      var databases = [try await database(at: "users")]

      // Two branches add revisions; one of them seeds rows by hand and goes on from there.
      try await team.git("checkout", "-q", "-b", "plants")
      try team.table("plants", "CREATE TABLE plants (id integer PRIMARY KEY, name text);\n")
      try await team.run("revision", "-m", "plants", "--from", "versions")
      try await team.run("revision", "-m", "the first plants", "--empty")
      let seed = "versions/\(try team.file("the_first_plants"))"
      try team.project.write(
        seed,
        try team.project.read(seed).replacing(
          "-- whimbrel: upgrade",
          with: "-- whimbrel: upgrade\n\nINSERT INTO plants VALUES (1, 'fern'), (2, 'fig');"))
      try await team.run("verify", "--rehash")
      try team.table(
        "plants",
        "CREATE TABLE plants (id integer PRIMARY KEY, name text, wet boolean DEFAULT true NOT NULL);\n"
      )
      try await team.run("revision", "-m", "wet plants", "--from", "versions")
      try await team.commit("plants")

      try await team.git("checkout", "-q", "-b", "nicknames", "main")
      try team.table(
        "users", Self.users.replacing("NOT NULL)", with: "NOT NULL, nickname text)"))
      try await team.run("revision", "-m", "nicknames", "--from", "versions")
      try await team.commit("nicknames")

      try await team.git("checkout", "-q", "-b", "pots", "main")
      try team.table("pots", "CREATE TABLE pots (id integer PRIMARY KEY);\n")
      try await team.run("revision", "-m", "pots", "--from", "versions")
      try await team.commit("pots")
      databases.append(try await database(at: "pots"))

      // The first is merged. The second takes main in without a conflict, and has two heads.
      try await team.git("checkout", "-q", "main")
      try await team.git("merge", "-q", "--no-ff", "-m", "plants", "plants")
      databases.append(try await database(at: "plants"))
      try await team.git("checkout", "-q", "nicknames")
      let own = try await team.project.withNewDatabase()
      try await team.run("upgrade", on: own)
      try await team.git("merge", "-q", "-m", "main into nicknames", "main")
      try await team.run(
        "check", "--only", "integrity", code: 3, says: ["is one of 2 heads", "rebase", "merge"])
      // Its own database has it already, and gives it back first.
      try await team.run(
        "rebase", on: own, code: 4, says: ["nicknames is in the database", "downgrade"])
      try await team.run("downgrade", try await team.id("users"), on: own)
      try await team.run("rebase", on: own, says: ["_nicknames.sql", "after", "wet plants"])
      try await team.run("check", "--only", "integrity,model", says: [])
      try await team.commit("nicknames after plants")
      databases.append(own)
      try await team.git("checkout", "-q", "main")
      try await team.git("merge", "-q", "--ff-only", "nicknames")
      databases.append(try await database(at: "nicknames"))
      try await team.run("verify", "--since", "ORIG_HEAD")

      // The third joins by a merge revision.
      try await team.git("checkout", "-q", "pots")
      try await team.git("merge", "-q", "-m", "main into pots", "main")
      try await team.run("upgrade", code: 2, says: ["several heads"])
      try await team.run("merge", "-m", "pots and the rest")
      try await team.run("verify", "--since", "main")
      try await team.commit("pots and the rest")
      try await team.git("checkout", "-q", "main")
      try await team.git("merge", "-q", "--ff-only", "pots")

      let halfWay = databases[2]
      let rest = [
        databases[0], databases[1], databases[3], databases[4],
        try await team.project.withNewDatabase(),
      ]
      try await equal(team, rest)
      try await squashed(
        team, empty: try await team.project.withNewDatabase(), halfWay, upToDate: rest[0])
    }
  }

  /// All are upgraded, agree with the model, and say the same.
  private func equal(_ team: Repository, _ databases: [Workspace]) async throws {
    var schemas: [Set<String>] = []
    for database in databases {
      try await team.run("upgrade", on: database)
      try await team.run("check", on: database)
      schemas.append(try await database.schema())
      #expect(
        try await database.query("SELECT concat_ws(' ', id, name, wet) FROM plants ORDER BY id")
          == ["1 fern t", "2 fig t"])
    }
    for schema in schemas { #expect(schema == schemas[0]) }
  }

  private func squashed(
    _ team: Repository, empty: Workspace, _ halfWay: Workspace, upToDate: Workspace
  ) async throws {
    let before = try await upToDate.schema()
    try await team.run("squash", ":head", says: ["7 revisions are in versions/squashed"])
    #expect(try team.project.revisions.count == 1)
    try await team.run("check", "--only", "integrity,model")
    try await team.run("verify", "--since", "main")
    try await team.run("check", on: upToDate)
    try await equal(team, [empty, halfWay, upToDate])
    #expect(try await empty.schema() == before)

    // One had none, one some, one all of them: the ledger says the squash alone in the end.
    try await team.run("upgrade", on: halfWay)
    let ledger = "SELECT id FROM whimbrel.revision"
    let only = try await empty.query(ledger)
    #expect(only.count == 1)
    #expect(try await upToDate.query(ledger) == only)
    #expect(try await halfWay.query(ledger) == only)

    // It is taken back as one, and a further revision goes onto all of them.
    try await team.run("downgrade", on: empty)
    #expect(try await empty.query("SELECT 1 FROM pg_class WHERE relname = 'users'") == [])
    try team.table("pots", "CREATE TABLE pots (id integer PRIMARY KEY, size integer);\n")
    try await team.run("revision", "-m", "sizes", on: upToDate)
    try await equal(team, [empty, halfWay, upToDate])

    // The originals go when nobody needs them.
    try await team.commit("squash")
    let middle = try await team.project.withNewDatabase()
    let first = try #require(
      try FileManager.default.contentsOfDirectory(
        atPath: "\(team.project.folder)/versions/squashed"
      )
      .sorted().first { $0.contains("users") })
    let id = try #require(
      try team.project.read("versions/squashed/\(first)").firstMatch(of: /Revision ID: (\w+)/)
    ).output.1
    try await team.run("upgrade", on: middle)
    try await middle.execute(
      """
      UPDATE whimbrel.revision SET id = '\(id)', digest = (SELECT '\(try digest(first, team))')
      WHERE id = '\(only[0])'
      """)
    try team.project.write("databases.txt", "\(empty.url)\n\(middle.url)\n")
    try await team.run(
      "squash", "--forget", "--targets", "databases.txt", code: 1,
      says: ["has 1 of the originals in its ledger"])
    try team.project.write("databases.txt", "\(empty.url)\n\(halfWay.url)\n\(upToDate.url)\n")
    try await team.run("squash", "--forget", "--targets", "databases.txt", says: ["_users.sql"])
    try await team.run("verify", "--since", "HEAD")
    try await equal(team, [empty, halfWay, upToDate, try await team.project.withNewDatabase()])
  }

  private func digest(_ file: String, _ team: Repository) throws -> String {
    let line = try #require(
      try team.project.read("versions/whimbrel.sum").split(separator: "\n")
        .first { $0.hasPrefix("squashed/\(file) ") })
    return String(line.split(separator: " ")[1])
  }
}
