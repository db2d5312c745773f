import Foundation
import Testing

/// Whoever changes what was written meets the first guard; whoever rewrites the sum as well, the
/// ledger; and on a database that does not know better, git.
@Suite struct AppendOnlyTests {
  /// Three revisions in a chain, committed on `main`, the third in progress on a branch.
  private func chain(_ team: Repository) async throws -> [String] {
    for name in ["one", "two", "three"] {
      try team.table(name, "CREATE TABLE \(name) (id integer);\n")
      try await team.run("revision", "-m", name, "--from", "versions")
    }
    try await team.run("upgrade")
    try await team.commit("three revisions")
    try await team.git("checkout", "-q", "-b", "work")
    return try ["_one", "_two", "_three"].map(team.file)
  }

  enum Tampering: String, CaseIterable, Sendable {
    case edit, delete, rename, addInTheMiddle, swap
  }

  @Test(arguments: Tampering.allCases)
  func guards(_ tampering: Tampering) async throws {
    try await Repository.with { team in
      let files = try await chain(team)
      let paths = files.map { "versions/\($0)" }
      let texts = try paths.map(team.project.read)
      let ids = try texts.map {
        String(try #require($0.firstMatch(of: /Revision ID: (\w+)/)).output.1)
      }
      func revises(_ index: Int, _ id: String) -> String {
        texts[index].replacing(/Revises: \w+/, with: "Revises: \(id)")
      }
      /// What the first guard says, the ledger, and git.
      let words: (sum: String, ledger: String, git: String)
      switch tampering {
      case .edit:
        try team.project.write(paths[1], texts[1].replacing("integer", with: "bigint"))
        words = (
          "\(files[1]) was edited", "\(files[1]) is not what it was when \(ids[1]) was applied",
          "\(files[1]) was edited"
        )
      case .delete:
        try FileManager.default.removeItem(atPath: "\(team.project.folder)/\(paths[2])")
        words = (
          "\(files[2]) is missing", "the database has \(ids[2]) (three), of which there is no file",
          "\(files[2]) was deleted or renamed"
        )
      case .rename:
        try team.project.write("versions/20200101_000000_zero.sql", texts[0])
        try FileManager.default.removeItem(atPath: "\(team.project.folder)/\(paths[0])")
        // Under another name it is the same revision: the ledger has nothing against it.
        words = (
          "\(files[0]) was renamed to 20200101_000000_zero.sql", "",
          "\(files[0]) was deleted or renamed"
        )
      case .addInTheMiddle:
        let added = texts[1].replacing(ids[1], with: "aaaaaaaaaaaa")
          .replacing("two", with: "half")
        try team.project.write("versions/20200101_000000_half.sql", added)
        try team.project.write(paths[1], revises(1, "aaaaaaaaaaaa"))
        words = (
          "20200101_000000_half.sql was added by hand",
          "\(files[1]) is not what it was when \(ids[1]) was applied", "\(files[1]) was edited"
        )
      case .swap:
        try team.project.write(paths[2], revises(2, ids[0]))
        try team.project.write(paths[1], revises(1, ids[2]))
        words = (
          "\(files[1]) was edited", "is not what it was when", "\(files[2]) was edited"
        )
      }
      for command in [["verify"], ["upgrade"], ["downgrade"], ["history"], ["status"]] {
        let outcome = try await Executable.whimbrel.run(
          command, in: team.project.folder, environment: ["DATABASE_URL": team.project.url])
        #expect(outcome.code == 4, "\(command): \(outcome.errors)")
        #expect(outcome.errors.contains(words.sum), "\(command): \(outcome.errors)")
        #expect(outcome.help != nil)
      }
      // The sum is rewritten, against a database that has none of it.
      let other = try await team.project.withNewDatabase()
      if !words.ledger.isEmpty {
        try await team.run("verify", "--rehash", code: 4, says: [words.ledger])
      }
      try await team.run("verify", "--rehash", on: other)
      try await team.run("verify", on: other)
      for command in ["upgrade", "downgrade", "status"] where !words.ledger.isEmpty {
        try await team.run(command, code: 4, says: [words.ledger])
      }
      try await team.run("verify", "--since", "main", on: other, code: 4, says: [words.git])
    }
  }

  /// The hook refuses the commit that would have done it.
  @Test func preCommit() async throws {
    try await Repository.with { team in
      try team.project.write("Package.swift", "// swift-tools-version: 6.2\n")
      try await team.run("init", "--name", "garden", "--git-hook", says: [".git/hooks/pre-commit"])
      try await team.run(
        "init", "--name", "garden", "--git-hook", says: ["kept .git/hooks/pre-commit"])
      let files = try await chain(team)
      let path = "versions/\(files[1])"
      let text = try team.project.read(path)
      let programs = URL(fileURLWithPath: Executable.whimbrel.path).deletingLastPathComponent().path
      let environment = ["PATH": "\(programs):/usr/local/bin:/usr/bin:/bin"]
      try team.project.write(path, text.replacing("integer", with: "bigint"))
      try await team.git("add", "-A")
      let refused = try await team.git(
        "commit", "-q", "-m", "x", code: 1, environment: environment)
      #expect(refused.contains("\(files[1]) was edited"))
      try team.project.write(path, text)
      try team.project.write("notes", "x")
      try await team.git("add", "-A")
      try await team.git("commit", "-q", "-m", "x", environment: environment)
    }
  }
}
