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
    let isArray = type.base.text.hasSuffix("[]")
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
      && !domain.base.base.text.hasSuffix("[]"):
      return converted(value, asArrayOf: domain, id, name)
    case .compositeType(let before)? where !isArray:
      return row(value, before, id, name)
    case .rangeType(let range)? where !isArray:
      return self.range(value, range, id, name)
    default: return helped(value, id, type, isArray: isArray)
    }
  }

  /// Whether text cannot carry a value of the type: some label of it becomes another, or its fields
  /// are others.
  private func isTakenApart(_ id: ObjectID) -> Bool {
    old.types(within: id).contains { type in
      switch (old[type], new[type]) {
      case (.enumType(let before)?, _): !labels(of: before).isEmpty
      case (.compositeType(let before)?, .compositeType(let after)?):
        before.columns.map(\.name) != after.columns.map(\.name)
          || zip(before.columns, after.columns).contains { $0.type != $1.type }
      default: false
      }
    }
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
    _ value: String, _ before: Catalog.CompositeType, _ id: ObjectID, _ name: String
  ) -> String {
    guard case .compositeType(let after)? = new[id] else { return "\(value)::text::\(name)" }
    var fields: [String] = []
    for field in after.columns {
      guard let source = before.columns.first(where: { $0.name == field.name }) else {
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
    _ value: String, _ id: ObjectID, _ type: Catalog.TypeName, isArray: Bool
  ) -> String {
    let former = names.qualified(TypeSwap.former(of: id))
    let function = names.qualified(id.schema, Name("whimbrel_\(helpers.count + 1)_converted"))
    let body: String
    let argument: String
    if isArray {
      let element = Catalog.TypeName(
        SQLText(String(type.sql.dropLast(2))), base: SQLText(String(type.base.text.dropLast(2))))
      argument = "\(former)[]"
      body =
        "SELECT CASE WHEN cardinality(v) = 0 THEN '{}' WHEN v IS NOT NULL THEN (SELECT array_agg(\(converted("v[i]", as: element, of: id)) ORDER BY i) FROM generate_subscripts(v, 1) AS i) END"
    } else {
      return "\(value)::text::\(type.sql)"
    }
    helpers.append(
      Helper(
        create:
          "CREATE FUNCTION \(function)(v \(argument)) RETURNS \(type.sql) LANGUAGE sql IMMUTABLE AS \(SQLText(body).literal)",
        drop: "DROP FUNCTION \(function)(\(argument))"))
    return "\(function)(\(value))"
  }
}

extension Catalog {
  /// The type, and those that it is made of.
  func types(within id: ObjectID) -> Set<ObjectID> {
    var seen: Set<ObjectID> = [id]
    var open = [id]
    while let type = open.popLast() {
      for next in dependencies[type] ?? [] where next.kind.isType && seen.insert(next).inserted {
        open.append(next)
      }
    }
    return seen
  }

  /// The type that `name` means, or an array of it, among those that `owner` depends on.
  func type(_ name: TypeName, of owner: ObjectID, _ names: Names) -> ObjectID? {
    var base = name.base.text
    while base.hasSuffix("[]") { base.removeLast(2) }
    func isNamed(_ id: ObjectID) -> Bool {
      base == names.qualified(id) || base == id.name.quoted
        || base == "\(id.schema.quoted).\(id.name.quoted)"
    }
    if owner.kind.isType, isNamed(owner) { return owner }
    return dependencies[owner]?.filter { $0.kind.isType && isNamed($0) }.min()
  }
}
