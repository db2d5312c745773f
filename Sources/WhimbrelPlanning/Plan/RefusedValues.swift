import WhimbrelModel

/// Which values of a column another type would refuse, as a condition on its rows.
struct RefusedValues {
  let title: RowText
  let condition: String

  /// nil when the new type takes every value, or when it cannot be told before.
  ///
  /// `labels` are those of an enum type that the new type is, or is an array of; `isThere` says that it
  /// can be asked for before.
  init?(
    from old: Catalog.Column, to new: Catalog.Column, _ names: Names, path id: ObjectID,
    casts: Catalog.Casts, labels: [SQLText]? = nil, isThere: Bool = true
  ) {
    guard old.type != new.type else { return nil }
    let (isArray, wasArray) = (new.type.isArray, old.type.isArray)
    if let labels, isArray == wasArray {
      title = "rows with what is no label of \(new.type) in \(name: id, names)"
      let list = labels.map(\.literal).joined(separator: ", ")
      let name = new.name.quoted
      condition =
        isArray
        ? "EXISTS (SELECT FROM unnest(\(name)) AS one WHERE one::text NOT IN (\(list)))"
        : "\(name)::text NOT IN (\(list))"
      return
    }
    let column = new.name.quoted
    let (before, after) = (casts.formerBase(of: old.type.base), new.type.base)
    let (from, to) = (TypeModifier(old.type), TypeModifier(new.type))
    let wasNumber = Self.numbers.contains(before)
    switch after.text {
    case "character varying", "character", "character varying[]", "character[]":
      guard let length = to.length, !(before == after && (from.length ?? .max) <= length) else {
        return nil
      }
      title = "rows with more than \(length) characters in \(name: id, names)"
      let isArray = old.type.isArray
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
    case _ where wasNumber && Catalog.SequenceOptions.wholeTypes.contains(after):
      guard !TypeLoss.widens(before, after) else { return nil }
      let range = Catalog.SequenceOptions.range(of: after)
      let isWhole = Catalog.SequenceOptions.wholeTypes.contains(before)
      let value = isWhole ? column : "round(\(column)::numeric)"
      title = "rows with what no \(after) holds in \(name: id, names)"
      condition = "\(value) NOT BETWEEN \(range.lowerBound) AND \(range.upperBound)"
    case "numeric" where wasNumber:
      guard let precision = to.length else { return nil }
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
    default:
      // By the text of the value, which the type's own input function reads (16).
      guard casts.testsInput, isThere,
        casts.conversion(from: old.type.base, to: new.type.base) == .init(.text, .explicit)
      else { return nil }
      title = "rows with what is no \(new.type) in \(name: id, names)"
      condition =
        "NOT pg_input_is_valid(\(column)::text, \(SQLText(new.type.printed.text).literal))"
    }
  }

  private static let numbers: Set<SQLText> = [
    "smallint", "integer", "bigint", "numeric", "real", "double precision",
  ]
}

extension Catalog.SequenceOptions {
  fileprivate static let wholeTypes: Set<SQLText> = ["smallint", "integer", "bigint"]
}
