import WhimbrelModel
import WhimbrelPlanning

/// What a line of an SQL file's statement is about: what the statement makes, or the column or constraint
/// that the line says.
struct HintSubject {
  let id: ObjectID

  init?(of statement: SQLStatement, line: Int, home: Name) {
    let (source, tokens) = (statement.source, statement.tokens)
    guard let (kind, start) = Self.kind(of: tokens) else { return nil }
    var index = start + 1
    let skipped = ["concurrently", "if", "not", "exists", "only"]
    while index < tokens.count, skipped.contains(where: tokens[index].isWord) { index += 1 }
    // An index may have no name.
    guard index < tokens.count, kind != .index || !tokens[index].isWord("on"),
      var name = Name(tokens[index], in: source)
    else { return nil }
    var schema = kind == .schema ? "" : home
    if index + 2 < tokens.count, tokens[index + 1].isSymbol("."),
      let second = Name(tokens[index + 2], in: source)
    {
      (schema, name) = (name, second)
      index += 2
    }
    if kind == .index {
      // An index is in its table's schema.
      schema = Self.table(after: index, tokens, source, home: home) ?? schema
    }
    let object = ObjectID(kind, schema: schema, name)
    guard kind == .table, let first = Self.first(of: line, tokens[index...], source) else {
      id = object
      return
    }
    if let part = Self.constraint(at: first, tokens, source) {
      id = object.with(.constraint, member: part)
    } else if tokens[0].isWord("create"), let column = Name(tokens[first], in: source) {
      id = object.with(.column, member: column)
    } else {
      return nil
    }
  }

  /// The kind that CREATE makes, or TABLE of an ALTER TABLE, and where the word for it stands.
  private static func kind(of tokens: [SQLToken]) -> (ObjectKind, Int)? {
    guard let first = tokens.first else { return nil }
    if first.isWord("alter"), tokens.count > 1, tokens[1].isWord("table") { return (.table, 1) }
    guard first.isWord("create") else { return nil }
    let words: [(String, ObjectKind)] = [
      ("table", .table), ("index", .index), ("sequence", .sequence), ("schema", .schema),
      ("domain", .domain), ("function", .function), ("procedure", .procedure),
    ]
    for (index, token) in tokens.prefix(6).enumerated().dropFirst() {
      if let found = words.first(where: { token.isWord($0.0) }) { return (found.1, index) }
      if token.isWord("view") {
        return (tokens[index - 1].isWord("materialized") ? .materializedView : .view, index)
      }
      if token.isWord("type") { return (type(tokens[index...]), index) }
    }
    return nil
  }

  private static func type(_ tokens: ArraySlice<SQLToken>) -> ObjectKind {
    guard let after = tokens.firstIndex(where: { $0.isWord("as") }), after + 1 < tokens.endIndex
    else { return .enumType }
    if tokens[after + 1].isSymbol("(") { return .compositeType }
    return tokens[after + 1].isWord("range") ? .rangeType : .enumType
  }

  /// The schema that is written before the table of an index.
  private static func table(
    after index: Int, _ tokens: [SQLToken], _ source: SourceText, home: Name
  ) -> Name? {
    guard let on = tokens[index...].firstIndex(where: { $0.isWord("on") }) else { return nil }
    var table = on + 1
    if table < tokens.count, tokens[table].isWord("only") { table += 1 }
    guard table + 1 < tokens.count, tokens[table + 1].isSymbol(".") else { return home }
    return Name(tokens[table], in: source)
  }

  /// Where what began last up to this line begins: a column or constraint between the parentheses of
  /// CREATE TABLE, or CONSTRAINT of ALTER TABLE. nil outside: the line is about the table.
  private static func first(
    of line: Int, _ tokens: ArraySlice<SQLToken>, _ source: SourceText
  ) -> Int? {
    var depth = 0
    var found: Int?
    for index in tokens.indices.dropFirst()
    where source.line(at: tokens[index].range.lowerBound) <= line {
      let (token, before) = (tokens[index], tokens[index - 1])
      if depth == 1, before.isSymbol("(") || before.isSymbol(",") { found = index }
      if depth == 0, before.isWord("add"), token.isWord("constraint") { return index }
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") {
        depth -= 1
        if depth == 0 { found = nil }
      }
    }
    return found
  }

  private static func constraint(
    at first: Int, _ tokens: [SQLToken], _ source: SourceText
  ) -> Name? {
    guard tokens[first].isWord("constraint"), first + 1 < tokens.count else { return nil }
    return Name(tokens[first + 1], in: source)
  }
}
