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
    let folder = NSTemporaryDirectory() + "/whimbrel-bench-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = try await ThrowawayServer.start(major: 15)
    let bench = Bench(
      server: server, programs: own.deletingLastPathComponent().path, folder: folder)
    do {
      try bench.startUp()
      for size in sizes { try bench.tables(size) }
      if sizes.contains(1_000) { try bench.growth(from: 1_000, to: 10_000) }
      try await bench.replay(revisions: 500)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  func tool(_ name: String) -> String { "\(server.binaries.directory)/\(name)" }
  var whimbrel: String { "\(programs)/whimbrel" }

  /// psql on one of the server's databases.
  func psql(_ database: String) -> [String] {
    [tool("psql"), "-Xq", "-v", "ON_ERROR_STOP=1", "-d", server.conninfo(database: database)]
  }

  /// Makes an empty database in place of one of that name.
  func make(_ database: String) throws {
    _ = try Child.run(
      psql("postgres") + [
        "-c", "SET client_min_messages = warning", "-c", "DROP DATABASE IF EXISTS \(database)",
        "-c", "CREATE DATABASE \(database) TEMPLATE template0",
      ])
  }

  private func startUp() throws {
    Report.heading("start-up")
    let costs = try Measurement(
      rounds: 31,
      [
        { try Child.run([whimbrel, "--help"]) },
        // What the command is: Debian's starts the program of the right version.
        { try Child.run(["psql", "--version"]) },
        { try Child.run([tool("psql"), "--version"]) },
      ]
    ).costs
    Report.compare("whimbrel --help", costs[0], with: ("psql --version", costs[1]), limit: 1)
    Report.single("psql itself", costs[2])
  }

  private func tables(_ count: Int) throws {
    Report.heading("\(count) tables")
    let rounds = count > 2_000 ? 3 : 7
    let workload = Workload(tables: count)
    _ = try catalogs(workload, rounds: rounds)
    try migrations(workload, rounds: rounds)
  }

  /// Ten times the tables take about ten times as long, and as much memory for each.
  private func growth(from few: Int, to many: Int) throws {
    Report.heading("from \(few) to \(many) tables")
    let (small, large) = (
      try catalogs(Workload(tables: few), rounds: 5),
      try catalogs(Workload(tables: many), rounds: 3)
    )
    Report.compare("diff of \(many)", large, with: ("diff of \(few)", small), limit: 12)
    Report.perTable(small, few)
    Report.perTable(large, many)
  }

  /// Makes two databases that differ a little, times what reads them, and gives what comparing them
  /// costs.
  private func catalogs(_ workload: Workload, rounds: Int) throws -> Cost {
    let names = ["bench_one", "bench_other"]
    for (name, variant) in zip(names, [false, true]) {
      let file = "\(folder)/\(name).sql"
      try workload.sql(variant: variant).write(toFile: file, atomically: true, encoding: .utf8)
      try make(name)
      _ = try Child.run(psql(name) + ["-f", file])
      _ = try Child.run(psql(name) + ["-c", "VACUUM ANALYZE"])
    }
    let sides = names.map { server.conninfo(database: $0) }
    let costs = try Measurement(
      rounds: rounds,
      [
        { try Child.run([CommandLine.arguments[0], "inspect", sides[0]]) },
        { try Child.run([whimbrel, "diff", "--from", sides[0], "--to", sides[1]]) },
        { try Child.run([tool("pg_dump"), "--schema-only", "-d", sides[0]]) },
      ]
    ).costs
    let peer = ("pg_dump --schema-only", costs[2])
    Report.compare("inspect", costs[0], with: peer, limit: 1)
    Report.compare("diff of two", costs[1], with: peer, limit: 2.5)
    Report.perTable(costs[0], workload.tables)
    return costs[1]
  }
}
