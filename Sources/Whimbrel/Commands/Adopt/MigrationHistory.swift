import WhimbrelModel
import WhimbrelPostgres

/// What another tool's table in a database says.
struct MigrationHistory: Sendable {
  struct Entry: Sendable {
    let id: String
    let title: String
    let isFinished: Bool

    var line: String { title.isEmpty ? id : "\(id) \(title)" }
  }

  let table: HistoryTable
  let schema: Name
  /// In the order in which they were applied, as far as the tool keeps it.
  let entries: [Entry]
  /// The tables of the tool that are there.
  let tables: [ObjectID]

  /// Every history in a database, in order of schemas and tables. Throws `PostgresError`.
  static func all(in connection: Connection) async throws -> [MigrationHistory] {
    let known = HistoryTable.all
    let names = Set(known.flatMap { [$0.table] + $0.companions })
    let rows = try await connection.query(
      """
      SELECT n.nspname, c.relname, array_agg(a.attname::text)
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$)'
        AND c.relname = ANY ($1::text[])
      GROUP BY 1, 2 ORDER BY 1, 2
      """, ["{" + names.sorted().map { "\"\($0)\"" }.joined(separator: ",") + "}"])
    var columns: [Name: [String: Set<String>]] = [:]
    for row in rows.indices {
      guard let schema = rows[row, 0], let table = rows[row, 1] else { continue }
      columns[Name(schema), default: [:]][table] = Set(rows.strings(row, 2) ?? [])
    }
    var found: [MigrationHistory] = []
    for (schema, tables) in columns.sorted(by: { $0.key < $1.key }) {
      var taken: Set<String> = []
      for one in known where !taken.contains(one.table) {
        guard let own = tables[one.table], own.isSuperset(of: one.columns),
          one.lacks.isDisjoint(with: own), one.lacks.isDisjoint(with: tables.keys),
          // What tells Rails's table from others is the one beside it.
          one.tool != "Rails" || tables["ar_internal_metadata"] != nil
        else { continue }
        taken.insert(one.table)
        found.append(try await read(one, schema, tables.keys.sorted(), connection))
      }
    }
    return found
  }

  private static func read(
    _ table: HistoryTable, _ schema: Name, _ there: [String], _ connection: Connection
  ) async throws -> MigrationHistory {
    let name = "\(schema.quoted).\(Name(table.table).quoted)"
    let query = table.query.split(separator: "TABLE", omittingEmptySubsequences: false)
      .joined(separator: name)
    let rows = try await connection.query(query)
    return MigrationHistory(
      table: table, schema: schema,
      entries: rows.indices.map { row in
        Entry(
          id: rows[row, 0] ?? "", title: rows[row, 1] ?? "",
          isFinished: rows.bool(row, 2) ?? false)
      },
      tables: there.filter { $0 == table.table || table.companions.contains($0) }
        .map { ObjectID(.table, schema: schema, Name($0)) })
  }
}
