import Foundation
import Testing

extension Workspace {
  /// What `pg_dump` says of the schema: entries as a set, the lines of a CREATE TABLE in any order.
  func schema() async throws -> Set<String> { Self.entries(of: try await schemaDump()) }

  /// The same as a text that can be loaded.
  func schemaDump() async throws -> String {
    try await dump("--schema-only", "--exclude-schema=whimbrel")
  }

  /// What two dumps do not share; nothing when both say the same once they were loaded again, as
  /// PostgreSQL prints some expressions in other words then.
  static func difference(
    _ one: String, _ other: String, on server: CommandServer
  ) async throws -> Set<String> {
    let difference = entries(of: one).symmetricDifference(entries(of: other))
    if difference.isEmpty { return [] }
    var again: [Set<String>] = []
    for dump in [one, other] {
      let copy = try await make(on: server)
      defer { copy.remove() }
      try await copy.load(dump)
      again.append(try await copy.schema())
    }
    return again[0].symmetricDifference(again[1])
  }

  private static func entries(of dump: String) -> Set<String> {
    let entries = dump.components(separatedBy: "-- Name: ").map { entry -> String in
      var lines = entry.split(separator: "\n").filter { $0 != "--" && !$0.hasPrefix("-- Dumped") }
      guard let start = lines.firstIndex(where: { $0.hasPrefix("CREATE TABLE") }),
        let end = lines[start...].firstIndex(where: { $0.hasPrefix(")") })
      else { return lines.joined(separator: "\n") }
      let columns = lines[(start + 1)..<end].map { $0.hasSuffix(",") ? $0.dropLast() : $0 }
      lines.replaceSubrange((start + 1)..<end, with: columns.sorted())
      return lines.joined(separator: "\n")
    }
    return Set(entries)
  }

  /// Runs a dump in the database, as psql does.
  func load(_ dump: String) async throws {
    try write("loaded.sql", dump)
    let process = Process()
    process.executableURL = URL(
      fileURLWithPath: try await server.started().binaries.program("psql"))
    process.arguments = ["-Xq", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null"]
    process.arguments? += ["-c", "SET client_min_messages = error", "-f", "\(folder)/loaded.sql"]
    process.environment = ProcessInfo.processInfo.environment.merging(database.environment) { $1 }
    try process.run()
    process.waitUntilExit()
    try FileManager.default.removeItem(atPath: "\(folder)/loaded.sql")
    #expect(process.terminationStatus == 0, "the dump was not loaded")
  }
}
