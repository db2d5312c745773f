import WhimbrelModel

/// The roles' names, for owners and grantees.
enum RolesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    "SELECT oid, rolname FROM pg_catalog.pg_roles"
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    assembly.roles.reserveCapacity(rows.count)
    try rows.forEach { row in assembly.roles[try row.oid()] = try row.name() }
  }
}
