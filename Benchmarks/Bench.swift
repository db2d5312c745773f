import Foundation
import WhimbrelPostgres

/// The whole of the benchmarks.
struct Bench {
  let server: ThrowawayServer
  /// The folder of the programs that were built along with this one.
  let programs: String
  /// A folder for files, gone afterwards.
  let folder: String

  static func run(_ sizes: [Int]) async throws {
    let own = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let folder = NSTemporaryDirectory() + "whimbrel-bench-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = try await ThrowawayServer.start(major: 15)
    let bench = Bench(
      server: server, programs: own.deletingLastPathComponent().path, folder: folder)
    do {
      try bench.startUp()
      for size in sizes { try bench.databases(of: size) }
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  func tool(_ name: String) -> String { "\(server.binaries.directory)/\(name)" }
  var whimbrel: String { "\(programs)/whimbrel" }

  private func startUp() throws {
    Report.heading("start-up")
    let measured = try Measurement(
      rounds: 31,
      [
        { try Child.run([whimbrel, "--help"]) }, { try Child.run([tool("psql"), "--version"]) },
      ])
    Report.compare(
      "whimbrel --help", measured.costs[0], with: ("psql --version", measured.costs[1]), limit: 1)
  }

  /// Makes two databases that differ a little, and times what reads them.
  private func databases(of tables: Int) throws {
    Report.heading("\(tables) tables")
    let workload = Workload(tables: tables)
    let (one, other) = ("bench_\(tables)", "bench_\(tables)_other")
    for (name, variant) in [(one, false), (other, true)] {
      let file = "\(folder)/\(name).sql"
      // Many locks at once are not what is measured here.
      try workload.sql(variant: variant).write(toFile: file, atomically: true, encoding: .utf8)
      try make(name)
      _ = try Child.run(psql(name) + ["-f", file])
      _ = try Child.run(psql(name) + ["-c", "VACUUM ANALYZE"])
    }
    let (first, second) = (server.conninfo(database: one), server.conninfo(database: other))
    let inspect = [CommandLine.arguments[0], "inspect", first]
    let dump = [tool("pg_dump"), "--schema-only", "-d", first]
    let diff = [whimbrel, "diff", "--from", first, "--to", second]
    let measured = try Measurement(
      rounds: tables > 2_000 ? 3 : 7,
      [{ try Child.run(inspect) }, { try Child.run(diff) }, { try Child.run(dump) }])
    let peer = ("pg_dump --schema-only", measured.costs[2])
    Report.compare("inspect", measured.costs[0], with: peer, limit: 1)
    Report.compare("diff of two", measured.costs[1], with: peer, limit: 2.5)
    let perTable = measured.costs[0].seconds * 1_000_000 / Double(tables)
    Report.note(String(format: "inspect per table %.0f µs", perTable))
  }

  private func make(_ database: String) throws {
    _ = try Child.run(psql("postgres") + ["-c", "CREATE DATABASE \(database) TEMPLATE template0"])
  }

  func psql(_ database: String) -> [String] {
    [tool("psql"), "-Xq", "-v", "ON_ERROR_STOP=1", "-d", server.conninfo(database: database)]
  }
}
