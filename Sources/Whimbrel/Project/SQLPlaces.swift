import WhimbrelModel
import WhimbrelPlanning

/// Where SQL files say what they say: the places of CREATE statements, and of the columns in them.
enum SQLPlaces {
  static func places(in sources: [SourceText], home: Name) -> [ObjectID: SourcePlace] {
    var places: [ObjectID: SourcePlace] = [:]
    for source in sources {
      // A text that cannot be split was refused before anything was compared.
      for statement in (try? SQLSplitter.split(source)) ?? [] {
        read(statement, home, into: &places)
      }
    }
    return places
  }

  private static let kinds: [(word: String, kinds: [ObjectKind])] = [
    ("table", [.table]), ("view", [.view]), ("index", [.index]), ("sequence", [.sequence]),
    ("domain", [.domain]), ("schema", [.schema]), ("extension", [.extension]),
    ("type", [.enumType, .compositeType, .rangeType, .baseType]), ("statistics", [.statistics]),
    ("publication", [.publication]), ("subscription", [.subscription]),
  ]

  private static func read(
    _ statement: SQLStatement, _ home: Name, into places: inout [ObjectID: SourcePlace]
  ) {
    var tokens = statement.tokens[...]
    guard tokens.popFirst()?.isWord("create") == true else { return }
    let before = tokens.prefix(4)
    guard
      let position = before.firstIndex(where: { token in kinds.contains { token.isWord($0.word) } }
      ),
      let found = kinds.first(where: { tokens[position].isWord($0.word) })
    else { return }
    let isMaterialized = tokens[..<position].contains { $0.isWord("materialized") }
    tokens = tokens[(position + 1)...]
    for word in ["concurrently", "if", "not", "exists"] where tokens.first?.isWord(word) == true {
      tokens = tokens.dropFirst()
    }
    guard var name = tokens.first.flatMap({ Name($0, in: statement.source) }) else { return }
    var schema = found.word == "schema" || found.word == "extension" ? Name("") : home
    tokens = tokens.dropFirst()
    if tokens.first?.isSymbol(".") == true, let second = tokens.dropFirst().first,
      let part = Name(second, in: statement.source)
    {
      (schema, name) = (name, part)
      tokens = tokens.dropFirst(2)
    }
    let place = SourcePlace(
      file: statement.source.name, line: statement.line, column: statement.column)
    for kind in found.word == "view" && isMaterialized ? [.materializedView] : found.kinds {
      places[ObjectID(kind, schema: schema, name)] = place
    }
    if found.word == "table" {
      let table = ObjectID(.table, schema: schema, name)
      readColumns(tokens, of: table, in: statement.source, into: &places)
    }
  }

  /// What begins after the parenthesis, and after each comma in it: a column, or a constraint by its name.
  private static func readColumns(
    _ tokens: ArraySlice<SQLToken>, of table: ObjectID, in source: SourceText,
    into places: inout [ObjectID: SourcePlace]
  ) {
    let others = ["primary", "unique", "check", "foreign", "exclude", "like"]
    var depth = 0
    for index in tokens.indices {
      let token = tokens[index]
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      guard depth == 1, token.isSymbol("(") || token.isSymbol(","), index + 2 < tokens.endIndex
      else { continue }
      let first = tokens[index + 1]
      if others.contains(where: first.isWord) { continue }
      let isConstraint = first.isWord("constraint")
      guard let name = Name(isConstraint ? tokens[index + 2] : first, in: source) else { continue }
      places[table.with(isConstraint ? .constraint : .column, member: name)] = SourcePlace(
        file: source.name, line: source.line(at: first.range.lowerBound),
        column: source.column(at: first.range.lowerBound))
    }
  }
}
