import WhimbrelModel

/// The statement that gives a column another type or collation.
enum TypeChange {
  static func statement(
    from old: Catalog.Column, to new: Catalog.Column, of table: Catalog.Table, using: SQLText?,
    _ names: Names
  ) -> Statement {
    let path = "\(names.qualified(table.id)).\(new.name.quoted)"
    let sql = clauses(
      "\(table.alterKeyword) \(names.qualified(table.id)) ALTER COLUMN \(new.name.quoted) TYPE",
      new.type.sql, new.collation.map { "COLLATE \($0)" },
      (table.foreign == nil ? using ?? plainCast(from: old, to: new) : nil).map { "USING \($0)" })
    return Statement(
      sql, for: table.id.with(.column, member: new.name), lock: .accessExclusive,
      hazards: hazards(from: old, to: new, path: path))
  }

  /// A cast said in full where PostgreSQL has no assignment cast: between an enum and another type,
  /// or from text to something else. Where there is one, no USING: the plain form refuses what does
  /// not fit, where a cast would cut it silently.
  private static func plainCast(from old: Catalog.Column, to new: Catalog.Column) -> SQLText? {
    if old.type.base == new.type.base || assigns(old.type.base.text, new.type.base.text) {
      return nil
    }
    let isText = textTypes.contains(old.type.base.text) || textTypes.contains(new.type.base.text)
    if isText { return SQLText("\(new.name.quoted)::\(new.type.sql)") }
    let array = new.type.base.text.hasSuffix("[]") ? "text[]" : "text"
    if knownCasts.contains([old.type.base.text, new.type.base.text]) {
      return SQLText("\(new.name.quoted)::\(new.type.sql)")
    }
    return SQLText("\(new.name.quoted)::\(array)::\(new.type.sql)")
  }

  private static let textTypes: Set<String> = [
    "text", "character varying", "character", "citext", "name",
  ]
  private static let numbers = [
    "smallint", "integer", "bigint", "numeric", "real", "double precision",
  ]
  private static let times = [
    "date", "timestamp without time zone", "timestamp with time zone",
  ]
  private static let knownCasts: Set<[String]> = [
    ["boolean", "integer"], ["integer", "boolean"], ["json", "jsonb"], ["jsonb", "json"],
    ["interval", "time without time zone"], ["time without time zone", "interval"],
  ]

  /// Whether PostgreSQL has an assignment cast (manual: pg_cast): every type goes to text by one.
  private static func assigns(_ old: String, _ new: String) -> Bool {
    if textTypes.contains(new) && new != "name" { return true }
    return numbers.contains(old) && numbers.contains(new)
      || times.contains(old) && times.contains(new)
      || ["json", "jsonb"].contains(old) && ["json", "jsonb"].contains(new)
  }

  private static func hazards(
    from old: Catalog.Column, to new: Catalog.Column, path: String
  ) -> [Hazard] {
    if old.type == new.type { return [] }
    let before = old.type.base.text
    let after = new.type.base.text
    var hazards: [Hazard] = []
    if !keepsHeap(old, new) { hazards.append(.rewritesTable) }
    if widens(old, new) { return hazards }
    if let a = numbers.firstIndex(of: before), let b = numbers.firstIndex(of: after) {
      let isRounding = before != after && a > 2 && b < a || before == after
      if isRounding {
        hazards.append(.losesData("digits of \(path) that \(new.type) does not hold"))
      }
      if b < a || before == after {
        hazards.append(.mayFail("a value of \(path) is out of range for \(new.type)"))
      }
    } else if times.contains(before) && times.contains(after) {
      if before != after && after == "date" {
        hazards.append(.losesData("the time of day in \(path)"))
      }
      if before != after && before != "date" && after != "date" {
        hazards.append(.note("reads \(path) in the session's time zone, UTC"))
      }
    } else {
      hazards.append(.mayFail("a value of \(path) is no \(new.type)"))
    }
    return hazards
  }

  /// From a shorter to a longer text, from a smaller to a larger number.
  private static func widens(_ old: Catalog.Column, _ new: Catalog.Column) -> Bool {
    let before = old.type.base.text
    let after = new.type.base.text
    if after == "text" { return true }
    if before == after, after == "character varying" {
      return (length(new) ?? .max) >= (length(old) ?? .max)
    }
    if before == "text" && after == "character varying" { return length(new) == nil }
    if before != after, let a = numbers.firstIndex(of: before),
      let b = numbers.firstIndex(of: after),
      a < b, b <= 3, new.type.printed.text == after
    {
      return true
    }
    if before == "real" && after == "double precision" { return true }
    if before == "date" && times.contains(after) { return true }
    return before == after && new.type.printed.text == after
  }

  /// Whether no row is written anew (manual: ALTER TABLE, Notes).
  private static func keepsHeap(_ old: Catalog.Column, _ new: Catalog.Column) -> Bool {
    let before = old.type.base.text
    let after = new.type.base.text
    let isText = ["text", "character varying", "citext"].contains(after)
    if isText && ["text", "character varying", "citext"].contains(before) {
      return widens(old, new) || length(new) == nil
    }
    return before == after && (widens(old, new) && after != "numeric")
  }

  /// The number in `character varying(20)`.
  private static func length(_ column: Catalog.Column) -> Int? {
    let digits = column.type.printed.text.utf8.drop { $0 != UInt8(ascii: "(") }.dropFirst()
      .prefix { $0 >= 48 && $0 <= 57 }
    return Int(String(digits) ?? "")
  }
}
