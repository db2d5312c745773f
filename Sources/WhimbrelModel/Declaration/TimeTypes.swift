/// Dates and times (manual: Date/Time Types).
extension SQLType {
  public static let date = SQLType("date")
  public static let time = SQLType("time without time zone", authored: "time")
  public static let timetz = SQLType("time with time zone", authored: "timetz")
  public static let timestamp = SQLType("timestamp without time zone", authored: "timestamp")
  public static let timestamptz = SQLType("timestamp with time zone", authored: "timestamptz")
  public static let interval = SQLType("interval")

  /// - Parameter precision: digits of a second, from 0 to 6.
  public static func time(_ precision: Int) -> SQLType {
    timed("time", " without time zone", "time", precision)
  }

  /// - Parameter precision: digits of a second, from 0 to 6.
  public static func timetz(_ precision: Int) -> SQLType {
    timed("time", " with time zone", "timetz", precision)
  }

  /// - Parameter precision: digits of a second, from 0 to 6.
  public static func timestamp(_ precision: Int) -> SQLType {
    timed("timestamp", " without time zone", "timestamp", precision)
  }

  /// - Parameter precision: digits of a second, from 0 to 6.
  public static func timestamptz(_ precision: Int) -> SQLType {
    timed("timestamp", " with time zone", "timestamptz", precision)
  }

  /// - Parameter precision: digits of a second, from 0 to 6.
  public static func interval(_ precision: Int) -> SQLType {
    timed("interval", "", "interval", precision)
  }

  /// An interval that keeps only some of its fields.
  public static func interval(_ fields: IntervalFields, precision: Int? = nil) -> SQLType {
    let text = "interval \(fields.rawValue)" + (precision.map { "(\($0))" } ?? "")
    return SQLType(text, base: "interval")
      .checked(precision == nil || fields.hasSeconds, "interval \(fields.rawValue) has no seconds")
      .checked((0...6).contains(precision ?? 0), "interval has a precision from 0 to 6")
  }

  /// The fields an interval keeps.
  public enum IntervalFields: String, Sendable {
    case year, month, day, hour, minute, second
    case yearToMonth = "year to month"
    case dayToHour = "day to hour"
    case dayToMinute = "day to minute"
    case dayToSecond = "day to second"
    case hourToMinute = "hour to minute"
    case hourToSecond = "hour to second"
    case minuteToSecond = "minute to second"

    var hasSeconds: Bool {
      switch self {
      case .second, .dayToSecond, .hourToSecond, .minuteToSecond: true
      default: false
      }
    }
  }

  private static func timed(_ name: String, _ zone: String, _ short: String, _ precision: Int)
    -> SQLType
  {
    SQLType(
      "\(name)(\(precision))\(zone)", base: name + zone, authored: "\(short)(\(precision))"
    ).checked((0...6).contains(precision), "\(short) has a precision from 0 to 6")
  }
}
