import WhimbrelModel

/// What a cast between PostgreSQL's own types does not keep, though it refuses nothing.
struct TypeLoss {
  private let what: String

  /// nil when it keeps all that it does not refuse.
  init?(
    from before: SQLText, _ old: Catalog.TypeName, to after: SQLText, _ new: Catalog.TypeName
  ) {
    if let words = Self.words[[before, after]] {
      what = words
    } else if before == after || Self.isExact(before, after) {
      guard Self.isCut(before, old, after, new) else { return nil }
      what = "digits of %path that %type does not hold"
    } else if Self.numbers.contains(before), Self.numbers.contains(after) {
      what = "digits of %path that %type does not hold"
    } else {
      return nil
    }
  }

  func words(_ path: String, _ type: Catalog.TypeName) -> String {
    what.split(separator: "%", omittingEmptySubsequences: false).enumerated().map { index, part in
      if index == 0 { return String(part) }
      if part.hasPrefix("path") { return path + part.dropFirst(4) }
      return type.sql + part.dropFirst(4)
    }.joined()
  }

  /// Whether the cast keeps every value that it does not refuse.
  static func isExact(_ before: SQLText, _ after: SQLText) -> Bool {
    if widens(before, after) { return true }
    return integers.contains(before) && integers.contains(after)
      || exact.contains([before, after]) || exact.contains([after, before])
  }

  /// Whether it takes every value, though not with all that is in it.
  static func refusesNothing(_ before: SQLText, _ after: SQLText) -> Bool {
    words[[before, after]] != nil && after != "money" || before == "jsonb" && after == "json"
  }

  /// Whether the other type has every value of this one.
  static func widens(_ before: SQLText, _ after: SQLText) -> Bool {
    if before == after { return true }
    if let from = integers.firstIndex(of: before) {
      if let to = integers.firstIndex(of: after) { return from < to }
      return after == "numeric" || after == "double precision" && from < 2
        || after == "real" && from == 0
    }
    return wider.contains([before, after])
  }

  private static let integers: [SQLText] = ["smallint", "integer", "bigint"]
  private static let numbers: Set<SQLText> = [
    "smallint", "integer", "bigint", "numeric", "real", "double precision",
  ]
  private static let wider: Set<[SQLText]> = [
    ["real", "double precision"], ["date", "timestamp without time zone"],
    ["date", "timestamp with time zone"], ["cidr", "inet"], ["bit", "bit varying"],
    ["timestamp without time zone", "timestamp with time zone"],
    ["timestamp with time zone", "timestamp without time zone"],
    ["time without time zone", "interval"], ["macaddr", "macaddr8"], ["xml", "text"],
    ["boolean", "integer"],
  ]
  /// Both ways; what does not fit is refused.
  private static let exact: Set<[SQLText]> = [
    ["json", "jsonb"], ["boolean", "text"], ["boolean", "character varying"],
    ["character varying", "text"], ["character", "text"], ["character", "character varying"],
    ["macaddr", "macaddr8"], ["xml", "text"], ["xml", "character varying"],
    ["inet", "text"], ["inet", "character varying"], ["cidr", "text"],
    ["cidr", "character varying"], ["character", "citext"], ["boolean", "character"],
    ["boolean", "citext"], ["inet", "citext"],
  ]
  /// What is left out without a word.
  private static let words: [[SQLText]: String] = {
    let stamps: [SQLText] = ["timestamp without time zone", "timestamp with time zone"]
    var words: [[SQLText]: String] = [
      ["time with time zone", "time without time zone"]: "the zone of the times in %path",
      ["interval", "time without time zone"]: "the days of %path",
      ["integer", "boolean"]: "all of %path but whether it is 0",
      ["inet", "cidr"]: "the host part of the addresses in %path",
      ["bit varying", "bit"]: "bits of %path that %type does not hold",
      ["integer", "bit"]: "bits of %path that %type does not hold",
      ["bigint", "bit"]: "bits of %path that %type does not hold",
      ["numeric", "money"]: "digits of %path that %type does not hold",
    ]
    for stamp in stamps {
      words[[stamp, "date"]] = "the time of day in %path"
      words[[stamp, "time without time zone"]] = "the day in %path"
      words[[stamp, "time with time zone"]] = "the day in %path"
    }
    for text: SQLText in ["text", "character varying", "character", "citext"] {
      words[[text, "\"char\""]] = "all of %path but its first byte"
      words[[text, "name"]] = "what is longer than 63 bytes in %path"
    }
    return words
  }()

  /// Whether a modifier rounds.
  private static func isCut(
    _ before: SQLText, _ old: Catalog.TypeName, _ after: SQLText, _ new: Catalog.TypeName
  ) -> Bool {
    let (from, to) = (TypeModifier(old), TypeModifier(new))
    switch after.text {
    case "numeric":
      guard let scale = to.numbers.last, before == "numeric" else { return false }
      let target = to.numbers.count == 2 ? scale : 0
      guard !from.numbers.isEmpty else { return true }
      return (from.numbers.count == 2 ? from.numbers[1] : 0) > target
    case "time without time zone", "time with time zone", "timestamp without time zone",
      "timestamp with time zone":
      return (from.length ?? 6) > (to.length ?? 6)
    case "interval":
      return before == after && !(to.isPlain && (from.length ?? 6) <= (to.length ?? 6))
    default: return false
    }
  }
}
