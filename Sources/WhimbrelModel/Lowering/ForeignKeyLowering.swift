extension Lowering {
  mutating func lowered(_ key: ForeignKey, in table: DeclaredTable) -> DeclaredConstraint? {
    let place = key.attributes.place
    guard let target = target(of: key, in: table) else { return nil }
    var lowered = Catalog.Constraint.ForeignKey(
      columns: names(of: key.columns, in: table, place), references: target.table,
      referencedColumns: target.columns)
    lowered.isMatchFull = key.isMatchFull
    lowered.onUpdate = key.onUpdate.kind
    lowered.onDelete = key.onDelete.kind
    lowered.onDeleteColumns = names(of: key.onDelete.columns, in: table, place)
    lowered.isPeriod = key.isPeriod
    var declared = constraint(
      .foreignKey(lowered), key.attributes, in: table,
      NameSubject(
        kind: .foreignKey, table: table.id.name, columns: lowered.columns,
        referencedTable: target.table.name, referencedColumns: target.columns))
    declared.referenced = target.type
    if !key.onUpdate.columns.isEmpty {
      problems.report(
        place, "a foreign key of \(table.swiftName) lists columns for ON UPDATE",
        help: "list columns for onDelete only: manual, CREATE TABLE, REFERENCES")
    }
    return declared
  }

  private mutating func target(of key: ForeignKey, in table: DeclaredTable) -> (
    table: ObjectID, columns: [Name], type: ObjectIdentifier?
  )? {
    let place = key.attributes.place
    switch key.target {
    case .named(let schema, let name, let columns):
      let id = ObjectID(.table, schema: self.name(ofSchema: schema), Name(name))
      return (id, columns.map { Name($0) }, nil)
    case .declared(let paths):
      guard let first = paths.first, let position = positions[ObjectIdentifier(first.table)] else {
        problems.report(
          place, "a foreign key of \(table.swiftName) references nothing",
          help: "give the other table's columns: references: \\Users.id")
        return nil
      }
      let other = tables[position]
      let columns = paths.map { path in
        path.column(other.instance).map { name(of: $0.identity, in: other, place) } ?? ""
      }
      return (other.id, columns, ObjectIdentifier(first.table))
    }
  }
}
