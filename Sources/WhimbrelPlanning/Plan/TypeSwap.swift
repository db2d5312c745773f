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
  var former: ObjectID { Self.former(of: id) }

  static func former(of id: ObjectID) -> ObjectID {
    var former = id
    former.name = Name(cut(id.name.text, to: 50) + "__former")
    return former
  }

  private static func cut(_ text: String, to bytes: Int) -> String {
    var cut = ""
    for character in text.unicodeScalars {
      if cut.utf8.count + String(character).utf8.count > bytes { break }
      cut.unicodeScalars.append(character)
    }
    return cut
  }

  private var word: String { id.kind == .collation ? "COLLATION" : "TYPE" }

  func renameAway(_ names: Names) -> [Statement] {
    var statements: [Statement] = []
    if case .domain(let domain)? = old[id], domain.isNotNull {
      // Since 17 it has a name in the schema, which the new one takes.
      statements.append(
        Statement("ALTER DOMAIN \(names.qualified(id)) DROP NOT NULL", for: id))
    }
    statements.append(
      Statement(
        "ALTER \(word) \(names.qualified(id)) RENAME TO \(former.name.quoted)", for: id))
    if case .rangeType(let range)? = old[id] { statements += renameParts(of: range, names) }
    if case .enumType(let type)? = old[id], case .enumType(let target)? = new[id] {
      let gone = type.labels.filter { !target.labels.contains($0) }
      statements[0].hazards += SpokenLabels.hazards(gone, in: new)
    }
    return statements
  }

  /// A range's multirange type and the functions that make its values have names that the new one takes.
  private func renameParts(of range: Catalog.RangeType, _ names: Names) -> [Statement] {
    let multirange = names.qualified(range.multirangeSchema, range.multirangeName)
    let away = Self.former(of: range.multirange).name.quoted
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
  func convert(_ column: Catalog.Column, of table: Catalog.Table, _ names: Names) -> [Statement] {
    let relation = names.qualified(table.id)
    let object = table.id.with(.column, member: column.name)
    var conversion = ValueConversion(from: old, to: new, hints: hints, names: names)
    let isPlain = id.kind == .collation || table.foreign != nil
    let value =
      isPlain ? nil : conversion.converted(column.name.quoted, as: column.type, of: object)
    let sql = clauses(
      "\(table.alterKeyword) \(relation) ALTER COLUMN \(column.name.quoted) TYPE",
      column.type.sql, column.collation.map { "COLLATE \($0)" }, value.map { "USING \($0)" })
    var change = Statement(
      sql, for: object, lock: .accessExclusive,
      hazards: table.foreign == nil
        ? hazards("\(relation).\(column.name.quoted)", of: relation) : [])
    let held = HeldLabels(old: old, new: new, hints: hints, names: names)
    if let preflight = held.preflight(of: column, in: table) { change.preflights = [preflight] }
    return conversion.helpers.map { Statement($0.create, for: object) } + [change]
      + conversion.helpers.map { Statement($0.drop, for: object) }
  }

  /// Those of a composite or row type that its successor does not have.
  private var goneFields: [Name] {
    let kept = Set(new.columns(of: id).map(\.name))
    return kept.isEmpty ? [] : old.columns(of: id).map(\.name).filter { !kept.contains($0) }
  }

  private func hazards(_ path: String, of table: String) -> [Hazard] {
    if id.kind == .collation { return [] }
    return valueHazards(path) + [.forgetsStatistics(path, of: table)]
  }

  private func valueHazards(_ path: String) -> [Hazard] {
    guard case .enumType(let type)? = old[id], case .enumType(let target)? = new[id] else {
      return [.rewritesTable, .mayFail("a value of \(path) does not fit the new \(id)")]
        + goneFields.map { .losesData("what \(path) holds in \($0.quoted)") }
    }
    let labels = LabelMap(hints.labels[id] ?? [:], from: type.labels, to: target.labels)
    return [.rewritesTable]
      + labels.gone.map { .mayFail("a row of \(path) holds \($0.literal)") }
      + labels.merged.map { .losesData("which rows of \(path) said \($0.literal)") }
  }
}

extension Catalog {
  package func column(_ id: ObjectID) -> Column? { table(of: id)?.column(id.member) }
}

extension ObjectKind {
  /// What a column's definition names.
  var isColumnPart: Bool { isType || self == .collation }
}
