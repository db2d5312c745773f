import WhimbrelModel

/// Another type, or collation, takes the place of one that columns use and that PostgreSQL cannot change:
/// the old one is renamed away, the columns go over to the new one, the old one is dropped.
struct TypeSwap {
  let id: ObjectID
  private let old: Catalog
  private let new: Catalog
  private let hints: Hints

  init(_ id: ObjectID, old: Catalog, new: Catalog, hints: Hints) {
    self.id = id
    self.old = old
    self.new = new
    self.hints = hints
  }

  /// Where the old one waits until nothing uses it.
  var former: ObjectID {
    var former = id
    former.name = Name(cut(id.name.text, to: 50) + "__former")
    return former
  }

  private func cut(_ text: String, to bytes: Int) -> String {
    var cut = ""
    for character in text.unicodeScalars {
      if cut.utf8.count + String(character).utf8.count > bytes { break }
      cut.unicodeScalars.append(character)
    }
    return cut
  }

  private var word: String { id.kind == .collation ? "COLLATION" : "TYPE" }

  func renameAway(_ names: Names) -> [Statement] {
    var statements = [
      Statement(
        "ALTER \(word) \(names.qualified(id)) RENAME TO \(former.name.quoted)", for: id)
    ]
    if case .rangeType(let range)? = old[id] { statements += renameParts(of: range, names) }
    return statements
  }

  /// A range's multirange type and the functions that make its values have names that the new one takes.
  private func renameParts(of range: Catalog.RangeType, _ names: Names) -> [Statement] {
    let multirange = names.qualified(range.multirangeSchema, range.multirangeName)
    let away = Name(cut(range.multirangeName.text, to: 50) + "__former").quoted
    let subtype = range.subtype.sql
    let moved = names.qualified(former)
    var statements = [Statement("ALTER TYPE \(multirange) RENAME TO \(away)", for: id)]
    for arguments in ["\(subtype), \(subtype)", "\(subtype), \(subtype), text"] {
      statements.append(
        Statement(
          "ALTER FUNCTION \(names.qualified(id))(\(arguments)) RENAME TO \(former.name.quoted)",
          for: id))
    }
    for arguments in ["", moved, "VARIADIC \(moved)[]"] {
      statements.append(
        Statement("ALTER FUNCTION \(multirange)(\(arguments)) RENAME TO \(away)", for: id))
    }
    return statements
  }

  func dropFormer(_ names: Names) -> [Statement] {
    let word = id.kind == .domain ? "DOMAIN" : word
    return [Statement("DROP \(word) \(names.qualified(former))", for: id)]
  }

  /// Takes a column over to the new type, which is called as the old one was.
  func convert(_ column: Catalog.Column, of table: Catalog.Table, _ names: Names) -> Statement {
    let relation = names.qualified(table.id)
    let path = "\(relation).\(column.name.quoted)"
    var hazards: [Hazard] = id.kind == .collation ? [] : [.rewritesTable]
    if case .enumType(let type)? = old[id], case .enumType(let target)? = new[id] {
      let kept = Set(target.labels)
      hazards += type.labels.filter { !kept.contains($0) && labels[$0] == nil }.map {
        .mayFail("a row of \(path) holds \($0.literal)")
      }
      hazards += labels.keys.sorted().map { .losesData("the label \($0.literal) in \(path)") }
    } else if id.kind != .collation {
      hazards.append(.mayFail("a value of \(path) does not fit the new \(id)"))
    }
    let isPlain = id.kind == .collation || table.foreign != nil
    let sql = clauses(
      "\(table.alterKeyword) \(relation) ALTER COLUMN \(column.name.quoted) TYPE",
      column.type.sql, column.collation.map { "COLLATE \($0)" },
      isPlain ? nil : "USING \(value(of: column))")
    return Statement(
      sql, for: table.id.with(.column, member: column.name), lock: .accessExclusive,
      hazards: hazards)
  }

  /// Former label → the label its rows hold afterwards.
  private var labels: [SQLText: SQLText] { hints.labels[id] ?? [:] }

  private func value(of column: Catalog.Column) -> String {
    let name = column.name.quoted
    if column.type.base.text.hasSuffix("[]") { return "\(name)::text[]::\(column.type)" }
    if case .compositeType(let type)? = old[id], case .compositeType(let target)? = new[id],
      type.columns.map(\.name) != target.columns.map(\.name)
    {
      return row(name, from: type, to: target, as: column.type.sql)
    }
    if labels.isEmpty { return "\(name)::text::\(column.type)" }
    let cases = labels.keys.sorted().map { "WHEN \($0.literal) THEN \((labels[$0] ?? $0).literal)" }
    return
      "(CASE \(name)::text \(cases.joined(separator: " ")) ELSE \(name)::text END)::\(column.type)"
  }

  /// Field by field, by their names.
  private func row(
    _ value: String, from type: Catalog.CompositeType, to target: Catalog.CompositeType,
    as name: String
  ) -> String {
    let fields = target.columns.map { field -> String in
      guard let source = type.columns.first(where: { $0.name == field.name }) else { return "NULL" }
      let path = "(\(value)).\(field.name.quoted)"
      return source.type == field.type ? path : "\(path)::text::\(field.type)"
    }
    return
      "CASE WHEN \(value) IS NOT NULL OR (\(value))::text <> '' THEN ROW(\(fields.joined(separator: ", ")))::\(name) END"
  }
}

extension Catalog {
  package func column(_ id: ObjectID) -> Column? { table(of: id)?.column(id.member) }
}

extension ObjectKind {
  /// What a column's definition names.
  var isColumnPart: Bool { isType || self == .collation }
}
