import Foundation
import Testing
import WhimbrelPostgres

/// PgBouncer in front of a test's database, listening on a socket in a folder of its own.
final class PgBouncer {
  let string: ConnectionString
  private let folder: String
  private let process = Process()

  /// The program; nil where it is not installed.
  static var program: String? {
    ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"]
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Starts it as the account of the server, who alone may enter the folder of its socket.
  init(_ program: String, mode: String, sessions: Int = 5, for database: TestDatabase) async throws
  {
    let server = database.string
    let owner = try FileManager.default.attributesOfItem(atPath: server.host)[.ownerAccountName]
    let account = try #require(owner as? String)
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("wb-\(UInt32.random(in: .min ... .max))").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    string = server.with("host", folder).with("port", "6432")
    try """
    [databases]
    \(database.name) = host=\(server.host) port=\(server.port) user=\(server.user)
    [pgbouncer]
    pool_mode = \(mode)
    default_pool_size = \(sessions)
    listen_addr =
    listen_port = 6432
    unix_socket_dir = \(folder)
    auth_type = any
    auth_file = \(folder)/users
    logfile = \(folder)/log

    """.write(toFile: "\(folder)/ini", atomically: false, encoding: .utf8)
    try "\"\(server.user)\" \"\"\n"
      .write(toFile: "\(folder)/users", atomically: false, encoding: .utf8)
    if getuid() == 0 {
      for path in [folder, "\(folder)/ini", "\(folder)/users"] {
        try FileManager.default.setAttributes([.ownerAccountName: account], ofItemAtPath: path)
      }
    }
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = (getuid() == 0 ? ["-u", account] : []) + ["-q", "\(folder)/ini"]
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    while !FileManager.default.fileExists(atPath: "\(folder)/.s.PGSQL.6432") {
      guard process.isRunning else {
        let said = try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)
        throw TestServerError("pgbouncer does not start: \(said ?? "")")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// By a signal that a thread of Dispatch cannot have blocked for its children.
  func stop() async throws {
    kill(process.processIdentifier, SIGKILL)
    while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    try FileManager.default.removeItem(atPath: folder)
  }
}
