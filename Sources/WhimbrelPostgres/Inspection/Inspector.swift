import WhimbrelModel

/// Reads what a live database holds.
package enum Inspector {
  /// The catalog of the database that `connection` is in, in one round trip and one snapshot.
  ///
  /// Pins the session for itself and leaves it as it was. In a transaction it reads that
  /// transaction's own state. Throws `PostgresError`, `ConnectionError` or `InspectionError`.
  package static func inspect(_ connection: Connection, scope: Scope) async throws -> Catalog {
    let version = await connection.serverVersion
    let isNested = await connection.transactionStatus == .inTransaction
    let request = InspectionRequest(scope: scope, version: version)
    let parts = InspectionRequest.parts.filter { $0.isAsked(of: version) }
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
      answers = try await connection.pipeline(begin + parts.map { Query($0.sql(request)) } + end)
    } catch let error as PostgresError {
      for query in end { try await connection.query(query) }
      throw error
    }
    var assembly = Assembly(request)
    for (part, rows) in zip(parts, answers.dropFirst(begin.count)) {
      try part.read(rows, into: &assembly)
    }
    return assembly.finished()
  }
}
