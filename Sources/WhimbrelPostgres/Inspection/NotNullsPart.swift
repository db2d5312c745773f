import WhimbrelModel

/// The names of NOT NULL constraints, where the server keeps them (18).
enum NotNullsPart: InspectionPart {
  static func isAsked(of version: ServerVersion) -> Bool { version.major >= 18 }

  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT c.oid, c.conrelid, c.conname, c.conkey, c.conislocal, c.convalidated, c.connoinherit
    FROM pg_catalog.pg_constraint c
    WHERE c.contype = 'n' AND c.conrelid <> '0' AND c.connamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let relationOID = try row.oid()
      let name = try row.name()
      guard let relation = assembly.relations[relationOID],
        let column = assembly.columnNames(relationOID, try row.ints()).first
      else { return }
      assembly.ids[Address(SystemCatalog.constraint, oid)] =
        relation.id.with(.column, member: column)
      assembly.partConstraints[oid] = relation.id.with(.constraint, member: name)
      let isLocal = try row.bool()
      let isValid = try row.bool()
      let isNoInherit = try row.bool()
      let chosen = PostgresNames.joined(relation.id.name, column, "not_null")
      if !isLocal, name != chosen {
        assembly.catalog.inheritedNotNulls[relation.id.with(.column, member: column)] = name
      }
      // A name that came from a parent is the parent's.
      let isNamed = isLocal && name != chosen
      if !isNamed && isValid && !isNoInherit { return }
      assembly.change(column, of: relationOID) {
        $0.notNullName = isNamed ? name : nil
        $0.isNotNullValid = isValid
        $0.isNotNullNoInherit = isNoInherit
      }
    }
  }
}

extension Assembly {
  /// Changes a table's column.
  mutating func change(
    _ column: Name, of relation: OID, _ body: (inout Catalog.Column) -> Void
  ) {
    guard let index = tables[relation]?.columns.firstIndex(where: { $0.name == column }) else {
      return
    }
    if var found = tables[relation]?.columns[index] {
      body(&found)
      tables[relation]?.columns[index] = found
    }
  }
}
