import CPostgres

/// An error that the server reported for a statement, with every field that it sent, but for the
/// contents of rows: nothing that is made of it can show them.
///
/// Manual, chapter "Error and Notice Message Fields".
package struct PostgresError: Error, Sendable, Hashable {
  /// Five characters that name the error for programs, as `23505`.
  package var sqlState: String
  package var severity: String
  package var message: String
  package var detail: String?
  package var hint: String?
  /// Where in the statement, in characters (code points), counted from 1.
  package var position: Int?
  package var internalQuery: String?
  /// Where in `internalQuery`, in characters, counted from 1.
  package var internalPosition: Int?
  package var context: String?
  package var schema: String?
  package var table: String?
  package var column: String?
  package var dataType: String?
  package var constraint: String?
  /// The function of the server's source that reported it.
  package var routine: String?
  /// Which query of a pipeline it was, counted from 0; nil outside a pipeline.
  package var queryIndex: Int?

  package init(sqlState: String, severity: String = "ERROR", message: String) {
    self.sqlState = sqlState
    self.severity = severity
    self.message = message
  }

  init(_ result: OpaquePointer, redacting redactor: Redactor) {
    func field(_ code: Character) -> String? {
      PQresultErrorField(result, Int32(code.asciiValue ?? 0))
        .map { Self.bounded(redactor.redact(String(cString: $0))) }
    }
    sqlState = field("C") ?? ""
    severity = field("V") ?? field("S") ?? "ERROR"
    message =
      field("M")
      ?? Self.bounded(redactor.redact(String(cString: PQresultErrorMessage(result))).trimmed)
    detail = field("D")
    hint = field("H")
    position = field("P").flatMap { Int($0) }
    internalQuery = field("q")
    internalPosition = field("p").flatMap { Int($0) }
    context = field("W")
    schema = field("s")
    table = field("t")
    column = field("c")
    dataType = field("d")
    constraint = field("n")
    routine = field("R")
    removeRowContents()
  }

  /// A message can be as long as a value, which nobody reads and no log wants.
  private static func bounded(_ text: String) -> String {
    let limit = 10_000
    guard text.utf8.count > limit else { return text }
    let rest = text.utf8.count - limit
    return String(decoding: text.utf8.prefix(limit), as: UTF8.self) + "… (\(rest) bytes more)"
  }
}

extension PostgresError: CustomStringConvertible {
  /// The server's own message, then detail, hint and context, a line each.
  package var description: String {
    var lines = ["\(severity): \(message)" + (sqlState.isEmpty ? "" : " (SQLSTATE \(sqlState))")]
    if let detail { lines.append("DETAIL: \(detail)") }
    if let hint { lines.append("HINT: \(hint)") }
    if let context { lines.append("CONTEXT: \(context)") }
    return lines.joined(separator: "\n")
  }
}

/// The states that our own code acts on. Manual, appendix "PostgreSQL Error Codes".
extension PostgresError {
  package enum State {
    package static let queryCanceled = "57014"
    package static let lockNotAvailable = "55P03"
    package static let deadlockDetected = "40P01"
    package static let serializationFailure = "40001"
    package static let undefinedTable = "42P01"
    package static let undefinedObject = "42704"
    package static let undefinedFunction = "42883"
    package static let undefinedColumn = "42703"
    package static let invalidSchemaName = "3F000"
    package static let duplicateDatabase = "42P04"
    package static let insufficientPrivilege = "42501"
    package static let objectInUse = "55006"
    package static let notSupported = "0A000"
  }
}

/// What the server says beside its results: a notice, warning or the like.
package struct Notice: Sendable, Hashable {
  package var severity: String
  package var sqlState: String
  package var message: String
  package var detail: String?
  package var hint: String?
  package var context: String?
}

extension Notice: CustomStringConvertible {
  package var description: String {
    var lines = ["\(severity): \(message)"]
    if let detail { lines.append("DETAIL: \(detail)") }
    if let hint { lines.append("HINT: \(hint)") }
    return lines.joined(separator: "\n")
  }
}
