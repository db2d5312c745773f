import WhimbrelModel
import WhimbrelPostgres

/// A statement in which every interpolated value is bound, never pasted.
///
/// ```swift
/// try await session.execute("UPDATE plants SET kind = \(kind) WHERE id = \(id)")
/// try await session.execute("TRUNCATE \(name: table)")
/// ```
/// sends `UPDATE plants SET kind = $1 WHERE id = $2` and the two values beside it.
public struct MigrationQuery: ExpressibleByStringInterpolation, Sendable {
  let query: Query

  public init(stringLiteral sql: String) { query = Query(sql) }

  public init(stringInterpolation parts: StringInterpolation) {
    query = Query(parts.sql, parts.values)
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var sql = ""
    var values: [String?] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      sql.reserveCapacity(literalCapacity + 4 * interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) { sql += literal }

    /// A value; nil is NULL.
    public mutating func appendInterpolation<Value: MigrationValue>(_ value: Value?) {
      values.append(value?.migrationText)
      sql += "$\(values.count)"
    }

    /// The name of a table, column or the like, quoted where it must be.
    public mutating func appendInterpolation(name: String) { sql += Name(name).quoted }

    /// SQL as it is: whoever can choose it can do anything.
    public mutating func appendInterpolation(unsafeSQL text: String) { sql += text }
  }
}

/// What can be bound to a statement: as text that the server reads in the parameter's own type.
public protocol MigrationValue: Sendable {
  /// As PostgreSQL reads it.
  var migrationText: String { get }
}

extension String: MigrationValue {
  public var migrationText: String { self }
}
extension Substring: MigrationValue {
  public var migrationText: String { String(self) }
}
extension Bool: MigrationValue {
  public var migrationText: String { self ? "true" : "false" }
}
extension Int: MigrationValue {
  public var migrationText: String { String(self) }
}
extension Int32: MigrationValue {
  public var migrationText: String { String(self) }
}
extension Int64: MigrationValue {
  public var migrationText: String { String(self) }
}
extension Double: MigrationValue {
  public var migrationText: String {
    isNaN ? "NaN" : isInfinite ? (self < 0 ? "-Infinity" : "Infinity") : String(self)
  }
}
