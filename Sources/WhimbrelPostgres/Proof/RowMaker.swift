import WhimbrelModel

/// Puts a row into tables, so that what a revision says of rows is met: casts, guards, checks.
///
/// Values are made for each type. Where checks and keys ask for more, those are tried that the checks
/// themselves name; where no row can be made, that is said.
package struct RowMaker {
  let connection: Connection
  package let shapes: RowShapes
  package private(set) var filled: Set<ObjectID> = []
  /// The tables with a row of ours, by their object identifiers, in the order in which they got it: a
  /// revision may give them other names.
  private var made: [Int] = []
  /// Tables that have no row, and what the server said to it.
  package private(set) var refused: [ObjectID: String] = [:]

  /// For rows in these tables, or in any.
  package init(
    _ connection: Connection, scope: Scope, for tables: Set<ObjectID>? = nil
  ) async throws {
    self.connection = connection
    shapes = try await RowShapes.read(connection, scope: scope, of: tables)
  }

  /// Puts a row into each of the tables that has none, and into those that their keys point to.
  package mutating func fill(_ wanted: Set<ObjectID>) async throws {
    var waiting = withReferenced(wanted)
    try await skipFilled(&waiting)
    var isProgress = true
    while isProgress, !waiting.isEmpty {
      isProgress = false
      for id in waiting {
        guard let table = shapes.tables[id] else { continue }
        if let refusal = try await insert(into: table) {
          refused[id] = refusal
        } else {
          refused[id] = nil
          filled.insert(id)
          made.append(table.oid)
          isProgress = true
        }
      }
      waiting.removeAll(where: filled.contains)
    }
  }

  /// Takes our rows out again, whatever the tables are called by now.
  package mutating func empty() async throws {
    let names = try await connection.query(
      """
      SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
      FROM pg_catalog.unnest($1::pg_catalog.oid[]) WITH ORDINALITY u (id, i)
      JOIN pg_catalog.pg_class c ON c.oid = u.id
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      ORDER BY u.i DESC
      """, ["{" + made.map(String.init).joined(separator: ",") + "}"])
    made = []
    filled = []
    let tables = names.indices.compactMap { names[$0, 0] }
    // What refers to others goes first. Where rows refer to each other, or a trigger keeps them,
    // they go all at once.
    let results = try await connection.attempts(tables.map { Query("DELETE FROM \($0)") })
    let isLeft = results.contains {
      if case .success(let rows) = $0 { rows.affected == 0 } else { true }
    }
    if isLeft, !tables.isEmpty {
      try await connection.execute("TRUNCATE \(tables.joined(separator: ", ")) CASCADE")
    }
  }

  private func withReferenced(_ wanted: Set<ObjectID>) -> [ObjectID] {
    var found: [ObjectID] = []
    var queue = wanted.sorted()
    while let id = queue.popLast() {
      guard !found.contains(id), let table = shapes.tables[id] else { continue }
      // What others refer to goes first.
      found.insert(id, at: 0)
      queue += table.foreignKeys.map(\.references)
    }
    return found
  }

  private mutating func skipFilled(_ waiting: inout [ObjectID]) async throws {
    for id in waiting where shapes.tables[id]?.kind == UInt8(ascii: "f") {
      refused[id] = "its rows are on another server"
    }
    waiting.removeAll { refused[$0] != nil || filled.contains($0) }
    let answers = try await connection.attempts(
      waiting.map { Query("SELECT EXISTS (SELECT FROM \($0.relation))") })
    for (id, answer) in zip(waiting, answers) {
      if case .success(let rows) = answer, rows.bool(0, 0) == true { filled.insert(id) }
    }
    waiting.removeAll(where: filled.contains)
  }

  /// nil when there is a row now, else what the server said last.
  private func insert(into table: RowShapes.Table) async throws -> String? {
    var refusal = ""
    for turn in 0..<6 {
      var trial = Trial(table, turn: turn)
      for _ in 0..<40 {
        let sql = statement(table, trial)
        do {
          let tags = try await connection.execute(sql)
          if tags.last == "INSERT 0 1" { return nil }
          refusal = "a trigger or a rule keeps it out"
          break
        } catch let error as PostgresError {
          refusal = error.message
          if await connection.transactionStatus == .failed {
            try await connection.execute("ROLLBACK")
          }
          guard trial.adapt(to: error) else { break }
        }
      }
    }
    return refusal
  }

  private func statement(_ table: RowShapes.Table, _ trial: Trial) -> String {
    var columns: [String] = []
    var values: [String] = []
    for column in table.columns where !column.isServers {
      guard let value = value(of: column, in: table, trial) else { continue }
      columns.append(column.name.quoted)
      values.append(value)
    }
    if columns.isEmpty { return "INSERT INTO \(table.id.relation) DEFAULT VALUES" }
    return """
      INSERT INTO \(table.id.relation) (\(columns.joined(separator: ", ")))
      VALUES (\(values.joined(separator: ", ")))
      """
  }

  /// nil leaves the column to its default.
  private func value(
    of column: RowShapes.Column, in table: RowShapes.Table, _ trial: Trial
  ) -> String? {
    if trial.defaults.contains(column.name), column.hasDefault { return nil }
    if let literal = trial.literals[column.name] { return "\(literal)::\(column.sql)" }
    let own = shapes.value(of: column.type, turn: trial.turn).map { "\($0)::\(column.sql)" }
    for key in table.foreignKeys {
      guard let place = key.columns.firstIndex(of: column.name), place < key.referenced.count else {
        continue
      }
      if key.references == table.id { return column.isNotNull ? own : "NULL" }
      return """
        (SELECT \(key.referenced[place].quoted) FROM \(key.references.relation) \
        ORDER BY \(key.references.relation).ctid LIMIT 1)
        """
    }
    if let own { return own }
    return column.isNotNull || column.hasDefault ? nil : "NULL"
  }
}

/// Which values a row is tried with.
private struct Trial {
  let table: RowShapes.Table
  let turn: Int
  var literals: [Name: String] = [:]
  var defaults: Set<Name> = []
  private var next: [String: Int] = [:]

  init(_ table: RowShapes.Table, turn: Int) {
    self.table = table
    self.turn = turn
    // Every second time with the defaults, which are likely to be right.
    if turn % 2 == 1 { defaults = Set(table.columns.map(\.name)) }
  }

  /// Chooses other values for the columns of the check that failed; false when there are none left.
  mutating func adapt(to error: PostgresError) -> Bool {
    guard error.sqlState == "23514" else { return false }
    for (name, columns, literals) in table.checks where name == (error.constraint ?? "") {
      let choices = columns.flatMap { column in literals.map { (column, $0) } }
      let place = next[name, default: 0]
      guard place < choices.count else { continue }
      next[name] = place + 1
      self.literals[choices[place].0] = choices[place].1
      return true
    }
    return false
  }
}

extension ObjectID {
  /// As SQL, with its schema.
  var relation: String { "\(schema.quoted).\(name.quoted)" }
}
