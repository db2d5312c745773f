import Testing
import WhimbrelModel
import WhimbrelPostgres

@Suite(.database) struct InspectionTableTests {
  @Test func columnsHaveAllTheirAttributes() async throws {
    let catalog = try await inspected(
      """
      CREATE TYPE "Kind" AS ENUM ('it''s', '', 'c,{}"\\', 'ü');
      CREATE TABLE "T ""ü" (
        "Id" integer GENERATED ALWAYS AS IDENTITY (START 10 INCREMENT 3) PRIMARY KEY,
        kind "Kind" NOT NULL DEFAULT 'it''s', kinds "Kind"[],
        v varchar(20) COLLATE "C", gone int, n numeric(10,2) DEFAULT 0.5,
        twice int GENERATED ALWAYS AS ("Id" * 2) STORED);
      ALTER TABLE "T ""ü" DROP COLUMN gone, ALTER v SET STORAGE external,
        ALTER v SET STATISTICS 55, ALTER v SET (n_distinct = 5), ALTER v SET COMPRESSION pglz;
      """)
    let table = try #require(catalog.table("T \"ü"))
    #expect(table.columns.map(\.name) == ["Id", "kind", "kinds", "v", "n", "twice"])
    let id = try #require(table.column("Id"))
    #expect(id.isNotNull && id.default == nil)
    #expect(
      id.identity
        == .init(isAlways: true, options: .init(type: "integer", start: 10, increment: 3)))
    let kind = try #require(table.column("kind"))
    #expect(kind.type.printed == #""Kind""# && kind.isNotNull)
    #expect(kind.default == Expression(#"'it''s'::"Kind""#))
    let v = try #require(table.column("v"))
    #expect(v.type.printed == "character varying(20)" && v.type.base == "character varying")
    #expect(v.collation == #""C""# && v.storage == .external && v.compression == .pglz)
    #expect(v.statisticsTarget == 55 && v.options == ["n_distinct=5"] && !v.isNotNull)
    let n = try #require(table.column("n"))
    #expect(n.type.printed == "numeric(10,2)" && n.collation == nil && n.statisticsTarget == nil)
    #expect(n.storage == nil && n.compression == nil && n.options.isEmpty)
    #expect(
      table.column("twice")?.generated == .init(Expression(#"("Id" * 2)"#), kind: .stored))
    #expect(catalog.names(.sequence).isEmpty)
    guard case .enumType(let type) = catalog[ObjectID(.enumType, schema: "public", "Kind")] else {
      Issue.record("no enum type")
      return
    }
    #expect(type.labels == ["it's", "", "c,{}\"\\", "ü"])
  }

  @Test func tablesHaveAllTheirAttributes() async throws {
    let catalog = try await inspected(
      """
      CREATE UNLOGGED TABLE t (a int PRIMARY KEY, b text NOT NULL, CONSTRAINT u UNIQUE (b))
        WITH (fillfactor = 80, autovacuum_enabled = false, toast.autovacuum_enabled = false);
      ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY,
        REPLICA IDENTITY USING INDEX u, CLUSTER ON t_pkey;
      CREATE TABLE plain (a int); ALTER TABLE plain REPLICA IDENTITY FULL;
      CREATE TYPE pair AS (x int, y text);
      CREATE TABLE typed OF pair (PRIMARY KEY (x));
      CREATE TABLE child (extra int) INHERITS (plain, t);
      """)
    let table = try #require(catalog.table("t"))
    #expect(table.isUnlogged && table.isRowSecurityEnabled && table.isRowSecurityForced)
    #expect(table.options == ["autovacuum_enabled=false", "fillfactor=80"])
    #expect(table.toastOptions == ["autovacuum_enabled=false"])
    #expect(table.replicaIdentity == .index("u") && table.clusteredOn == "t_pkey")
    #expect(table.accessMethod == nil && table.tablespace == nil)
    let plain = try #require(catalog.table("plain"))
    #expect(plain.replicaIdentity == .full && !plain.isUnlogged && plain.clusteredOn == nil)
    #expect(catalog.table("typed")?.ofType == "pair")
    let child = try #require(catalog.table("child"))
    #expect(child.inherits == [.table("plain"), .table("t")])
    #expect(child.columns.map(\.isLocal) == [false, false, true])
    #expect(child.columns.map(\.inheritanceCount) == [2, 1, 0])
    #expect(catalog.dependencies[child.id]?.contains(.table("plain")) == true)
  }

  @Test func partitionsHaveTheirBoundsAndNothingOfTheirParents() async throws {
    let catalog = try await inspected(
      """
      CREATE TABLE target (a int PRIMARY KEY);
      CREATE TABLE p (a int REFERENCES target, b date, PRIMARY KEY (a, b)) PARTITION BY RANGE (b);
      CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2020-01-01') TO (MAXVALUE);
      CREATE TABLE pd PARTITION OF p DEFAULT PARTITION BY LIST (a);
      CREATE TABLE pd1 PARTITION OF pd FOR VALUES IN (3, 4);
      ALTER TABLE pd1 ADD CONSTRAINT here CHECK (a > 7);
      CREATE INDEX ix ON p (b);
      """)
    #expect(catalog.table("p")?.partitionKey == "RANGE (b)")
    let first = try #require(catalog.table("p1")?.partitionOf)
    #expect(first.parent == .table("p"))
    #expect(first.bound == "FOR VALUES FROM ('2020-01-01') TO (MAXVALUE)")
    #expect(catalog.table("pd")?.partitionKey == "LIST (a)")
    #expect(catalog.table("pd")?.partitionOf?.bound == "DEFAULT")
    #expect(catalog.table("pd1")?.partitionOf?.bound == "FOR VALUES IN (3, 4)")
    #expect(
      catalog.names(.constraint) == ["here", "p_a_fkey", "p_pkey", "target_pkey"])
    #expect(catalog.names(.index) == ["ix", "p1_b_idx", "pd1_b_idx", "pd_b_idx"])
    #expect(catalog.index("pd1_b_idx")?.attachedTo == catalog.index("pd_b_idx")?.id)
    #expect(catalog.index("ix")?.attachedTo == nil)
  }

  @Test func sequencesKnowTheirColumns() async throws {
    let catalog = try await inspected(
      """
      CREATE TABLE t (a serial, b bigint GENERATED BY DEFAULT AS IDENTITY);
      CREATE SEQUENCE own AS smallint START 5 INCREMENT -2 MINVALUE -100 MAXVALUE 10 CACHE 7 CYCLE;
      ALTER SEQUENCE t_b_seq RENAME TO other; COMMENT ON SEQUENCE other IS 'identity';
      """)
    let own = try #require(catalog.sequence("own"))
    #expect(
      own.options
        == .init(
          type: "smallint", start: 5, increment: -2, minimum: -100, maximum: 10, cache: 7,
          isCycled: true))
    #expect(own.ownedBy == nil)
    #expect(catalog.sequence("t_a_seq")?.ownedBy == .column("t", "a"))
    #expect(catalog.sequence("other") == nil)
    #expect(catalog.column("t", "b")?.identity?.sequence == "other")
    // It goes by its column, whatever it is called.
    let sequence = ObjectID.column("t", "b").identitySequence
    #expect(sequence.map { catalog.comments[$0] } == "identity")
  }

  @Test func notNullConstraintsKeepTheirNames() async throws {
    guard try TestDatabase.current.version.major >= 18 else { return }
    let catalog = try await inspected(
      """
      CREATE TABLE t (a int NOT NULL, b int CONSTRAINT "B!" NOT NULL, c int,
        d int CONSTRAINT d_ NOT NULL NO INHERIT, v int GENERATED ALWAYS AS (a + 1) VIRTUAL);
      ALTER TABLE t ADD CONSTRAINT later NOT NULL c NOT VALID;
      CREATE TABLE child () INHERITS (t);
      COMMENT ON COLUMN t.b IS 'column'; COMMENT ON CONSTRAINT "B!" ON t IS 'constraint';
      """)
    #expect(catalog.comments[.column("t", "b")] == "column")
    #expect(
      catalog.comments[ObjectID(.constraint, schema: "public", "t", member: "B!")] == "constraint")
    #expect(catalog.column("t", "a")?.notNullName == nil)
    #expect(catalog.column("t", "b")?.notNullName == "B!")
    #expect(catalog.column("t", "b")?.isNotNullValid == true)
    #expect(catalog.column("t", "c")?.notNullName == "later")
    #expect(catalog.column("t", "c")?.isNotNullValid == false)
    #expect(catalog.column("t", "d")?.isNotNullNoInherit == true)
    #expect(catalog.column("t", "v")?.generated?.kind == .virtual)
    #expect(catalog.column("child", "b")?.notNullName == nil)
    #expect(catalog.column("child", "b")?.isNotNull == true)
    #expect(catalog.column("child", "d")?.isNotNull == false)
  }
}
