import WhimbrelModel

/// What belongs to the database as a whole and is only said: its settings, for every role or for one,
/// and that it has large objects.
///
/// The settings' values stay on the server: among them may be a secret. Settings of a role in every
/// database are the server's, not this database's.
enum DatabaseSettingsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT r.rolname, pg_catalog.split_part(c.setting, '=', '1')
    FROM pg_catalog.pg_db_role_setting s
    JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
    LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
    CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS c(setting)
    WHERE d.datname = pg_catalog.current_database() AND \(request.databaseWide)
    UNION ALL
    SELECT NULL, NULL
    WHERE \(request.databaseWide)
      AND EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    rows.forEach { row in
      let role = row.nameIfAny()
      guard let setting = row.nameIfAny() else {
        assembly.catalog.unmanaged.append(
          Catalog.Unmanaged(
            .largeObjects, object: "the database's large objects",
            reason: "they are data, which is not managed"))
        return
      }
      let whose = role.map { "the setting \(setting) of role \($0.quoted) in the database" }
      let how = role == nil ? "ALTER DATABASE … SET" : "ALTER ROLE … IN DATABASE … SET"
      assembly.catalog.unmanaged.append(
        Catalog.Unmanaged(
          .databaseSetting, object: whose ?? "the database's setting \(setting)",
          reason: "\(how) is not managed"))
    }
  }
}
