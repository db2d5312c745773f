import Foundation
import WhimbrelPostgres

/// What `pg_dump` says of a database, rows included: entries by their title, the lines of a CREATE
/// TABLE and the rows in any order.
struct FuzzDump: Equatable, Sendable {
  private(set) var entries: [String: String]

  init(of database: TestDatabase) async throws {
    guard let binaries = database.server.binaries else {
      throw TestServerError("no pg_dump of the server's version is known")
    }
    let environment = ProcessInfo.processInfo.environment.merging(
      database.string.environment, uniquingKeysWith: { $1 })
    let command = [binaries.program("pg_dump")]
    let text: String = try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result {
            let outcome = try Spawn.run(command, environment: environment)
            guard outcome.status == 0 else { throw TestServerError(outcome.output) }
            return outcome.output
          })
      }
    }
    entries = [:]
    for (title, lines) in DumpEntries(text) {
      entries[title, default: ""] += Self.normal(lines, title)
    }
  }

  private static func normal(_ lines: [Substring], _ title: String) -> String {
    if let copy = lines.first, copy.hasPrefix("COPY ") {
      return ([copy] + lines.dropFirst().sorted()).joined(separator: "\n")
    }
    if title.contains("; Type: ACL;") {
      return lines.sorted().joined(separator: "\n")
    }
    guard
      let start = lines.firstIndex(where: { $0.hasPrefix("CREATE TABLE ") && $0.hasSuffix("(") })
    else { return lines.joined(separator: "\n") }
    let end = lines[start...].firstIndex { $0.hasPrefix(")") } ?? lines.endIndex
    let columns = lines[(start + 1)..<end].map { $0.hasSuffix(",") ? $0.dropLast() : $0 }
    return (lines[...start] + columns.sorted() + lines[end...]).joined(separator: "\n")
  }

  /// This dump with other rows in some schemas.
  func replacingRows(in schemas: Set<String>, by other: FuzzDump?) -> FuzzDump {
    guard let other else { return self }
    var dump = self
    for (title, text) in other.entries where title.hasPrefix("-- Data for Name: ") {
      guard schemas.contains(where: { title.contains("Schema: \($0);") }) else { continue }
      dump.entries[title] = text
    }
    return dump
  }

  /// The entries that only one of two dumps has, for a message.
  func difference(from other: FuzzDump) -> String {
    var lines: [String] = []
    for title in Set(entries.keys).union(other.entries.keys).sorted() {
      let (mine, theirs) = (entries[title], other.entries[title])
      if mine == theirs { continue }
      if let theirs { lines.append("- \(title)\n\(theirs)") }
      if let mine { lines.append("+ \(title)\n\(mine)") }
    }
    return lines.joined(separator: "\n")
  }
}
