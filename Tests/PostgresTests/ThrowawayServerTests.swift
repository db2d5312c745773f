import Foundation
import Testing

@testable import WhimbrelPostgres

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
