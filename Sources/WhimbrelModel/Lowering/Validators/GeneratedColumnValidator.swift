/// A generated column is made of columns that are not (manual: Generated Columns).
enum GeneratedColumnValidator: Validator {
  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      let generated = Set(table.columns.filter(\.isGenerated).map(\.name))
      for column in table.columns {
        guard case .generated(let expression, _) = column.declaration.value else { continue }
        for name in table.columns(of: expression) where generated.contains(name) {
          let other = name == column.name ? "itself" : "the generated column \(name.quoted)"
          problems.report(
            column.declaration.place,
            "\(table.swiftName).\(column.property) is generated from \(other)",
            help: "write out what it is made of")
        }
      }
    }
  }
}

extension DeclaredColumn {
  fileprivate var isGenerated: Bool {
    if case .generated = declaration.value { true } else { false }
  }
}

extension DeclaredTable {
  /// The columns that are interpolated in a piece of SQL.
  fileprivate func columns(of sql: SQL) -> [Name] {
    sql.segments.flatMap { segment -> [Name] in
      switch segment {
      case .raw, .table: []
      case .column(let identity): names[ObjectIdentifier(identity)] ?? []
      case .path(let path):
        path.column(instance).flatMap { names[ObjectIdentifier($0.identity)] } ?? []
      }
    }
  }
}
