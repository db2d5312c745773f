extension Lowering {
  mutating func lowerIndexes(at position: Int) {
    let table = tables[position]
    let ofColumns = table.columns.compactMap { column -> Index? in
      guard let index = column.declaration.index else { return nil }
      guard let unique = column.declaration.unique else { return index }
      var both = index.unique(nullsNotDistinct: unique.isNullsNotDistinct)
      if both.name.isEmpty { both.name = unique.attributes.name }
      return both
    }
    for index in ofColumns + table.instance.indexes {
      tables[position].indexes.append(lowered(index, in: table))
    }
  }

  private mutating func lowered(_ index: Index, in table: DeclaredTable) -> DeclaredIndex {
    let elements = index.keys.map { element($0.indexElement, in: table, index.place) }
    var lowered = Catalog.Index(
      schema: table.id.schema, name: Name(index.name), relation: table.id,
      method: Name(index.method.name), elements: elements.map(\.lowered))
    lowered.include = names(of: index.included, in: table, index.place)
    lowered.isUnique = index.isUnique
    lowered.isNullsNotDistinct = index.isNullsNotDistinct
    lowered.predicate = index.predicate.map { expression($0, in: table, index.place) }
    lowered.options = OptionList(index.parameters.map { SQLText($0) })
    lowered.tablespace = index.tablespaceName.isEmpty ? nil : Name(index.tablespaceName)
    let names = PostgresNames.distinct(elements.map(\.name) + lowered.include)
    return DeclaredIndex(
      declaration: index, lowered: lowered,
      subject: NameSubject(kind: .index, table: table.id.name, columns: names))
  }

  /// A key, and what PostgreSQL calls its column in the index.
  mutating func element(_ element: IndexElement, in table: DeclaredTable, _ place: SourcePlace) -> (
    lowered: Catalog.IndexElement, name: Name
  ) {
    switch element.key {
    case .column(let column):
      return indexElement(element, .column(name(of: column.identity, in: table, place)))
    case .expression(let sql):
      return indexElement(element, .expression(expression(sql, in: table, place).sql))
    }
  }

  /// What a key orders by, by name or as SQL.
  enum IndexedValue {
    case column(Name)
    case expression(String)
  }

  func indexElement(
    _ element: IndexElement, _ value: IndexedValue
  ) -> (lowered: Catalog.IndexElement, name: Name) {
    var lowered: Catalog.IndexElement
    let name: Name
    switch value {
    case .column(let column):
      name = column
      lowered = Catalog.IndexElement(.column(name))
    case .expression(let text):
      let indexed = SQLText(
        SQLShape.isCall(text) || SQLShape.isParenthesized(text) ? text : "(\(text))")
      name = PostgresNames.column(ofExpression: text)
      lowered = Catalog.IndexElement(.expression(Expression(indexed, authored: indexed)))
    }
    lowered.collation = element.collation.flatMap { self.sql(of: $0) }
    if !element.operatorClass.isEmpty {
      let schema = element.operatorClassSchema
      let path = schema.isEmpty ? "" : "\(Name(schema).quoted)."
      lowered.operatorClass = SQLText(path + Name(element.operatorClass).quoted)
    }
    lowered.operatorClassOptions = OptionList(
      element.operatorClassOptions.map { SQLText($0) })
    lowered.isDescending = element.isDescending
    lowered.isNullsFirst = element.isNullsFirst ?? element.isDescending
    lowered.statisticsTarget = element.statisticsTarget
    return (lowered, name)
  }
}
