import WhimbrelModel

/// Indexes by their parts; those behind constraints become part of these later on.
enum IndexesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT i.indexrelid, i.indrelid, c.relname, c.relnamespace, am.amname, c.reloptions,
      CASE WHEN c.reltablespace <> '0'
        THEN (SELECT spcname FROM pg_catalog.pg_tablespace WHERE oid = c.reltablespace) END,
      i.indisunique, i.indisvalid, i.indisclustered, i.indisreplident,
      \(request.since(15, "i.indnullsnotdistinct", else: "false")),
      i.indnkeyatts, i.indkey, i.indclass, i.indcollation, i.indoption,
      CASE WHEN i.indexprs IS NOT NULL THEN ARRAY(
        SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k, false)
        FROM pg_catalog.generate_series(1, i.indnkeyatts::pg_catalog.int4) k
        WHERE i.indkey[k - 1] = '0' ORDER BY k) END,
      CASE WHEN i.indpred IS NOT NULL THEN pg_catalog.pg_get_expr(i.indpred, i.indrelid) END,
      pn.nspname, p.relname
    FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
    JOIN pg_catalog.pg_am am ON am.oid = c.relam
    LEFT JOIN pg_catalog.pg_inherits h ON c.relispartition AND h.inhrelid = i.indexrelid
    LEFT JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
    LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
    WHERE c.relnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    assembly.indexes.reserveCapacity(rows.count)
    try rows.forEach { row in try read(&row, into: &assembly) }
  }

  private static func read(_ row: inout RowReader, into assembly: inout Assembly) throws {
    let oid = try row.oid()
    let relationOID = try row.oid()
    guard let relation = assembly.relations[relationOID] else { return }
    let name = try row.name()
    guard let schema = assembly.namespaces[try row.oid()] else { return }
    let method = try row.name()
    var index = Catalog.Index(
      schema: schema, name: name, relation: relation.id, method: method, elements: [])
    index.options = row.options()
    index.tablespace = row.nameIfAny()
    index.isUnique = try row.bool()
    index.isValid = try row.bool()
    if try row.bool() { assembly.cluster(relationOID, on: name) }
    if try row.bool() { assembly.tables[relationOID]?.replicaIdentity = .index(name) }
    index.isNullsNotDistinct = try row.bool()

    let keyCount = try row.int()
    let numbers = try row.ints()
    let classes = try row.oids()
    let collations = try row.oids()
    let order = try row.ints()
    var expressions = row.texts()[...]
    for (position, number) in numbers.prefix(keyCount).enumerated() {
      let column = relation[number]
      let attribute = assembly.indexAttributes[.init(relation: oid, number: position + 1)]
      var element: Catalog.IndexElement
      if let column {
        element = Catalog.IndexElement(.column(column.name))
        element.operatorClass = assembly.operatorClass(classes[position], on: column.type)
        element.collation = assembly.collation(collations[position], unless: column.collation)
      } else if let text = expressions.popFirst() {
        element = Catalog.IndexElement(.expression(Expression(text)))
        let hasKeyType = assembly.operatorClasses[classes[position]]?.hasKeyType ?? false
        element.operatorClass = assembly.operatorClass(
          classes[position], on: hasKeyType ? nil : attribute?.type)
        element.collation = assembly.collation(
          collations[position], unless: Assembly.defaultCollation)
        element.statisticsTarget = attribute?.statisticsTarget
      } else {
        continue
      }
      element.operatorClassOptions = attribute?.options ?? []
      if !element.operatorClassOptions.isEmpty {
        // Options stand behind the name only.
        element.operatorClass = assembly.operatorClasses[classes[position]]?.sql
      }
      element.isDescending = order[position] & 1 != 0
      element.isNullsFirst = order[position] & 2 != 0
      index.elements.append(element)
    }
    index.include = assembly.columnNames(relationOID, Array(numbers.dropFirst(keyCount)))
    index.predicate = row.expressionIfAny()
    if let parentSchema = row.nameIfAny() {
      index.attachedTo = ObjectID(.index, schema: parentSchema, try row.name())
    }
    assembly.indexes[oid] = index
    assembly.indexIDs[oid] = index.id
    assembly.register(index.id, SystemCatalog.class, oid)
  }
}

extension Assembly {
  /// `pg_catalog."default"`, the database's own.
  static let defaultCollation: OID = 100

  mutating func cluster(_ relation: OID, on index: Name) {
    tables[relation]?.clusteredOn = index
    materializedViews[relation]?.clusteredOn = index
  }

  /// What an index has to say of a key's collation: nothing where it is the key's own.
  func collation(_ collation: OID, unless own: OID) -> SQLText? {
    collation == 0 || collation == own ? nil : collations[collation]
  }
}
