import Foundation

extension Clock {
  /// The time in a zone such as `Europe/Berlin`: `2025-12-24T04:31:04`. Throws `UsageError` for a zone
  /// that nobody knows.
  static func text(of seconds: time_t, zone name: String) throws(UsageError) -> String {
    if name == "UTC" { return String(text(of: seconds).dropLast()) }
    guard let zone = TimeZone(identifier: name) else {
      throw UsageError(
        "there is no time zone \"\(name)\"", help: "write one such as UTC or Europe/Berlin")
    }
    let moment = Date(timeIntervalSince1970: TimeInterval(seconds))
    return String(text(of: seconds + zone.secondsFromGMT(for: moment)).dropLast())
  }
}
