#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The time, as revisions write it.
enum Clock {
  /// Seconds since 1970.
  static var now: time_t { time(nil) }

  /// In UTC: `2025-12-24T03:31:04Z`.
  static func text(of seconds: time_t) -> String {
    var seconds = seconds
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func padded(_ value: Int32, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    let day = [(parts.tm_year + 1900, 4), (parts.tm_mon + 1, 2), (parts.tm_mday, 2)]
    let hour = [(parts.tm_hour, 2), (parts.tm_min, 2), (parts.tm_sec, 2)]
    return day.map(padded).joined(separator: "-") + "T"
      + hour.map(padded).joined(separator: ":") + "Z"
  }
}

extension Duration {
  /// For a person: `0.12 s`, `3 min 5 s`.
  var short: String {
    let hundredths =
      Int(components.seconds) * 100 + Int(components.attoseconds / 10_000_000_000_000_000)
    if hundredths >= 6000 { return "\(hundredths / 6000) min \(hundredths / 100 % 60) s" }
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) s"
  }

  var wholeMilliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }

  /// Reads `5s`, `500ms`, `2min`, `1h`; nil for anything else.
  init?(said text: String) {
    let digits = text.prefix { $0.isNumber }
    guard let count = Int(digits), count >= 0 else { return nil }
    switch text.dropFirst(digits.count) {
    case "ms": self = .milliseconds(count)
    case "s", "": self = .seconds(count)
    case "min": self = .seconds(count * 60)
    case "h": self = .seconds(count * 3600)
    default: return nil
    }
  }
}
