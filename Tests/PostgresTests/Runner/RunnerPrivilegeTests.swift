import Testing
import WhimbrelPlanning
import WhimbrelPostgres

/// What a role must be allowed to, so that it can migrate (docs/guarantees.md).
@Suite(.database) struct RunnerPrivilegeTests {
  private var revisions: Revisions {
    get throws {
      var revisions = Revisions()
      try revisions.add(
        "a",
        """
        CREATE TABLE a (id int PRIMARY KEY);

        -- whimbrel: autocommit

        CREATE INDEX CONCURRENTLY ix ON a (id);
        """, down: "DROP TABLE a;")
      return revisions
    }
  }

  /// The names of two roles of this database's own: who connects, and who owns.
  private func makeRoles(_ database: TestDatabase) async throws -> (String, String) {
    let (migrator, owner) = ("\(database.name)_m", "\(database.name)_o")
    try await database.execute("CREATE ROLE \(migrator) LOGIN; CREATE ROLE \(owner) NOLOGIN")
    return (migrator, owner)
  }

  private func dropRoles(_ database: TestDatabase, _ roles: (String, String)) async throws {
    try await database.execute(
      "DROP OWNED BY \(roles.0), \(roles.1) CASCADE; DROP ROLE \(roles.0), \(roles.1)")
  }

  @Test func aRoleThatMayCreateIsEnough() async throws {
    let database = try TestDatabase.current
    let roles = try await makeRoles(database)
    try await database.execute(
      """
      GRANT CREATE ON DATABASE \(database.name) TO \(roles.0);
      GRANT USAGE, CREATE ON SCHEMA public TO \(roles.0)
      """)
    let run = MigrationRun(database.string.with("user", roles.0), .test)
    #expect(try await run.run(revisions.upgrade).done.count == 1)
    #expect(try await run.run(revisions.downgrade()).done.count == 1)
    try await dropRoles(database, roles)
  }

  @Test func aRoleThatMayNotCreateIsToldSo() async throws {
    let database = try TestDatabase.current
    let roles = try await makeRoles(database)
    let run = MigrationRun(database.string.with("user", roles.0), .test)
    let request = try revisions.upgrade
    let error = try await runnerError { try await run.run(request) }
    #expect(error.exitCode == 1)
    #expect(error.postgres?.sqlState == "42501")
    #expect(error.help?.contains("CREATE") == true)
    #expect(try await database.rows("SELECT to_regnamespace('whimbrel')") == ["NULL"])
    try await dropRoles(database, roles)
  }

  @Test func itWorksAsTheRoleThatIsSaid() async throws {
    let database = try TestDatabase.current
    let roles = try await makeRoles(database)
    try await database.execute(
      """
      GRANT \(roles.1) TO \(roles.0);
      GRANT CREATE ON DATABASE \(database.name) TO \(roles.1);
      GRANT USAGE, CREATE ON SCHEMA public TO \(roles.1)
      """)
    var options = RunnerOptions.test
    options.role = roles.1
    let run = MigrationRun(database.string.with("user", roles.0), options)
    try await run.run(revisions.upgrade)
    #expect(
      try await database.rows(
        "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname IN ('public', 'whimbrel')")
        == [roles.1])
    try await dropRoles(database, roles)
  }
}
