import WhimbrelModel

/// Objects of extensions that have other privileges than the extension gave them: only said.
enum MemberPrivilegesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    let lists = [
      (1259, "pg_class", "relacl"), (1255, "pg_proc", "proacl"), (1247, "pg_type", "typacl"),
      (2615, "pg_namespace", "nspacl"), (2328, "pg_foreign_data_wrapper", "fdwacl"),
      (2612, "pg_language", "lanacl"),
    ]
    let selects = lists.map { number, catalog, list in
      """
      SELECT '\(number)'::pg_catalog.oid AS catalog, oid, \(list) AS list
      FROM pg_catalog.\(catalog) WHERE \(list) IS NOT NULL AND oid >= '16384'
      """
    }
    return """
      SELECT pg_catalog.pg_describe_object(d.classid, d.objid, 0), e.extname
      FROM (
      \(selects.joined(separator: "\nUNION ALL\n"))
      ) l
      JOIN pg_catalog.pg_depend d
        ON d.deptype = 'e' AND d.classid = l.catalog AND d.objid = l.oid
      JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
      LEFT JOIN pg_catalog.pg_init_privs i
        ON i.classoid = d.classid AND i.objoid = d.objid AND i.objsubid = '0'
      WHERE l.list IS DISTINCT FROM i.initprivs
      ORDER BY 1
      """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      assembly.catalog.unmanaged.append(
        Catalog.Unmanaged(
          .memberPrivileges, object: try row.string(),
          reason: "it belongs to the extension \(try row.name().quoted): "
            + "its privileges, which were changed, are not managed"))
    }
  }
}
