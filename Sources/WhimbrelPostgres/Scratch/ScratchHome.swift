import Foundation
import Synchronization
import WhimbrelModel
import WhimbrelPlanning

/// What tells one server's catalogs from another's.
struct ScratchIdentity: Hashable, Sendable {
  var version: ServerVersion
  /// The exact version, the extensions that could be made, who makes the objects.
  var facts: [String]
}

/// The server behind a scratch: chosen at once, started when somebody asks for it.
actor ScratchHome {
  private enum Place {
    case binaries(ServerBinaries)
    case running(ThrowawayServer)
    case server(ConnectionString, ScratchIdentity)
  }

  private var place: Place
  /// Where to go when the throwaway server does not start.
  private let otherwise: ConnectionString?
  private var starting: Task<ThrowawayServer, any Error>?
  private var known: (binaries: ServerBinaries, identity: ScratchIdentity)?
  private nonisolated let throwaway: Mutex<Bool>

  nonisolated var isThrowaway: Bool { throwaway.withLock { $0 } }

  /// A throwaway server of these programs, not started yet.
  init(binaries: ServerBinaries, otherwise: ConnectionString? = nil) {
    place = .binaries(binaries)
    self.otherwise = otherwise
    throwaway = Mutex(true)
  }

  /// A server that runs. Throws when it cannot be reached, and `ServerError` when databases may not
  /// be made there.
  init(onServer string: ConnectionString) async throws {
    place = .server(string, try await Self.look(at: string))
    otherwise = nil
    throwaway = Mutex(false)
  }

  /// How the server is reached; starts it the first time.
  func admin() async throws -> ConnectionString {
    switch place {
    case .server(let string, _): return string
    case .running(let server): return try ConnectionString(server.conninfo())
    case .binaries(let binaries):
      let task = starting ?? Task { try await ThrowawayServer.start(of: binaries) }
      starting = task
      do {
        let server = try await task.value
        place = .running(server)
        return try ConnectionString(server.conninfo())
      } catch let error as ServerError {
        guard let otherwise else { throw error }
        do { place = .server(otherwise, try await Self.look(at: otherwise)) } catch {
          throw Scratch.unavailable(error)
        }
        throwaway.withLock { $0 = false }
        return otherwise
      }
    }
  }

  var isRunning: Bool { if case .binaries = place { false } else { true } }

  func identity() -> ScratchIdentity {
    switch place {
    case .server(_, let identity): identity
    case .binaries(let binaries): identity(of: binaries)
    case .running(let server): identity(of: server.binaries)
    }
  }

  /// It is in the key of everything that is kept; to read so many files each time takes a while.
  private func identity(of binaries: ServerBinaries) -> ScratchIdentity {
    if let known, known.binaries == binaries { return known.identity }
    let identity = Self.identity(of: binaries)
    known = (binaries, identity)
    return identity
  }

  /// Leaves a throwaway server for a look at its databases.
  func keep() {
    if case .running(let server) = place { server.keep() }
  }

  func stop() async {
    if case .running(let server) = place { await server.stop() }
  }

  /// Programs of a version, with the extensions' control files, which name the version that CREATE
  /// EXTENSION makes.
  private static func identity(of binaries: ServerBinaries) -> ScratchIdentity {
    let folder = "\(binaries.shareDirectory)/extension"
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let controls = files.filter { $0.hasSuffix(".control") }.sorted().map { name in
      "\(name)\n" + ((try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? "")
    }
    return ScratchIdentity(
      version: ServerVersion(major: binaries.major),
      facts: ["throwaway", binaries.directory, binaries.version, DataDirectory.locale] + controls)
  }

  /// Looks whether databases can be made there, and drops what a killed command left behind.
  private static func look(at string: ConnectionString) async throws -> ScratchIdentity {
    let connection = try await Connection.connect(to: string)
    do {
      let identity = try await look(at: string, connection)
      await connection.close()
      return identity
    } catch {
      await connection.close()
      throw error
    }
  }

  private static func look(
    at string: ConnectionString, _ connection: Connection
  ) async throws -> ScratchIdentity {
    let rows = try await connection.query(
      """
      SELECT rolcreatedb OR rolsuper, CURRENT_USER, pg_catalog.version(),
        (SELECT pg_catalog.string_agg(name || ' ' || default_version, ', ' ORDER BY name)
          FROM pg_catalog.pg_available_extensions)
      FROM pg_catalog.pg_roles WHERE rolname = CURRENT_USER
      """)
    let role = rows[0, 1] ?? ""
    guard rows.bool(0, 0) == true else {
      throw ServerError(
        "role \(role) may not create databases on \(string)",
        help: "ALTER ROLE \(Name(role).quoted) CREATEDB, or give --scratch URL")
    }
    try await ScratchDatabase.sweep(connection, string)
    return ScratchIdentity(
      version: await connection.serverVersion,
      facts: ["server", role, rows[0, 2] ?? "", rows[0, 3] ?? ""])
  }
}
