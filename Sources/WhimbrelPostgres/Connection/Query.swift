import CPostgres
import Foundation

/// A statement and the values of its `$1`, `$2`, …, as text; nil is NULL.
package struct Query: Sendable, Hashable, ExpressibleByStringLiteral {
  package var sql: String
  package var parameters: [String?]

  package init(_ sql: String, _ parameters: [String?] = []) {
    self.sql = sql
    self.parameters = parameters
  }

  package init(stringLiteral sql: String) { self.init(sql) }

  /// C would end the text at a NUL byte and the server run what stands before it.
  func checkBytes() throws(PostgresError) {
    if sql.utf8.contains(0) || parameters.contains(where: { $0?.utf8.contains(0) ?? false }) {
      throw PostgresError(
        sqlState: "22021", message: "invalid byte sequence for encoding \"UTF8\": 0x00")
    }
  }

  /// Calls `body` with the parameters as C texts that live until it returns.
  func withParameters<T>(_ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?) -> T) -> T {
    if parameters.isEmpty { return body(0, nil) }
    let copies = parameters.map { $0.flatMap { UnsafePointer(strdup($0)) } }
    defer { for copy in copies { free(UnsafeMutablePointer(mutating: copy)) } }
    return copies.withUnsafeBufferPointer { body(Int32($0.count), $0.baseAddress) }
  }
}

extension Connection {
  /// Runs one statement with parameters and gives its rows; throws `PostgresError` when the
  /// server refuses it and `ConnectionError` when there is no server any more.
  @discardableResult
  package func query(_ sql: String, _ parameters: [String?] = []) throws -> Rows {
    let query = Query(sql, parameters)
    try query.checkBytes()
    return try sending { pointer in
      let result = query.withParameters { count, values in
        PQexecParams(pointer, sql, count, nil, values, nil, nil, 0)
      }
      return try checked(result, on: pointer)
    }
  }

  /// Runs a text of one or more statements without parameters, in one implicit transaction unless
  /// the text says otherwise, and gives each statement's command tag.
  ///
  /// Throws like `query`; an error's position counts from the beginning of the whole text. Manual,
  /// chapter "Multiple Statements in a Simple Query".
  @discardableResult
  package func execute(_ sql: String) throws -> [String] {
    try Query(sql).checkBytes()
    return try sending { try execute(sql, on: $0) }
  }

  private func execute(_ sql: String, on pointer: OpaquePointer) throws -> [String] {
    guard PQsendQuery(pointer, sql) == 1 else { throw failure(of: pointer) }
    var tags: [String] = []
    var firstError: (any Error)?
    while let result = PQgetResult(pointer) {
      do {
        let rows = try checked(result, on: pointer)
        tags.append(rows.commandTag)
      } catch {
        firstError = firstError ?? error
        if PQstatus(pointer) == CONNECTION_BAD { break }
      }
    }
    if let firstError { throw firstError }
    return tags
  }

  /// Runs `body` between BEGIN and COMMIT; rolls back and throws on what it throws.
  ///
  /// `mode` is what may follow BEGIN, as `ISOLATION LEVEL REPEATABLE READ, READ ONLY`.
  package func transaction<T: Sendable>(
    _ mode: String = "", _ body: @Sendable (isolated Connection) async throws -> T
  ) async throws -> T {
    try execute("BEGIN \(mode)")
    do {
      let value = try await body(self)
      try execute("COMMIT")
      return value
    } catch {
      do {
        try Interrupts.$isShielded.withValue(true) { _ = try execute("ROLLBACK") }
      } catch {
        // Without a connection the server rolls back by itself.
        close()
      }
      throw error
    }
  }

  /// Takes a result over: gives its rows, or throws what it says. Ends a COPY that nobody feeds.
  func checked(_ result: OpaquePointer?, on pointer: OpaquePointer) throws -> Rows {
    guard let result else { throw failure(of: pointer) }
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_SINGLE_TUPLE:
      return Rows(ResultBox(owning: result))
    case PGRES_COPY_IN, PGRES_COPY_BOTH:
      PQclear(result)
      PQputCopyEnd(pointer, "COPY FROM STDIN is not run here")
      throw try finishedCopy(on: pointer)
    case PGRES_COPY_OUT:
      PQclear(result)
      try drainCopy(on: pointer)
      throw PostgresError(
        sqlState: PostgresError.State.notSupported, message: "COPY TO STDOUT is not run here")
    default:
      defer { PQclear(result) }
      if PQstatus(pointer) == CONNECTION_BAD { throw failure(of: pointer) }
      throw PostgresError(result, redacting: redactor)
    }
  }

  /// What libpq says where there is no result: most often the connection broke.
  func failure(of pointer: OpaquePointer) -> ConnectionError {
    let text = redactor.redact(String(cString: PQerrorMessage(pointer))).trimmed
    let broke = PQstatus(pointer) == CONNECTION_BAD
    return ConnectionError(
      .lost, (broke ? "the connection to \(string) is lost: " : "libpq: ") + text)
  }
}
