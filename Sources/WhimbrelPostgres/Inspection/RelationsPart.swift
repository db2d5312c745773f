import WhimbrelModel

/// Tables of every kind, views and composite types, with all that is said of them as a whole.
enum RelationsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT c.oid, c.relname, c.relnamespace, c.relkind, c.relowner,
      c.relpersistence = 'u', c.reloptions, t.reloptions,
      CASE WHEN c.relam NOT IN ('0', '2')
        THEN (SELECT amname FROM pg_catalog.pg_am WHERE oid = c.relam) END,
      CASE WHEN c.reltablespace <> '0'
        THEN (SELECT spcname FROM pg_catalog.pg_tablespace WHERE oid = c.reltablespace) END,
      c.relrowsecurity, c.relforcerowsecurity, c.relreplident,
      CASE WHEN c.reloftype <> '0' THEN pg_catalog.format_type(c.reloftype, NULL) END,
      CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END,
      CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END,
      s.srvname, f.ftoptions,
      CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END
    FROM pg_catalog.pg_class c
    LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL
    LEFT JOIN pg_catalog.pg_foreign_table f ON f.ftrelid = c.oid
    LEFT JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver
    WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
      AND c.relnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    assembly.relations.reserveCapacity(rows.count)
    assembly.tables.reserveCapacity(rows.count)
    try rows.forEach { row in try read(&row, into: &assembly) }
  }

  private static func read(_ row: inout RowReader, into assembly: inout Assembly) throws {
    let oid = try row.oid()
    let name = try row.name()
    guard let schema = assembly.namespaces[try row.oid()],
      !assembly.isMember(SystemCatalog.class, oid)
    else { return }
    let kind = try row.char()
    let owner = try row.oid()
    let idKind: ObjectKind =
      switch kind {
      case "v": .view
      case "m": .materializedView
      case "c": .compositeType
      default: .table
      }
    let id = ObjectID(idKind, schema: schema, name)
    assembly.register(id, SystemCatalog.class, oid, owner: owner)
    assembly.relations[oid] = Assembly.Relation(id: id, kind: kind)

    var table = Catalog.Table(schema: schema, name: name, columns: [])
    table.isUnlogged = try row.bool()
    table.options = row.options()
    table.toastOptions = row.options()
    table.accessMethod = row.nameIfAny()
    table.tablespace = row.nameIfAny()
    table.isRowSecurityEnabled = try row.bool()
    table.isRowSecurityForced = try row.bool()
    switch try row.char() {
    case "f": table.replicaIdentity = .full
    // A foreign table has no other.
    case "n" where kind != "f": table.replicaIdentity = .nothing
    default: table.replicaIdentity = .default
    }
    table.ofType = row.textIfAny()
    table.partitionKey = row.textIfAny()
    if let bound = row.textIfAny() {
      // The parent comes with pg_inherits.
      table.partitionOf = Catalog.Table.Partition(parent: id, bound: bound)
    }
    let server = row.nameIfAny()
    let serverOptions = row.options()
    table.foreign = server.map { Catalog.Table.Foreign(server: $0, options: serverOptions) }
    let definition = row.textIfAny().map { Expression(bare($0)) }
    switch (kind, definition) {
    case ("v", let definition?):
      var view = Catalog.View(schema: schema, name: name, columns: [], definition: definition)
      view.options = table.options
      assembly.views[oid] = view
    case ("m", let definition?):
      var view = Catalog.MaterializedView(
        schema: schema, name: name, columns: [], definition: definition)
      view.options = table.options
      view.toastOptions = table.toastOptions
      view.accessMethod = table.accessMethod
      view.tablespace = table.tablespace
      assembly.materializedViews[oid] = view
    case ("c", _):
      assembly.compositeTypes[oid] = Catalog.CompositeType(
        schema: schema, name: name, columns: [])
    default:
      assembly.tables[oid] = table
    }
  }

  /// A query as it stands within a statement: without the server's blank before and semicolon after.
  private static func bare(_ text: SQLText) -> SQLText {
    var text = text.text.utf8[...]
    while text.first == UInt8(ascii: " ") { text.removeFirst() }
    if text.last == UInt8(ascii: ";") { text.removeLast() }
    return SQLText(String(decoding: text, as: UTF8.self))
  }
}
