import Foundation
import WhimbrelPostgres

/// What `pg_dump --schema-only` says of a database, in a form in which equal means the same schema:
/// without the lines that change from run to run, entries as a set, the lines of a CREATE TABLE in any
/// order.
struct SchemaDump: Equatable {
  let entries: Set<String>

  /// Dumped by the server's own version; `excluding` names schemas that are left out.
  init(of database: TestDatabase, excluding: [String] = ["whimbrel"]) async throws {
    guard let binaries = database.server.binaries else {
      throw TestServerError("no pg_dump of the server's version is known")
    }
    let program = binaries.program("pg_dump")
    let environment = ProcessInfo.processInfo.environment.merging(
      database.string.environment, uniquingKeysWith: { $1 })
    var command = [program, "--schema-only"]
    command += excluding.map { "--exclude-schema=\($0)" }
    let arguments = command
    let text = try await Task.detached {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: arguments[0])
      process.arguments = Array(arguments.dropFirst())
      process.environment = environment
      let output = Pipe()
      process.standardOutput = output
      // It warns of functions in a circle, which it cannot put in order.
      let warnings = Pipe()
      process.standardError = warnings
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        let reason = warnings.fileHandleForReading.readDataToEndOfFile()
        throw TestServerError("pg_dump failed: \(String(decoding: reason, as: UTF8.self))")
      }
      return String(decoding: data, as: UTF8.self)
    }.value
    self.init(text: text)
  }

  init(text: String) {
    entries = Set(DumpEntries(text).map { Self.normal([Substring($0.title)] + $0.lines) })
  }

  private static func normal(_ lines: [Substring]) -> String {
    guard let start = lines.firstIndex(where: { $0.hasPrefix("CREATE ") && $0.hasSuffix("(") })
    else { return lines.joined(separator: "\n") }
    let end = lines[start...].firstIndex { $0.hasPrefix(")") } ?? lines.endIndex
    let columns = lines[(start + 1)..<end].map { $0.hasSuffix(",") ? $0.dropLast() : $0 }
    return (lines[...start] + columns.sorted() + lines[end...]).joined(separator: "\n")
  }

  /// The entries that only one of two dumps has, for a message.
  func difference(from other: SchemaDump) -> String {
    let mine = entries.subtracting(other.entries).sorted().map { "+ \($0)" }
    let theirs = other.entries.subtracting(entries).sorted().map { "- \($0)" }
    return (theirs + mine).joined(separator: "\n")
  }
}
