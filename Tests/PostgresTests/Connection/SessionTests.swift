import Testing

@testable import WhimbrelPostgres

@Suite(.database) struct SessionTests {
  @Test func everySettingIsPinned() async throws {
    let database = try TestDatabase.current
    let name = database.name
    let connection = try await database.connect()
    let away = [
      ("TimeZone", "'Europe/Vienna'"), ("DateStyle", "'SQL, DMY'"),
      ("IntervalStyle", "iso_8601"), ("extra_float_digits", "-3"), ("bytea_output", "escape"),
      ("xmloption", "document"), ("xmlbinary", "hex"), ("quote_all_identifiers", "on"),
      ("standard_conforming_strings", "off"), ("transform_null_equals", "on"),
      ("session_replication_role", "replica"), ("jit", "on"), ("check_function_bodies", "off"),
      ("search_path", "evil, pg_catalog"), ("statement_timeout", "'7s'"),
      ("lock_timeout", "'7s'"), ("idle_in_transaction_session_timeout", "'7s'"),
    ]
    for (setting, value) in away {
      try await connection.execute("ALTER DATABASE \(name) SET \(setting) = \(value)")
    }
    let fresh = try await database.connect()
    #expect(try await fresh.query("SHOW TimeZone")[0] == "Europe/Vienna")
    var settings = SessionSettings.own
    settings.checkFunctionBodies = true
    settings.others = ["work_mem": "5MB"]
    try await fresh.pin(settings)
    for (setting, value) in settings.settings(for: database.version) {
      let now = try await fresh.query("SELECT current_setting($1)", [setting])[0]
      #expect(now == value, "\(setting)")
    }
    #expect(try await fresh.query("SHOW row_security")[0] == "off")
    #expect(try await fresh.query("SHOW search_path")[0] == "pg_catalog, pg_temp")
  }

  /// A role that may create in a schema of the path must not get an operator of its own run.
  @Test func anOperatorInThePathIsNotCalled() async throws {
    let database = try TestDatabase.current
    let connection = try await database.connect()
    try await connection.execute(
      """
      CREATE SCHEMA evil; CREATE TABLE evil.called (a int);
      CREATE FUNCTION evil.ne(text, text) RETURNS boolean LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO evil.called VALUES (1); RETURN false; END $$;
      CREATE OPERATOR evil.<> (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.ne);
      ALTER DATABASE \(database.name) SET search_path = evil, pg_catalog
      """)
    let fresh = try await database.connect()
    #expect(try await fresh.query("SELECT 'a'::text <> 'b'::text").bool(0, 0) == false)
    try await fresh.execute("TRUNCATE evil.called")
    try await fresh.pin(.own)
    #expect(try await fresh.query("SELECT count(*) FROM evil.called").int(0, 0) == 0)
    #expect(try await fresh.query("SHOW search_path")[0] == "pg_catalog, pg_temp")
  }

  @Test func aRoleWithoutRightsIsPinnedToo() async throws {
    let database = try TestDatabase.current
    let connection = try await database.connect()
    let role = database.name + "_role"
    try await connection.execute("CREATE ROLE \(role)")
    try await connection.execute("SET SESSION AUTHORIZATION \(role)")
    try await connection.pin(.own)
    #expect(try await connection.query("SHOW TimeZone")[0] == "UTC")
    try await connection.execute("RESET SESSION AUTHORIZATION; DROP ROLE \(role)")
  }

  @Test func aPathWithQuotedNames() async throws {
    let connection = try await TestDatabase.current.connect()
    try await connection.execute(#"CREATE SCHEMA "Odd, one""#)
    try await connection.pin(SessionSettings(searchPath: #""Odd, one", public, pg_temp"#))
    #expect(try await connection.query("SELECT current_schema()")[0] == "Odd, one")
  }
}
