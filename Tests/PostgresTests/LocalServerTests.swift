import Foundation
import Testing

@testable import WhimbrelPostgres

/// A project folder of a test's own, under a path with a space and a quote.
private func makeProject() throws -> String {
  let path = NSTemporaryDirectory() + "whimbrel test's \(UInt32.random(in: .min ... .max))/My App"
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  return path
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
