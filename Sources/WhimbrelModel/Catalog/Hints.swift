/// What a declaration says beyond what the database shall be: how to get there without losing data.
package struct Hints: Sendable, Hashable {
  /// The new id → the former one. A column's former id has the table's new name in it.
  package var renames: [ObjectID: ObjectID] = [:]
  /// Those new ids in `renames` that follow from another rename: a constraint whose name is made of
  /// its table's. Nobody wrote them down, so nobody has to remove them.
  package var derivedRenames: Set<ObjectID> = []
  /// For an enum type: the former label → the label its rows hold afterwards.
  package var labels: [ObjectID: [SQLText: SQLText]] = [:]
  /// For a column whose type changes: the expression its new values come from.
  package var usings: [ObjectID: SQLText] = [:]
  /// For a column that becomes NOT NULL: the expression for the rows that are null.
  package var backfills: [ObjectID: SQLText] = [:]
  /// Tables whose partitions another program makes and drops, but for those that are declared.
  package var unmanagedPartitions: Set<ObjectID> = []

  package init() {}
}

/// The place in a user's source where something is declared: file, 1-based line and column.
package struct SourcePlace: Sendable, Hashable {
  package var file: String
  package var line: Int
  package var column: Int
  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// A declaration lowered to a catalog: as its author wrote it, not yet as a server prints it.
package struct DeclaredSchema: Sendable {
  package var catalog: Catalog
  package var hints: Hints
  /// Where each object and column was declared.
  package var places: [ObjectID: SourcePlace]
  /// Statements about its objects: grants.
  package var statements: [(sql: SQLText, place: SourcePlace)] = []
  /// Files of SQL that belong to it, by their path from the project's folder.
  package var sqlFiles: [(path: String, place: SourcePlace)] = []
  package init(catalog: Catalog, hints: Hints = Hints(), places: [ObjectID: SourcePlace] = [:]) {
    self.catalog = catalog
    self.hints = hints
    self.places = places
  }
}
