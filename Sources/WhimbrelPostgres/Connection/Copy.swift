import CPostgres

extension Connection {
  /// Runs `COPY … FROM STDIN` with `data` in the format that the statement says; gives the number
  /// of rows copied. Throws like `query`.
  @discardableResult
  package func copyIn(_ sql: String, _ data: some Sequence<[UInt8]>) throws -> Int {
    try Query(sql).checkBytes()
    return try sending { try copyIn(sql, data, on: $0) }
  }

  private func copyIn(_ sql: String, _ data: some Sequence<[UInt8]>, on pointer: OpaquePointer)
    throws -> Int
  {
    try begin(sql, expecting: PGRES_COPY_IN, on: pointer)
    for chunk in data {
      let isSent = chunk.withUnsafeBytes {
        PQputCopyData(
          pointer, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
      }
      // When the server has given up, its reason comes as the result below.
      if isSent != 1 { break }
    }
    PQputCopyEnd(pointer, nil)
    let rows = try checked(PQgetResult(pointer), on: pointer)
    return rows.affected ?? 0
  }

  /// Runs `COPY … TO STDOUT` and hands over each row's bytes; throws like `query`.
  package func copyOut(_ sql: String, _ row: (UnsafeRawBufferPointer) throws -> Void) throws {
    try Query(sql).checkBytes()
    try sending { try copyOut(sql, row, on: $0) }
  }

  private func copyOut(
    _ sql: String, _ row: (UnsafeRawBufferPointer) throws -> Void, on pointer: OpaquePointer
  ) throws {
    try begin(sql, expecting: PGRES_COPY_OUT, on: pointer)
    var thrown: (any Error)?
    while let data = nextRow(on: pointer) {
      defer { PQfreemem(data.baseAddress) }
      // After the caller's error the rest is read and dropped, so the connection can be used on.
      if thrown == nil { do { try row(UnsafeRawBufferPointer(data)) } catch { thrown = error } }
    }
    _ = try checked(PQgetResult(pointer), on: pointer)
    if let thrown { throw thrown }
  }

  private func begin(_ sql: String, expecting status: ExecStatusType, on pointer: OpaquePointer)
    throws
  {
    let result = PQexec(pointer, sql)
    if let result, PQresultStatus(result) == status {
      PQclear(result)
      return
    }
    _ = try checked(result, on: pointer)
    throw PostgresError(
      sqlState: PostgresError.State.notSupported, message: "the statement is not such a COPY")
  }

  private func nextRow(on pointer: OpaquePointer) -> UnsafeMutableRawBufferPointer? {
    var data: UnsafeMutablePointer<CChar>?
    let count = PQgetCopyData(pointer, &data, 0)
    guard count > 0, let data else { return nil }
    return UnsafeMutableRawBufferPointer(start: data, count: Int(count))
  }

  /// Reads a COPY OUT that nobody asked for to its end.
  func drainCopy(on pointer: OpaquePointer) throws {
    while let row = nextRow(on: pointer) { PQfreemem(row.baseAddress) }
  }

  /// The error with which the server answers a COPY IN that we ended.
  func finishedCopy(on pointer: OpaquePointer) throws -> any Error {
    guard let result = PQgetResult(pointer) else { return failure(of: pointer) }
    defer { PQclear(result) }
    if PQstatus(pointer) == CONNECTION_BAD { return failure(of: pointer) }
    return PostgresError(result, redacting: redactor)
  }
}
