import Foundation
import WhimbrelModel
import WhimbrelPostgres

/// The schema that every mutation starts from, made once a server and copied for each.
actor MutationBase {
  static let shared = MutationBase()

  struct Made: Sendable {
    let name: String
    let catalog: Catalog
    let dump: [String]
    /// Whether collations of ICU can be made.
    let hasICU: Bool
  }

  private var made: [String: Task<Made, any Error>] = [:]

  func base(on server: TestServer) async throws -> Made {
    let key = "\(server.version)"
    if let task = made[key] { return try await task.value }
    let task = Task {
      let name = "whimbrel_mutations_\(getpid())"
      let admin = try await Connection.connect(to: server.string)
      try await admin.execute("CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8'")
      await admin.close()
      let database = TestDatabase(server: server, string: server.string.with(database: name))
      let connection = try await database.connect()
      try await connection.execute(Mutation.base)
      let catalog = try await Inspector.inspect(connection, scope: Scope())
      let collations = try await connection.query(
        "SELECT 1 FROM pg_catalog.pg_collation WHERE collprovider = 'i' AND collname <> 'unicode' LIMIT 1"
      )
      // A database can be copied only while nobody is in it.
      await connection.close()
      return Made(
        name: name, catalog: catalog, dump: try await DumpLines.lines(of: database),
        hasICU: collations.count > 0)
    }
    made[key] = task
    return try await task.value
  }
}

/// What `pg_dump --schema-only` says of a database, without what differs between two runs.
enum DumpLines {
  /// Sorted, with the commas at the ends of lines left out: the order of columns is not compared.
  static func lines(of database: TestDatabase) async throws -> [String] {
    try await text(of: database).split(separator: "\n").filter { !$0.hasPrefix("--") }
      .map { plain(String($0)) }.sorted()
  }

  /// As a server takes it.
  static func text(of database: TestDatabase) async throws -> String {
    guard let binaries = database.server.binaries else {
      throw TestServerError("no pg_dump of PostgreSQL \(database.version.major)")
    }
    var environment = ProcessInfo.processInfo.environment
    environment.merge(database.string.environment) { $1 }
    let command = [binaries.program("pg_dump"), "--schema-only"]
    return try await run(command, environment).split(
      separator: "\n", omittingEmptySubsequences: false
    ).filter { !$0.hasPrefix("\\") && !$0.hasPrefix("pg_dump: ") }.joined(separator: "\n")
  }

  /// Without the comma at its end, and with storage parameters in one order: PostgreSQL keeps that in
  /// which they were set.
  private static func plain(_ line: String) -> String {
    let line = line.hasSuffix(",") ? String(line.dropLast()) : line
    if line.hasPrefix("CREATE STATISTICS "), let on = line.range(of: " ON "),
      let from = line.range(of: " FROM ", options: .backwards)
    {
      // In the order of the table's columns.
      let names = line[on.upperBound..<from.lowerBound].components(separatedBy: ", ").sorted()
      return line[..<on.upperBound] + names.joined(separator: ", ") + line[from.lowerBound...]
    }
    guard line.hasPrefix("WITH ("), let end = line.lastIndex(of: ")") else { return line }
    let start = line.index(line.startIndex, offsetBy: 6)
    let options = line[start..<end].components(separatedBy: ", ").sorted()
    return "WITH (" + options.joined(separator: ", ") + line[end...]
  }

  private static func run(_ command: [String], _ environment: [String: String]) async throws
    -> String
  {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            let outcome = try Spawn.run(command, environment: environment)
            guard outcome.status == 0 else { throw TestServerError(outcome.output) }
            return outcome.output
          })
      }
    }
  }

  /// The lines that only one side has, for a message.
  static func difference(_ left: [String], _ right: [String]) -> String {
    let changes = right.difference(from: left)
    return changes.map { change in
      switch change {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }.joined(separator: "\n")
  }
}
