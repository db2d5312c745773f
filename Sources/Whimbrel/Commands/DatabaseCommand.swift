import WhimbrelPostgres

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `db`: the project's local database.
enum DatabaseCommand: Command {
  static let name = "db"
  static let summary = "starts, stops and opens the project's local database"
  static let details = """
    Without --database-url and DATABASE_URL, every command works on a private PostgreSQL server
    of this project's own, which listens on a unix socket only and is started on first use.
    """

  static let action = Positional(
    "ACTION", choices: ["start", "stop", "url", "psql"],
    "start, stop, url (starts it and prints its URL) or psql (also of another database)")
  static let rest = Positional(
    "ARGUMENTS", isRequired: false, isRepeated: true, "what psql is given, after --")
  static let positionals = [action, rest]
  static let examples: [(words: String, does: String)] = [
    ("start", "starts the server, and prints the URL of its database"),
    ("psql -- -c 'TABLE users'", "runs psql on the database that the other commands work on"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let action = arguments[Self.action]
    if action == "psql" { return try await psql(arguments.all(rest), context) }
    if let word = arguments[rest] {
      throw UsageError("db \(action ?? "") takes no \"\(word)\"", help: "leave it out")
    }
    let server = try LocalServer(project: context.project.root)
    switch action {
    case "stop":
      let wasRunning = try await server.stop()
      context.terminal.note(wasRunning ? "stopped" : "the local database is not running")
    case "url":
      context.terminal.print(try await server.start().url)
    default:
      let started = try await server.start()
      context.terminal.note(
        (started.isNew ? "started" : "running already:")
          + " PostgreSQL \(server.binaries.version), data in \(server.dataDirectory)")
      context.terminal.print(started.url)
    }
    return .done
  }

  /// Becomes psql; returns only when it cannot.
  private static func psql(_ words: [String], _ context: Context) async throws -> ExitCode {
    let target = try await Target.find(context)
    let program = target.local?.binaries.program("psql") ?? "psql"
    for (name, value) in target.string.environment { setenv(name, value, 1) }
    setenv("PGOPTIONS", "-c search_path=\(context.configuration.pathOption)", 0)
    // psql has its own idea of signals; ours are blocked on the threads of libdispatch.
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    signal(SIGPIPE, SIG_DFL)
    var pointers: [UnsafeMutablePointer<CChar>?] = ([program] + words).map { strdup($0) } + [nil]
    execvp(program, &pointers)
    let code = errno
    for pointer in pointers { free(pointer) }
    throw Failure(
      "cannot run \(program): \(String(cString: strerror(code)))",
      help: "install PostgreSQL's client programs: apt-get install postgresql-client")
  }
}
