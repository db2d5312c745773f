import WhimbrelModel

/// A schema of its own with objects and rows, and what becomes of it; many share a database and a plan.
protocol FuzzWorld: Sendable {
  /// The schema that everything is in.
  var schema: String { get }
  /// How many pieces it is made of, any of which can be left out to find what fails.
  var size: Int { get }
  func without(_ piece: Int) -> Self
  func sql(_ side: FuzzSide) -> String
  var hints: Hints { get }
  /// Whether the way back brings every row back.
  var isExact: Bool { get }
  /// Whether no table may be written anew.
  var keepsHeap: Bool { get }
  /// What a dump leaves out, as queries with one row and one column each.
  func queries(_ side: FuzzSide) -> [String]
}

/// What a world looks like: at first, changed, and with the change taken back.
enum FuzzSide: Sendable { case before, after, back }

/// What one of the kinds of piece adds to a world's script.
struct FuzzScript {
  /// Before the main table is there: types, functions, other tables.
  var first: [String] = []
  /// Of the main table.
  var columns: [String] = []
  /// For each of these columns the value in a row.
  var values: [(name: String, value: @Sendable (Int) -> String)] = []
  var constraints: [String] = []
  /// After the rows are there.
  var last: [String] = []
  /// One row and one column each.
  var queries: [String] = []

  func sql(table: String, rows: Int) -> String {
    let table = table
    var statements = first
    let columns = (["id int PRIMARY KEY"] + self.columns + constraints).joined(separator: ",\n  ")
    statements.append("CREATE TABLE \(table) (\n  \(columns)\n)")
    if rows > 0 {
      let names = (["id"] + values.map(\.name)).joined(separator: ", ")
      let lines = (1...rows).map { row in
        "(" + (["\(row)"] + values.map { $0.value(row) }).joined(separator: ", ") + ")"
      }
      statements.append(
        "INSERT INTO \(table) (\(names)) VALUES \(lines.joined(separator: ",\n  "))")
    }
    return (statements + last).joined(separator: ";\n") + ";"
  }
}
