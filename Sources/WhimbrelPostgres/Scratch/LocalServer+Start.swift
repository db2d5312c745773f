import Foundation

extension LocalServer {
  /// Starts the server unless it is running, makes the project's database unless it is there, and
  /// returns how to connect. Two processes may do this at once.
  ///
  /// Throws what `initdb` or the server says when it cannot start.
  package func start() async throws -> Started {
    try await offPool { try startNow() }
  }

  /// Stops the server if it is running: connections are closed, work is saved. Returns whether it
  /// was running. Throws when it does not stop within 30 s.
  @discardableResult
  package func stop() async throws -> Bool {
    try await offPool { try stopNow() }
  }

  private func startNow() throws -> Started {
    if account.isOther { try ProjectMark.make(in: project) }
    if let state = usable() { return try started(state, isNew: false) }
    let home = Self.home(of: project, account: account)
    try ServerFolders.makeHome(home, for: account)
    return try FileLock.hold("\(home)/pg\(binaries.major).lock") {
      if let state = usable() { return try started(state, isNew: false) }
      return try started(try startLocked(), isNew: true)
    }
  }

  private func startLocked() throws -> PostmasterFile {
    // It runs, but its socket is gone (a temporary folder was emptied) or it is still starting.
    if case .running = status() { try end() }
    if !DataDirectory.exists(dataDirectory) {
      try DataDirectory.initialise(
        dataDirectory, binaries: binaries, account: account, arguments: [])
    }
    PostmasterFile.disown(dataDirectory: dataDirectory)
    try ServerFolders.makePrivate(socketFolder, for: account)
    unlink("\(socketFolder)/.s.PGSQL.5432.lock")
    return try launch()
  }

  private func launch() throws -> PostmasterFile {
    let settings = [
      "listen_addresses=", "unix_socket_directories=\(socketFolder)",
      "unix_socket_permissions=0700", "port=5432",
    ]
    let command =
      [binaries.program("postgres"), "-D", dataDirectory] + settings.flatMap { ["-c", $0] }
    let life = try Spawn.pipe()
    defer { close(life.reader) }
    do {
      defer { close(life.writer) }
      // The server is the shell's child, not ours: nobody here would wait for it at its end.
      let shell = try Spawn.launch(
        account.shell(
          "umask 077; log=$1; shift; \"$@\" </dev/null >\"$log\" 2>&1 &", [log] + command),
        environment: Spawn.cleanEnvironment(), descriptors: [3: life.writer], newSession: true)
      Spawn.wait(for: shell)
    }
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      if let state = usable() { return state }
      if Spawn.isClosed(life.reader, within: 3) { break }
    }
    let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    throw ServerError(
      "the local PostgreSQL \(binaries.major) server did not start on \(dataDirectory)",
      detail: DataDirectory.lastLines(of: text), help: "its log is \(log)")
  }

  /// The running server's file when it is ready and its socket is there.
  private func usable() -> PostmasterFile? {
    guard let state = PostmasterFile(dataDirectory: dataDirectory), state.isReady,
      access(state.socket, F_OK) == 0, state.isAlive(dataDirectory: dataDirectory)
    else { return nil }
    return state
  }

  private func started(_ state: PostmasterFile, isNew: Bool) throws -> Started {
    try makeDatabase(state)
    return Started(
      conninfo: Conninfo.text(
        socketFolder: state.socketFolder, port: state.port, database: database),
      url: Conninfo.url(socketFolder: state.socketFolder, port: state.port, database: database),
      isNew: isNew)
  }

  private func makeDatabase(_ state: PostmasterFile) throws {
    let connection = Conninfo.text(
      socketFolder: state.socketFolder, port: state.port, database: "postgres")
    // psql quotes the name itself. Another process may have made it in between: asked again.
    let script = """
      has() { printf "SELECT 1 FROM pg_database WHERE datname = :'name';" |
        "$1" -XAtq -v ON_ERROR_STOP=1 -v "name=$2" -d "$3"; }
      test "$(has "$@")" = 1 && exit 0
      printf 'CREATE DATABASE :"name";' | "$1" -Xq -v ON_ERROR_STOP=1 -v "name=$2" -d "$3" && exit 0
      test "$(has "$@")" = 1
      """
    let outcome = try Spawn.run(
      ["/bin/sh", "-c", script, "whimbrel", binaries.program("psql"), database, connection],
      environment: Spawn.cleanEnvironment())
    guard outcome.status == 0 else {
      throw ServerError(
        "cannot make the database \(database) on the local server",
        detail: DataDirectory.lastLines(of: outcome.output), help: "the server's log is \(log)")
    }
  }

  private func stopNow() throws -> Bool {
    guard case .running = status() else { return false }
    let home = Self.home(of: project, account: account)
    try FileLock.hold("\(home)/pg\(binaries.major).lock") { try end() }
    return true
  }

  /// Ends the server by a fast shutdown. The caller holds the lock.
  private func end() throws {
    guard case .running(let pid, _) = status() else { return }
    kill(pid, SIGINT)
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
      guard case .running = status() else { return }
      usleep(5000)
    }
    throw ServerError(
      "the local server (process \(pid)) does not stop",
      help: "see its log \(log), then: kill -QUIT \(pid)")
  }
}
