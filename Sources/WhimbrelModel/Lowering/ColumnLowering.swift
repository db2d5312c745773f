extension Lowering {
  mutating func lowerColumns(at position: Int) {
    for index in tables[position].columns.indices {
      let column = lowered(tables[position].columns[index], in: tables[position])
      tables[position].columns[index].lowered = column
    }
  }

  private mutating func lowered(_ column: DeclaredColumn, in table: DeclaredTable) -> Catalog.Column
  {
    let declaration = column.declaration
    let id = table.columnID(column.name)
    var lowered = Catalog.Column(
      name: column.name, type: typeName(declaration.type, declaration.place),
      isNotNull: !declaration.isNullable)
    lowered.notNullName = declaration.notNullName.isEmpty ? nil : Name(declaration.notNullName)
    lowered.collation = declaration.collationName.flatMap { sql(of: $0) }
    lowered.storage = declaration.storage.map { Catalog.Column.Storage($0) }
    lowered.compression = declaration.compression.map { $0 == .lz4 ? .lz4 : .pglz }
    lowered.statisticsTarget = declaration.statisticsTarget
    lowered.options = OptionList(declaration.options.map { SQLText($0) })
    lowerValue(of: column, in: table, into: &lowered)

    comment(on: id, declaration.commentText)
    if !declaration.formerName.isEmpty {
      hints.renames[id] = id.with(.column, member: Name(declaration.formerName))
    }
    if let conversion = declaration.conversion {
      hints.usings[id] = expression(conversion, in: table, declaration.place).printed
    }
    if let fill = declaration.fill {
      hints.backfills[id] = expression(fill, in: table, declaration.place).printed
    }
    return lowered
  }

  private mutating func lowerValue(
    of column: DeclaredColumn, in table: DeclaredTable, into lowered: inout Catalog.Column
  ) {
    let place = column.declaration.place
    switch column.declaration.value {
    case .none: break
    case .default(let value):
      lowered.default = expression(value.expression, in: table, place)
    case .generated(let text, let generation):
      lowered.generated = Catalog.Column.Generated(
        expression(text, in: table, place), kind: generation == .stored ? .stored : .virtual)
    case .identity(let isAlways, let options, let sequence):
      var identity = Catalog.Column.Identity(
        isAlways: isAlways,
        options: Catalog.SequenceOptions(options, type: lowered.type.base))
      identity.sequence = sequence.isEmpty ? nil : Name(sequence)
      lowered.identity = identity
    }
    if case .serial = column.declaration.type.kind {
      lowerSerial(of: column, in: table, into: &lowered)
    }
  }

  /// A collation as SQL; nil for `default`, which is the type's own.
  func sql(of collation: CollationName) -> SQLText? {
    if collation.schema.isEmpty && collation.name == "default" { return nil }
    let name = Name(collation.name).quoted
    return SQLText(collation.schema.isEmpty ? name : "\(Name(collation.schema).quoted).\(name)")
  }
}

extension Catalog.Column.Storage {
  init(_ storage: Column.Storage) {
    switch storage {
    case .plain: self = .plain
    case .external: self = .external
    case .extended: self = .extended
    case .main: self = .main
    }
  }
}

extension Catalog.SequenceOptions {
  init(_ options: Sequence.Options, type: SQLText) {
    self.init(
      type: type, start: options.start, increment: options.increment, minimum: options.minimum,
      maximum: options.maximum, cache: options.cache, isCycled: options.isCycled)
  }
}
