/// The entries of a `pg_dump` in plain SQL: a title each, and its lines.
///
/// Where tables are to be made is a setting that stands before the first one that it is for, and so goes
/// with whatever came before that: it is said of each table here.
struct DumpEntries: Sequence, IteratorProtocol {
  private var rest: ArraySlice<Substring>
  /// What is not set before the first table that needs it is as it always is.
  private var settings: [Substring: Substring] = [
    "SET default_tablespace ": "SET default_tablespace = '';",
    "SET default_table_access_method ": "SET default_table_access_method = heap;",
  ]
  private var title = ""

  init(_ text: String) {
    rest = text.split(separator: "\n", omittingEmptySubsequences: true)[...]
  }

  mutating func next() -> (title: String, lines: [Substring])? {
    while !rest.isEmpty {
      let entry = (title: title, lines: lines())
      if !entry.lines.isEmpty { return entry }
    }
    return nil
  }

  /// Those up to the next title, which is remembered.
  private mutating func lines() -> [Substring] {
    var lines: [Substring] = []
    while let line = rest.popFirst() {
      if line.hasPrefix("-- Name: ") || line.hasPrefix("-- Data for Name: ") {
        title = String(line)
        return lines
      }
      if line.hasPrefix("SET default_") {
        settings[line.prefix { $0 != "=" }] = line
      } else if !Self.isNoise(line) {
        if line.hasPrefix("CREATE TABLE ") || line.hasPrefix("CREATE MATERIALIZED VIEW ") {
          lines += settings.values.sorted()
        }
        lines.append(line)
      }
    }
    return lines
  }

  private static func isNoise(_ line: Substring) -> Bool {
    line == "--"
      || ["-- Dumped ", "\\restrict", "\\unrestrict", "-- PostgreSQL database dump"]
        .contains(where: line.hasPrefix)
  }
}
