import WhimbrelModel

/// What ALTER DEFAULT PRIVILEGES said: a row for each privilege, or one without when none is left.
enum DefaultPrivilegesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT d.oid, d.defaclrole, d.defaclnamespace, d.defaclobjtype, x.grantee, x.privilege_type,
      x.is_grantable
    FROM pg_catalog.pg_default_acl d
    LEFT JOIN LATERAL pg_catalog.aclexplode(d.defaclacl) x ON true
    WHERE d.defaclnamespace IN \(request.namespaces)
      OR d.defaclnamespace = '0' AND \(request.databaseWide)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    var found: [OID: Catalog.DefaultPrivileges] = [:]
    try rows.forEach { row in
      let oid = try row.oid()
      let roleOID = try row.oid()
      guard let role = assembly.roles[roleOID] else { return }
      let schema = assembly.namespaces[try row.oid()] ?? ""
      let objects: SQLText =
        switch try row.char() {
        case "S": "SEQUENCES"
        case "f": "ROUTINES"
        case "T": "TYPES"
        case "n": "SCHEMAS"
        case "L": "LARGE OBJECTS"
        default: "TABLES"
        }
      if found[oid] == nil {
        var usual = Catalog.DefaultPrivileges(
          role: role, schema: schema, objects: objects, grants: [])
        usual.hasMaintain = assembly.request.version.major >= 17
        found[oid] = usual
        assembly.register(usual.id, SystemCatalog.defaultPrivileges, oid)
      }
      guard let grantee = row.oidIfAny() else { return }
      let to: Privileges.Grant.Grantee
      if grantee == 0 {
        to = .everyone
      } else if grantee == roleOID {
        to = .owner
      } else if let name = assembly.roles[grantee] {
        to = .role(name)
      } else {
        return
      }
      found[oid]?.grants.insert(
        Privileges.Grant(try row.string(), to: to, isGrantable: try row.bool()))
    }
    for usual in found.values { assembly.catalog.insert(.defaultPrivileges(usual)) }
  }
}
