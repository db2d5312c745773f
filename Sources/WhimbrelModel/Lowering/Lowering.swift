/// The way from a declaration to a catalog: collect, lower, name, validate, assemble.
struct Lowering {
  let schema: Schema
  /// The schema of everything that says none.
  let managed: Name
  var tables: [DeclaredTable] = []
  /// Where a table's type is in `tables`.
  var positions: [ObjectIdentifier: Int] = [:]
  var enums: [ObjectID: Declared<Catalog.EnumType>] = [:]
  var extensions: [ObjectID: Declared<Catalog.Extension>] = [:]
  var sequences: [Declared<Catalog.Sequence>] = []
  /// Everything beside tables that is an object.
  var objects: [ObjectID: Declared<CatalogObject>] = [:]
  /// What is said of objects that is none itself.
  var statements: [(sql: SQLText, place: SourcePlace)] = []
  var comments: [ObjectID: SQLText] = [:]
  var hints = Hints()
  var sqlFiles: [(path: String, place: SourcePlace)] = []
  var problems = Problems()

  init(_ schema: Schema, managed: Name) {
    self.schema = schema
    self.managed = managed
  }

  func name(ofSchema schema: String) -> Name { schema.isEmpty ? managed : Name(schema) }

  mutating func comment(on id: ObjectID, _ text: String) {
    if !text.isEmpty { comments[id] = SQLText(text) }
  }
}

extension Schema {
  /// The catalog this schema declares, as its author wrote it, with hints and places.
  ///
  /// Throws `DeclarationErrors` with every mistake at once. Never traps.
  ///
  /// - Parameter managed: the schema of everything that says none.
  package func lowered(into managed: Name = "public") throws(DeclarationErrors) -> DeclaredSchema {
    var lowering = Lowering(self, managed: managed)
    lowering.collect()
    for position in lowering.tables.indices { lowering.lowerColumns(at: position) }
    for position in lowering.tables.indices { lowering.lowerConstraints(at: position) }
    for position in lowering.tables.indices { lowering.lowerIndexes(at: position) }
    lowering.lowerSequences()
    lowering.assignNames()
    lowering.lowerObjects()
    lowering.validate()
    if !lowering.problems.isEmpty { throw DeclarationErrors(errors: lowering.problems.sorted) }
    var declared = lowering.assembled()
    declared.sqlFiles = lowering.sqlFiles
    declared.statements = lowering.statements
    return declared
  }
}
