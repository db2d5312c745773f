import WhimbrelModel

/// The constraints of tables, without NOT NULL and without those that come from a parent.
enum ConstraintsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT c.oid, c.conrelid, c.conname, c.contype, c.conparentid, c.conindid,
      c.conislocal, c.coninhcount, c.condeferrable, c.condeferred, c.convalidated,
      \(request.since(18, "c.conenforced", else: "true")),
      c.conkey, c.connoinherit,
      CASE WHEN c.contype = 'c' THEN pg_catalog.pg_get_expr(c.conbin, c.conrelid) END,
      \(request.since(18, "c.conperiod", else: "false")),
      CASE WHEN c.contype = 'x' THEN ARRAY(
        SELECT CASE WHEN pg_catalog.pg_operator_is_visible(o.oid) THEN o.oprname::pg_catalog.text
          ELSE pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname) END
        FROM pg_catalog.unnest(c.conexclop) WITH ORDINALITY e (oid, position)
        JOIN pg_catalog.pg_operator o ON o.oid = e.oid
        JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
        ORDER BY e.position) END,
      c.confmatchtype, c.confupdtype, c.confdeltype,
      \(request.since(15, "c.confdelsetcols", else: "NULL::pg_catalog.int2[]")),
      c.confrelid, c.confkey,
      CASE WHEN r.relnamespace NOT IN \(request.namespaces)
        THEN (SELECT nspname FROM pg_catalog.pg_namespace WHERE oid = r.relnamespace) END,
      r.relname,
      CASE WHEN r.relnamespace NOT IN \(request.namespaces) THEN ARRAY(
        SELECT a.attname
        FROM pg_catalog.unnest(c.confkey) WITH ORDINALITY e (number, position)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = e.number
        ORDER BY e.position) END
    FROM pg_catalog.pg_constraint c
    LEFT JOIN pg_catalog.pg_class r ON r.oid = c.confrelid
    WHERE c.contype IN ('p', 'u', 'c', 'f', 'x') AND c.conrelid <> '0'
      AND c.connamespace IN \(request.namespaces)
    """
  }

  /// A partition's copy of a constraint.
  private struct Inherited {
    var id: ObjectID
    var parent: OID
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    // All that will be in it: growing moves every object.
    assembly.catalog.objects.reserveCapacity(
      assembly.catalog.objects.count + rows.count + assembly.tables.count + assembly.indexes.count)
    // A parent's constraint stands for those that its partitions have because of it.
    var parents: [OID: Inherited] = [:]
    try rows.forEach { row in try read(&row, into: &assembly, parents: &parents) }
    for (child, parent) in parents {
      var root = parent.parent
      while let next = parents[root]?.parent { root = next }
      guard let id = assembly.ids[Address(SystemCatalog.constraint, root)] else { continue }
      assembly.ids[Address(SystemCatalog.constraint, child)] = id
      // A foreign key has a copy for each partition that it refers to, and needs what that needs.
      if parent.id.with(.table) == id.with(.table) { continue }
      assembly.copies.insert(Address(SystemCatalog.constraint, child))
      assembly.catalog.inherited[parent.id] = id
    }
    for (index, constraint) in assembly.inheritedIndexes {
      assembly.copies.insert(Address(SystemCatalog.class, index))
      assembly.ids[Address(SystemCatalog.class, index)] =
        assembly.ids[Address(SystemCatalog.constraint, constraint)]
    }
  }

  private static func read(
    _ row: inout RowReader, into assembly: inout Assembly, parents: inout [OID: Inherited]
  ) throws {
    let oid = try row.oid()
    let relation = try row.oid()
    guard let table = assembly.relations[relation]?.id else { return }
    let name = try row.name()
    let type = try row.char()
    let parent = try row.oid()
    let indexOID = try row.oid()
    // A foreign key's is the index of the other side.
    let index = type == "f" ? nil : assembly.indexes.removeValue(forKey: indexOID)
    let isLocal = try row.bool()
    if parent != 0 {
      parents[oid] = Inherited(id: table.with(.constraint, member: name), parent: parent)
      assembly.partConstraints[oid] = table.with(.constraint, member: name)
      if index != nil { assembly.inheritedIndexes[indexOID] = oid }
      return
    }
    let inheritanceCount = try row.int()
    if !isLocal && inheritanceCount > 0 { return }

    let isDeferrable = try row.bool()
    let isInitiallyDeferred = try row.bool()
    let isValid = try row.bool()
    let isEnforced = try row.bool()
    guard let kind = try kind(type, &row, of: relation, index: index, in: assembly) else { return }
    var constraint = Catalog.Constraint(table: table, name: name, kind: kind)
    constraint.isDeferrable = isDeferrable
    constraint.isInitiallyDeferred = isInitiallyDeferred
    constraint.isValid = isValid
    constraint.isEnforced = isEnforced
    constraint.isLocal = isLocal
    constraint.inheritanceCount = inheritanceCount
    assembly.add(.constraint(constraint), SystemCatalog.constraint, oid)
    if index != nil {
      assembly.register(constraint.id, SystemCatalog.class, indexOID)
      assembly.indexIDs[indexOID] = constraint.id.constraintIndex
    }
  }

  private static func kind(
    _ type: Character, _ row: inout RowReader, of relation: OID, index: Catalog.Index?,
    in assembly: Assembly
  ) throws -> Catalog.Constraint.Kind? {
    let columns = assembly.columnNames(relation, row.intsIfAny() ?? [])
    let isNoInherit = try row.bool()
    let expression = row.expressionIfAny()
    let isPeriod = try row.bool()
    let operators = row.texts()
    switch type {
    case "c":
      return expression.map { .check($0, isNoInherit: isNoInherit) }
    case "f":
      return .foreignKey(
        try foreignKey(&row, columns, of: relation, isPeriod: isPeriod, in: assembly))
    case "x":
      guard let index else { return nil }
      var exclusion = Catalog.Constraint.Exclusion(
        method: index.method, elements: index.elements, operators: operators)
      exclusion.include = index.include
      exclusion.predicate = index.predicate
      exclusion.options = index.options
      exclusion.tablespace = index.tablespace
      return .exclusion(exclusion)
    default:
      guard let index else { return nil }
      var key = Catalog.Constraint.Key(columns: columns)
      key.include = index.include
      key.isNullsNotDistinct = index.isNullsNotDistinct
      key.isWithoutOverlaps = isPeriod
      key.options = index.options
      key.tablespace = index.tablespace
      return type == "p" ? .primaryKey(key) : .unique(key)
    }
  }

  private static func foreignKey(
    _ row: inout RowReader, _ columns: [Name], of relation: OID, isPeriod: Bool,
    in assembly: Assembly
  ) throws -> Catalog.Constraint.ForeignKey {
    let isMatchFull = try row.char() == "f"
    let onUpdate = action(try row.char())
    let onDelete = action(try row.char())
    let onDeleteColumns = assembly.columnNames(relation, row.intsIfAny() ?? [])
    let other = try row.oid()
    let numbers = try row.ints()
    let schema = row.nameIfAny()
    let name = try row.name()
    // Of a table out of scope nothing else is known.
    let known = assembly.relations[other]
    var key = Catalog.Constraint.ForeignKey(
      columns: columns,
      references: known?.id ?? ObjectID(.table, schema: schema ?? "", name),
      referencedColumns: known == nil ? row.names() : assembly.columnNames(other, numbers))
    key.isMatchFull = isMatchFull
    key.onUpdate = onUpdate
    key.onDelete = onDelete
    key.onDeleteColumns = onDeleteColumns
    key.isPeriod = isPeriod
    return key
  }

  private static func action(_ code: Character) -> Catalog.Constraint.ForeignKey.Action {
    switch code {
    case "r": .restrict
    case "c": .cascade
    case "n": .setNull
    case "d": .setDefault
    default: .noAction
    }
  }
}
