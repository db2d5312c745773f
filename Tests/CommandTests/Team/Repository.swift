import Foundation
import Testing
import WhimbrelPostgres

/// A project under git, whose schema is the files in `schema/`.
struct Repository {
  let project: Workspace

  /// Runs `body` in a new one.
  static func with(_ body: (Repository) async throws -> Void) async throws {
    try await Workspace.with { project in
      let repository = Repository(project: project)
      try FileManager.default.createDirectory(
        atPath: "\(project.folder)/schema", withIntermediateDirectories: true)
      try project.write(".gitattributes", "versions/whimbrel.sum merge=union\n")
      try project.write(".gitignore", ".whimbrel/\n")
      try await repository.git("init", "-q", "-b", "main")
      try await body(repository)
    }
  }

  /// Runs git, which is to end with `code`, and gives what it printed.
  @discardableResult
  func git(
    _ words: String..., code: Int32 = 0, environment: [String: String] = [:],
    location: SourceLocation = #_sourceLocation
  ) async throws -> String {
    let folder = project.folder
    let (status, text) = try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try Self.git(words, in: folder, environment) })
      }
    }
    #expect(status == code, "git \(words): \(text)", sourceLocation: location)
    return text
  }

  private static func git(
    _ words: [String], in folder: String, _ environment: [String: String]
  ) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=test", "-c", "user.email=test@localhost", "-C", folder] + words
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  func commit(_ message: String) async throws {
    try await git("add", "-A")
    try await git("commit", "-q", "-m", message)
  }

  func table(_ name: String, _ sql: String) throws { try project.write("schema/\(name).sql", sql) }

  /// Runs the command on a database, on one server for scratch databases.
  @discardableResult
  func run(
    _ words: String..., on database: Workspace? = nil, code: Int32 = 0,
    says: [String] = [], environment: [String: String] = [:],
    location: SourceLocation = #_sourceLocation
  ) async throws -> Executable.Outcome {
    let server = try await CommandServer.shared.started()
    let outcome = try await Executable.whimbrel.run(
      words, in: project.folder,
      environment: [
        "DATABASE_URL": (database ?? project).url, "WHIMBREL_SCHEMA": "schema",
        "WHIMBREL_SCRATCH": server.conninfo(),
      ].merging(environment) { $1 })
    let text = outcome.output + outcome.errors
    #expect(outcome.code == code, "\(words): \(text)", sourceLocation: location)
    for part in says {
      #expect(text.contains(part), "no \"\(part)\" in: \(text)", sourceLocation: location)
    }
    return outcome
  }

  /// The id of the revision whose message begins like this.
  func id(_ title: String) async throws -> String {
    let history = try await run("history").output
    let line = try #require(
      history.split(separator: "\n").first { $0.contains(" \(title)") }, "\(history)")
    return String(try #require(line.firstMatch(of: /[0-9a-f]{12}/)).output)
  }

  /// The file of the revision whose name has this in it.
  func file(_ slug: String) throws -> String {
    try #require(try project.revisions.first { $0.contains(slug) })
  }
}

extension Workspace {
  /// What a query gives, a text a row.
  func query(_ sql: String) async throws -> [String] {
    let connection = try await Connection.connect(to: database)
    let rows = try await connection.query(sql)
    await connection.close()
    return rows.indices.map { rows[$0, 0] ?? "NULL" }
  }
}
