import WhimbrelModel

/// The columns of relations, with all that is said of each.
enum ColumnsPart: InspectionPart {
  /// A default names no column: printed without its table, which costs the server a third.
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attcollation,
      CASE WHEN a.attcollation <> t.typcollation AND a.attcollation <> '0'
        THEN a.attcollation::pg_catalog.regcollation END,
      a.attnotnull, a.attislocal, a.attinhcount, d.oid,
      CASE WHEN a.atthasdef THEN pg_catalog.pg_get_expr(
        d.adbin, CASE WHEN a.attgenerated = '' THEN '0' ELSE d.adrelid END) END,
      NULLIF(a.attidentity, ''), NULLIF(a.attgenerated, ''),
      CASE WHEN a.attstorage <> t.typstorage AND c.relkind IN ('r', 'p', 'f', 'm')
        THEN a.attstorage END,
      NULLIF(a.attcompression, ''), NULLIF(a.attstattarget, '-1'), a.attoptions, a.attfdwoptions
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_attrdef d
      ON a.atthasdef AND d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attnum > '0' AND NOT a.attisdropped
      AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
      AND c.relnamespace IN \(request.namespaces)
    ORDER BY a.attrelid, a.attnum
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    // The columns of one relation follow each other.
    var current: OID = 0
    var id: ObjectID?
    var columns: [Catalog.Column] = []
    var facts = Assembly.Columns()
    func finish(_ assembly: inout Assembly) {
      guard !columns.isEmpty else { return }
      assembly.relations[current]?.columns = facts
      assembly.give(columns, to: current)
      columns.removeAll(keepingCapacity: true)
      facts = Assembly.Columns()
    }
    try rows.forEach { row in
      let relation = try row.oid()
      if relation != current {
        finish(&assembly)
        current = relation
        id = assembly.relations[relation]?.id
      }
      guard let id else { return }
      let attribute = Assembly.Attribute(relation: relation, number: try row.int())
      columns.append(try read(&row, attribute, of: id, &facts, into: &assembly))
    }
    finish(&assembly)
  }

  private static func read(
    _ row: inout RowReader, _ attribute: Assembly.Attribute, of id: ObjectID,
    _ facts: inout Assembly.Columns, into assembly: inout Assembly
  ) throws -> Catalog.Column {
    let name = try row.name()
    let type = Assembly.ColumnType(type: try row.oid(), modifier: try row.int())
    facts[attribute.number] = Assembly.ColumnFacts(
      name: name, type: type.type, collation: try row.oid())

    var column = Catalog.Column(name: name, type: try assembly.typeName(type))
    column.collation = row.textIfAny()
    column.isNotNull = try row.bool()
    column.isLocal = try row.bool()
    column.inheritanceCount = try row.int()
    let defaultOID = row.oidIfAny()
    let expression = row.expressionIfAny()
    let identity = row.charIfAny()
    let generated = row.charIfAny()
    if let generated, let expression {
      column.generated = .init(expression, kind: generated == "v" ? .virtual : .stored)
    } else {
      column.default = expression
    }
    if let identity, let sequence = assembly.identities[attribute] {
      column.identity = .init(isAlways: identity == "a", options: sequence.options)
      let chosen = PostgresNames.joined(id.name, name, "seq")
      column.identity?.sequence = sequence.name == chosen ? nil : sequence.name
      assembly.identitySequences[sequence.oid] = id.with(.sequence, member: name)
      assembly.ids[Address(SystemCatalog.class, sequence.oid)] =
        id.with(.column, member: name)
    }
    if let defaultOID {
      assembly.ids[Address(SystemCatalog.attributeDefault, defaultOID)] =
        id.with(.columnDefault, member: name)
      if generated != nil { assembly.generatedDefaults.insert(defaultOID) }
    }
    column.storage = row.charIfAny().flatMap(storage)
    column.compression = row.charIfAny().map { $0 == "l" ? .lz4 : .pglz }
    column.statisticsTarget = row.intIfAny()
    // A value of the server's own, another one each time that the table is made.
    column.options = OptionList(row.options().filter { !$0.text.hasPrefix("pg_attver=") })
    column.foreignOptions = row.options()
    return column
  }

  private static func storage(_ code: Character) -> Catalog.Column.Storage? {
    switch code {
    case "p": .plain
    case "e": .external
    case "x": .extended
    case "m": .main
    default: nil
    }
  }
}

extension Assembly {
  /// Gives its columns to a relation.
  mutating func give(_ columns: [Catalog.Column], to relation: OID) {
    switch relations[relation]?.kind {
    case "v": views[relation]?.columns = columns
    case "m": materializedViews[relation]?.columns = columns
    case "c": compositeTypes[relation]?.columns = columns
    default: tables[relation]?.columns = columns
    }
  }
}
