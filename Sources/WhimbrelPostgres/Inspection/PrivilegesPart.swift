import WhimbrelModel

/// Who was given what, where that is not what a new object has.
enum PrivilegesPart: InspectionPart {
  /// A list of privileges that is empty gives one row without a privilege: all were revoked.
  static func sql(_ request: InspectionRequest) -> String {
    let lists: [(catalog: String, list: String, kind: String, where: String)] = [
      (
        "pg_class", "relacl", "CASE relkind WHEN 'S' THEN 's' ELSE 'r' END",
        "relnamespace IN \(request.namespaces) AND relkind IN ('r', 'p', 'f', 'v', 'm', 'S')"
      ),
      ("pg_namespace", "nspacl", "'n'", "oid IN \(request.namespaces)"),
      ("pg_type", "typacl", "'T'", "typnamespace IN \(request.namespaces)"),
      ("pg_proc", "proacl", "'f'", "pronamespace IN \(request.namespaces)"),
      ("pg_language", "lanacl", "'l'", "oid >= '16384'"),
      ("pg_foreign_data_wrapper", "fdwacl", "'F'", "true"),
      ("pg_foreign_server", "srvacl", "'S'", "true"),
    ]
    let owners = [
      "pg_class": "relowner", "pg_namespace": "nspowner", "pg_type": "typowner",
      "pg_proc": "proowner", "pg_language": "lanowner", "pg_foreign_data_wrapper": "fdwowner",
      "pg_foreign_server": "srvowner",
    ]
    var selects = lists.map { part in
      """
      SELECT 'pg_catalog.\(part.catalog)'::pg_catalog.regclass::pg_catalog.oid AS catalog, oid,
        0 AS number, \(part.kind) AS kind, \(owners[part.catalog] ?? "NULL") AS owner,
        \(part.list) AS list
      FROM pg_catalog.\(part.catalog) WHERE \(part.list) IS NOT NULL AND \(part.where)
      """
    }
    selects.append(
      """
      SELECT '1259', a.attrelid, a.attnum, 'c', c.relowner, a.attacl
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
      WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
        AND c.relnamespace IN \(request.namespaces)
      """)
    return """
      SELECT l.catalog, l.oid, l.number, l.kind, x.grantee, x.grantee = l.owner,
        x.privilege_type, x.is_grantable
      FROM (
      \(selects.joined(separator: "\nUNION ALL\n"))
      ) l
      LEFT JOIN LATERAL pg_catalog.aclexplode(l.list) x ON true
      """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    var found: [ObjectID: (kind: Character, grants: Set<Privileges.Grant>)] = [:]
    try rows.forEach { row in
      let catalog = try row.oid()
      let oid = try row.oid()
      let number = try row.int()
      let kind = try row.char()
      let whole = assembly.identitySequences[oid] ?? assembly.ids[Address(catalog, oid)]
      let id = number == 0 ? whole : assembly.columnID(oid, number)
      guard let id else { return }
      // A range type's own functions are its own business.
      if catalog == SystemCatalog.procedure && !id.kind.isRoutine { return }
      if catalog == SystemCatalog.type && kind == "T" && id.isRowType { return }
      found[id, default: (kind, [])].kind = kind
      guard let role = row.oidIfAny() else { return }
      let isOwner = try row.bool()
      let privilege = try row.string()
      let isGrantable = try row.bool()
      let grantee: Privileges.Grant.Grantee
      if role == 0 {
        grantee = .everyone
      } else if isOwner {
        grantee = .owner
      } else if let name = assembly.roles[role] {
        grantee = .role(name)
      } else {
        // The role was dropped by force; its number means nothing to anyone.
        return
      }
      found[id]?.grants.insert(
        Privileges.Grant(privilege, to: grantee, isGrantable: isGrantable))
    }
    for (id, list) in found {
      var usual = assembly.builtinPrivileges[list.kind] ?? []
      if id.kind == .schema && id.name == "public" { usual = publicSchema(assembly) }
      if list.grants != usual {
        assembly.catalog.privileges[id] = Privileges(grants: list.grants)
      }
    }
  }

  /// What initdb gives everybody on `public`: CREATE only before 15.
  private static func publicSchema(_ assembly: Assembly) -> Set<Privileges.Grant> {
    var usual = assembly.builtinPrivileges["n"] ?? []
    usual.insert(Privileges.Grant("USAGE", to: .everyone))
    if assembly.request.version.major < 15 {
      usual.insert(Privileges.Grant("CREATE", to: .everyone))
    }
    return usual
  }
}

extension ObjectID {
  /// As a type, it is the row of a table or view, which has privileges of its own.
  fileprivate var isRowType: Bool {
    kind == .table || kind == .view || kind == .materializedView
  }
}
