/// A time-out as a revision writes it: a whole number and one of PostgreSQL's units, or `0` for none.
package struct StepTimeout: Hashable, Sendable, CustomStringConvertible {
  /// What is sent to the server, such as `5s`.
  package let text: String
  package let milliseconds: Int

  /// The units of `lock_timeout` and `statement_timeout` (manual: Setting Parameters), longest first
  /// where one ends as another does.
  private static let units: [(suffix: String, milliseconds: Int)] = [
    ("min", 60_000), ("ms", 1), ("s", 1_000), ("h", 3_600_000), ("d", 86_400_000),
  ]

  package init?(_ text: String) {
    if text == "0" {
      self.text = text
      milliseconds = 0
      return
    }
    guard let unit = Self.units.first(where: { text.hasSuffix($0.suffix) }) else { return nil }
    let digits = text.utf8.dropLast(unit.suffix.utf8.count)
    let isNumber = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    // PostgreSQL keeps these settings as a 32-bit number of milliseconds.
    guard isNumber, let count = Int(String(decoding: digits, as: UTF8.self)),
      case let (product, overflow) = count.multipliedReportingOverflow(by: unit.milliseconds),
      !overflow, product <= Int(Int32.max)
    else { return nil }
    self.text = text
    milliseconds = product
  }

  package var description: String { text }
}
