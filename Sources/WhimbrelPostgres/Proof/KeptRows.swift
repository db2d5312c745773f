import WhimbrelModel

/// The rows of tables as texts, to be found again after an upgrade and its downgrade.
package struct KeptRows: Sendable {
  private struct Table: Sendable {
    let id: ObjectID
    let columns: [Name]
    let rows: [String]
  }

  private let tables: [Table]

  /// The first thousand rows of each table, in one order.
  package static func read(
    _ connection: Connection, _ maker: RowMaker
  ) async throws -> KeptRows {
    let tables = maker.filled.sorted().compactMap { maker.shapes.tables[$0] }
    let columns = tables.map { $0.columns.filter { !$0.isGenerated }.map(\.name) }
    let answers = try await connection.attempts(zip(tables, columns).map { query($0.id, $1) })
    var kept: [Table] = []
    for (index, answer) in answers.enumerated() {
      guard case .success(let rows) = answer else { continue }
      kept.append(
        Table(
          id: tables[index].id, columns: columns[index],
          rows: rows.indices.map { rows[$0, 0] ?? "" }))
    }
    return KeptRows(tables: kept)
  }

  /// The columns whose values are not what they were, or a table that lost its rows.
  package func lost(_ connection: Connection) async throws -> [ObjectID] {
    let answers = try await connection.attempts(tables.map { Self.query($0.id, $0.columns) })
    var lost: [ObjectID] = []
    for (table, answer) in zip(tables, answers) {
      guard case .success(let rows) = answer else {
        lost.append(table.id)
        continue
      }
      let found = rows.indices.map { rows[$0, 0] ?? "" }
      if found == table.rows { continue }
      lost += try await Self.columns(table, connection)
    }
    return lost
  }

  private static func columns(_ table: Table, _ connection: Connection) async throws -> [ObjectID] {
    // Which of them it was only one row can tell.
    guard table.rows.count == 1, table.columns.count > 1 else { return [table.id] }
    let rows = try await connection.query(query(table.id, table.columns))
    guard rows.count == 1, let found = rows[0, 0] else { return [table.id] }
    let (before, after) = (
      table.rows[0].split(separator: "\u{1}", omittingEmptySubsequences: false),
      found.split(separator: "\u{1}", omittingEmptySubsequences: false)
    )
    guard before.count == after.count, before.count == table.columns.count else {
      return [table.id]
    }
    return zip(table.columns, zip(before, after)).compactMap { column, values in
      values.0 == values.1 ? nil : table.id.with(.column, member: column)
    }
  }

  private static func query(_ id: ObjectID, _ columns: [Name]) -> Query {
    let values = columns.map { "coalesce(\($0.quoted)::text, E'\\x02')" }
    let row = values.isEmpty ? "''" : values.joined(separator: " || E'\\x01' || ")
    return Query("SELECT \(row) AS r FROM \(id.relation) ORDER BY 1 LIMIT 1000")
  }
}
