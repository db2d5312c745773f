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

  @Test func oneBrokenTenantOfMany() async throws {
    try await Workspace.with { workspace in
      try await writeRevisions(workspace)
      for number in 1...40 { try await workspace.execute("CREATE SCHEMA tenant\(number)") }
      try await workspace.execute("CREATE TABLE tenant20.t3 ()")
      try workspace.write(
        "tenants",
        "# every tenant\ntenant1\nSELECT nspname FROM pg_namespace\n"
          + "WHERE nspname ~ '^tenant[0-9]+$' AND nspname <> 'tenant1' ORDER BY oid\n")

      let first = try await workspace.expect(
        .whimbrel, "upgrade", "--targets", "tenants", "--parallel", "8", "--keep-going", code: 1)
      #expect(first.output.contains("39 of 40 targets are done, 1 failed, 0 not begun"))
      #expect(first.errors.contains("tenant20: "))
      #expect(first.errors.contains("relation \"t3\" already exists"))

      try await workspace.execute("DROP TABLE tenant20.t3")
      let second = try await workspace.expect(
        .whimbrel, "upgrade", "--targets", "tenants", "--parallel", "8", "--format", "json")
      #expect(second.output.components(separatedBy: "\"000000000003\"").count == 2)
      #expect(!second.output.contains("\"000000000001\""))
      let tables = try await rows(
        workspace, "SELECT count(*) FROM pg_tables WHERE schemaname ~ '^tenant[0-9]+$'")
      #expect(tables == ["120"])
      #expect(
        try await rows(workspace, "SELECT count(*) FROM whimbrel_tenant7.revision") == ["3"])
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

  @Test func aScriptDoesWhatTheRunnerDoes() async throws {
    let ledger = """
      SELECT concat_ws(' ', id, digest, message, state, steps_done, steps, statements_done,
        kept_extensions, tool_version) FROM whimbrel.revision
      UNION ALL SELECT concat_ws(' ', kind, revision, digest) FROM whimbrel.event ORDER BY 1
      """
    try await Workspace.with { online in
      try await writeRevisions(online)
      try await online.expect(.whimbrel, "upgrade")
      let wanted = (try await online.dump("--schema-only"), try await rows(online, ledger))
      try await Workspace.with { offline in
        try await writeRevisions(offline)
        let script = try await offline.expect(.whimbrel, "upgrade", "base:head", "--sql")
        #expect(try await offline.psql(script.output).code == 0)
        #expect(try await offline.dump("--schema-only") == wanted.0)
        #expect(try await rows(offline, ledger) == wanted.1)
        let again = try await offline.expect(
          .whimbrel, "upgrade", "base:head", "--sql", "--idempotent")
        #expect(try await offline.psql(again.output).code == 0)
        #expect(try await rows(offline, ledger) == wanted.1)
        let nothing = try await offline.expect(.whimbrel, "upgrade")
        #expect(nothing.errors.contains("Nothing to do"))
        let back = try await offline.expect(.whimbrel, "downgrade", "base", "--sql")
        #expect(try await offline.psql(back.output).code == 0)
        #expect(try await rows(offline, "SELECT id FROM whimbrel.revision") == [])
        #expect(
          try await rows(offline, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            == [])
      }
    }
  }

  private func rows(_ workspace: Workspace, _ sql: String) async throws -> [String] {
    let connection = try await Connection.connect(to: workspace.database)
    let rows = try await connection.query(sql)
    await connection.close()
    return rows.indices.map { rows[$0, 0] ?? "NULL" }
  }
}
