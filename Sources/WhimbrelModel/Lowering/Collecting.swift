extension Lowering {
  /// Gathers the schema's parts, and the tables that foreign keys lead to.
  mutating func collect() {
    for element in schema.elements {
      switch element.kind {
      case .table(let type, let place): add(type, place)
      case .enumType(let type): add(type, place: type.place)
      case .extension(let declaration): add(declaration)
      case .sequence, .object: break  // The columns that they name come first.
      case .sqlFile(let file): sqlFiles.append((file.path, file.place))
      }
    }
    var next = 0
    while next < tables.count {
      for target in referencedTables(of: tables[next]) { add(target, nil) }
      next += 1
    }
  }

  private func referencedTables(of table: DeclaredTable) -> [any Table.Type] {
    let ofColumns = table.columns.flatMap(\.declaration.foreignKeys)
    let ofTable = table.instance.constraints.compactMap { constraint -> ForeignKey? in
      if case .foreignKey(let key) = constraint.kind { key } else { nil }
    }
    return (ofColumns + ofTable).flatMap { key -> [any Table.Type] in
      if case .declared(let paths) = key.target { paths.map(\.table) } else { [] }
    }
  }

  private mutating func add(_ type: any Table.Type, _ place: SourcePlace?) {
    guard positions[ObjectIdentifier(type)] == nil else { return }
    let name = type.tableName.isEmpty ? String(describing: type).snakeCased : type.tableName
    let id = ObjectID(.table, schema: self.name(ofSchema: type.schemaName), Name(name))
    let instance = type.init()
    var reader = PropertyReader(table: String(describing: type))
    reader.read(instance, path: "")
    let first = reader.columns.first?.declaration.place
    var table = DeclaredTable(type: type, instance: instance, id: id, place: first ?? place)
    table.columns = reader.columns
    for column in reader.columns {
      table.names[ObjectIdentifier(column.declaration.identity), default: []].append(column.name)
    }
    for (message, help) in reader.mistakes { problems.report(table.place, message, help: help) }
    positions[ObjectIdentifier(type)] = tables.count
    tables.append(table)
    comment(on: id, type.comment)
    if !type.formerName.isEmpty {
      hints.renames[id] = ObjectID(.table, schema: id.schema, Name(type.formerName))
    }
  }

  mutating func add(_ type: EnumType, place: SourcePlace?) {
    let new = Catalog.EnumType(
      schema: name(ofSchema: type.schema), name: Name(type.name),
      labels: type.labels.map { SQLText($0) })
    if let old = enums[new.id], old.lowered.labels != new.labels {
      problems.report(
        place, "enum type \(new.name.quoted) is declared twice, with different labels",
        help: "give one of them another name: .enum(…, name: \"…\")")
      return
    }
    if enums[new.id] == nil { enums[new.id] = Declared(lowered: new, place: place) }
    for (former, label) in type.renamedLabels {
      hints.labels[new.id, default: [:]][SQLText(former)] = SQLText(label)
    }
    if !type.formerName.isEmpty {
      let schema = type.formerSchema.isEmpty ? new.schema : name(ofSchema: type.formerSchema)
      hints.renames[new.id] = ObjectID(.enumType, schema: schema, Name(type.formerName))
    }
    comment(on: new.id, type.commentText)
  }

  private mutating func add(_ declaration: Extension) {
    let new = Catalog.Extension(
      name: Name(declaration.name), schema: name(ofSchema: declaration.schema),
      version: declaration.version.isEmpty ? nil : SQLText(declaration.version))
    if let old = extensions[new.id], old.lowered != new {
      problems.report(
        declaration.place, "extension \(new.name.quoted) is declared twice, differently",
        help: "keep one of the two")
      return
    }
    extensions[new.id] = Declared(lowered: new, place: declaration.place)
  }
}
