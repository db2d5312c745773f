import WhimbrelModel

/// Reads what a live database holds.
package enum Inspector {
  /// The catalog of the database that `connection` is in, in one round trip and one snapshot.
  ///
  /// Pins the session for itself and leaves it as it was. In a transaction it reads that
  /// transaction's own state. Throws `PostgresError`, `ConnectionError` or `InspectionError`.
  package static func inspect(_ connection: Connection, scope: Scope) async throws -> Catalog {
    try await ask(connection, scope: scope).catalog()
  }

  /// What the server answers to the queries of an inspection; throws like `inspect`.
  static func ask(_ connection: Connection, scope: Scope) async throws -> InspectionAnswers {
    let version = await connection.serverVersion
    let isNested = await connection.transactionStatus == .inTransaction
    let request = InspectionRequest(scope: scope, version: version)
    let begin: [Query] = [
      isNested
        ? "SAVEPOINT whimbrel_inspection" : "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
      SessionSettings(searchPath: scope.path, rowSecurity: false).query(for: version),
    ]
    // Rolled back, so that the settings go too.
    let end: [Query] =
      isNested
      ? ["ROLLBACK TO whimbrel_inspection", "RELEASE whimbrel_inspection"] : ["ROLLBACK"]
    let answers: [Rows]
    do {
      answers = try await connection.pipeline(begin + request.queries + end)
    } catch let error as PostgresError {
      for query in end { try await connection.query(query) }
      throw error
    }
    let rows = answers.dropFirst(begin.count).dropLast(end.count)
    return InspectionAnswers(request: request, rows: Array(rows))
  }
}

/// A server's answers to an inspection: all that a catalog is made of.
struct InspectionAnswers: Sendable {
  let request: InspectionRequest
  /// One for each part that is asked.
  let rows: [Rows]

  /// Throws `InspectionError` where an answer is not as the manual says.
  func catalog() throws -> Catalog {
    var assembly = Assembly(request)
    for (part, rows) in zip(request.parts, rows) { try part.read(rows, into: &assembly) }
    return assembly.finished()
  }
}
