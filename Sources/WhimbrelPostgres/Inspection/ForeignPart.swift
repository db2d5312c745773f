import WhimbrelModel

/// Foreign-data wrappers.
enum ForeignDataWrappersPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT oid, fdwname, fdwowner, fdwhandler::pg_catalog.regproc,
      fdwvalidator::pg_catalog.regproc, fdwoptions
    FROM pg_catalog.pg_foreign_data_wrapper WHERE \(request.databaseWide)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let catalog = SystemCatalog.foreignDataWrapper
      if assembly.isMember(catalog, oid) { return }
      var wrapper = Catalog.ForeignDataWrapper(name: try row.name())
      let owner = try row.oid()
      wrapper.handler = row.functionIfAny()
      wrapper.validator = row.functionIfAny()
      wrapper.options = row.options()
      assembly.add(.foreignDataWrapper(wrapper), catalog, oid, owner: owner)
    }
  }
}

/// Foreign servers.
enum ForeignServersPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT s.oid, s.srvname, s.srvowner, w.fdwname, s.srvtype, s.srvversion, s.srvoptions
    FROM pg_catalog.pg_foreign_server s
    JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
    WHERE \(request.databaseWide)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let catalog = SystemCatalog.foreignServer
      if assembly.isMember(catalog, oid) { return }
      let name = try row.name()
      let owner = try row.oid()
      var server = Catalog.ForeignServer(name: name, wrapper: try row.name())
      server.type = row.textIfAny()
      server.version = row.textIfAny()
      server.options = row.options()
      assembly.add(.foreignServer(server), catalog, oid, owner: owner)
    }
  }
}

/// User mappings, without their secrets.
enum UserMappingsPart: InspectionPart {
  /// What is not even asked for, so that it is in no log and in no memory of ours.
  private static let secrets = "(password|passwd|secret|token|passcode|credential|private)"

  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT umid, srvname, srvid, umuser = '0', usename, ARRAY(
        SELECT o.option FROM pg_catalog.unnest(umoptions) o (option)
        WHERE pg_catalog.split_part(o.option, '=', 1) !~* '\(secrets)')
    FROM pg_catalog.pg_user_mappings WHERE \(request.databaseWide)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let server = try row.name()
      let serverOID = try row.oid()
      let catalog = SystemCatalog.userMapping
      if assembly.isMember(catalog, oid)
        || assembly.isMember(SystemCatalog.foreignServer, serverOID)
      {
        return
      }
      let isPublic = try row.bool()
      let name = row.nameIfAny()
      guard let role = isPublic ? "public" : name else { return }
      var mapping = Catalog.UserMapping(server: server, role: role)
      mapping.options = row.options()
      assembly.add(.userMapping(mapping), catalog, oid)
    }
  }
}
