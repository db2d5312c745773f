extension Lowering {
  /// The text of a piece of SQL in a table, its columns by their names.
  mutating func text(of sql: SQL, in table: DeclaredTable, _ place: SourcePlace?) -> String {
    var text = ""
    for segment in sql.segments {
      switch segment {
      case .raw(let raw): text += raw
      case .table(let other): text += id(of: .table(other), place).map { self.path($0) } ?? ""
      case .column(let identity): text += name(of: identity, in: table, place).quoted
      case .path(let path):
        guard let column = path.column(table.instance) else {
          problems.report(
            place,
            "an expression of \(table.swiftName) mentions a column of \(path.table)",
            help: "mention columns of \(table.swiftName) only; a foreign key leads to other tables")
          continue
        }
        text += name(of: column.identity, in: table, place).quoted
      }
    }
    return text
  }

  mutating func expression(_ sql: SQL, in table: DeclaredTable, _ place: SourcePlace?) -> Expression
  {
    let text = SQLText(text(of: sql, in: table, place))
    if text.text.utf8.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }) {
      problems.report(
        place, "an expression of \(table.swiftName) is empty", help: "write SQL, or leave it out")
    }
    return Expression(text, authored: text)
  }

  /// A column by what it is known by wherever it is mentioned.
  mutating func name(of identity: Column.Identity, in table: DeclaredTable, _ place: SourcePlace?)
    -> Name
  {
    let names = table.names[ObjectIdentifier(identity)] ?? []
    if names.count == 1, let name = names.first { return name }
    if names.isEmpty {
      problems.report(
        place, "\(table.swiftName) mentions a column that is none of its stored properties",
        help: "mention a property written let … = Column(…), of this instance of the table")
    } else {
      let list = names.map(\.quoted).joined(separator: ", ")
      problems.report(
        place,
        "\(table.swiftName) mentions one Column value that fills several properties: \(list)",
        help: "write Column(…) for each property")
    }
    return ""
  }

  mutating func names(of columns: [Column], in table: DeclaredTable, _ place: SourcePlace?)
    -> [Name]
  {
    columns.map { name(of: $0.identity, in: table, place) }
  }
}
