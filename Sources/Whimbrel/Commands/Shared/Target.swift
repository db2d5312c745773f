import WhimbrelPostgres

/// The database that a command works on.
struct Target: Sendable {
  let string: ConnectionString
  /// The private server it is on, when no URL was given.
  let local: LocalServer?

  /// What an option, a variable or the program names, else the project's local database, which is
  /// started when it is not running. `extensions` are what the first start looks for in an install.
  ///
  /// Throws `ServerError`.
  static func find(_ context: Context, extensions: [String] = []) async throws -> Target {
    if let string = context.configuration.database { return Target(string: string, local: nil) }
    let server = try LocalServer(project: context.project.root, extensions: extensions)
    let started = try await server.start()
    let word = started.isNew ? "started" : "using"
    context.terminal.note(
      "\(word) the local database \(server.database) (PostgreSQL \(server.binaries.major))")
    return Target(string: try ConnectionString(started.conninfo), local: server)
  }

  /// A connection to it whose session is pinned.
  func connect(_ context: Context) async throws -> Connection {
    try await LiveDatabase.connect(string, context.terminal)
  }
}
