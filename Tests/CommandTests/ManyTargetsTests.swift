import Foundation
import Testing
import WhimbrelPostgres

/// The same revisions on many schemas, and as a script for psql.
@Suite struct ManyTargetsTests {
  /// Revisions that make a table each, the second with an index built apart.
  private func writeRevisions(_ workspace: Workspace) async throws {
    for number in 1...3 {
      let apart =
        number == 2
        ? "-- whimbrel: autocommit\n\nCREATE INDEX CONCURRENTLY ix ON t2 (name);" : "SELECT 1;"
      try workspace.write(
        "versions/2025120\(number)_000000_s.sql",
        """
        -- step \(number)
        --
        -- Revision ID: 00000000000\(number)
        -- Revises: \(number == 1 ? "" : "00000000000\(number - 1)")
        -- Create Date: 2025-12-0\(number)T00:00:00Z

        -- whimbrel: upgrade

        CREATE EXTENSION IF NOT EXISTS citext SCHEMA public;

        CREATE TABLE t\(number) (id bigint PRIMARY KEY, name text NOT NULL);

        \(apart)

        -- whimbrel: downgrade

        DROP TABLE t\(number);

        """)
    }
    try await workspace.expect(.whimbrel, "verify", "--rehash")
  }

  /// 1,000 tenants in a soak.
  @Test func oneBrokenTenantOfMany() async throws {
    let count = ProcessInfo.processInfo.environment["WHIMBREL_TEST_SOAK"] == nil ? 40 : 1000
    try await Workspace.with { workspace in
      try await writeRevisions(workspace)
      try await workspace.execute(
        "DO $$ BEGIN FOR n IN 1..\(count) LOOP EXECUTE 'CREATE SCHEMA tenant' || n; END LOOP; END $$"
      )
      try await workspace.execute("CREATE TABLE tenant20.t3 ()")
      try workspace.write(
        "tenants",
        "# every tenant\ntenant1\nSELECT nspname FROM pg_namespace\n"
          + "WHERE nspname ~ '^tenant[0-9]+$' AND nspname <> 'tenant1' ORDER BY oid\n")

      let first = try await workspace.expect(
        .whimbrel, "upgrade", "--targets", "tenants", "--parallel", "8", "--keep-going", code: 1)
      #expect(
        first.output.contains("\(count - 1) of \(count) targets are done, 1 failed, 0 not begun"))
      #expect(first.errors.contains("tenant20: "))
      #expect(first.errors.contains("relation \"t3\" already exists"))

      try await workspace.execute("DROP TABLE tenant20.t3")
      let second = try await workspace.expect(
        .whimbrel, "upgrade", "--targets", "tenants", "--parallel", "8", "--format", "json")
      #expect(second.output.components(separatedBy: "\"000000000003\"").count == 2)
      #expect(!second.output.contains("\"000000000001\""))
      let tables = try await rows(
        workspace, "SELECT count(*) FROM pg_tables WHERE schemaname ~ '^tenant[0-9]+$'")
      #expect(tables == ["\(3 * count)"])
      #expect(
        try await rows(workspace, "SELECT count(*) FROM whimbrel_tenant7.revision") == ["3"])
    }
  }

  @Test func aDryRunOfManyRunsNothing() async throws {
    try await Workspace.with { workspace in
      try await writeRevisions(workspace)
      try await workspace.execute("CREATE SCHEMA a; CREATE SCHEMA b")
      try workspace.write("tenants", "a\n\"b\"\n")
      let before = try await workspace.dump("--inserts")
      let dry = try await workspace.expect(
        .whimbrel, "upgrade", "--targets", "tenants", "--dry-run")
      #expect(dry.output.contains("b: 000000000001, 000000000002, 000000000003"))
      #expect(dry.output.contains("2 of 2 targets were looked at"))
      #expect(try await workspace.dump("--inserts") == before)
      try await workspace.expect(.whimbrel, "upgrade", "--targets", "tenants", "--sql", code: 2)
    }
  }

  /// Without its schema, what a revision makes would go to the next one of the path, in the end to
  /// the session's temporary one.
  @Test func aTenantWithoutASchemaIsAnError() async throws {
    try await Workspace.with { workspace in
      try await writeRevisions(workspace)
      try workspace.write("tenants", "nobody\n")
      let outcome = try await workspace.expect(
        .whimbrel, "upgrade", "--targets", "tenants", code: 1)
      #expect(outcome.errors.contains("nobody: the schema nobody is not there"))
      #expect(try await rows(workspace, "SELECT to_regnamespace('whimbrel_nobody')") == ["NULL"])
      let home = try await workspace.expect(
        .whimbrel, "upgrade", "--search-path", "nobody", code: 1)
      #expect(home.errors.contains("the schema nobody is not there"))
      #expect(try await rows(workspace, "SELECT id FROM whimbrel.revision") == [])
    }
  }

  /// What cannot be read may be a URL with a password, so it is not said.
  @Test(arguments: [
    "postgres:/bob:hunter2@host/app", "postgresql://bob:hunter2@host:port/app",
    "host=x password=hunter2 bogus=1", "bob:hunter2@host", "mysql://bob:hunter2@host/app",
  ])
  func aLineThatCannotBeReadIsNotSaid(line: String) async throws {
    try await Workspace.with { workspace in
      try await writeRevisions(workspace)
      try workspace.write("tenants", "# all\n\(line)\n")
      let outcome = try await workspace.expect(
        .whimbrel, "upgrade", "--targets", "tenants", "-v", code: 1)
      #expect(outcome.errors.contains("line 2 of tenants"))
      #expect(!(outcome.errors + outcome.output).contains("hunter2"))
    }
  }

  @Test func theFirstOneIsTheCanary() async throws {
    try await Workspace.with { workspace in
      try await writeRevisions(workspace)
      try await workspace.execute(
        "CREATE SCHEMA a; CREATE SCHEMA b; CREATE SCHEMA c; CREATE TABLE a.t1 ()")
      try workspace.write("tenants", "a\nb\nc\n")
      let outcome = try await workspace.expect(
        .whimbrel, "upgrade", "--targets", "tenants", "--parallel", "3", code: 1)
      #expect(outcome.output.contains("0 of 3 targets are done, 1 failed, 2 not begun"))
    }
  }

  private let ledger = """
    SELECT concat_ws(' ', id, digest, message, state, steps_done, steps, statements_done,
      kept_extensions, tool_version) FROM whimbrel.revision
    UNION ALL SELECT concat_ws(' ', kind, revision, digest) FROM whimbrel.event ORDER BY 1
    """

  @Test(arguments: [[], ["--idempotent"]])
  func aScriptDoesWhatTheRunnerDoes(options: [String]) async throws {
    try await Workspace.with { online in
      try await writeRevisions(online)
      try await online.expect(.whimbrel, "upgrade")
      let wanted = (try await online.dump("--schema-only"), try await rows(online, ledger))
      try await Workspace.with { offline in
        try await writeRevisions(offline)
        if !options.isEmpty { try await offline.expect(.whimbrel, "upgrade", "+1") }
        let script = try await script(offline, "upgrade", "base:head", options)
        #expect(try await offline.psql(script).code == 0)
        #expect(try await offline.dump("--schema-only") == wanted.0)
        #expect(try await rows(offline, ledger) == wanted.1)
        let again = try await self.script(offline, "upgrade", "base:head", ["--idempotent"])
        #expect(try await offline.psql(again).code == 0)
        #expect(try await rows(offline, ledger) == wanted.1)
        let nothing = try await offline.expect(.whimbrel, "upgrade")
        #expect(nothing.errors.contains("Nothing to do"))
        try await offline.expect(.whimbrel, "check", "--only", "integrity,pending,drift")
        let back = try await self.script(offline, "downgrade", "base", options)
        #expect(try await offline.psql(back).code == 0)
        #expect(try await rows(offline, "SELECT id FROM whimbrel.revision") == [])
        #expect(
          try await rows(offline, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            == [])
      }
    }
  }

  /// psql ends with 3 at an error of a script.
  @Test func aScriptIsForTheDatabaseItWasWrittenFor() async throws {
    try await Workspace.with { workspace in
      try await writeRevisions(workspace)
      let all = try await script(workspace, "upgrade", "base:head", [])
      let last = try await script(workspace, "upgrade", "000000000002:head", [])
      #expect(try await workspace.psql(last, stops: false).code == 3)
      try await workspace.execute("DROP SCHEMA whimbrel CASCADE")
      let connection = try await Connection.connect(to: workspace.database)
      try await connection.query("SELECT \(RunnerLock(ledgerSchema: "whimbrel").tryLock)")
      #expect(try await workspace.psql(all, stops: false).code == 3)
      await connection.close()
      #expect(
        try await rows(workspace, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
          == [])
      #expect(try await workspace.psql(all, stops: false).code == 0)
      #expect(try await workspace.psql(all, stops: false).code == 3)
      let back = try await script(workspace, "downgrade", "-1", [])
      #expect(try await workspace.psql(back, stops: false).code == 0)
      #expect(try await workspace.psql(back, stops: false).code == 3)
      #expect(try await workspace.psql(last, stops: false).code == 0)
      try await workspace.execute("UPDATE whimbrel.revision SET digest = 'x' WHERE id ~ '2$'")
      let again = try await script(workspace, "upgrade", "base:head", ["--idempotent"])
      #expect(try await workspace.psql(again, stops: false).code == 3)
      try await workspace.execute(
        "UPDATE whimbrel.revision SET state = 'reverting' WHERE id ~ '3$'")
      #expect(try await workspace.psql(back, stops: false).code == 3)
      try await workspace.execute("ALTER SCHEMA public RENAME TO away")
      #expect(try await workspace.psql(all, stops: false).code == 3)
    }
  }

  private func script(
    _ workspace: Workspace, _ command: String, _ range: String, _ options: [String]
  ) async throws -> String {
    let outcome = try await Executable.whimbrel.run(
      [command, range, "--sql"] + options, in: workspace.folder,
      environment: ["DATABASE_URL": workspace.url])
    #expect(outcome.code == 0, "\(outcome.errors)")
    return outcome.output
  }

  private func rows(_ workspace: Workspace, _ sql: String) async throws -> [String] {
    let connection = try await Connection.connect(to: workspace.database)
    let rows = try await connection.query(sql)
    await connection.close()
    return rows.indices.map { rows[$0, 0] ?? "NULL" }
  }
}
