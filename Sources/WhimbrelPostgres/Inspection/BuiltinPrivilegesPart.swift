import WhimbrelModel

/// The privileges that a new object of each kind has, as this server gives them.
enum BuiltinPrivilegesPart: InspectionPart {
  /// The owner is the role 10 (the first one), everybody 0.
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT k.kind, x.grantee = '0', x.privilege_type, x.is_grantable
    FROM pg_catalog.unnest('{r,s,f,l,n,F,S,T}'::pg_catalog."char"[]) k (kind)
    CROSS JOIN LATERAL pg_catalog.aclexplode(pg_catalog.acldefault(k.kind, '10')) x
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let kind = try row.char()
      let grantee: Privileges.Grant.Grantee = try row.bool() ? .everyone : .owner
      let grant = Privileges.Grant(
        try row.string(), to: grantee, isGrantable: try row.bool())
      assembly.builtinPrivileges[kind, default: []].insert(grant)
      if grant.privilege == "MAINTAIN" { assembly.catalog.hasMaintain = true }
    }
  }
}
