import Foundation

extension Workspace {
  /// What `pg_dump` says of the schema: entries as a set, the lines of a CREATE TABLE in any order.
  func schema() async throws -> Set<String> {
    let text = try await dump("--schema-only", "--exclude-schema=whimbrel")
    let entries = text.components(separatedBy: "-- Name: ").map { entry -> String in
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
}
