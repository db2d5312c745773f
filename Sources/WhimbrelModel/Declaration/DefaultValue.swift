/// The value a column gets when a row gives none: a literal, `.now`, `.randomUUID`, `.sql("…")`.
public struct DefaultValue: Sendable {
  package let expression: SQL

  /// `now()`: when the transaction began.
  public static let now = DefaultValue.sql("now()")
  /// `CURRENT_DATE`
  public static let today = DefaultValue.sql("CURRENT_DATE")
  /// `gen_random_uuid()`
  public static let randomUUID = DefaultValue.sql("gen_random_uuid()")
  /// `'{}'`: an empty array, or an empty JSON object.
  public static let emptyArray = DefaultValue.sql("'{}'")

  /// An expression: `.sql("nextval('tickets')")`. It may not mention a column.
  public static func sql(_ expression: SQL) -> DefaultValue { DefaultValue(expression: expression) }

  /// The next number of a sequence.
  public static func next(of sequence: String, schema: String = "") -> DefaultValue {
    let name = Name(sequence).quoted
    let path = schema.isEmpty ? name : "\(Name(schema).quoted).\(name)"
    return .sql("nextval(\(raw: SQLText(path).literal)::regclass)")
  }
}

extension DefaultValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral
{
  public init(stringLiteral text: String) { expression = "\(text)" }
  public init(integerLiteral value: Int64) { expression = SQL(raw: "\(value)") }
  public init(floatLiteral value: Double) {
    expression = SQL(raw: value.isFinite && value < 0 ? "\(value)" : SQL.constant(value))
  }
  public init(booleanLiteral value: Bool) { expression = "\(value)" }
}
