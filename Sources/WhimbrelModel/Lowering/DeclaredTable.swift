/// A table on its way from a Swift type to the catalog.
struct DeclaredTable {
  let type: any Table.Type
  let instance: any Table
  let id: ObjectID
  /// Its first column's, since Swift gives none for the type itself.
  let place: SourcePlace?
  var columns: [DeclaredColumn] = []
  var constraints: [DeclaredConstraint] = []
  var indexes: [DeclaredIndex] = []
  /// By what a `Column` is known by wherever it is mentioned; several names when one value fills
  /// several properties.
  var names: [ObjectIdentifier: [Name]] = [:]

  var swiftName: String { String(describing: type) }

  func column(_ name: Name) -> DeclaredColumn? { columns.first { $0.name == name } }
  func columnID(_ name: Name) -> ObjectID { id.with(.column, member: name) }
}

/// A column with the property it comes from.
struct DeclaredColumn {
  /// `timestamps.createdAt`
  let property: String
  let name: Name
  let declaration: Column
  var lowered: Catalog.Column
}

/// A constraint, and what its name is made of when it has none.
struct DeclaredConstraint {
  let attributes: ConstraintAttributes
  var lowered: Catalog.Constraint
  let subject: NameSubject
  /// The columns of another table, when the model declares that table.
  var referenced: ObjectIdentifier?

  var isNamed: Bool { !attributes.name.isEmpty }
}

/// An index, and what its name is made of when it has none.
struct DeclaredIndex {
  let declaration: Index
  var lowered: Catalog.Index
  let subject: NameSubject

  var isNamed: Bool { !declaration.name.isEmpty }
}

/// An enum type, extension or sequence, with the place of its first mention.
struct Declared<Object> {
  var lowered: Object
  let place: SourcePlace?
}

/// What a constraint's or index's name is made of.
struct NameSubject {
  enum Kind { case primaryKey, unique, check, exclusion, foreignKey, index }
  let kind: Kind
  var table: Name
  var columns: [Name]
  var referencedTable: Name = ""
  var referencedColumns: [Name] = []
}
