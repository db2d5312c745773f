extension Lowering {
  /// Everything that was lowered, as one catalog.
  func assembled() -> DeclaredSchema {
    var catalog = Catalog()
    for type in enums.values { catalog.insert(.enumType(type.lowered)) }
    for needed in extensions.values { catalog.insert(.extension(needed.lowered)) }
    for sequence in sequences { catalog.insert(.sequence(sequence.lowered)) }
    for object in objects.values { catalog.insert(object.lowered) }
    for table in tables {
      catalog.insert(.table(table.lowered))
      for constraint in table.constraints { catalog.insert(.constraint(constraint.lowered)) }
      for index in table.indexes { catalog.insert(.index(index.lowered)) }
    }
    for name in schemas.keys { catalog.insert(.schema(Catalog.Schema(name: name))) }
    catalog.comments = comments.merging(commentsOfParts) { first, _ in first }
    var hints = hints
    let derived = derivedRenames
    hints.renames = declaredRenames.merging(derived) { first, _ in first }
    hints.derivedRenames = Set(derived.keys)
    hints.unmanagedPartitions = Set(tables.filter(\.leavesPartitionsAlone).map(\.id))
    return DeclaredSchema(catalog: catalog, hints: hints, places: places)
  }

  /// Where each object and column is declared.
  var places: [ObjectID: SourcePlace] {
    var places: [ObjectID: SourcePlace] = [:]
    for (name, place) in schemas { places[ObjectID(.schema, name)] = place }
    for type in enums.values { places[type.lowered.id] = type.place }
    for needed in extensions.values { places[needed.lowered.id] = needed.place }
    for sequence in sequences { places[sequence.lowered.id] = sequence.place }
    for (id, object) in objects { places[id] = object.place }
    for table in tables {
      places[table.id] = table.place
      for column in table.columns {
        places[table.columnID(column.name)] = column.declaration.place
      }
      for constraint in table.constraints {
        places[constraint.lowered.id] = constraint.attributes.place
      }
      for index in table.indexes { places[index.lowered.id] = index.declaration.place }
    }
    return places
  }

  /// Every rename that the model says.
  var declaredRenames: [ObjectID: ObjectID] {
    hints.renames.merging(renamesOfParts) { first, _ in first }
  }

  /// The schemas things are in, beside the managed one, with the place of one of them.
  private var schemas: [Name: SourcePlace?] {
    var schemas: [Name: SourcePlace?] = [:]
    for table in tables { schemas[table.id.schema] = table.place }
    for type in enums.values { schemas[type.lowered.schema] = type.place }
    for sequence in sequences { schemas[sequence.lowered.schema] = sequence.place }
    for needed in extensions.values { schemas[needed.lowered.schema] = needed.place }
    for (id, object) in objects where !id.schema.isEmpty && id.kind != .defaultPrivileges {
      schemas[id.schema] = object.place
    }
    schemas[managed] = nil
    return schemas
  }

  private var commentsOfParts: [ObjectID: SQLText] {
    var comments: [ObjectID: SQLText] = [:]
    for table in tables {
      for constraint in table.constraints where !constraint.attributes.comment.isEmpty {
        comments[constraint.lowered.id] = SQLText(constraint.attributes.comment)
      }
      for index in table.indexes where !index.declaration.commentText.isEmpty {
        comments[index.lowered.id] = SQLText(index.declaration.commentText)
      }
    }
    return comments
  }

  private var renamesOfParts: [ObjectID: ObjectID] {
    var renames: [ObjectID: ObjectID] = [:]
    for table in tables {
      for constraint in table.constraints where !constraint.attributes.formerName.isEmpty {
        renames[constraint.lowered.id] = table.id.with(
          .constraint, member: Name(constraint.attributes.formerName))
      }
      for index in table.indexes where !index.declaration.formerName.isEmpty {
        renames[index.lowered.id] = ObjectID(
          .index, schema: index.lowered.schema, Name(index.declaration.formerName))
      }
    }
    return renames
  }
}

extension DeclaredTable {
  fileprivate var leavesPartitionsAlone: Bool {
    type.options.contains { option in
      if case .partitions(.unmanaged) = option.kind { true } else { false }
    }
  }

  var lowered: Catalog.Table {
    var table = Catalog.Table(schema: id.schema, name: id.name, columns: columns.map(\.lowered))
    for option in type.options {
      switch option.kind {
      case .parameter(let name, let value):
        table.options.texts.append(SQLText("\(name)=\(value)"))
      case .toastParameter(let name, let value):
        table.toastOptions.texts.append(SQLText("\(name)=\(value)"))
      case .unlogged: table.isUnlogged = true
      case .tablespace(let name): table.tablespace = Name(name)
      case .accessMethod(let name): table.accessMethod = Name(name)
      case .rowSecurity(let isForced):
        table.isRowSecurityEnabled = true
        table.isRowSecurityForced = isForced
      case .replicaIdentity(let identity): table.replicaIdentity = .init(identity)
      case .clustered(let index): table.clusteredOn = Name(index)
      case .partitioned(let key): table.partitionKey = SQLText(key)
      case .partitions: break  // It says nothing of the table itself.
      }
    }
    return table
  }
}

extension Catalog.Table.ReplicaIdentity {
  fileprivate init(_ identity: TableOption.ReplicaIdentity) {
    switch identity {
    case .primaryKey: self = .default
    case .full: self = .full
    case .nothing: self = .nothing
    case .index(let name): self = .index(Name(name))
    }
  }
}
