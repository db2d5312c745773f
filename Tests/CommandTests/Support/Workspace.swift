import Foundation
import Testing
import WhimbrelPostgres

/// A project's folder and a database of its own.
struct Workspace {
  let folder: String
  let server: CommandServer
  let database: ConnectionString
  /// What commands are run with.
  let environment: [String: String]
  var url: String { "\(database)" }

  static func make(on server: CommandServer = .shared) async throws -> Workspace {
    let folder =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
      + "/whimbrel-command-\(UInt32.random(in: .min ... .max))"
    try FileManager.default.createDirectory(
      atPath: "\(folder)/versions", withIntermediateDirectories: true)
    let database = try await server.makeDatabase()
    let environment = try await server.environment().merging(["DATABASE_URL": "\(database)"]) { $1 }
    return Workspace(
      folder: folder, server: server, database: database, environment: environment)
  }

  /// The same folder with another new database on the same server.
  func withNewDatabase() async throws -> Workspace {
    let database = try await server.makeDatabase()
    return Workspace(
      folder: folder, server: server, database: database,
      environment: environment.merging(["DATABASE_URL": "\(database)"]) { $1 })
  }

  /// Runs `body` in a new one, which is removed whatever `body` does. Three at a time.
  static func with(
    on server: CommandServer = .shared, _ body: (Workspace) async throws -> Void
  ) async throws {
    await Slots.shared.take()
    do {
      let workspace = try await make(on: server)
      defer { workspace.remove() }
      try await body(workspace)
    } catch {
      await Slots.shared.give()
      throw error
    }
    await Slots.shared.give()
  }

  func remove() {
    do {
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      Issue.record(error)
    }
  }

  func run(
    _ executable: Executable = .whimbrel, _ words: String..., url: String? = nil,
    environment: [String: String] = [:]
  ) async throws -> Executable.Outcome {
    try await executable.run(
      words, in: folder,
      environment: self.environment.merging(["DATABASE_URL": url ?? self.url]) { $1 }
        .merging(environment) { $1 })
  }

  /// The same, for what is to work.
  @discardableResult
  func expect(
    _ executable: Executable = .whimbrel, _ words: String..., code: Int32 = 0,
    location: SourceLocation = #_sourceLocation
  ) async throws -> Executable.Outcome {
    let outcome = try await executable.run(words, in: folder, environment: environment)
    #expect(
      outcome.code == code, "\(words): \(outcome.output)\(outcome.errors)",
      sourceLocation: location)
    return outcome
  }

  func execute(_ sql: String) async throws {
    let connection = try await Connection.connect(to: database)
    try await connection.execute(sql)
    await connection.close()
  }

  /// The first value of the first row.
  func value(_ sql: String) async throws -> String? {
    let connection = try await Connection.connect(to: database)
    let rows = try await connection.query(sql)
    await connection.close()
    return rows.count == 0 ? nil : rows[0, 0]
  }

  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  /// The revisions' files, oldest first; of those that were written in the same second, after what they
  /// revise.
  var revisions: [String] {
    get throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/versions")
        .filter { $0.hasSuffix(".sql") }
      var parents: [String: String] = [:]
      var ids: [String: String] = [:]
      for name in names {
        for line in try read("versions/\(name)").split(separator: "\n").prefix(8) {
          let words = line.split(separator: " ").map(String.init)
          if line.hasPrefix("-- Revision ID: ") { ids[name] = words.last }
          if line.hasPrefix("-- Revises: "), words.count > 2 { parents[name] = words[2] }
        }
      }
      func depth(_ name: String) -> Int {
        let above = parents[name].flatMap { id in names.first { ids[$0] == id && $0 != name } }
        return above.map { depth($0) + 1 } ?? 0
      }
      let depths = Dictionary(uniqueKeysWithValues: names.map { ($0, depth($0)) })
      return names.sorted { one, other in
        let (left, right) = (one.prefix(15), other.prefix(15))
        if left != right { return left < right }
        return (depths[one, default: 0], one) < (depths[other, default: 0], other)
      }
    }
  }

  /// The name of the oldest one's file.
  func firstRevision() throws -> String { try #require(try revisions.first) }

  /// Everything in the folder, and in the database with its rows: what must not change.
  func snapshot() async throws -> [String: String] {
    var all = ["database": try await dump("--inserts")]
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    for name in names where !name.hasPrefix(".whimbrel") {
      all[name] = (try? read(name)) ?? "a folder"
    }
    return all
  }

  /// What `pg_dump` says, but for what changes from run to run.
  func dump(_ options: String...) async throws -> String {
    let program = try await server.started().binaries.program("pg_dump")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = options
    process.environment = ProcessInfo.processInfo.environment.merging(database.environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("\\restrict") && !$0.hasPrefix("\\unrestrict") }
      .joined(separator: "\n")
  }

  /// Runs a script in psql, which stops at the first error when that or the script says so, and gives
  /// its exit code and errors.
  func psql(_ script: String, stops: Bool = true) async throws -> (code: Int32, errors: String) {
    try write("script.sql", script)
    let process = Process()
    process.executableURL = URL(
      fileURLWithPath: try await CommandServer.shared.started().binaries.program("psql"))
    process.arguments =
      ["-X", "-q", "-o", "/dev/null", "-f", "\(folder)/script.sql"]
      + (stops ? ["-v", "ON_ERROR_STOP=1"] : [])
    process.environment = ProcessInfo.processInfo.environment.merging(database.environment) { $1 }
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }

  private actor Slots {
    static let shared = Slots()
    private var free = 3
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func take() async {
      if free > 0 {
        free -= 1
      } else {
        await withCheckedContinuation { waiting.append($0) }
      }
    }

    func give() {
      if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
  }
}
