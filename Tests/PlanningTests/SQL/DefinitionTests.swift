import Testing

@testable import WhimbrelPlanning

/// Which statements a squash may say in its own words.
@Suite struct DefinitionTests {
  private func onlyDefines(_ sql: String) throws -> Bool {
    let statements = try SQLSplitter.split(SourceText(name: "<test>", text: sql))
    return try #require(statements.first).onlyDefines
  }

  @Test(arguments: [
    "CREATE TABLE a (b integer GENERATED ALWAYS AS (1) STORED)", "ALTER TABLE a ADD COLUMN c text",
    "CREATE UNIQUE INDEX CONCURRENTLY i ON a (b)", "DROP TABLE a", "COMMENT ON TABLE a IS 'as'",
    "GRANT SELECT ON a TO PUBLIC", "CREATE EXTENSION citext", "CREATE VIEW v AS SELECT 1",
    "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DELETE FROM a'",
    "CREATE MATERIALIZED VIEW m AS SELECT 1", "CREATE USER MAPPING FOR PUBLIC SERVER s",
    "CREATE SEQUENCE s START 100",
  ])
  func defines(_ sql: String) throws { #expect(try onlyDefines(sql), "\(sql)") }

  @Test(arguments: [
    "INSERT INTO a VALUES (1)", "UPDATE a SET b = 1", "DELETE FROM a", "TRUNCATE a",
    "SELECT setval('s', 5)", "WITH x AS (DELETE FROM a RETURNING *) SELECT * FROM x",
    "DO $$ BEGIN END $$", "CALL p()", "CREATE TABLE a AS SELECT 1", "CREATE TABLE a AS TABLE b",
    "CREATE UNLOGGED TABLE IF NOT EXISTS a (b) AS VALUES (1)", "SELECT 1 INTO a",
    "ALTER SEQUENCE s RESTART WITH 5", "ALTER TABLE a ALTER b RESTART", "CREATE ROLE r",
    "GRANT r TO q", "ALTER DATABASE d SET work_mem = '1MB'", "COMMENT ON ROLE r IS 'x'",
    "SET search_path = a", "REFRESH MATERIALIZED VIEW m", "SECURITY LABEL ON TABLE a IS 'x'",
    "CREATE EXTENSION citext VERSION '1.5'", "ALTER EXTENSION citext UPDATE",
    "COMMENT ON LARGE OBJECT 5 IS 'x'", "VACUUM a", "EXPLAIN ANALYZE DELETE FROM a",
  ])
  func doesMore(_ sql: String) throws { #expect(try !onlyDefines(sql), "\(sql)") }
}
