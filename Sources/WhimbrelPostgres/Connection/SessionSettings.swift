/// The settings that decide how names and values print and resolve, the same in every session.
///
///     try await connection.pin(SessionSettings(searchPath: "public, pg_temp"))
package struct SessionSettings: Sendable, Hashable {
  /// As SET takes it: names quoted where they need it, separated by commas.
  package var searchPath: String
  /// Off, a policy that would hide rows from us is an error instead. Nil leaves it.
  package var rowSecurity: Bool?
  /// Off, functions may be created before what their bodies name. Nil leaves it.
  package var checkFunctionBodies: Bool?
  /// Off, no time-out of the role or database ends the session or a long transaction in it.
  package var hasTimeouts: Bool
  /// Further settings, by name, that are pinned along.
  package var others: [String: String]

  package init(
    searchPath: String, rowSecurity: Bool? = nil, checkFunctionBodies: Bool? = nil,
    hasTimeouts: Bool = true, others: [String: String] = [:]
  ) {
    self.searchPath = searchPath
    self.rowSecurity = rowSecurity
    self.checkFunctionBodies = checkFunctionBodies
    self.hasTimeouts = hasTimeouts
    self.others = others
  }

  /// For our own SQL: a role that may create in a schema must not get code of its own run by us.
  package static let own = SessionSettings(
    searchPath: "pg_catalog, pg_temp", rowSecurity: false, hasTimeouts: false)

  /// Names and values in the order in which they are set, for a server of `version`.
  package func settings(for version: ServerVersion) -> [(name: String, value: String)] {
    var all = Self.always.filter { version.major >= $0.since }.map { ($0.name, $0.value) }
    all.append(("search_path", searchPath))
    if let rowSecurity { all.append(("row_security", rowSecurity ? "on" : "off")) }
    if let checkFunctionBodies {
      all.append(("check_function_bodies", checkFunctionBodies ? "on" : "off"))
    }
    if !hasTimeouts {
      all += Self.timeouts.filter { version.major >= $0.since }.map { ($0.name, "0") }
    }
    return all + others.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// One statement that sets all of it, to be sent alone or before others in a pipeline.
  ///
  /// What holds its value already is left alone: to set `session_replication_role` needs a
  /// superuser, to find it unchanged does not. Operators are qualified, for the search path is
  /// not ours yet.
  package func query(for version: ServerVersion) -> Query {
    let settings = settings(for: version)
    let calls = settings.indices.map { index in
      let (name, value) = ("$\(2 * index + 1)", "$\(2 * index + 2)")
      return """
        CASE WHEN pg_catalog.current_setting(\(name)) OPERATOR(pg_catalog.<>) \(value) \
        THEN pg_catalog.set_config(\(name), \(value), false) END
        """
    }
    return Query(
      "SELECT " + calls.joined(separator: ", "), settings.flatMap { [$0.name, $0.value] })
  }

  /// `since` is the first major version that knows the setting.
  private static let always: [(name: String, value: String, since: Int)] = [
    ("client_encoding", "UTF8", 0),
    ("standard_conforming_strings", "on", 0),
    ("TimeZone", "UTC", 0),
    ("DateStyle", "ISO, MDY", 0),
    ("IntervalStyle", "postgres", 0),
    ("extra_float_digits", "1", 0),
    ("bytea_output", "hex", 0),
    ("lc_monetary", "C", 0),
    ("xmloption", "content", 0),
    ("xmlbinary", "base64", 0),
    ("quote_all_identifiers", "off", 0),
    ("transform_null_equals", "off", 0),
    ("array_nulls", "on", 0),
    ("default_transaction_isolation", "read committed", 0),
    ("default_transaction_deferrable", "off", 0),
    ("session_replication_role", "origin", 0),
    ("default_tablespace", "", 0),
    ("default_table_access_method", "heap", 12),
    ("default_toast_compression", "pglz", 14),
    // A catalog query of ours takes longer to compile than to run.
    ("jit", "off", 11),
  ]

  private static let timeouts: [(name: String, since: Int)] = [
    ("statement_timeout", 0), ("lock_timeout", 0),
    ("idle_in_transaction_session_timeout", 0), ("idle_session_timeout", 14),
    ("transaction_timeout", 17),
  ]
}

extension Connection {
  /// Sets the session as `settings` say, in one round trip; throws like `query`.
  ///
  /// A transaction that is rolled back takes the settings back that were made in it.
  package func pin(_ settings: SessionSettings) throws {
    try query(settings.query(for: serverVersion))
  }

  @discardableResult
  package func query(_ query: Query) throws -> Rows { try self.query(query.sql, query.parameters) }
}
