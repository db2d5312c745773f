import WhimbrelModel
import WhimbrelPlanning

/// A server on which databases are made for one command and dropped on every way out.
///
///     let scratch = try await Scratch.open(options, needs: needs, target: connection)
///     try await scratch.withDatabase { connection in … }
///     await scratch.close()
package final class Scratch: Sendable {
  /// Whether nothing on it outlives the command: roles may be made, anything may run.
  package let isThrowaway: Bool
  package let options: ScratchOptions
  let admin: ConnectionString
  private let needs: ScratchNeeds
  private let server: ThrowawayServer?

  private init(
    admin: ConnectionString, server: ThrowawayServer?, needs: ScratchNeeds, options: ScratchOptions
  ) {
    self.admin = admin
    self.server = server
    self.needs = needs
    self.options = options
    isThrowaway = server != nil
  }

  /// Finds a place by the options. `runsForeignSQL` is for texts that we did not write ourselves:
  /// those run on the target's own server only when that was said.
  ///
  /// Throws `ServerError` that lists the three ways to provide one.
  package static func open(
    _ options: ScratchOptions, needs: ScratchNeeds, target: ConnectionString?,
    runsForeignSQL: Bool = false
  ) async throws -> Scratch {
    switch options.place {
    case .url(let string):
      return try await onServer(string, needs, options)
    case .local:
      return try await throwaway(needs, options)
    case .server:
      guard let target else {
        throw ServerError(
          "there is no target server to make a scratch database on",
          help: "give --database-url, or --scratch local")
      }
      return try await onServer(target, needs, options)
    case .automatic:
      do {
        return try await throwaway(needs, options)
      } catch let error as ServerError {
        guard let target, !runsForeignSQL else { throw unavailable(error) }
        do { return try await onServer(target, needs, options) } catch { throw unavailable(error) }
      }
    }
  }

  private static func throwaway(
    _ needs: ScratchNeeds, _ options: ScratchOptions
  ) async throws -> Scratch {
    let server = try await ThrowawayServer.start(
      major: needs.major, extensions: needs.extensions.map(\.text))
    let admin = try ConnectionString(server.conninfo())
    return Scratch(admin: admin, server: server, needs: needs, options: options)
  }

  private static func onServer(
    _ string: ConnectionString, _ needs: ScratchNeeds, _ options: ScratchOptions
  ) async throws -> Scratch {
    let scratch = Scratch(admin: string, server: nil, needs: needs, options: options)
    try await scratch.check()
    return scratch
  }

  private static func unavailable(_ error: any Error) -> ServerError {
    let reason = "\(error)".split(separator: "\n").first.map(String.init) ?? ""
    return ServerError(
      "no place for a scratch database", detail: reason,
      help: "give --scratch URL of a server to use, or install PostgreSQL's server programs "
        + "(set WHIMBREL_PG_BIN when they are there), or give the role CREATEDB")
  }

  /// Looks whether databases can be made there, and drops what a killed command left behind.
  private func check() async throws {
    let connection = try await Connection.connect(to: admin)
    let rows = try await connection.query(
      """
      SELECT rolcreatedb OR rolsuper, CURRENT_USER FROM pg_catalog.pg_roles
      WHERE rolname = CURRENT_USER
      """)
    guard rows.bool(0, 0) == true else {
      await connection.close()
      throw ServerError(
        "role \(rows[0, 1] ?? "") may not create databases on \(admin)",
        help: "ALTER ROLE \(Name(rows[0, 1] ?? "").quoted) CREATEDB, or give --scratch URL")
    }
    try await ScratchDatabase.sweep(connection)
    await connection.close()
  }

  /// A new, empty database.
  package func makeDatabase() async throws -> ScratchDatabase {
    try await ScratchDatabase.make(on: self, options: needs.databaseOptions)
  }

  /// Runs `body` in a new, empty database, and drops it afterwards.
  package func withDatabase<Value: Sendable>(
    _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    let database = try await makeDatabase()
    do {
      let value = try await body(database.connection)
      await database.drop()
      return value
    } catch {
      if !options.keeps { await database.drop() }
      throw error
    }
  }

  /// Stops a throwaway server; everything else is gone with its databases.
  package func close() async {
    if let server, !options.keeps { await server.stop() }
  }
}
