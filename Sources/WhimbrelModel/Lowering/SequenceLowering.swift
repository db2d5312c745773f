extension Lowering {
  /// A serial column: the sequence, the default that takes from it, and NOT NULL.
  mutating func lowerSerial(
    of column: DeclaredColumn, in table: DeclaredTable, into lowered: inout Catalog.Column
  ) {
    let place = column.declaration.place
    if case .none = column.declaration.value {
    } else {
      problems.report(
        place, "column \(column.name.quoted) of \(table.swiftName) is serial and has another value",
        help: "use .integer or .bigint, or remove the default, identity or generation")
    }
    let taken = Set(sequences.map(\.lowered.name))
    let name = PostgresNames.first(table.id.name, column.name, "seq") { !taken.contains($0) }
    var sequence = Catalog.Sequence(
      schema: table.id.schema, name: name,
      options: Catalog.SequenceOptions(type: lowered.type.base))
    sequence.ownedBy = table.columnID(column.name)
    sequences.append(Declared(lowered: sequence, place: place))
    let path = table.id.schema == managed ? "" : "\(table.id.schema.quoted)."
    let text = SQLText("nextval(\(SQLText(path + name.quoted).literal)::regclass)")
    lowered.default = Expression(text, authored: text)
    lowered.isNotNull = true
  }

  mutating func lowerSequences() {
    for element in schema.elements {
      guard case .sequence(let declaration) = element.kind else { continue }
      let type = declaration.options.type.map { typeName($0, declaration.place).base } ?? "bigint"
      var sequence = Catalog.Sequence(
        schema: name(ofSchema: declaration.schema), name: Name(declaration.name),
        options: Catalog.SequenceOptions(declaration.options, type: type))
      sequence.isUnlogged = declaration.isUnlogged
      if let owner = declaration.owner { sequence.ownedBy = columnID(owner, declaration.place) }
      if !declaration.formerName.isEmpty {
        hints.renames[sequence.id] = ObjectID(
          .sequence, schema: sequence.schema, Name(declaration.formerName))
      }
      comment(on: sequence.id, declaration.commentText)
      sequences.append(Declared(lowered: sequence, place: declaration.place))
    }
  }

  private mutating func columnID(_ path: ColumnPath, _ place: SourcePlace) -> ObjectID? {
    guard let position = positions[ObjectIdentifier(path.table)] else {
      problems.report(
        place,
        "the sequence is owned by a column of \(path.table), which is not in the schema",
        help: "add \(path.table).self to the schema")
      return nil
    }
    let table = tables[position]
    guard let column = path.column(table.instance) else { return nil }
    return table.columnID(name(of: column.identity, in: table, place))
  }
}
