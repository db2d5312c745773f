import Testing
import WhimbrelModel
import WhimbrelPostgres

@Suite(.database) struct InspectionConstraintTests {
  @Test func constraintsHaveAllTheirAttributes() async throws {
    let catalog = try await inspected(
      """
      CREATE TABLE t (a int, b int, c text, r tsrange,
        CONSTRAINT "P" PRIMARY KEY (b, a),
        CONSTRAINT u UNIQUE (c) INCLUDE (a) WITH (fillfactor = 70) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT ck CHECK (a > 0 OR c = 'x') NO INHERIT,
        CONSTRAINT ex EXCLUDE USING gist (r WITH &&, (int4range(a, b)) WITH -|-) WHERE (a > 3));
      ALTER TABLE t ADD CONSTRAINT later CHECK (a < 9) NOT VALID;
      CREATE TABLE s (x int, y int, CONSTRAINT f FOREIGN KEY (x, y) REFERENCES t (b, a)
        MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE);
      """)
    #expect(catalog.constraint("t", "P")?.kind == .primaryKey(.init(columns: ["b", "a"])))
    var key = Catalog.Constraint.Key(columns: ["c"])
    key.include = ["a"]
    key.options = ["fillfactor=70"]
    let unique = try #require(catalog.constraint("t", "u"))
    #expect(unique.kind == .unique(key) && unique.isDeferrable && unique.isInitiallyDeferred)
    let check = try #require(catalog.constraint("t", "ck"))
    let text = Expression("((a > 0) OR (c = 'x'::text))")
    #expect(check.kind == .check(text, isNoInherit: true) && check.isValid)
    #expect(catalog.constraint("t", "later")?.isValid == false)
    guard case .exclusion(let exclusion)? = catalog.constraint("t", "ex")?.kind else {
      Issue.record("no exclusion constraint")
      return
    }
    #expect(exclusion.method == "gist" && exclusion.operators == ["&&", "-|-"])
    #expect(exclusion.elements.map(\.key).first == .column("r"))
    #expect(exclusion.predicate == Expression("(a > 3)"))
    var reference = Catalog.Constraint.ForeignKey(
      columns: ["x", "y"], references: .table("t"), referencedColumns: ["b", "a"])
    reference.isMatchFull = true
    reference.onUpdate = .cascade
    reference.onDelete = .setNull
    let foreign = try #require(catalog.constraint("s", "f"))
    #expect(foreign.kind == .foreignKey(reference))
    #expect(foreign.isDeferrable && !foreign.isInitiallyDeferred)
    #expect(catalog.names(.index).isEmpty)
    #expect(
      catalog.dependencies[foreign.id]
        == [
          .table("t"), .column("t", "a"), .column("t", "b"), .table("s"), .column("s", "x"),
          .column("s", "y"), ObjectID(.constraint, schema: "public", "t", member: "P"),
          ObjectID(.schema, "public"),
        ])
  }

  @Test func whatCameWith15And18() async throws {
    let version = try TestDatabase.current.version
    guard version.major >= 15 else { return }
    let catalog = try await inspected(
      """
      CREATE TABLE t (a int, b int, CONSTRAINT u UNIQUE NULLS NOT DISTINCT (a, b));
      CREATE UNIQUE INDEX ix ON t (b) NULLS NOT DISTINCT;
      ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a, b) REFERENCES t (a, b)
        ON DELETE SET NULL (b);
      """)
    var key = Catalog.Constraint.Key(columns: ["a", "b"])
    key.isNullsNotDistinct = true
    #expect(catalog.constraint("t", "u")?.kind == .unique(key))
    #expect(catalog.index("ix")?.isNullsNotDistinct == true)
    guard case .foreignKey(let foreign)? = catalog.constraint("t", "f")?.kind else {
      Issue.record("no foreign key")
      return
    }
    #expect(foreign.onDeleteColumns == ["b"])
    guard version.major >= 18 else { return }
    let newer = try await inspected(
      """
      CREATE TABLE w (a int4range, p tsrange, PRIMARY KEY (a, p WITHOUT OVERLAPS),
        CONSTRAINT off CHECK (NOT isempty(a)) NOT ENFORCED);
      CREATE TABLE v (a int4range, p tsrange,
        CONSTRAINT f FOREIGN KEY (a, PERIOD p) REFERENCES w (a, PERIOD p));
      """)
    var period = Catalog.Constraint.Key(columns: ["a", "p"])
    period.isWithoutOverlaps = true
    #expect(newer.constraint("w", "w_pkey")?.kind == .primaryKey(period))
    #expect(newer.constraint("w", "off")?.isEnforced == false)
    guard case .foreignKey(let temporal)? = newer.constraint("v", "f")?.kind else {
      Issue.record("no foreign key")
      return
    }
    #expect(temporal.isPeriod)
  }

  @Test func indexesHaveAllTheirAttributes() async throws {
    let catalog = try await inspected(
      """
      CREATE TABLE t (a int, v varchar(9), m text COLLATE "C", d text, r int4range, k text[]);
      CREATE INDEX i1 ON t (lower(v) DESC NULLS LAST, (a + 1), v text_pattern_ops, m COLLATE "POSIX",
        d NULLS FIRST, k, r) INCLUDE (a) WITH (fillfactor = 60) WHERE a > 1;
      CREATE INDEX i2 ON t USING gin (to_tsvector('english', d));
      CREATE INDEX i3 ON t USING gist (to_tsvector('english', d) tsvector_ops (siglen = 32));
      CREATE UNIQUE INDEX i4 ON t (m); ALTER INDEX i2 ALTER COLUMN 1 SET STATISTICS 77;
      CREATE INDEX i5 ON t USING brin (a int4_minmax_multi_ops);
      """)
    let index = try #require(catalog.index("i1"))
    #expect(
      index.elements.map(\.key) == [
        .expression(Expression("lower((v)::text)")), .expression(Expression("((a + 1))")),
        .column("v"), .column("m"), .column("d"), .column("k"), .column("r"),
      ])
    #expect(
      index.elements.map(\.operatorClass)
        == [nil, nil, "text_pattern_ops", nil, nil, nil, nil])
    #expect(index.elements.map(\.collation) == [nil, nil, nil, #""POSIX""#, nil, nil, nil])
    #expect(
      index.elements.map(\.isDescending) == [true, false, false, false, false, false, false])
    #expect(
      index.elements.map(\.isNullsFirst) == [false, false, false, false, true, false, false])
    #expect(index.include == ["a"] && index.options == ["fillfactor=60"])
    #expect(index.predicate == Expression("(a > 1)") && !index.isUnique && index.isValid)
    #expect(catalog.index("i2")?.method == "gin")
    #expect(catalog.index("i2")?.elements.map(\.operatorClass) == [nil])
    #expect(catalog.index("i2")?.elements.map(\.statisticsTarget) == [77])
    #expect(catalog.index("i3")?.elements.map(\.operatorClassOptions) == [["siglen=32"]])
    #expect(catalog.index("i3")?.elements.map(\.operatorClass) == ["tsvector_ops"])
    #expect(catalog.index("i4")?.isUnique == true)
    #expect(catalog.index("i4")?.elements.map(\.collation) == [nil])
    #expect(catalog.index("i5")?.elements.map(\.operatorClass) == ["int4_minmax_multi_ops"])
  }
}
