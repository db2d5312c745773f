import Foundation
import Synchronization
import TestSupport
import WhimbrelPostgres

/// A server for the commands to work on, started once and gone with the process.
actor CommandServer {
  /// The newest install with contrib, which runs every test.
  static let shared = CommandServer(major: nil)
  private static let others = TestMajors.all.dropFirst().map { CommandServer(major: $0) }

  /// nil for the newest install with contrib.
  nonisolated let major: Int?
  private var starting: Task<ThrowawayServer, any Error>?

  private init(major: Int?) { self.major = major }

  /// Runs `body` on the servers that a case of this name runs on; what is missing is noted as not run.
  static func each(
    _ name: String, _ body: (CommandServer) async throws -> Void
  ) async throws {
    for server in TestMajors.chosen([shared] + others, for: name) {
      if let major = server.major {
        do { _ = try TestBinaries.find(major: major) } catch {
          NotRun.note(on: "PostgreSQL \(major)", because: "\(error)", test: name)
          continue
        }
      }
      try await body(server)
    }
  }

  func started() async throws -> ThrowawayServer {
    if let starting { return try await starting.value }
    let task = Task { [major] in
      guard let major else { return try await ThrowawayServer.start(extensions: ["citext"]) }
      return try await ThrowawayServer.start(of: TestBinaries.find(major: major))
    }
    starting = task
    return try await task.value
  }

  /// What tells a command where this server's programs are: those of the tests are on no usual path.
  func environment() async throws -> [String: String] {
    guard major != nil else { return [:] }
    return ["WHIMBREL_PG_BIN": try await started().binaries.directory]
  }

  /// A new database, as its owner sees it.
  func makeDatabase() async throws -> ConnectionString {
    let server = try await started()
    let admin = try ConnectionString(server.conninfo())
    let name = "case_\(Self.number.add(1, ordering: .relaxed).newValue)"
    let connection = try await Connection.connect(to: admin)
    try await connection.execute("CREATE DATABASE \(name) TEMPLATE template0")
    await connection.close()
    return admin.with(database: name)
  }

  /// Lets `role` in with its password alone.
  func askPassword(of role: String) async throws {
    let server = try await started()
    let file = "\(server.folder)/data/pg_hba.conf"
    let rules = try String(contentsOfFile: file, encoding: .utf8)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data("local all \(role) scram-sha-256\n\(rules)".utf8))
    try handle.close()
    let connection = try await Connection.connect(to: ConnectionString(server.conninfo()))
    try await connection.execute("SELECT pg_catalog.pg_reload_conf()")
    await connection.close()
  }

  private static let number = Atomic<Int>(0)
}
