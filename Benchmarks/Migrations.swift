import Foundation

extension Bench {
  /// A project whose one revision makes all of the tables: times applying and checking it.
  func migrations(_ workload: Workload, rounds: Int) throws {
    let project = try Project(folder: "\(folder)/project", workload)
    defer { project.remove() }
    _ = try whimbrel(project, ["revision", "-m", "all", "--from", "versions", "--no-proof"])
    let (ours, theirs) = ("bench_upgraded", "bench_psql")
    let plain = try project.upgradeSQL()
    let upgrading = try Measurement(
      rounds: rounds,
      [
        {
          try make(ours)
          return try whimbrel(project, ["upgrade", "--database-url", url(ours)])
        },
        {
          try make(theirs)
          return try Child.run(psql(theirs) + ["-f", plain])
        },
      ]
    ).costs
    Report.compare("upgrade", upgrading[0], with: ("psql -f", upgrading[1]), limit: 1.1)

    let check = ["check", "--database-url", url(ours)]
    var cold = project
    cold.cache = "\(project.folder)/cold"
    let checking = try Measurement(
      rounds: rounds,
      [
        { try whimbrel(project, check) },
        {
          cold.forget()
          return try whimbrel(cold, check)
        },
        { try Child.run([tool("pg_dump"), "--schema-only", "-d", url(ours)]) },
      ]
    ).costs
    let peer = ("pg_dump --schema-only", checking[2])
    Report.compare("check, warm", checking[0], with: peer, limit: 0.6)
    Report.compare("check, cold", checking[1], with: peer, limit: 8)

    try project.addTable()
    let proving = try Measurement(
      rounds: max(rounds / 2, 1),
      [
        {
          cold.forget()
          return try whimbrel(cold, ["revision", "-m", "one", "--from", "versions", "--dry-run"])
        }
      ]
    ).costs
    Report.compare(
      "one more table, proved", proving[0], with: ("check, cold", checking[1]), limit: 1.5)
  }

  private func url(_ database: String) -> String { server.conninfo(database: database) }

  private func whimbrel(_ project: Project, _ words: [String]) throws -> Cost {
    try Child.run([whimbrel] + words + project.options, environment: project.environment)
  }
}

/// A project on disk with an SQL file as its desired state.
struct Project {
  let folder: String
  /// Where the command keeps what it knows already.
  var cache: String

  init(folder: String, _ workload: Workload) throws {
    self.folder = folder
    cache = "\(folder)/cache"
    for path in ["\(folder)/versions", cache] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    try workload.sql().write(toFile: schema, atomically: true, encoding: .utf8)
  }

  private var schema: String { "\(folder)/schema.sql" }
  var options: [String] { ["--schema", schema, "--versions", "\(folder)/versions"] }
  var environment: [String: String] { ["XDG_CACHE_HOME": cache] }

  func addTable() throws {
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: schema))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("CREATE TABLE one_more (id integer PRIMARY KEY);\n".utf8))
    try handle.close()
  }

  /// Forgets the catalogs, and keeps what servers are started from.
  func forget() { try? FileManager.default.removeItem(atPath: "\(cache)/whimbrel/catalogs") }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// The statements of the revision's upgrade in a file for psql.
  func upgradeSQL() throws -> String {
    let versions = "\(folder)/versions"
    let names = try FileManager.default.contentsOfDirectory(atPath: versions)
    guard let name = names.first(where: { $0.hasSuffix(".sql") }) else {
      throw Failure("no revision was written")
    }
    let text = try String(contentsOfFile: "\(versions)/\(name)", encoding: .utf8)
    let parts = text.components(separatedBy: "-- whimbrel: ")
    guard let upgrade = parts.first(where: { $0.hasPrefix("upgrade\n") }) else {
      throw Failure("the revision has no upgrade")
    }
    let path = "\(folder)/upgrade.sql"
    try String(upgrade.dropFirst("upgrade\n".count))
      .write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }
}
