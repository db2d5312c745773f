import WhimbrelModel
import WhimbrelPostgres

/// The database as a data step sees it: one session, in the step's transaction.
///
/// ```swift
/// for row in try await session.query("SELECT id, name FROM plants") {
///   try await session.execute("UPDATE plants SET slug = \(slug(row["name"])) WHERE id = \(row["id"])")
/// }
/// ```
/// Names resolve as they do in the revision's SQL. BEGIN, COMMIT and ROLLBACK belong to the runner.
/// Every function throws `MigrationError` for what the server refuses.
public struct MigrationSession: Sendable {
  let connection: Connection

  /// Runs a statement and gives how many rows it changed, 0 for one that counts none.
  @discardableResult
  public func execute(_ query: MigrationQuery) async throws -> Int {
    try await reporting { try await connection.query(query.query).affected ?? 0 }
  }

  /// Runs a statement and gives its rows, all at once.
  public func query(_ query: MigrationQuery) async throws -> [MigrationRow] {
    let rows = try await reporting { try await connection.query(query.query) }
    return rows.indices.map { MigrationRow(rows: rows, row: $0) }
  }

  /// Writes rows by COPY, which takes a tenth of the time that INSERT does; gives their number.
  ///
  /// A value is written as PostgreSQL reads the column's type; nil is NULL. The table's name may
  /// have a schema before it.
  @discardableResult
  public func copy(
    into table: String, schema: String? = nil, columns: [String], rows: [[String?]]
  ) async throws -> Int {
    let name = (schema.map { Name($0).quoted + "." } ?? "") + Name(table).quoted
    let list = columns.map { Name($0).quoted }.joined(separator: ", ")
    let data = rows.map { row in
      Array((row.map(Self.copied).joined(separator: "\t") + "\n").utf8)
    }
    return try await reporting {
      try await connection.copyIn("COPY \(name) (\(list)) FROM STDIN", data)
    }
  }

  private func reporting<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch {
      throw MigrationError(error)
    }
  }

  /// Manual: COPY, Text Format.
  private static func copied(_ value: String?) -> String {
    guard let value else { return "\\N" }
    var text = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

/// A row of a result, its values as PostgreSQL prints them.
public struct MigrationRow: Sendable {
  let rows: Rows
  let row: Int

  public var count: Int { rows.columnCount }

  /// The value in the `column`th column, from 0; nil for NULL and where there is no such column.
  public subscript(column: Int) -> String? {
    column >= 0 && column < rows.columnCount ? rows[row, column] : nil
  }

  /// The value of the column of that name; nil for NULL and where there is no such column.
  public subscript(name: String) -> String? { rows.column(name).flatMap { rows[row, $0] } }

  /// The value as an integer; nil also for what is none.
  public func int(_ name: String) -> Int? { rows.column(name).flatMap { rows.int(row, $0) } }

  /// The value as a boolean.
  public func bool(_ name: String) -> Bool? { rows.column(name).flatMap { rows.bool(row, $0) } }
}
