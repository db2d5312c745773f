import Foundation
import Testing
import WhimbrelPostgres

/// `status` says where a database stands, and what to type next.
@Suite struct StatusTests {
  private func write(_ workspace: Workspace, _ upgrade: String) async throws {
    try workspace.write(
      "versions/20251201_000000_s.sql",
      """
      -- step
      --
      -- Revision ID: 000000000001
      -- Revises:
      -- Create Date: 2025-12-01T00:00:00Z

      -- whimbrel: upgrade

      \(upgrade)

      -- whimbrel: downgrade

      -- whimbrel: autocommit

      DROP TABLE a;
      DROP TABLE b;

      """)
    try await workspace.expect(.whimbrel, "verify", "--rehash")
  }

  private func lines(_ workspace: Workspace) async throws -> [String] {
    try await workspace.expect(.whimbrel, "status").output.split(separator: "\n").dropFirst()
      .map(String.init)
  }

  @Test func fromNothingToDone() async throws {
    try await Workspace.with { workspace in
      try await write(
        workspace,
        """
        CREATE TABLE a (id int);

        -- whimbrel: autocommit

        INSERT INTO a VALUES (1);
        CREATE UNIQUE INDEX CONCURRENTLY ix ON b (id);
        """)
      #expect(
        try await lines(workspace) == [
          "current          nothing is applied", "pending          000000000001 step",
          "next             whimbrel upgrade",
        ])
      try await workspace.execute(
        "CREATE TABLE b AS SELECT -1234567 AS id FROM generate_series(1, 2)")
      try await workspace.expect(.whimbrel, "upgrade", code: 1)
      let half = try await lines(workspace)
      #expect(half[0] == "current          nothing is applied")
      #expect(half[1] == "half applied     000000000001 step: 1 of 2 steps are done")
      #expect(
        half[2].contains(" versions/20251201_000000_s.sql:14 was begun by pid ")
          && half[2].hasSuffix(": CREATE UNIQUE INDEX CONCURRENTLY ix ON b (id)"))
      #expect(half[3].hasPrefix("last failure     20"))
      #expect(half[3].contains("20251201_000000_s.sql:14:1: could not create unique index \"ix\""))
      #expect(!half.joined().contains("1234567"))
      #expect(half.last == "next             whimbrel upgrade, which goes on where it stopped")
      let json = try await workspace.expect(.whimbrel, "status", "--format", "json").output
      #expect(json.contains("\"next\": \"upgrade\""))
      #expect(json.contains("\"sqlstate\": \"23505\""))
      #expect(json.contains("\"statements_done\": 1"))

      try await workspace.execute("DELETE FROM b WHERE ctid = '(0,1)'")
      try await workspace.expect(.whimbrel, "upgrade")
      #expect(
        try await lines(workspace) == [
          "current          000000000001 step (head)", "pending          none",
          "next             nothing: all revisions are applied",
        ])
      try await workspace.execute("CREATE VIEW v AS SELECT id FROM b")
      try await workspace.expect(.whimbrel, "downgrade", code: 1)
      let back = try await lines(workspace)
      #expect(back[1] == "half taken back  000000000001 step: 0 of 1 steps are done")
      #expect(
        back.last == "next             whimbrel downgrade base, which goes on where it stopped")
      try await workspace.execute("DROP VIEW v")
      try await workspace.expect(.whimbrel, "downgrade", "base")
      #expect(try await lines(workspace).first == "current          nothing is applied")
    }
  }

  @Test func whoMigratesNowIsNamed() async throws {
    try await Workspace.with { workspace in
      try await write(workspace, "CREATE TABLE a (id int); SELECT pg_sleep(2), 'hunter2';")
      async let upgrade = workspace.expect(.whimbrel, "upgrade")
      var running: String?
      let began = ContinuousClock.now
      while running == nil, began.duration(to: .now) < .seconds(10) {
        running = try await lines(workspace).first { $0.hasPrefix("running ") }
      }
      #expect(running?.contains("pid ") == true && running?.contains("whimbrel") == true)
      #expect(running?.contains("hunter2") == false)
      _ = try await upgrade
    }
  }
}
