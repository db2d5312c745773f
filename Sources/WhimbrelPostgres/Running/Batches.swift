import WhimbrelModel
import WhimbrelPlanning

extension RunnerDriver {
  /// Runs the statement of a step in batches: each in a transaction with the key it has come to, the last
  /// one with the row.
  mutating func runBatches(_ source: BatchSource, _ work: Work) async throws {
    guard let statement = work.piece.statements.first else { return }
    var work = work
    let began = ContinuousClock.now
    announce(work)
    if work.from == nil { work.keptExtensions = try await extensionsThere(work.unit) }
    run.onEvent(.statementBegan(work.unit, statement, number: work.piece.firstNumber))
    while true {
      try stopIfInterrupted()
      _ = try await connection.pipeline(opening(work).queries)
      let after = try work.cursor.map(Self.keys)
      let last = try await lastKey(source, after: after)
      if let last { try await send(statement, source, work, after: after, to: last) }
      var closing = ownSession(version)
      if let last {
        let cursor = Ledger.array(last)
        closing += [
          ledger.cursor(
            work, cursor, milliseconds: Int(spent.milliseconds), tool: options.toolVersion),
          "COMMIT",
        ]
        _ = try await connection.pipeline(closing)
        work.from = work.during
        work.cursor = cursor
        let name = zip(source.keys, last).map { "\($0) \($1)" }.joined(separator: ", ")
        run.onEvent(
          .batchFinished(work.unit, name: "batches from \(source.table)", cursor: name))
      } else {
        if work.isLast { closing.append(finished(work)) }
        closing += [change(work), "COMMIT"]
        _ = try await connection.pipeline(closing)
        run.onEvent(.statementFinished(work.unit, statement, number: work.piece.firstNumber))
        return finish(work, began)
      }
    }
  }

  /// The key of the last row of the next batch, nil when no row is left.
  private func lastKey(_ source: BatchSource, after: [String]?) async throws -> [String]? {
    let keys = source.keys.map(\.quoted)
    let order = keys.map { "\($0) DESC" }.joined(separator: ", ")
    let texts = keys.map { "\($0)::pg_catalog.text" }.joined(separator: ", ")
    let filter = after.map { " WHERE \(Self.condition(source, ">", from: 1, count: $0.count))" }
    let rows = try await connection.query(
      "SELECT \(texts) FROM (SELECT \(source.keyList) FROM \(source.table)\(filter ?? "") "
        + "ORDER BY \(source.keyList) LIMIT \(source.size)) AS \(BatchSource.name) "
        + "ORDER BY \(order) LIMIT 1", after ?? [])
    if rows.isEmpty { return nil }
    return (0..<rows.columnCount).map { rows[0, $0] ?? "" }
  }

  private mutating func send(
    _ statement: SQLStatement, _ source: BatchSource, _ work: Work, after: [String]?,
    to last: [String]
  ) async throws {
    var conditions: [String] = []
    if let after { conditions.append(Self.condition(source, ">", from: 1, count: after.count)) }
    conditions.append(
      Self.condition(source, "<=", from: 1 + (after?.count ?? 0), count: last.count))
    let clause = source.clause(where: conditions.joined(separator: " AND "))
    let parameters = (after ?? []) + last
    do {
      try await watching(work) {
        try await connection.query(clause + statement.text, parameters)
      }
    } catch var error as PostgresError {
      error.position = error.position.map { $0 - clause.unicodeScalars.count }
      throw error
    }
  }

  /// `id > $1`, `(a, b) > ($1, $2)`: the server takes the values for those of the columns' types.
  private static func condition(
    _ source: BatchSource, _ comparison: String, from first: Int, count: Int
  ) -> String {
    let values = (first..<first + count).map { "$\($0)" }.joined(separator: ", ")
    return "\(source.keyValue) \(comparison) \(count == 1 ? values : "(\(values))")"
  }

  /// The values in a cursor, an array as PostgreSQL writes it.
  private static func keys(_ cursor: String) throws(RunnerError) -> [String] {
    guard let keys = ArrayText.elements(cursor) else {
      throw RunnerError(
        .failed, "the ledger's cursor \(cursor) is none of a step in batches",
        help: "restore the revision's file as it was when it was begun")
    }
    return keys
  }
}
