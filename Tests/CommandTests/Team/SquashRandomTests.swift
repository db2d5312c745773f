import Foundation
import Testing

/// Random chains with rows on the way, squashed from anywhere to anywhere: a database before the range,
/// one in it and one after it end as the originals alone would have led them.
@Suite struct SquashRandomTests {
  private static let count =
    ProcessInfo.processInfo.environment["WHIMBREL_TEST_SOAK"] == nil ? 2 : 150

  @Test(arguments: 0..<count)
  func endsEqual(seed: Int) async throws {
    try await Repository.with { team in
      var chain = RandomChain(seed: UInt64(seed + 1))
      let length = Int.random(in: 5...9, using: &chain.random)
      for number in 1...length {
        let (up, down) = chain.step()
        try team.project.write(
          "versions/2025010\(number)_000000_step.sql",
          """
          -- step \(number)
          --
          -- Revision ID: \(Self.id(number))
          -- Revises: \(number == 1 ? "" : Self.id(number - 1))
          -- Create Date: 2025-01-01T00:00:00Z

          -- whimbrel: upgrade

          \(up)

          -- whimbrel: downgrade

          \(down)

          """)
      }
      try await team.run("verify", "--rehash")
      let first = Int.random(in: 1..<length, using: &chain.random)
      let last = Int.random(in: first + 1...length, using: &chain.random)
      let stops = [0, first - 1, Int.random(in: first...last, using: &chain.random), last]
      let databases = try await stops.asyncMap { stop in
        let database = try await team.project.withNewDatabase()
        if stop > 0 { try await team.run("upgrade", Self.id(stop), on: database) }
        return database
      }
      let reference = try await team.project.withNewDatabase()
      try await team.run("upgrade", on: reference)
      try await team.run("squash", "\(Self.id(first)):\(Self.id(last))")
      let expected = try await Self.everything(in: reference)
      for (stop, database) in zip(stops, databases) {
        try await team.run("upgrade", on: database)
        let found = try await Self.everything(in: database)
        #expect(
          found == expected,
          "seed \(seed), \(first)...\(last) from \(stop): \(found.symmetricDifference(expected))")
      }
    }
  }

  private static func id(_ number: Int) -> String { String(repeating: "\(number)", count: 12) }

  private static func everything(in database: Workspace) async throws -> Set<String> {
    let rows = try await database.dump(
      "--data-only", "--column-inserts", "--exclude-schema=whimbrel")
    return try await database.schema().union(
      rows.split(separator: "\n").filter { $0.hasPrefix("INSERT") }.map(String.init))
  }
}

/// Steps that each change what the ones before have left, with what takes them back.
private struct RandomChain {
  private struct Table {
    var name: String
    /// Columns beside `id`, with their types.
    var columns: [(name: String, type: String)]
    var comment = "NULL"
  }

  var random: Generator
  private var tables: [Table] = []
  private var number = 0

  init(seed: UInt64) { random = Generator(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1) }

  mutating func step() -> (up: String, down: String) {
    number += 1
    guard let place = tables.indices.randomElement(using: &random),
      Int.random(in: 0..<5, using: &random) > 0
    else {
      tables.append(Table(name: "t\(number)", columns: [("a\(number)", "integer")]))
      return (
        "CREATE TABLE t\(number) (id integer, a\(number) integer);", "DROP TABLE t\(number);"
      )
    }
    var table = tables[place]
    defer { tables[place] = table }
    return change(&table)
  }

  private mutating func change(_ table: inout Table) -> (up: String, down: String) {
    let name = table.name
    let alter = "ALTER TABLE \(name)"
    let place = table.columns.indices.randomElement(using: &random)
    switch (Int.random(in: 0..<9, using: &random), place) {
    case (0, _):
      table.columns.append(("c\(number)", "integer"))
      return (
        "\(alter) ADD COLUMN c\(number) integer DEFAULT \(number) NOT NULL;\n\n"
          + "\(alter) ALTER c\(number) DROP DEFAULT;", "\(alter) DROP COLUMN c\(number);"
      )
    case (1, let place?):
      let old = table.columns[place].name
      table.columns[place].name = "r\(number)"
      return (
        "\(alter) RENAME \(old) TO r\(number);", "\(alter) RENAME r\(number) TO \(old);"
      )
    case (2, let place?):
      let column = table.columns[place]
      let type = column.type == "integer" ? "bigint" : "integer"
      table.columns[place].type = type
      return (
        "\(alter) ALTER \(column.name) TYPE \(type) USING \(column.name) * 2;",
        "\(alter) ALTER \(column.name) TYPE \(column.type) USING \(column.name) / 2;"
      )
    case (3, let place?):
      let column = table.columns.remove(at: place)
      return (
        "\(alter) DROP COLUMN \(column.name);", "-- whimbrel: irreversible its rows are gone"
      )
    case (4, _):
      table.name = "t\(number)"
      return ("\(alter) RENAME TO t\(number);", "ALTER TABLE t\(number) RENAME TO \(name);")
    case (5, let place?):
      let column = table.columns[place].name
      return (
        "CREATE INDEX i\(number) ON \(name) (\(column));", "DROP INDEX i\(number);"
      )
    case (6, _):
      let before = table.comment
      table.comment = "'\(number)'"
      return (
        "COMMENT ON TABLE \(name) IS '\(number)';", "COMMENT ON TABLE \(name) IS \(before);"
      )
    default:
      let columns = ["id"] + table.columns.map(\.name)
      let values = columns.indices.map { "\(number + $0)" }
      return (
        "INSERT INTO \(name) (\(columns.joined(separator: ", "))) "
          + "VALUES (\(values.joined(separator: ", ")));",
        "DELETE FROM \(name) WHERE id = \(number);"
      )
    }
  }

  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state &* 0x2545_F491_4F6C_DD1D
    }
  }
}

extension Array {
  fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async throws -> [Value]
  {
    var values: [Value] = []
    for element in self { values.append(try await body(element)) }
    return values
  }
}
