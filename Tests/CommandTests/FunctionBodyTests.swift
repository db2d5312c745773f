import Foundation
import Testing

/// Bodies of functions name what the same revision makes, or the function itself: the runner looks into
/// bodies, and a revision that was proved runs.
@Suite(.timeLimit(.minutes(30))) struct FunctionBodyTests {
  @Test func aProvedRevisionRuns() async throws {
    try await Workspace.with { project in
      try project.write(
        "schema.sql",
        """
        CREATE TABLE items (price integer);
        CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS 'SELECT sum(price) FROM items';
        CREATE FUNCTION first_item() RETURNS items LANGUAGE plpgsql
          AS 'DECLARE found items%ROWTYPE; BEGIN SELECT * INTO found FROM items; RETURN found; END';
        CREATE FUNCTION factorial(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
        CREATE OR REPLACE FUNCTION factorial(n integer) RETURNS integer LANGUAGE sql
          BEGIN ATOMIC SELECT CASE WHEN n > 1 THEN n * factorial(n - 1) ELSE 1 END; END;
        """)
      try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "upgrade")
      try await project.expect(.whimbrel, "check", "--schema", "schema.sql")
      try await project.expect(.whimbrel, "downgrade", "--accept-loss")
      try await project.expect(.whimbrel, "upgrade")
      try await project.execute("SELECT 1 / (factorial(5) - 119)")
    }
  }

  @Test func aBodyThatNamesNothingIsNotProved() async throws {
    try await Workspace.with { project in
      try project.write(
        "schema.sql",
        "CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS 'SELECT sum(price) FROM missing';")
      let revision = try await project.run(
        .whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
      #expect(revision.code == 1)
      #expect(revision.errors.contains("missing"), "\(revision.errors)")
    }
  }
}
