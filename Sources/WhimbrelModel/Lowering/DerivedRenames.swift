extension Lowering {
  /// The renames that follow from those of tables and columns: a name that is made of theirs
  /// changes along, and its object is the same one.
  var derivedRenames: [ObjectID: ObjectID] {
    var renames: [ObjectID: ObjectID] = [:]
    for table in tables {
      for constraint in table.constraints
      where !constraint.isNamed && constraint.attributes.formerName.isEmpty {
        let (lowered, subject) = (constraint.lowered, constraint.subject)
        guard let former = formerName(lowered.name, subject, in: table, lowered.referenced) else {
          continue
        }
        renames[lowered.id] = table.id.with(.constraint, member: former)
      }
      for index in table.indexes where !index.isNamed && index.declaration.formerName.isEmpty {
        let (lowered, subject) = (index.lowered, index.subject)
        guard let former = formerName(lowered.name, subject, in: table, nil) else { continue }
        renames[lowered.id] = ObjectID(.index, schema: lowered.schema, former)
      }
    }
    for sequence in sequences.map(\.lowered) {
      guard let column = sequence.ownedBy, declaredRenames[sequence.id] == nil else { continue }
      let table = column.with(.table)
      let current = PostgresNames.joined(table.name, column.member, "seq")
      let former = PostgresNames.joined(formerName(of: table), formerMember(of: column), "seq")
      if current != sequence.name || former == current { continue }
      renames[sequence.id] = ObjectID(.sequence, schema: sequence.schema, former)
    }
    return renames
  }

  /// The name the convention made when tables and columns had their former names; nil when it is
  /// the same, or when the name was numbered and so says nothing about the former one.
  private func formerName(
    _ name: Name, _ subject: NameSubject, in table: DeclaredTable, _ referenced: ObjectID?
  ) -> Name? {
    guard schema.naming.name(for: subject, where: { _ in true }) == name else { return nil }
    var former = subject
    former.table = formerName(of: table.id)
    former.columns = subject.columns.map { formerMember(of: table.columnID($0)) }
    if let referenced {
      former.referencedTable = formerName(of: referenced)
      former.referencedColumns = subject.referencedColumns.map {
        formerMember(of: referenced.with(.column, member: $0))
      }
    }
    let formerName = schema.naming.name(for: former) { _ in true }
    return formerName == name ? nil : formerName
  }

  private func formerName(of table: ObjectID) -> Name { hints.renames[table]?.name ?? table.name }

  private func formerMember(of column: ObjectID) -> Name {
    hints.renames[column]?.member ?? column.member
  }
}

extension Catalog.Constraint {
  /// The table a foreign key references.
  fileprivate var referenced: ObjectID? {
    if case .foreignKey(let key) = kind { key.references } else { nil }
  }
}
