import Foundation
import Synchronization
import Testing
import WhimbrelModel
import WhimbrelPostgres

/// A database of a test's own, empty at first and dropped afterwards.
struct TestDatabase: Sendable {
  let server: TestServer
  let string: ConnectionString

  /// The database of the test that runs; only in a suite or test with the trait `.database`.
  static var current: TestDatabase {
    get throws {
      guard let database = bound else {
        throw TestServerError("the test has no database: give it the trait .database")
      }
      return database
    }
  }

  @TaskLocal static var bound: TestDatabase?

  var version: ServerVersion { server.version }
  var name: String { string.database }

  func connect(onNotice: @escaping @Sendable (Notice) -> Void = { _ in }) async throws
    -> Connection
  {
    try await Connection.connect(to: string, onNotice: onNotice)
  }

  /// Runs `body` with a database on each of the servers that the case `name` runs on.
  ///
  /// What a parameterised test calls itself, with a name for each of its cases; the trait
  /// `.database` calls it for the others. At most four run at a time. With a `turn` it runs on one of
  /// them, another for each number.
  static func each(
    _ name: String, turn: Int? = nil, extensions: [String] = [], since oldest: Int = 0,
    isOnce: Bool = false,
    _ body: @escaping @Sendable (TestDatabase) async throws -> Void
  ) async throws {
    try await Slots.shared.hold {
      var hasRun = false
      let all = try await TestServers.shared.servers(for: name, since: oldest)
      let servers = turn.map { [all[$0 % all.count]] } ?? all
      // The last is the one that the name chooses; the first has the extensions.
      for server in isOnce ? servers.reversed() : servers {
        if hasRun && isOnce { break }
        let missing = extensions.filter { !server.extensions.contains($0) }
        if missing.isEmpty {
          hasRun = true
          try await with(server, body)
        } else {
          NotRun.note(
            on: "PostgreSQL \(server.version.major)",
            because: "no extension \(missing.joined(separator: ", "))", test: name)
        }
      }
      if !hasRun { try Test.cancel("not run on any server") }
    }
  }

  /// Runs `body` on one server that has what it needs; on all of them under `WHIMBREL_TEST_SOAK`.
  static func once(
    _ name: String, extensions: [String] = [], since oldest: Int = 0,
    _ body: @escaping @Sendable (TestDatabase) async throws -> Void
  ) async throws {
    let isSoak = ProcessInfo.processInfo.environment["WHIMBREL_TEST_SOAK"] == "1"
    try await each(name, extensions: extensions, since: oldest, isOnce: !isSoak, body)
  }

  /// Runs `body` with a new database on `server`, which is dropped whatever `body` does.
  static func with<T: Sendable>(
    _ server: TestServer, _ body: @Sendable (TestDatabase) async throws -> T
  ) async throws -> T {
    let name = "whimbrel_test_\(getpid())_\(number.add(1, ordering: .relaxed).newValue)"
    let admin = try await Connection.connect(to: server.string)
    try await admin.execute("CREATE DATABASE \(name) TEMPLATE template0")
    let database = TestDatabase(server: server, string: server.string.with(database: name))
    do {
      let value = try await $bound.withValue(database) { try await body(database) }
      try await drop(name, on: server, admin)
      return value
    } catch {
      try await drop(name, on: server, admin)
      throw error
    }
  }

  private static func drop(
    _ name: String, on server: TestServer, _ admin: Connection
  ) async throws {
    do {
      try await admin.execute("DROP DATABASE \(name) WITH (FORCE)")
    } catch is PostgresError {
      await Subscriptions.drop(in: Name(name), on: server.string)
      try await admin.execute("DROP DATABASE \(name) WITH (FORCE)")
    }
  }

  private static let number = Atomic<Int>(0)
}

/// All suspending tests start at once; a thousand cases would open a thousand connections.
private actor Slots {
  static let shared = Slots(count: 4)

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(count: Int) { free = count }

  func hold(_ body: @Sendable () async throws -> Void) async rethrows {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
    defer {
      if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
    try await body()
  }
}
