/// Numbers (manual: Numeric Types, Monetary Types).
extension SQLType {
  public static let boolean = SQLType("boolean")
  public static let smallint = SQLType("smallint")
  public static let integer = SQLType("integer")
  public static let bigint = SQLType("bigint")
  public static let real = SQLType("real")
  public static let doublePrecision = SQLType("double precision")
  public static let money = SQLType("money")

  /// Any number of digits.
  public static let numeric = SQLType("numeric")

  /// - Parameters:
  ///   - precision: digits in all, from 1 to 1000.
  ///   - scale: digits after the point, from -1000 to 1000.
  public static func numeric(_ precision: Int, _ scale: Int = 0) -> SQLType {
    let written = scale == 0 ? "numeric(\(precision))" : "numeric(\(precision),\(scale))"
    return SQLType("numeric(\(precision),\(scale))", base: "numeric", authored: written)
      .checked((1...1000).contains(precision), "numeric has a precision from 1 to 1000")
      .checked((-1000...1000).contains(scale), "numeric has a scale from -1000 to 1000")
  }

  /// A `smallint` numbered by a sequence that belongs to the column.
  public static let smallserial = SQLType("smallint", authored: "smallserial", kind: .serial)
  /// An `integer` numbered by a sequence that belongs to the column.
  public static let serial = SQLType("integer", authored: "serial", kind: .serial)
  /// A `bigint` numbered by a sequence that belongs to the column.
  public static let bigserial = SQLType("bigint", authored: "bigserial", kind: .serial)
}
