import Testing
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Columns with keys that become CITEXT: what is asked of the rows finds the values that are the same
/// without case, and nothing else.
@Suite struct ClashTests {
  private static let share = 25

  @Test(arguments: 0..<(FuzzTests.isSoak ? 20 : 2)) func clashes(_ part: Int) async throws {
    try await TestDatabase.each("citext clash \(part)", extensions: ["citext"]) { database in
      let tables = (0..<Self.share).map { number in
        var random = FuzzRandom(
          seed: FuzzTests.seed ^ 0xC1A5, part: part * Self.share + number)
        return ClashingTable(number, &random)
      }
      let wanted = try await TestDatabase.with(database.server) { fresh in
        let connection = try await fresh.connect()
        try await connection.execute("CREATE EXTENSION citext")
        for table in tables { try await connection.execute(table.sql("citext", rows: [])) }
        let catalog = try await Inspector.inspect(connection, scope: Scope())
        await connection.close()
        return catalog
      }
      let connection = try await database.connect()
      for table in tables { try await connection.execute(table.sql(table.type, rows: table.rows)) }
      let start = try await Inspector.inspect(connection, scope: Scope())
      let plan = Planner.plan(from: start, to: wanted)
      for table in tables {
        let asked = plan.preflights.filter { $0.title.text.contains(" in \(table.name) ") }
        try #require(asked.count == 1, "seed \(FuzzTests.seed): \(table)")
        let rows = try await connection.query(asked[0].query.text)
        let found = rows.indices.compactMap { rows[$0, 0] }.sorted()
        #expect(found == table.clashes, "seed \(FuzzTests.seed): \(table)")
      }
      // Rows that clash are refused, and nothing is changed.
      let dump = try await FuzzDump(of: database)
      if tables.contains(where: { !$0.clashes.isEmpty }) {
        await #expect(throws: PostgresError.self) {
          _ = try await connection.pipeline(
            ["BEGIN"] + plan.statements.map { Query($0.sql) } + ["COMMIT"])
        }
        _ = try await connection.execute("ROLLBACK")
        #expect(try await FuzzDump(of: database) == dump)
      }
      await connection.close()
    }
  }
}

/// A table with a key and rows, some of which differ in case alone.
private struct ClashingTable: Sendable {
  let name: String
  let type: String
  let key: String
  /// Whether the key has a second column.
  let isPair: Bool
  let rows: [(word: String, group: Int)]

  init(_ number: Int, _ random: inout FuzzRandom) {
    name = number % 2 == 0 ? "t\(number)" : "\"T \(number)\""
    type = ["text", "varchar", "varchar(30)", "char(12)"][random.below(4)]
    isPair = random.chance(30)
    let columns = isPair ? "c, g" : "c"
    key =
      [
        "; ALTER TABLE \(name) ADD UNIQUE (\(columns))",
        "; CREATE UNIQUE INDEX ON \(name) (\(columns))",
        "; ALTER TABLE \(name) ADD CONSTRAINT \"k \(number)\" UNIQUE (\(columns)) DEFERRABLE",
      ][random.below(3)]
    var rows: [(word: String, group: Int)] = []
    let words = [
      "alpha", "Alpha", "ALPHA", "beta", "bETA", "it's", "IT'S", "a b", "x@y.z", "X@Y.Z", "",
    ]
    for word in words.shuffled(using: &random).prefix(random.chance(40) ? 3 : 6) {
      rows.append((word, random.below(2)))
    }
    self.rows = rows
  }

  func sql(_ type: String, rows: [(word: String, group: Int)]) -> String {
    let lines = rows.enumerated().map { "(\($0), \(SQLText($1.word).literal), \($1.group))" }
    return "CREATE TABLE \(name) (id int PRIMARY KEY, c \(type), g int)\(key);"
      + (lines.isEmpty
        ? ""
        : " INSERT INTO \(name) VALUES \(lines.joined(separator: ", ")), (100, NULL, 0), (101, NULL, 0);")
  }

  /// What is shown of each set of values that are the same without case.
  var clashes: [String] {
    let all = rows.enumerated().map { (id: $0, word: $1.word, group: $1.group) }
    let groups = Dictionary(grouping: all) { row in
      row.word.lowercased() + (isPair ? "|\(row.group)" : "")
    }
    return groups.values.filter { $0.count > 1 }.map { rows in
      rows.sorted { SQLText($0.word) < SQLText($1.word) }
        .map { "\(SQLText($0.word).literal) (id \($0.id))" }.joined(separator: ", ")
    }.sorted()
  }
}
