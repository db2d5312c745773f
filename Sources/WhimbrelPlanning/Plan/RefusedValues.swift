import WhimbrelModel

/// Which values of a column another type would refuse, as a condition on its rows.
struct RefusedValues {
  let title: RowText
  let condition: String

  /// nil when the new type takes every value, or when it cannot be told before.
  init?(
    from old: Catalog.Column, to new: Catalog.Column, _ names: Names, path id: ObjectID,
    casts: Catalog.Casts
  ) {
    guard old.type != new.type else { return nil }
    let column = new.name.quoted
    let (before, after) = (casts.formerBase(of: old.type.base), new.type.base)
    let (from, to) = (TypeModifier(old.type), TypeModifier(new.type))
    switch after.text {
    case "character varying", "character", "character varying[]", "character[]":
      guard let length = to.length, !(before == after && (from.length ?? .max) <= length) else {
        return nil
      }
      title = "rows with more than \(length) characters in \(name: id, names)"
      let isArray = before.text.hasSuffix("[]")
      condition =
        isArray
        ? "EXISTS (SELECT FROM unnest(\(column)) AS one WHERE char_length(one::text) > \(length))"
        : "char_length(\(column)::text) > \(length)"
    case "bit varying" where before == "bit varying" || before == "bit":
      guard let length = to.length, (from.length ?? .max) > length else { return nil }
      title = "rows with more than \(length) bits in \(name: id, names)"
      condition = "length(\(column)) > \(length)"
    case "bit" where before == "bit" || before == "bit varying":
      let length = to.length ?? 1
      title = "rows with other than \(length) bits in \(name: id, names)"
      condition = "length(\(column)) <> \(length)"
    case "smallint", "integer", "bigint":
      guard Self.numbers.contains(before), !TypeLoss.widens(before, after) else { return nil }
      let range = Catalog.SequenceOptions.range(of: after)
      let isWhole = Catalog.SequenceOptions.wholeTypes.contains(before)
      let value = isWhole ? column : "round(\(column)::numeric)"
      title = "rows with what no \(after) holds in \(name: id, names)"
      condition = "\(value) NOT BETWEEN \(range.lowerBound) AND \(range.upperBound)"
    case "numeric":
      guard Self.numbers.contains(before), let precision = to.length else { return nil }
      if before == after, from.numbers.count == 2, to.numbers.count == 2,
        from.numbers[0] - from.numbers[1] <= precision - to.numbers[1],
        from.numbers[1] <= to.numbers[1]
      {
        return nil
      }
      let scale = to.numbers.count == 2 ? to.numbers[1] : 0
      title = "rows with too many digits for \(new.type.sql) in \(name: id, names)"
      condition =
        "abs(round(\(column)::numeric, \(scale))) >= 1e\(precision - scale) "
        + "AND \(column)::text <> 'NaN'"
    default: return nil
    }
  }

  private static let numbers: Set<SQLText> = [
    "smallint", "integer", "bigint", "numeric", "real", "double precision",
  ]
}

extension Catalog.SequenceOptions {
  fileprivate static let wholeTypes: Set<SQLText> = ["smallint", "integer", "bigint"]
}
