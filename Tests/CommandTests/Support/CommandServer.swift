import Foundation
import Synchronization
import WhimbrelPostgres

/// A server for the commands to work on, started once and gone with the process.
actor CommandServer {
  static let shared = CommandServer()
  private var starting: Task<ThrowawayServer, any Error>?

  func started() async throws -> ThrowawayServer {
    if let starting { return try await starting.value }
    let task = Task { try await ThrowawayServer.start(extensions: ["citext"]) }
    starting = task
    return try await task.value
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
