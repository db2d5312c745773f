import WhimbrelModel

/// The expression that takes a value over to a type which has the name of the one it replaces.
///
/// Where text can carry it (`v::text::mood`) it does. Labels that become others, and composite types
/// whose fields are others, are taken apart and put together again: array by array, field by field.
struct ValueConversion {
  let old: Catalog
  let new: Catalog
  let hints: Hints
  let names: Names
  /// What an array or a multirange of taken-apart values needs: no expression can go through one, a
  /// function can.
  private(set) var helpers: [Helper] = []

  struct Helper {
    let create: String
    let drop: String
  }

  init(from old: Catalog, to new: Catalog, hints: Hints, names: Names) {
    self.old = old
    self.new = new
    self.hints = hints
    self.names = names
  }

  /// `value` is a column or a part of one, of a type among `owner`'s; the result is of the type called
  /// the same in the new catalog.
  mutating func converted(
    _ value: String, as type: Catalog.TypeName, of owner: ObjectID, isWhole: Bool = true
  ) -> String {
    let name = type.sql
    guard let id = old.type(type, of: owner, names) else {
      return isWhole ? "\(value)::text::\(name)" : value
    }
    let isArray = type.isArray
    guard isTakenApart(id) else {
      return "\(value)::\(isArray ? "text[]" : "text")::\(name)"
    }
    switch old[id] {
    case .enumType(let before)?:
      return "\(replaced(value, labels(of: before), isArray: isArray))::\(name)"
    case .domain(let domain)? where !isArray:
      return "(\(converted(value, as: domain.base, of: id)))::\(name)"
    case .domain(let domain)?
    where old.type(domain.base, of: id, names)?.kind == .enumType
      && !domain.base.isArray:
      return converted(value, asArrayOf: domain, id, name)
    case .compositeType? where !isArray, .table? where !isArray, .view? where !isArray,
      .materializedView? where !isArray:
      return row(value, old.columns(of: id), id, name)
    case .rangeType(let range)? where !isArray && !range.isMultirange(type, names):
      return self.range(value, range, id, name)
    default: return helped(value, id, type)
    }
  }

  /// Whether text cannot carry a value of the type: some label of it becomes another, or its fields
  /// are others.
  private func isTakenApart(_ id: ObjectID) -> Bool {
    old.types(within: id).contains { type in
      switch (old[type], new[type]) {
      case (.enumType(let before)?, _): !labels(of: before).isEmpty
      default: isOtherRow(old.columns(of: type), new.columns(of: type))
      }
    }
  }

  private func isOtherRow(_ before: [Catalog.Column], _ after: [Catalog.Column]) -> Bool {
    guard !before.isEmpty, !after.isEmpty else { return false }
    return before.map(\.name) != after.map(\.name)
      || zip(before, after).contains { $0.type != $1.type }
  }

  private func labels(of type: Catalog.EnumType) -> LabelMap {
    guard case .enumType(let after)? = new[type.id] else { return LabelMap([:], from: [], to: []) }
    return LabelMap(hints.labels[type.id] ?? [:], from: type.labels, to: after.labels)
  }

  private func replaced(_ value: String, _ labels: LabelMap, isArray: Bool) -> String {
    if isArray {
      return labels.ordered.reduce("\(value)::text[]") { array, move in
        "array_replace(\(array), \(move.former.literal), \(move.label.literal))"
      }
    }
    let cases = labels.moved.sorted { $0.key < $1.key }
      .map { "WHEN \($0.key.literal) THEN \($0.value.literal)" }
    return "(CASE \(value)::text \(cases.joined(separator: " ")) ELSE \(value)::text END)"
  }

  private func converted(
    _ value: String, asArrayOf domain: Catalog.Domain, _ id: ObjectID, _ name: String
  ) -> String {
    guard let base = old.type(domain.base, of: id, names), case .enumType(let type)? = old[base]
    else { return "\(value)::text[]::\(name)" }
    return "\(replaced(value, labels(of: type), isArray: true))::\(name)"
  }

  /// Field by field, by their names.
  private mutating func row(
    _ value: String, _ before: [Catalog.Column], _ id: ObjectID, _ name: String
  ) -> String {
    var fields: [String] = []
    for field in new.columns(of: id) {
      guard let source = before.first(where: { $0.name == field.name }) else {
        fields.append("NULL")
        continue
      }
      let path = "(\(value)).\(field.name.quoted)"
      if source.type != field.type {
        fields.append("\(path)::text::\(field.type)")
      } else {
        fields.append(converted(path, as: field.type, of: id, isWhole: false))
      }
    }
    return
      "(CASE WHEN (\(value))::text IS DISTINCT FROM NULL THEN ROW(\(fields.joined(separator: ", ")))::\(name) END)"
  }

  private mutating func range(
    _ value: String, _ range: Catalog.RangeType, _ id: ObjectID, _ name: String
  ) -> String {
    let lower = converted("lower(\(value))", as: range.subtype, of: id)
    let upper = converted("upper(\(value))", as: range.subtype, of: id)
    let bounds =
      "CASE WHEN lower_inc(\(value)) THEN '[' ELSE '(' END || CASE WHEN upper_inc(\(value)) THEN ']' ELSE ')' END"
    return
      "(CASE WHEN isempty(\(value)) THEN 'empty'::\(name) WHEN \(value) IS DISTINCT FROM NULL THEN \(name)(\(lower), \(upper), \(bounds)) END)"
  }

  /// By a function that lives for one statement.
  private mutating func helped(
    _ value: String, _ id: ObjectID, _ type: Catalog.TypeName
  ) -> String {
    let former = names.qualified(former(of: type, id))
    let function = names.qualified(id.schema, Name("whimbrel_\(helpers.count + 1)_converted"))
    let isArray = type.isArray
    let argument = isArray ? "\(former)[]" : former
    let body = isArray ? array(of: id, type) : multirange(id, type)
    helpers.append(
      Helper(
        create:
          "CREATE FUNCTION \(function)(v \(argument)) RETURNS \(type.sql) LANGUAGE sql IMMUTABLE AS \(SQLText(body).literal)",
        drop: "DROP FUNCTION \(function)(\(argument))"))
    return "\(function)(\(value))"
  }

  /// Where the type, or the element's type of an array's, waits until nothing uses it.
  private func former(of type: Catalog.TypeName, _ id: ObjectID) -> ObjectID {
    guard case .rangeType(let range)? = old[id], range.isMultirange(type, names) else {
      return TypeSwap.former(of: id)
    }
    return TypeSwap.former(of: range.multirange)
  }

  /// Element by element. Written as text, since nothing else keeps the dimensions and the bounds of an
  /// array: a brace opens before an element, and closes behind it, for each dimension whose slices begin
  /// and end there.
  private mutating func array(of id: ObjectID, _ type: Catalog.TypeName) -> String {
    let element = Catalog.TypeName(
      SQLText(String(type.sql.dropLast(2))), base: SQLText(String(type.base.text.dropLast(2))))
    return """
      SELECT CASE WHEN cardinality(v) = 0 THEN '{}' WHEN v IS NOT NULL THEN (
        SELECT array_dims(v) || '=' || string_agg(
          repeat('{', opening) || substr(item, 2, length(item) - 2) || repeat('}', closing), ',' ORDER BY i)
        FROM (
          SELECT row_number() OVER () AS i, ARRAY[(\(converted("element", as: element, of: id)))::text]::text AS item
          FROM (SELECT unnest(v) AS element OFFSET 0) AS elements) AS items,
        LATERAL (
          SELECT (count(*) FILTER (WHERE (i - 1) % size = 0))::integer AS opening,
            (count(*) FILTER (WHERE i % size = 0))::integer AS closing
          FROM generate_series(1, array_ndims(v)) AS dimension,
          LATERAL (
            SELECT round(exp(sum(ln(array_length(v, inside)))))::bigint AS size
            FROM generate_series(dimension, array_ndims(v)) AS inside) AS slices) AS braces
      )::\(type.sql) END
      """
  }

  private mutating func multirange(_ id: ObjectID, _ type: Catalog.TypeName) -> String {
    let range = Catalog.TypeName(SQLText(names.qualified(id)))
    return
      "SELECT CASE WHEN v IS NOT NULL THEN coalesce((SELECT range_agg(\(converted("r", as: range, of: id))) FROM unnest(v) AS r), '{}') END"
  }
}
