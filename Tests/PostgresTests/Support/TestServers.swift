import Foundation
import WhimbrelPostgres

/// The servers that the tests run on: one a major version, started when first needed, gone with
/// this process.
///
/// `WHIMBREL_TEST_URLS` (separated by commas) names running servers instead, of which the first
/// takes the part of the first major.
actor TestServers {
  static let shared = TestServers()

  private var starting: [Int: Task<TestServer, any Error>] = [:]
  private var named: Task<[TestServer], any Error>?

  /// The servers for a case: the first major, and one other that `name` chooses; all of them
  /// under `WHIMBREL_TEST_SOAK`. What is missing is noted as not run.
  ///
  /// Throws when not one of them is there.
  func servers(for name: String, since oldest: Int = 0) async throws -> [TestServer] {
    let environment = ProcessInfo.processInfo.environment
    if let urls = environment["WHIMBREL_TEST_URLS"], !urls.isEmpty {
      return TestMajors.chosen(
        try await running(urls).filter { $0.version.major >= oldest }, for: name)
    }
    var found: [TestServer] = []
    for major in TestMajors.chosen(TestMajors.all.filter({ $0 >= oldest }), for: name) {
      do {
        found.append(try await server(major: major))
      } catch {
        NotRun.note(on: "PostgreSQL \(major)", because: "\(error)", test: name)
      }
    }
    if found.isEmpty { throw TestServerError("no PostgreSQL server to test with; see above") }
    return found
  }

  /// The server of one major version, started now when it does not run yet.
  func server(major: Int) async throws -> TestServer {
    if let task = starting[major] { return try await task.value }
    let task = Task { try await TestServer.start(major: major) }
    starting[major] = task
    return try await task.value
  }

  private func running(_ urls: String) async throws -> [TestServer] {
    if let task = named { return try await task.value }
    let task = Task {
      var servers: [TestServer] = []
      for url in urls.split(separator: ",") {
        servers.append(try await TestServer.running(ConnectionString(String(url))))
      }
      return servers
    }
    named = task
    return try await task.value
  }
}

/// One server that tests run on.
struct TestServer: Sendable {
  /// Connects to the database `postgres` as a superuser.
  let string: ConnectionString
  let version: ServerVersion
  /// The programs of the server's own major version, such as pg_dump; nil when not installed here.
  let binaries: ServerBinaries?
  /// Extensions that can be created there.
  let extensions: Set<String>
  /// Nil for a server that was running before us.
  let own: ThrowawayServer?

  static func start(major: Int) async throws -> TestServer {
    let binaries = try TestBinaries.find(major: major)
    let server = try await ThrowawayServer.start(binaries: [binaries])
    return try await TestServer(
      ConnectionString(server.conninfo()), binaries: binaries, own: server)
  }

  static func running(_ string: ConnectionString) async throws -> TestServer {
    try await TestServer(string, binaries: nil, own: nil)
  }

  private init(_ string: ConnectionString, binaries: ServerBinaries?, own: ThrowawayServer?)
    async throws
  {
    let connection = try await Connection.connect(to: string)
    let version = await connection.serverVersion
    let rows = try await connection.query("SELECT name FROM pg_catalog.pg_available_extensions")
    await connection.close()
    self.string = string
    self.version = version
    self.binaries = binaries ?? (try? TestBinaries.find(major: version.major))
    extensions = Set(rows.indices.compactMap { rows[$0, 0] })
    self.own = own
  }
}
