import WhimbrelModel

/// Row-security policies.
enum PoliciesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT p.oid, p.polrelid, p.polname, p.polcmd, p.polpermissive, p.polroles,
      pg_catalog.pg_get_expr(p.polqual, p.polrelid),
      pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)
    FROM pg_catalog.pg_policy p
    JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
    WHERE c.relnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      guard let table = assembly.relations[try row.oid()]?.id,
        !assembly.isMember(SystemCatalog.policy, oid)
      else { return }
      var policy = Catalog.Policy(table: table, name: try row.name())
      switch try row.char() {
      case "r": policy.command = .select
      case "a": policy.command = .insert
      case "w": policy.command = .update
      case "d": policy.command = .delete
      default: policy.command = .all
      }
      policy.isPermissive = try row.bool()
      policy.roles = try row.oids().compactMap { assembly.roles[$0] }.sorted()
      policy.using = row.expressionIfAny()
      policy.check = row.expressionIfAny()
      assembly.add(.policy(policy), SystemCatalog.policy, oid)
    }
  }
}
