import WhimbrelModel

/// The statement that gives a column another type or collation, as the server's own casts have it.
struct TypeChange {
  let old: Catalog.Column
  let new: Catalog.Column
  /// What the model says the new values come from.
  let using: SQLText?
  /// Whether one of the types is the user's own: its values go over by their text where there is no cast.
  let isOwn: Bool
  private let casts: Catalog.Casts
  private let conversion: Catalog.Casts.Conversion?

  init(
    from old: Catalog.Column, to new: Catalog.Column, using: SQLText?, isOwn: Bool,
    _ casts: Catalog.Casts
  ) {
    self.old = old
    self.new = new
    self.using = using
    self.isOwn = isOwn
    self.casts = casts
    conversion = casts.conversion(from: old.type.base, to: new.type.base)
  }

  func statement(of table: Catalog.Table, _ names: Names) -> Statement {
    let path = "\(names.qualified(table.id)).\(new.name.quoted)"
    let sql = clauses(
      "\(table.alterKeyword) \(names.qualified(table.id)) ALTER COLUMN \(new.name.quoted) TYPE",
      new.type.sql, new.collation.map { "COLLATE \($0)" },
      (table.foreign == nil ? using ?? plainCast : nil).map { "USING \($0)" })
    return Statement(
      sql, for: table.id.with(.column, member: new.name), lock: .accessExclusive,
      hazards: table.foreign == nil
        ? hazards(path) + forgotten(path, names.qualified(table.id)) : [])
  }

  /// A cast said in full where PostgreSQL has no assignment cast. Where there is one, no USING: the
  /// plain form refuses what does not fit, where a cast would cut it silently.
  private var plainCast: SQLText? {
    let name = new.name.quoted
    guard let conversion else {
      let areArrays = [old, new].allSatisfy { $0.type.isArray }
      let text = areArrays ? "text[]" : "text"
      return SQLText("\(name)::\(text)::\(new.type.sql)")
    }
    return conversion.context == .assignment ? nil : SQLText("\(name)::\(new.type.sql)")
  }

  /// The column's new value, in words that a SELECT takes.
  var value: String { (using ?? plainCast)?.text ?? "\(new.name.quoted)::\(new.type.sql)" }

  /// Whether values that differ may be the same afterwards, or mean something else to a check.
  var mayMerge: Bool {
    if old.type == new.type { return old.collation != new.collation }
    guard let conversion else { return false }
    if old.type.isCitext != new.type.isCitext { return true }
    if TypeLoss(from: before, old.type, to: after, new.type) != nil { return true }
    return conversion.method != .binary && !TypeLoss.isExact(before, after)
      && !casts.isString(after)
  }

  private var before: SQLText { casts.formerBase(of: old.type.base) }
  private var after: SQLText { casts.base(of: new.type.base) }

  private func forgotten(_ path: String, _ table: String) -> [Hazard] {
    old.type == new.type ? [] : [.forgetsStatistics(path, of: table)]
  }

  private func hazards(_ path: String) -> [Hazard] {
    if old.type == new.type { return [] }
    var hazards: [Hazard] = keepsHeap ? [] : [.rewritesTable]
    if let using {
      return hazards + [
        .losesData("what USING \(using) does not keep of \(path)"),
        .mayFail("that expression does for a row"),
      ]
    }
    if let loss = TypeLoss(from: before, old.type, to: after, new.type) {
      hazards.append(.losesData(loss.words(path, new.type)))
    } else if conversion?.method == .function, !TypeLoss.isExact(before, after), before != after {
      hazards.append(
        .losesData("what the cast from \(before) to \(after) does not keep of \(path)"))
    }
    if conversion?.method == .text, conversion?.context == .explicit, !isOwn {
      hazards.append(
        .losesData(
          "how values of \(path) are written, such as zeros in front: it keeps what \(after) reads of them"
        ))
    }
    if conversion == nil, !isOwn {
      return hazards + [.needsUsing("\(old.type.base) to \(new.type.base) for \(path)")]
    }
    if let note = note(path) { hazards.append(.note(note)) }
    if mayFail { hazards.append(.mayFail("a value of \(path) is no \(new.type)")) }
    return hazards
  }

  private func note(_ path: String) -> String? {
    let isZoned = [before, after].contains("timestamp with time zone")
    if before != after, isZoned,
      [before, after].contains(where: { $0 == "timestamp without time zone" || $0 == "date" })
    {
      return
        "takes the times of \(path) for those of the session's zone, UTC; say another by USING: "
        + "\(new.name.quoted) AT TIME ZONE 'Europe/Berlin'"
    }
    if before == "json", after == "jsonb" {
      return "jsonb keeps neither the order of keys in \(path), nor those that come twice"
    }
    if new.type.isCitext, old.type.isText, let length = TypeModifier(old.type).length {
      return
        "\(path) is no longer held to \(length) characters: .maxLength(\(length)) keeps a check"
    }
    return nil
  }

  // MARK: What it does to the rows

  /// Whether a value can be refused.
  var mayFail: Bool {
    guard let conversion else { return true }
    if keepsHeap { return false }
    if !casts.isFree(new.type.base) { return true }
    if casts.isString(after) { return TypeModifier(new.type).length != nil }
    if casts.isString(before) { return true }
    if TypeLoss.refusesNothing(before, after) { return false }
    return before == after || conversion.context == .explicit || conversion.method == .text
      || !TypeLoss.widens(before, after) || TypeModifier(new.type).length != nil
  }

  /// Whether no row is written anew (manual: ALTER TABLE, Notes): its bytes stay, and its length is
  /// not looked at again.
  private var keepsHeap: Bool {
    guard using == nil, let conversion, conversion.context == .assignment else { return false }
    let times: Set<SQLText> = ["timestamp without time zone", "timestamp with time zone"]
    // The session's zone is UTC.
    let isSameTime = times.contains(old.type.base) && times.contains(new.type.base)
    guard conversion.method == .binary || isSameTime else { return false }
    let (before, after) = (TypeModifier(old.type), TypeModifier(new.type))
    if !casts.isFree(new.type.base) { return false }
    if after.numbers.isEmpty { return after.isPlain }
    return old.type.base == new.type.base && before.fits(in: after, new.type.base)
  }
}

/// What stands in the parentheses of a type.
struct TypeModifier {
  let numbers: [Int]
  /// Whether nothing else is said than the type's name and the numbers.
  let isPlain: Bool

  init(_ type: Catalog.TypeName) {
    let text = type.printed.text
    let inside = text.utf8.drop { $0 != UInt8(ascii: "(") }.dropFirst()
      .prefix { $0 != UInt8(ascii: ")") }
    let words = inside.split(separator: UInt8(ascii: ",")).map { Int(String($0) ?? "") }
    numbers = words.contains(nil) ? [] : words.compactMap { $0 }
    isPlain = inside.isEmpty ? type.printed == type.base : words.allSatisfy { $0 != nil }
  }

  var length: Int? { numbers.first }

  /// Whether each value of this type is one of the same type with the other modifier, as it is.
  func fits(in other: TypeModifier, _ type: SQLText) -> Bool {
    switch type.text {
    case "character varying", "bit varying":
      (length ?? .max) <= (other.length ?? .max)
    case "numeric":
      numbers.count == 2 && other.numbers.count == 2 && numbers[1] == other.numbers[1]
        && numbers[0] <= other.numbers[0]
    case "time without time zone", "time with time zone", "timestamp without time zone",
      "timestamp with time zone", "interval":
      isPlain && other.isPlain && (length ?? 6) <= (other.length ?? 6)
    default: numbers == other.numbers
    }
  }
}

extension Catalog.TypeName {
  /// Whether it is the extension's type, in whatever schema that is.
  var isCitext: Bool { base == "citext" || base.text.hasSuffix(".citext") }
  var isText: Bool { ["text", "character varying", "character", "name"].contains(base.text) }
}
