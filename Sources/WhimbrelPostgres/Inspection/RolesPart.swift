import WhimbrelModel

/// The roles' names, for owners and grantees.
enum RolesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    "SELECT oid, rolname, rolname = CURRENT_USER FROM pg_catalog.pg_roles"
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    assembly.roles.reserveCapacity(rows.count)
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      assembly.roles[oid] = name
      if try row.bool() { assembly.catalog.role = name }
    }
  }
}
