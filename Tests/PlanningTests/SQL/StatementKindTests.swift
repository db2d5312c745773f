import Testing
import WhimbrelModel

@testable import WhimbrelPlanning

@Suite struct StatementKindTests {
  private func one(_ sql: String) throws -> SQLStatement {
    let statements = try SQLSplitter.split(SourceText(name: "t.sql", text: sql))
    return try #require(statements.first)
  }

  @Test(arguments: [
    ("BEGIN", StatementKind.transactionControl), ("start transaction", .transactionControl),
    ("Rollback TO x", .transactionControl), ("PREPARE TRANSACTION 'x'", .transactionControl),
    ("PREPARE p AS SELECT 1", .other), ("SELECT 1", .other), ("END", .transactionControl),
    (
      "CREATE INDEX CONCURRENTLY ON t (a)",
      .createIndexConcurrently(index: nil, table: WrittenName(name: "t"), ifNotExists: false)
    ),
    (
      "create unique index concurrently if not exists \"A\"\"b\" on only S.\"T\" (a)",
      .createIndexConcurrently(
        index: WrittenName(schema: "s", name: "A\"b"), table: WrittenName(schema: "s", name: "T"),
        ifNotExists: true)
    ),
    ("CREATE INDEX i ON t (a)", .other),
    (
      "DROP INDEX CONCURRENTLY IF EXISTS s.i",
      .dropIndexConcurrently(index: WrittenName(schema: "s", name: "i"))
    ),
    ("DROP INDEX i", .other),
    (
      "REINDEX INDEX CONCURRENTLY i",
      .reindexConcurrently(scope: "index", name: WrittenName(name: "i"))
    ),
    (
      "REINDEX (VERBOSE, CONCURRENTLY) TABLE t",
      .reindexConcurrently(scope: "table", name: WrittenName(name: "t"))
    ),
    ("REINDEX TABLE t", .other),
    (
      "ALTER TABLE IF EXISTS ONLY a.p DETACH PARTITION a.p1 CONCURRENTLY",
      .detachConcurrently(
        table: WrittenName(schema: "a", name: "p"),
        partition: WrittenName(schema: "a", name: "p1"))
    ),
    ("ALTER TABLE p DETACH PARTITION p1", .other),
    ("VACUUM (FULL) t", .vacuum), ("CLUSTER", .cluster(table: nil)),
    ("CLUSTER VERBOSE t USING i", .cluster(table: WrittenName(name: "t"))),
    ("ALTER SYSTEM SET x = 1", .alterSystem), ("CALL p()", .call), ("DO $$ BEGIN END $$", .doBlock),
    ("CREATE DATABASE x", .serverObject(object: "database")),
    ("DROP TABLESPACE x", .serverObject(object: "tablespace")),
    ("DROP SUBSCRIPTION x", .subscription),
    ("ALTER DATABASE d SET TABLESPACE t", .serverObject(object: "database")),
    ("ALTER DATABASE d SET timezone = 'UTC'", .other),
    ("COPY t (a, b) FROM STDIN WITH (FORMAT csv)", .copyFromStdin),
    ("COPY (SELECT a FROM stdin) TO STDOUT", .copyToStdout),
    ("COPY t FROM '/x'", .other), ("DISCARD ALL", .discard),
    ("SELECT pg_catalog.PG_Advisory_Unlock_All ()", .advisoryUnlock),
    ("SELECT 'pg_advisory_unlock(1)'", .other),
    ("(SELECT \"pg_advisory_unlock\"(1))", .advisoryUnlock),
    ("CREATE TABLE t AS SELECT pg_advisory_unlock(1)", .advisoryUnlock),
    ("CREATE FUNCTION f() RETURNS bool RETURN pg_advisory_unlock(1)", .other),
    ("DO $$ BEGIN PERFORM pg_advisory_unlock(1); END $$", .advisoryUnlock),
    (
      "CREATE EXTENSION IF NOT EXISTS citext SCHEMA x",
      .createExtension(name: "citext", ifNotExists: true)
    ),
    ("CREATE EXTENSION \"uuid-ossp\"", .createExtension(name: "uuid-ossp", ifNotExists: false)),
    (
      "ALTER TYPE s.mood ADD VALUE IF NOT EXISTS 'it''s' AFTER 'x'",
      .addEnumValue(type: WrittenName(schema: "s", name: "mood"), label: "it's", ifNotExists: true)
    ),
    (
      "ALTER TYPE m ADD VALUE E'a\\\\b\\'c'",
      .addEnumValue(type: WrittenName(name: "m"), label: "a\\b'c", ifNotExists: false)
    ),
    ("ALTER TYPE m RENAME VALUE 'a' TO 'b'", .other),
  ])
  func kinds(sql: String, kind: StatementKind) throws {
    #expect(try one(sql).kind == kind)
  }

  @Test func namesAreCutAndFoldedAsByTheServer() throws {
    let long = String(repeating: "a", count: 62) + "é"
    let kind = try one("DROP INDEX CONCURRENTLY \(long.uppercased())x").kind
    // The two bytes of É do not fit: upper-case letters beyond ASCII are not folded, and cut whole.
    #expect(
      kind
        == .dropIndexConcurrently(
          index: WrittenName(name: Name(String(repeating: "a", count: 62)))))
  }

  @Test func transactionRules() throws {
    #expect(try one("VACUUM").kind.transactionRule == .refused)
    #expect(try one("CLUSTER t").kind.transactionRule == .allowed)
    #expect(try one("CLUSTER").kind.transactionRule == .refused)
    #expect(try one("CALL p()").kind.transactionRule == .depends)
    #expect(try one("CREATE INDEX CONCURRENTLY i ON t (a)").kind.transactionRule == .refused)
    #expect(try one("CREATE TABLE t ()").kind.transactionRule == .allowed)
  }

  @Test(arguments: [
    ("CREATE ROLE x", "CREATE ROLE"), ("alter user x", "ALTER USER"),
    ("DROP USER MAPPING FOR x SERVER s", nil), ("DROP OWNED BY x", "DROP OWNED"),
    ("REASSIGN OWNED BY x TO y", "REASSIGN OWNED"), ("GRANT a TO b", "GRANT of a role"),
    ("GRANT SELECT ON t TO b", nil), ("REVOKE ALL ON DATABASE d FROM x", "REVOKE ON DATABASE"),
    ("COPY t FROM PROGRAM 'ls'", "COPY … PROGRAM"), ("COPY t TO '/tmp/x'", "COPY of a file"),
    ("COPY t TO STDOUT", nil), ("ALTER SYSTEM RESET ALL", "ALTER SYSTEM"),
    ("SELECT dblink_exec('x', 'y')", "dblink()"), ("SELECT 'dblink(1)'", nil),
    ("CREATE SUBSCRIPTION s", "CREATE SUBSCRIPTION"),
    ("CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect = 'off')", nil),
    ("CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (connect)", "CREATE SUBSCRIPTION"),
    ("ALTER SUBSCRIPTION s SET PUBLICATION p", "ALTER SUBSCRIPTION"),
    ("ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh=0)", nil),
    ("ALTER SUBSCRIPTION s SET (failover = true)", "ALTER SUBSCRIPTION"),
    ("ALTER SUBSCRIPTION s SET (slot_name = NONE)", nil),
    ("DROP SUBSCRIPTION s", "DROP SUBSCRIPTION"),
    ("ALTER SUBSCRIPTION s ENABLE", "ALTER SUBSCRIPTION"),
    ("COMMENT ON SUBSCRIPTION s IS 'x'", nil),
    ("DO $$ BEGIN DROP SUBSCRIPTION s; END $$", "DROP SUBSCRIPTION"),
    ("COMMENT ON ROLE r IS 'x'", "COMMENT ON ROLE"),
    ("COMMENT ON TABLE role IS 'x'", nil), ("LOAD 'x'", "LOAD"),
    ("IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c", "IMPORT FOREIGN SCHEMA"),
    ("DO $$ BEGIN IF true THEN CREATE ROLE x; END IF; END $$", "CREATE ROLE"),
    ("DO 'BEGIN EXECUTE ''DROP DATABASE x''; END'", "DROP DATABASE"),
    ("DO LANGUAGE plpython3u $$ x $$", "DO LANGUAGE plpython3u"),
    ("CREATE TABLE role (a int)", nil), ("CREATE TABLE t (\"user\" text)", nil),
    ("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO x", nil),
  ])
  func outsideReach(sql: String, expected: String?) throws {
    #expect(OutsideReach.of(try one(sql))?.what == expected)
  }

  @Test func routineBodiesAreTold() throws {
    let reach = OutsideReach.of(
      try one("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ SELECT dblink('a', 'b') $$"))
    #expect(reach == OutsideReach(what: "dblink()", isInRoutineBody: true))
  }
}
