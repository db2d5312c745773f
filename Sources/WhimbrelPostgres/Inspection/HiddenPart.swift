/// Objects that cannot be named without their schema, because pg_catalog, which is searched before every
/// other schema, has one of the same name (manual: Schemas, The System Catalog Schema).
enum HiddenPart: InspectionPart {
  /// Lower ones are of objects that the server was made with (PostgreSQL: FirstNormalObjectId), most of
  /// what is there: to leave them out takes half the time.
  private static let firstOfUsers: OID = 16384

  static func sql(_ request: InspectionRequest) -> String {
    let system = "OPERATOR(pg_catalog.=) 'pg_catalog'::pg_catalog.regnamespace"
    func hidden(_ catalog: OID, _ table: String, _ prefix: String, also: String = "") -> String {
      """
      SELECT \(catalog)::pg_catalog.oid, x.oid
      FROM pg_catalog.\(table) x
      JOIN pg_catalog.\(table) s
        ON s.\(prefix)name = x.\(prefix)name AND s.\(prefix)namespace \(system)\(also)
      WHERE x.\(prefix)namespace IN \(request.namespaces) AND x.oid >= '\(firstOfUsers)'
      """
    }
    return [
      hidden(SystemCatalog.class, "pg_class", "rel"),
      // Arrays go by the name of what they are of.
      hidden(SystemCatalog.type, "pg_type", "typ", also: " AND x.typelem = '0'"),
      hidden(
        SystemCatalog.procedure, "pg_proc", "pro", also: " AND s.proargtypes = x.proargtypes"),
      hidden(SystemCatalog.collation, "pg_collation", "coll"),
      hidden(
        SystemCatalog.operatorClass, "pg_opclass", "opc", also: " AND s.opcmethod = x.opcmethod"),
      hidden(
        SystemCatalog.operatorFamily, "pg_opfamily", "opf", also: " AND s.opfmethod = x.opfmethod"),
      hidden(SystemCatalog.conversion, "pg_conversion", "con"),
      hidden(SystemCatalog.textSearchConfiguration, "pg_ts_config", "cfg"),
      hidden(SystemCatalog.textSearchDictionary, "pg_ts_dict", "dict"),
      hidden(SystemCatalog.textSearchParser, "pg_ts_parser", "prs"),
      hidden(SystemCatalog.textSearchTemplate, "pg_ts_template", "tmpl"),
    ].joined(separator: "\nUNION ALL\n")
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let address = Address(try row.oid(), try row.oid())
      if let id = assembly.ids[address] { assembly.catalog.hidden.insert(id) }
    }
  }
}
