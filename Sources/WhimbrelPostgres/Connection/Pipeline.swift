import CPostgres

extension Connection {
  /// Sends all `queries` at once and gives their rows in order: one round trip, one implicit
  /// transaction.
  ///
  /// Throws the first query's error, with its `queryIndex`; the queries after it have not run.
  /// `onResult` is told the index of each that succeeded as its result comes in. Manual, chapter
  /// "Pipeline Mode".
  package func pipeline(
    _ queries: [Query], onResult: @Sendable (Int) -> Void = { _ in }
  ) throws -> [Rows] {
    try run(queries, syncEach: false, onRows: { index, _ in onResult(index) })
      .map { try $0.get() }
  }

  /// Sends all `queries` at once and passes on the rows of each as they come in, with its index:
  /// nothing of them is kept. Throws like the other one.
  package func pipeline(
    _ queries: [Query], onRows: @Sendable (Int, Rows) -> Void
  ) throws {
    for result in try run(queries, syncEach: false, keepsRows: false, onRows: onRows) {
      _ = try result.get()
    }
  }

  /// Sends all `queries` at once, each on its own: one that fails does not keep the others from
  /// running, unless they are in one transaction block.
  package func attempts(_ queries: [Query]) throws -> [Result<Rows, PostgresError>] {
    try run(queries, syncEach: true, onRows: { _, _ in })
  }

  private func run(
    _ queries: [Query], syncEach: Bool, keepsRows: Bool = true, onRows: (Int, Rows) -> Void
  ) throws -> [Result<Rows, PostgresError>] {
    for query in queries { try query.checkBytes() }
    if queries.isEmpty { return [] }
    do {
      return try sending {
        try exchange(queries, syncEach: syncEach, keepsRows: keepsRows, on: $0, onRows: onRows)
      }
    } catch let error as ConnectionError where error.kind == .interrupted {
      throw error
    } catch {
      // Nobody knows which answers are still to come.
      close()
      throw error
    }
  }

  private func exchange(
    _ queries: [Query], syncEach: Bool, keepsRows: Bool, on pointer: OpaquePointer,
    onRows: (Int, Rows) -> Void
  ) throws -> [Result<Rows, PostgresError>] {
    guard PQenterPipelineMode(pointer) == 1 else { throw failure(of: pointer) }
    // libpq takes in what the server answers while it sends, so a long pipeline cannot lock up.
    for query in queries {
      let isSent = query.withParameters { count, values in
        PQsendQueryParams(pointer, query.sql, count, nil, values, nil, nil, 0)
      }
      guard isSent == 1, !syncEach || PQpipelineSync(pointer) == 1 else {
        throw failure(of: pointer)
      }
    }
    guard syncEach || PQpipelineSync(pointer) == 1 else { throw failure(of: pointer) }

    var results: [Result<Rows, PostgresError>] = []
    for index in queries.indices {
      let result = try nextResult(index, on: pointer)
      if case .success(let rows) = result { onRows(index, rows) }
      if keepsRows {
        results.append(result)
      } else if case .failure = result {
        results.append(result)
      }
      if syncEach { try expectSync(on: pointer) }
    }
    if !syncEach { try expectSync(on: pointer) }
    guard PQexitPipelineMode(pointer) == 1 else { throw failure(of: pointer) }
    if syncEach { return results }
    // What was skipped after an error has no error of its own.
    return results.first { if case .failure = $0 { true } else { false } }.map { [$0] } ?? results
  }

  /// One query's result and the end mark after it.
  private func nextResult(_ index: Int, on pointer: OpaquePointer) throws
    -> Result<Rows, PostgresError>
  {
    guard let result = PQgetResult(pointer) else { throw failure(of: pointer) }
    let outcome: Result<Rows, PostgresError>
    if PQresultStatus(result) == PGRES_PIPELINE_ABORTED {
      PQclear(result)
      outcome = .failure(
        PostgresError(sqlState: "25P02", message: "not run: an earlier query failed"))
    } else {
      do {
        outcome = .success(try checked(result, on: pointer))
      } catch var error as PostgresError {
        error.queryIndex = index
        outcome = .failure(error)
      }
    }
    if let extra = PQgetResult(pointer) {
      PQclear(extra)
      throw failure(of: pointer)
    }
    return outcome
  }

  private func expectSync(on pointer: OpaquePointer) throws {
    guard let result = PQgetResult(pointer) else { throw failure(of: pointer) }
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_PIPELINE_SYNC else { throw failure(of: pointer) }
  }
}
