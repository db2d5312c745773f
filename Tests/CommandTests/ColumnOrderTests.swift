import Foundation
import Testing

/// Columns in another order are said, and are no difference.
@Suite(.timeLimit(.minutes(30))) struct ColumnOrderTests {
  @Test func diffAndCheckSayIt() async throws {
    try await Workspace.with { project in
      try project.write("a.sql", "CREATE TABLE t (a int, b int, c int); CREATE TABLE u (x int);")
      try project.write(
        "b.sql", "CREATE TABLE t (a int, \"New\" int, c int, b int); CREATE TABLE u (x int);")
      let diff = try await project.expect(
        .whimbrel, "diff", "--from", "a.sql", "--to", "b.sql")
      #expect(diff.output.contains("ADD COLUMN \"New\""))
      let note =
        "table t: its columns are in another order from b on; no table is made anew for that"
      #expect(diff.errors.contains("note: \(note)"), "\(diff.errors)")

      try project.write("b.sql", "CREATE TABLE t (a int, c int, b int); CREATE TABLE u (x int);")
      let equal = try await project.expect(
        .whimbrel, "diff", "--from", "a.sql", "--to", "b.sql", "--exit-code")
      #expect(equal.output.isEmpty && equal.errors.contains(note))
      let json = try await project.expect(
        .whimbrel, "diff", "--from", "a.sql", "--to", "b.sql", "--format", "json")
      #expect(json.output.contains(#""subject": "column-order""#), "\(json.output)")

      try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "a.sql")
      try await project.expect(.whimbrel, "upgrade")
      let check = try await project.expect(.whimbrel, "check", "--schema", "b.sql", "--verbose")
      #expect(check.output.contains("note: \(note)"), "\(check.output)")
      // Adding a column in the middle of a model is nothing to be told of each day.
      let daily = try await project.expect(.whimbrel, "check", "--schema", "b.sql")
      #expect(!daily.output.contains("note:"), "\(daily.output)")
      // What was added later stands last, wherever the model has it.
      try await project.execute("ALTER TABLE t DROP COLUMN b; ALTER TABLE t ADD COLUMN b int")
      let clean = try await project.expect(.whimbrel, "check", "--schema", "a.sql")
      #expect(clean.output.contains("note: \(note)"), "\(clean.output)")
    }
  }

  /// However many they are, they take one line.
  @Test func manyTablesTakeOneLine() async throws {
    try await Workspace.with { project in
      let tables = (1...5).map { "t\($0)" }
      func sql(_ columns: String) -> String {
        tables.map { "CREATE TABLE \($0) (\(columns));" }.joined(separator: "\n")
      }
      try project.write("a.sql", sql("a int, b int"))
      try project.write("b.sql", sql("b int, a int"))
      let diff = try await project.expect(
        .whimbrel, "diff", "--from", "a.sql", "--to", "b.sql", "--exit-code")
      #expect(
        diff.errors == """
          note: table t1, table t2, table t3 and 2 more: their columns are in another order; no table is made anew for that

          """, "\(diff.errors)")
    }
  }
}
