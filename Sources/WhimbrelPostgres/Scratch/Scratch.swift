import Synchronization
import WhimbrelModel
import WhimbrelPlanning

/// A server on which databases are made for one command and dropped on every way out.
///
///     let scratch = try await Scratch.open(options, needs: needs, target: connection)
///     try await scratch.withDatabase { connection in … }
///     await scratch.close()
///
/// A throwaway server is started for the first database, and so never when nothing needs one.
package final class Scratch: Sendable {
  package let options: ScratchOptions
  let needs: ScratchNeeds
  private let home: ScratchHome
  /// Databases that somebody may go on from, by what was done in them.
  private let kept = Mutex<[CacheKey: ScratchDatabase]>([:])

  private init(_ home: ScratchHome, needs: ScratchNeeds, options: ScratchOptions) {
    self.home = home
    self.needs = needs
    self.options = options
  }

  /// Whether nothing on it outlives the command: roles may be made, anything may run. Settled once a
  /// database was made.
  package var isThrowaway: Bool { home.isThrowaway }

  /// Finds a place by the options. `runsForeignSQL` is for texts that we did not write ourselves:
  /// those run on the target's own server only when that was said.
  ///
  /// Throws `ServerError` that lists the three ways to provide one.
  package static func open(
    _ options: ScratchOptions, needs: ScratchNeeds, target: ConnectionString?,
    runsForeignSQL: Bool = false
  ) async throws -> Scratch {
    let home = try await home(options, needs, target, runsForeignSQL: runsForeignSQL)
    return Scratch(home, needs: needs, options: options)
  }

  private static func home(
    _ options: ScratchOptions, _ needs: ScratchNeeds, _ target: ConnectionString?,
    runsForeignSQL: Bool
  ) async throws -> ScratchHome {
    switch options.place {
    case .url(let string):
      return try await ScratchHome(onServer: string)
    case .local:
      return try await ScratchHome(binaries: binaries(needs))
    case .server:
      guard let target else {
        throw ServerError(
          "there is no target server to make a scratch database on",
          help: "give --database-url, or --scratch local")
      }
      return try await ScratchHome(onServer: target)
    case .automatic:
      let other = runsForeignSQL ? nil : target
      do {
        return try await ScratchHome(binaries: binaries(needs), otherwise: other)
      } catch let error as ServerError {
        guard let other else { throw unavailable(error) }
        do { return try await ScratchHome(onServer: other) } catch { throw unavailable(error) }
      }
    }
  }

  /// Looks which programs are on this machine, so that the choice among them does not have to wait: each
  /// is asked for its version once a process.
  package static func lookAhead(_ needs: ScratchNeeds) async { _ = try? await binaries(needs) }

  private static func binaries(_ needs: ScratchNeeds) async throws -> ServerBinaries {
    try await offPool {
      try ServerBinaries.choose(major: needs.major, extensions: needs.extensions.map(\.text))
    }
  }

  static func unavailable(_ error: any Error) -> ServerError {
    let reason = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
    return ServerError(
      "no place for a scratch database", detail: reason,
      help: "give --scratch URL of a server to use, or install PostgreSQL's server programs "
        + "(set WHIMBREL_PG_BIN when they are there), or give the role CREATEDB")
  }

  /// How the server is reached; starts it when it is not running yet.
  func admin() async throws -> ConnectionString { try await home.admin() }

  /// Whether there is a server now; a throwaway one starts when a database is made.
  var isRunning: Bool { get async { await home.isRunning } }

  /// All that tells this server's catalogs from another's.
  func identity() async -> ScratchIdentity { await home.identity() }

  /// A new, empty database.
  package func makeDatabase() async throws -> ScratchDatabase {
    try await ScratchDatabase.make(on: self, options: needs.databaseOptions)
  }

  /// Runs `body` in a new, empty database, and drops it afterwards, or leaves it to who comes for `key`.
  package func withDatabase<Value: Sendable>(
    keptAs key: CacheKey? = nil, _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    try await with(try await makeDatabase(), keptAs: key, body)
  }

  /// Runs `body` in the database that was kept under `key`, and drops it afterwards, or leaves it again
  /// to who comes for `further`; nil when there is none.
  func withDatabase<Value: Sendable>(
    of key: CacheKey, keptAs further: CacheKey? = nil,
    _ body: (Connection) async throws -> Value
  ) async throws -> Value? {
    guard let database = kept.withLock({ $0.removeValue(forKey: key) }) else { return nil }
    return try await with(database, keptAs: further, body)
  }

  private func with<Value: Sendable>(
    _ database: ScratchDatabase, keptAs key: CacheKey?,
    _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    do {
      let value = try await body(database.connection)
      var idle: ScratchDatabase? = database
      if let key { idle = kept.withLock { $0.updateValue(database, forKey: key) } }
      await idle?.drop(isThrowaway: isThrowaway)
      return value
    } catch {
      if options.keeps { await home.keep() } else { await database.drop(isThrowaway: isThrowaway) }
      throw error
    }
  }

  /// Stops a throwaway server; everything else is gone with its databases.
  package func close() async {
    let left = kept.withLock { kept in
      defer { kept = [:] }
      return Array(kept.values)
    }
    for database in left { await database.drop(isThrowaway: isThrowaway) }
    if !options.keeps { await home.stop() }
  }
}
