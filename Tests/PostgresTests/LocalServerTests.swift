import Foundation
import Testing

@testable import WhimbrelPostgres

/// What psql prints for `sql`, or its error.
private func psql(
  _ server: ServerBinaries, _ conninfo: String, _ sql: String
) async throws -> String {
  let outcome = try await offPool {
    try Spawn.run(
      [server.program("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", conninfo, "-c", sql],
      environment: Spawn.cleanEnvironment())
  }
  return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
}

private func eventually(_ seconds: Double, _ condition: () -> Bool) async throws -> Bool {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while ContinuousClock.now < deadline {
    if condition() { return true }
    try await Task.sleep(for: .milliseconds(10))
  }
  return condition()
}

/// The process that started `pid`, or the one that took it over.
private func parent(of pid: pid_t) throws -> pid_t {
  #if os(Linux)
    let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("PPid:") })
    return try #require(pid_t(line.filter(\.isNumber)))
  #else
    let told = try Spawn.run(
      ["/bin/ps", "-o", "ppid=", "-p", "\(pid)"], environment: Spawn.cleanEnvironment())
    return try #require(pid_t(told.output.trimmingCharacters(in: .whitespacesAndNewlines)))
  #endif
}

/// A project folder of a test's own, under a path with a space and a quote.
private func makeProject() throws -> String {
  let path = NSTemporaryDirectory() + "whimbrel test's \(UInt32.random(in: .min ... .max))/My App"
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  return path
}

@Suite struct SpawnTests {
  @Test func aChildHasOnlyWhatItWasGiven() async throws {
    // Open, and inherited unless something is done about it, as Foundation's pipes are.
    let leaking = (0..<3).map { _ in dup(2) }
    defer { for descriptor in leaking { close(descriptor) } }
    let outcome = try await offPool {
      try Spawn.run(
        [
          "/bin/sh", "-c", "for n in 3 4 5 6 7 8 9; do { true >&$n; } 2>/dev/null && echo $n; done",
        ],
        environment: Spawn.cleanEnvironment())
    }
    #expect(outcome.output == "")
    let pipe = try Spawn.pipe()
    defer { close(pipe.reader) }
    let child = try Spawn.launch(
      ["/bin/sh", "-c", "exec sleep 600"], environment: Spawn.cleanEnvironment(),
      descriptors: [5: pipe.writer])
    close(pipe.writer)
    #expect(!Spawn.isClosed(pipe.reader, within: 100))
    #if os(Linux)
      // At first it has the files of its own libraries open.
      var held: [String]?
      _ = try await eventually(20) {
        held = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(child)/fd").sorted()
        return held == ["0", "1", "2", "5"]
      }
      #expect(held == ["0", "1", "2", "5"])
    #endif
    kill(child, SIGKILL)
    #expect(await offPoolWait(child) == 128 + SIGKILL)
    #expect(Spawn.isClosed(pipe.reader, within: 1000))
  }

  private func offPoolWait(_ pid: pid_t) async -> Int32 {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: Spawn.wait(for: pid)) }
    }
  }

  @Test func aMissingProgramIsSaid() throws {
    let error = try #require(throws: ServerError.self) {
      try Spawn.run(["/nonexistent/program"], environment: [:])
    }
    #expect(error.summary.contains("/nonexistent/program: No such file"))
  }
}

@Suite struct ServerBinariesTests {
  @Test(arguments: [
    ("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n", 15),
    ("postgres (PostgreSQL) 18beta1\n", 18), ("postgres (PostgreSQL) 9.6.24\n", 9),
  ])
  func readsVersions(line: String, major: Int) {
    #expect(ServerBinaries.parseVersion(line)?.major == major)
  }

  @Test func refusesWhatIsNoVersion() {
    #expect(ServerBinaries.parseVersion("EnterpriseDB 15") == nil)
    #expect(ServerBinaries.parseVersion("postgres (PostgreSQL) devel") == nil)
  }

  @Test func findsAnInstallAndItsExtensions() throws {
    let install = try ServerBinaries.choose()
    #expect(install.version.hasPrefix("\(install.major)"))
    #expect(install.hasExtension("plpgsql"))
    #expect(!install.hasExtension("no_such_extension"))
    #expect(!install.hasExtension("../extension/plpgsql"))
    #expect(!install.hasExtension(""))
  }

  @Test func ordersByMajorNewestFirst() {
    let majors = ServerBinaries.installed().map(\.major)
    #expect(majors == majors.sorted(by: >))
  }

  @Test func theVariableRulesOutAllOthers() {
    let told = ServerBinaries.candidateDirectories(["WHIMBREL_PG_BIN": "/a/bin:/b/bin"])
    #expect(told == ["/a/bin", "/b/bin"])
    #expect(ServerBinaries.installed(in: ["/nonexistent", "/tmp"]).isEmpty)
  }

  @Test func saysWhatToDoWithoutPrograms() throws {
    let error = try #require(throws: ServerError.self) {
      try ServerBinaries.choose(major: 15, from: [])
    }
    #expect(error.summary == "no PostgreSQL 15 server programs on this machine")
    #expect(error.help.contains("install postgresql"))
    #expect(error.help.contains("--scratch URL"))
  }

  @Test func saysWhichExtensionIsMissing() throws {
    let install = try ServerBinaries.choose()
    let error = try #require(throws: ServerError.self) {
      try ServerBinaries.choose(
        extensions: ["plpgsql", "no_such_extension"], from: [install])
    }
    #expect(error.summary.hasSuffix("has no extension no_such_extension"))
  }
}

@Suite struct ServerFoldersTests {
  @Test(arguments: [("", "811c9dc5"), ("a", "e40c292c"), ("foobar", "bf9cf968")])
  func tagsAreFNV1a(text: String, tag: String) {
    #expect(ServerFolders.tag(text) == tag)
  }

  @Test(arguments: [
    ("/home/eve/My-App", "my_app"), ("/", "_dev"), ("/srv/postgres", "postgres_dev"),
    ("/srv/caf\u{e9}", "caf__"),
  ])
  func databasesAreNamedAfterTheProject(folder: String, name: String) {
    #expect(LocalServer.databaseName(for: folder) == name)
  }

  @Test func connectionStringsAreQuoted() {
    #expect(
      Conninfo.text(socketFolder: "/tmp/a b", port: 5432, database: "it's\\")
        == #"host='/tmp/a b' hostaddr='' port=5432 user=postgres dbname='it\'s\\'"#)
    #expect(
      Conninfo.url(socketFolder: "/tmp/a b", port: 5432, database: "é")
        == "postgresql:///%C3%A9?host=/tmp/a%20b&port=5432&user=postgres")
  }

  @Test func refusesAFolderThatOthersMayEnter() throws {
    let account = try ServerAccount.current()
    let folder = NSTemporaryDirectory() + "whimbrel-open-\(UInt32.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    chmod(folder, 0o777)
    let error = try #require(throws: ServerError.self) {
      try ServerFolders.makePrivate(folder, for: account)
    }
    #expect(error.summary.contains(folder))
  }

  @Test func refusesALinkInThePlaceOfAFolder() throws {
    let account = try ServerAccount.current()
    let link = NSTemporaryDirectory() + "whimbrel-link-\(UInt32.random(in: .min ... .max))"
    #expect(symlink("/etc", link) == 0)
    defer { unlink(link) }
    #expect(throws: ServerError.self) { try ServerFolders.makePrivate(link, for: account) }
  }
}

@Suite struct ThrowawayServerTests {
  @Test func startsServesAndLeavesNothing() async throws {
    let server = try await ThrowawayServer.start()
    let connection = server.conninfo()
    #expect(
      try await psql(server.binaries, connection, "SHOW server_version_num").hasPrefix(
        "\(server.binaries.major)"))
    #expect(try await psql(server.binaries, connection, "SHOW fsync") == "off")
    #expect(try await psql(server.binaries, connection, "SHOW listen_addresses") == "")
    #expect(try await psql(server.binaries, connection, "SHOW server_encoding") == "UTF8")
    var info = stat()
    #expect(stat(server.folder, &info) == 0)
    #expect(info.st_mode & 0o777 == 0o700)
    let pid = try #require(PostmasterFile(dataDirectory: "\(server.folder)/data")).pid
    await server.stop()
    await server.stop()
    #expect(access(server.folder, F_OK) != 0)
    #expect(kill(pid, 0) != 0)
  }

  @Test func startsBesideOthers() async throws {
    async let one = ThrowawayServer.start()
    async let two = ThrowawayServer.start()
    let (first, second) = try await (one, two)
    #expect(first.folder != second.folder)
    #expect(try await psql(first.binaries, first.conninfo(), "SELECT 1") == "1")
    await first.stop()
    #expect(try await psql(second.binaries, second.conninfo(), "SELECT 2") == "2")
    await second.stop()
    #expect(access(first.folder, F_OK) != 0 && access(second.folder, F_OK) != 0)
  }

  @Test func goesWithItsValue() async throws {
    func useOne() async throws -> String { try await ThrowawayServer.start().folder }
    let folder = try await useOne()
    #expect(try await eventually(10) { access(folder, F_OK) != 0 })
  }

  // A process of its own is made the owner: it alone holds the pipe, and is killed with SIGKILL.
  @Test func aKilledOwnerLeavesNothing() async throws {
    let account = try ServerAccount.current()
    let install = try ServerBinaries.choose()
    let template = try await offPool { try DataDirectory.template(install, account: account) }
    let temporary = ServerFolders.temporary(for: account)
    let folder = Leftovers.newName(in: temporary, account: account)
    let watchdog = try Watchdog(
      folder: folder, template: template,
      server: [
        install.program("postgres"), "-c", "unix_socket_directories=\(folder)", "-c",
        "listen_addresses=", "-c", "fsync=off",
      ], account: account)
    let data = "\(folder)/data"
    #expect(try await eventually(30) { PostmasterFile(dataDirectory: data)?.isReady ?? false })
    let pid = try #require(PostmasterFile(dataDirectory: data)).pid
    let owner = try Spawn.launch(
      ["/bin/sleep", "600"], environment: Spawn.cleanEnvironment(),
      descriptors: [3: watchdog.leash], newSession: true)
    close(watchdog.leash)
    try await Task.sleep(for: .milliseconds(200))
    #expect(kill(pid, 0) == 0 && access(folder, F_OK) == 0)
    #expect(kill(owner, SIGKILL) == 0)
    Spawn.wait(for: owner)
    #expect(try await eventually(10) { access(folder, F_OK) != 0 })
    #expect(kill(pid, 0) != 0)
  }

  @Test func anOldFolderThatNobodyClaimsIsSwept() throws {
    let account = try ServerAccount.current()
    let place = NSTemporaryDirectory() + "whimbrel-sweep-\(UInt32.random(in: .min ... .max))"
    let names = (0..<3).map { _ in Leftovers.newName(in: place, account: account) }
    for name in names {
      try FileManager.default.createDirectory(
        atPath: "\(name)/data", withIntermediateDirectories: true)
      if account.isOther { chown(name, account.userID, account.groupID) }
    }
    defer { try? FileManager.default.removeItem(atPath: place) }
    let claim = Leftovers.Claim(names[1])
    for name in names.dropLast() {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: name)
    }
    Leftovers.sweep(place, account: account)
    withExtendedLifetime(claim) {
      #expect(names.map { access($0, F_OK) == 0 } == [false, true, true])
    }
  }

  // What embeds us, and the test library's own exit tests, wait for children of any kind.
  @Test func leavesNoChildBehind() async throws {
    let server = try await ThrowawayServer.start()
    let data = "\(server.folder)/data"
    let pid = try #require(PostmasterFile(dataDirectory: data)).pid
    let watchdog = try parent(of: pid)
    #expect(watchdog > 0 && watchdog != getpid())
    #expect(try parent(of: watchdog) != getpid())
    await server.stop()
  }

  @Test func saysWhyAServerDoesNotStart() async throws {
    let broken = NSTemporaryDirectory() + "whimbrel-broken-\(UInt32.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: broken, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: broken) }
    chmod(broken, 0o755)
    let real = try ServerBinaries.choose()
    // Its initdb is real, its server fails.
    symlink(real.program("initdb"), "\(broken)/initdb")
    try "#!/bin/sh\necho the disk is on fire >&2\nexit 1\n".write(
      toFile: "\(broken)/postgres", atomically: true, encoding: .utf8)
    chmod("\(broken)/postgres", 0o755)
    let install = ServerBinaries(
      directory: broken, version: real.version, major: real.major,
      shareDirectory: real.shareDirectory)
    let account = try ServerAccount.current()
    let template = try await offPool { try DataDirectory.template(install, account: account) }
    defer {
      try? FileManager.default.removeItem(atPath: template)
      unlink("\(template).lock")
    }
    let error = try await #require(throws: ServerError.self) {
      _ = try await ThrowawayServer.start(binaries: [install])
    }
    #expect(error.detail.contains("the disk is on fire"))
  }
}

@Suite struct LocalServerTests {
  private func remove(_ server: LocalServer) {
    let home = LocalServer.home(of: server.project, account: server.account)
    try? FileManager.default.removeItem(atPath: home)
    try? FileManager.default.removeItem(atPath: server.socketFolder)
    try? FileManager.default.removeItem(
      atPath: (server.project as NSString).deletingLastPathComponent)
  }

  @Test func startsOnceAndStops() async throws {
    let server = try LocalServer(project: makeProject())
    defer { remove(server) }
    #expect(server.status() == .absent)
    async let one = server.start()
    async let two = server.start()
    let (first, second) = try await (one, two)
    // Two at once: one has started it, both can connect.
    #expect(first.isNew != second.isNew)
    #expect(first.conninfo == second.conninfo)
    #expect(server.database == "my_app")
    for place in [first.conninfo, first.url, server.url] {
      #expect(
        try await psql(
          server.binaries, place, "SELECT current_database(), current_setting('fsync')")
          == "my_app|on")
    }
    #expect(try await psql(server.binaries, first.conninfo, "SHOW listen_addresses") == "")
    var info = stat()
    #expect(stat(server.socketFolder, &info) == 0)
    #expect(info.st_mode & 0o777 == 0o700 && info.st_uid == server.account.userID)
    #expect(try await server.stop())
    #expect(try await server.stop() == false)
    #expect(server.status() == .stopped)
  }

  @Test func survivesACrashAndAReusedProcessNumber() async throws {
    let server = try LocalServer(project: makeProject())
    defer { remove(server) }
    let first = try await server.start()
    _ = try await psql(server.binaries, first.conninfo, "CREATE TABLE kept AS SELECT 42 AS n")
    guard case .running(let pid, _) = server.status() else {
      Issue.record("not running")
      return
    }
    let file = "\(server.dataDirectory)/postmaster.pid"
    let left = try String(contentsOfFile: file, encoding: .utf8)
    #expect(kill(pid, SIGKILL) == 0)
    // The other processes of a killed server end by themselves.
    #expect(try await eventually(10) { server.status() == .stopped })
    try await Task.sleep(for: .milliseconds(300))
    // As after the restart of a container: the number belongs to somebody else, of the same user.
    let stranger = try Spawn.launch(
      server.account.command(["/bin/sleep", "600"]), environment: Spawn.cleanEnvironment())
    defer {
      kill(stranger, SIGKILL)
      Spawn.wait(for: stranger)
    }
    var lines = left.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[0] = "\(stranger)"
    try lines.joined(separator: "\n").write(toFile: file, atomically: false, encoding: .utf8)
    #expect(server.status() == .stopped)
    let again = try await server.start()
    #expect(again.isNew)
    #expect(try await psql(server.binaries, again.conninfo, "SELECT n FROM kept") == "42")
    try await server.stop()
  }

  @Test func startsAgainWhenItsSocketIsGone() async throws {
    let server = try LocalServer(project: makeProject())
    defer { remove(server) }
    _ = try await server.start()
    try FileManager.default.removeItem(atPath: server.socketFolder)
    let again = try await server.start()
    #expect(again.isNew)
    #expect(try await psql(server.binaries, again.conninfo, "SELECT 1") == "1")
    try await server.stop()
  }

  @Test func makesADroppedDatabaseAgain() async throws {
    let server = try LocalServer(project: makeProject(), database: "it's \"mine\"")
    defer { remove(server) }
    let first = try await server.start()
    let admin = first.conninfo.replacingOccurrences(
      of: #"'it\'s "mine"'"#, with: "postgres")
    #expect(try await psql(server.binaries, admin, #"DROP DATABASE "it's ""mine""""#) == "")
    let again = try await server.start()
    #expect(again.isNew == false)
    #expect(
      try await psql(server.binaries, again.conninfo, "SELECT current_database()")
        == "it's \"mine\"")
    try await server.stop()
  }

  @Test func keepsToTheVersionOfItsData() async throws {
    let server = try LocalServer(project: makeProject())
    defer { remove(server) }
    _ = try await server.start()
    try await server.stop()
    let error = try #require(throws: ServerError.self) {
      try LocalServer(project: server.project, binaries: [])
    }
    #expect(error.summary.contains("was made by PostgreSQL \(server.binaries.major)"))
    #expect(error.help.contains("rm -r \(server.dataDirectory)"))
  }
}
