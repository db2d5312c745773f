import Synchronization
import WhimbrelModel

/// Reads what a live database holds.
package enum Inspector {
  /// The catalog of the database that `connection` is in, in one round trip and one snapshot.
  ///
  /// Pins the session for itself and leaves it as it was. In a transaction it reads that
  /// transaction's own state. Throws `PostgresError`, `ConnectionError` or `InspectionError`.
  package static func inspect(_ connection: Connection, scope: Scope) async throws -> Catalog {
    let request = InspectionRequest(
      scope: scope, version: await connection.serverVersion,
      isSuperuser: await connection.parameterStatus("is_superuser") == "on")
    // The first answers are read while the server works on the next.
    let (answers, feed) = AsyncStream.makeStream(of: Rows.self)
    async let catalog = catalog(request, answers)
    do {
      try await run(request, on: connection) { feed.yield($0) }
      feed.finish()
    } catch {
      feed.finish()
      // What is there was cut short; why, says this error.
      _ = try? await catalog
      throw error
    }
    return try await catalog
  }

  private static func catalog(
    _ request: InspectionRequest, _ answers: AsyncStream<Rows>
  ) async throws -> Catalog {
    var assembly = Assembly(request)
    var parts = request.parts[...]
    for await rows in answers {
      try parts.popFirst()?.read(rows, into: &assembly)
    }
    return assembly.finished()
  }

  /// What the server answers to the queries of an inspection; throws like `inspect`.
  static func ask(_ connection: Connection, scope: Scope) async throws -> InspectionAnswers {
    let request = InspectionRequest(
      scope: scope, version: await connection.serverVersion,
      isSuperuser: await connection.parameterStatus("is_superuser") == "on")
    let rows = Mutex<[Rows]>([])
    try await run(request, on: connection) { answer in rows.withLock { $0.append(answer) } }
    return InspectionAnswers(request: request, rows: rows.withLock { $0 })
  }

  /// Sends all of the queries at once, and passes on the answer to each as it comes in.
  private static func run(
    _ request: InspectionRequest, on connection: Connection,
    answer: @escaping @Sendable (Rows) -> Void
  ) async throws {
    let isNested = await connection.transactionStatus == .inTransaction
    let settings = SessionSettings(
      searchPath: request.scope.path, rowSecurity: false,
      // Hash joins and sorts of large catalogs stay in memory.
      others: ["work_mem": "64MB"])
    let begin: [Query] = [
      isNested
        ? "SAVEPOINT whimbrel_inspection" : "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
      settings.query(for: request.version),
    ]
    // Rolled back, so that the settings go too.
    let end: [Query] =
      isNested
      ? ["ROLLBACK TO whimbrel_inspection", "RELEASE whimbrel_inspection"] : ["ROLLBACK"]
    let queries = request.queries
    let asked = begin.count..<begin.count + queries.count
    do {
      try await connection.pipeline(begin + queries + end) { index, rows in
        if asked.contains(index) { answer(rows) }
      }
    } catch let error as PostgresError {
      for query in end { try await connection.query(query) }
      throw error
    }
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
