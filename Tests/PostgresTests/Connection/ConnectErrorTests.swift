import Foundation
import Testing

@testable import WhimbrelPostgres

/// What a user sees when there is no way in; the password is never in it.
@Suite(.database) struct ConnectErrorTests {
  @Test func unknownDatabase() async throws {
    let string = try TestDatabase.current.string.with(database: "no_such_db")
    let error = await failure(string)
    #expect(error?.kind == .unknownDatabase)
    #expect(error?.sqlState == "3D000")
    #expect(error?.message.contains("database \"no_such_db\" does not exist") == true)
    #expect(error?.message.contains("LOCATION") == false)
    #expect(error?.message.contains("3D000") == false)
    #expect(error?.description.contains("\nhelp: ") == true)
  }

  @Test func unknownRole() async throws {
    let error = await failure(try TestDatabase.current.string.with("user", "no_such_role"))
    #expect(error?.kind == .authentication)
  }

  @Test func noRightToConnect() async throws {
    let database = try TestDatabase.current
    let role = database.name + "_out"
    let admin = try await database.connect()
    try await admin.execute(
      """
      CREATE ROLE \(role) LOGIN;
      REVOKE CONNECT ON DATABASE \(database.name) FROM PUBLIC
      """)
    let error = await failure(database.string.with("user", role))
    try await admin.execute("DROP ROLE \(role)")
    #expect(error?.kind == .refused)
    #expect(error?.sqlState == PostgresError.State.insufficientPrivilege)
  }

  @Test func tooManyConnections() async throws {
    let database = try TestDatabase.current
    let role = database.name + "_few"
    let admin = try await database.connect()
    try await admin.execute("CREATE ROLE \(role) LOGIN CONNECTION LIMIT 0")
    let error = await failure(database.string.with("user", role))
    try await admin.execute("DROP ROLE \(role)")
    #expect(error?.kind == .refused)
    #expect(error?.sqlState == "53300")
  }

  /// In a URL with escapes, in its query, in keywords with blanks, in a password file.
  @Test func wrongPassword() async throws {
    let database = try TestDatabase.current
    guard database.server.own != nil else {
      // The host-based authentication of a server that is not ours stays as it is.
      return NotRun.note(
        on: "a server given by URL", because: "its pg_hba.conf is not ours", test: "wrongPassword")
    }
    let role = database.name + "_pw"
    let admin = try await database.connect()
    try await admin.execute("CREATE ROLE \(role) LOGIN PASSWORD 'right horse@%/'")
    try await requirePassword(of: role, on: admin)
    let (host, port, name) = (database.string.host, database.string.port, database.name)
    let right = "right%20horse%40%25%2F"
    let place = "host=\(host)&port=\(port)"
    let connection = try await Connection.connect(
      to: ConnectionString("postgresql+asyncpg://\(role):\(right)@/\(name)?\(place)"))
    #expect(try await connection.query("SELECT current_user")[0] == role)

    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(name).pgpass").path
    let entry = Data("*:*:*:*:battery staple@%/\n".utf8)
    #expect(
      FileManager.default.createFile(
        atPath: file, contents: entry, attributes: [.posixPermissions: 0o600]))
    defer { try? FileManager.default.removeItem(atPath: file) }
    for text in [
      "postgres://\(role):battery%20staple%40%25%2F@/\(name)?\(place)",
      "postgres://\(role)@/\(name)?\(place)&password=battery%20staple%40%25%2F",
      "host=\(host) port=\(port) user=\(role) dbname=\(name) password='battery staple@%/'",
      "host=\(host) port=\(port) user=\(role) dbname=\(name) passfile=\(file)",
    ] {
      let error = await failure(try ConnectionString(text))
      #expect(error?.kind == .authentication)
      #expect(error?.sqlState == "28P01")
      let said = "\(String(describing: error)) \(String(reflecting: error))"
      #expect(said.contains("password authentication failed"))
      #expect(!said.contains("battery") && !said.contains("staple"))
    }
    let none = await failure(
      try ConnectionString(
        "host=\(host) port=\(port) user=\(role) dbname=\(name) passfile=/dev/null"))
    #expect(none?.kind == .authentication)
    await connection.close()
    try await admin.execute("DROP ROLE \(role)")
  }

  /// The server repeats the password in the error; the connection knows that it is one.
  @Test func aPasswordInAServersMessageIsTakenOut() async throws {
    let string = try TestDatabase.current.string.with("password", "battery-staple")
    let connection = try await Connection.connect(to: string)
    let error = await #expect(throws: PostgresError.self) {
      try await connection.execute(#"SELECT "battery-staple" FROM pg_class"#)
    }
    #expect(error?.message == #"column "***" does not exist"#)
    let function = await #expect(throws: PostgresError.self) {
      try await connection.execute("DO $$ BEGIN EXECUTE 'battery-staple'; END $$")
    }
    #expect(function?.internalQuery == "***")
  }

  /// Takes `role` off the trust that the test's own server gives to everyone.
  private func requirePassword(of role: String, on admin: Connection) async throws {
    try await admin.execute(
      """
      CREATE TABLE hba (line text);
      DO $do$ BEGIN
        EXECUTE format('COPY hba FROM %L WITH (DELIMITER E''\\x01'')', current_setting('hba_file'));
        EXECUTE format('COPY (SELECT %L UNION ALL SELECT line FROM hba) TO %L',
          'local all \(role) scram-sha-256', current_setting('hba_file'));
      END $do$;
      SELECT pg_reload_conf()
      """)
    while try await admin.query(
      "SELECT 1 FROM pg_hba_file_rules WHERE user_name = ARRAY[$1] AND auth_method LIKE 'scram%'",
      [role]
    ).isEmpty {}
  }

  private func failure(_ string: ConnectionString) async -> ConnectionError? {
    await #expect(throws: ConnectionError.self) { _ = try await Connection.connect(to: string) }
  }
}

/// What needs no server, for there is none.
@Suite struct NoServerTests {
  @Test func noServerOnASocket() async throws {
    let error = await failure("postgres://ann:battery@/app?host=/no/such/folder")
    #expect(error?.kind == .noServer)
    #expect(error?.description.contains("battery") == false)
    #expect(error?.message.hasPrefix("cannot connect to postgresql://ann@/app?host=/no") == true)
  }

  @Test func noServerOnAPort() async throws {
    let error = await failure("postgres://ann:battery@127.0.0.1:1/app")
    #expect(error?.kind == .noServer)
    #expect(error?.description.contains("battery") == false)
  }

  @Test func aServerThatSaysNothingIsALateOne() async throws {
    let port = try SilentServer()
    let clock = ContinuousClock()
    let before = clock.now
    let text = "postgres://ann:battery@127.0.0.1:\(port.number)/app?connect_timeout=1"
    let error = await failure(text)
    #expect(error?.kind == .timeout)
    #expect(error?.message.contains("within 1 s") == true)
    // Of that, most is waiting for a thread when all suites run at once on a busy machine.
    #expect(clock.now - before < .seconds(60))
    withExtendedLifetime(port) {}
  }

  private func failure(_ text: String) async -> ConnectionError? {
    await #expect(throws: ConnectionError.self) {
      _ = try await Connection.connect(to: ConnectionString(text))
    }
  }
}

/// A port that takes connections and never answers.
private final class SilentServer {
  let number: UInt16
  private let descriptor: Int32

  init() throws {
    #if os(Linux)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isUp = withUnsafeMutableBytes(of: &address) { bytes in
      guard let name = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else {
        return false
      }
      return bind(descriptor, name, size) == 0 && listen(descriptor, 8) == 0
        && getsockname(descriptor, name, &size) == 0
    }
    number = UInt16(bigEndian: address.sin_port)
    if !isUp { throw TestServerError("cannot listen: error \(errno)") }
  }

  deinit { close(descriptor) }
}
