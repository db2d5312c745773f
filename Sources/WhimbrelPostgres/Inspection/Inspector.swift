import WhimbrelModel

/// Reads what a live database holds.
package struct Inspector {
  /// The catalog of the database that `connection` is in, in one round trip and one snapshot.
  ///
  /// Throws `PostgresError` or `ConnectionError`. In a transaction it reads that transaction's own
  /// state and leaves its settings as they were.
  package static func inspect(_ connection: Connection, scope: Scope) async throws -> Catalog {
    let version = await connection.serverVersion
    let isNested = await connection.transactionStatus == .inTransaction
    let request = InspectionRequest(scope: scope, version: version)
    let parts = InspectionRequest.parts.filter { $0.isAsked(of: version) }
    let before = isNested ? nestedBegin : begin
    let settings = [
      Query("SET LOCAL search_path = \(scope.path)"),
      // Some estimates about catalogs are far off, and a compiled query never pays here.
      Query("SET LOCAL jit = off"),
    ]
    let queries = parts.map { Query($0.sql(request)) }
    let end = isNested ? nestedEnd : ["COMMIT"]
    var answers: ArraySlice<Rows>
    do {
      answers = try await connection.pipeline(before + settings + queries + end)[...]
    } catch let error as PostgresError {
      _ = try await connection.execute(isNested ? "ROLLBACK TO whimbrel_inspection" : "ROLLBACK")
      throw error
    }
    answers = answers.dropFirst(before.count + settings.count)
    var assembly = Assembly(request)
    for (part, rows) in zip(parts, answers) { try part.read(rows, into: &assembly) }
    return assembly.finished()
  }

  private static let begin: [Query] = ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"]
  private static let nestedBegin: [Query] = ["SAVEPOINT whimbrel_inspection"]
  private static let nestedEnd: [Query] = [
    "ROLLBACK TO whimbrel_inspection", "RELEASE whimbrel_inspection",
  ]
}
