import Testing
import WhimbrelModel
import WhimbrelPostgres

@Suite(.database) struct InspectionViewTests {
  @Test func viewsAndRules() async throws {
    let catalog = try await inspected(
      """
      CREATE TABLE t (id int PRIMARY KEY, a text, "B" int);
      CREATE VIEW v AS SELECT id, a, "B" AS "Bee" FROM t WHERE "B" > 3;
      CREATE VIEW v2 WITH (security_barrier, check_option = local) AS SELECT id, a FROM v;
      ALTER VIEW v2 ALTER a SET DEFAULT 'dd';
      CREATE MATERIALIZED VIEW mv WITH (fillfactor = 70) AS
        SELECT id, a FROM t GROUP BY id WITH NO DATA;
      CREATE UNIQUE INDEX mvi ON mv (id); ALTER TABLE mv CLUSTER ON mvi;
      ALTER MATERIALIZED VIEW mv ALTER a SET STATISTICS 9;
      CREATE RULE "R" AS ON INSERT TO t WHERE NEW.a = 'x;' DO INSTEAD DELETE FROM t;
      ALTER TABLE t ENABLE REPLICA RULE "R";
      COMMENT ON RULE "R" ON t IS 'r'; COMMENT ON COLUMN v.a IS 'va'; COMMENT ON INDEX mvi IS 'mvi';
      """)
    guard case .view(let view) = catalog[ObjectID(.view, schema: "public", "v")],
      case .view(let barrier) = catalog[ObjectID(.view, schema: "public", "v2")],
      case .materializedView(let stored) = catalog[
        ObjectID(.materializedView, schema: "public", "mv")]
    else {
      Issue.record("a view is missing")
      return
    }
    #expect(view.columns.map(\.name) == ["id", "a", "Bee"] && view.options.isEmpty)
    let isShort = try TestDatabase.current.version.major >= 16
    let expected =
      isShort
      ? "SELECT id,\n    a,\n    \"B\" AS \"Bee\"\n   FROM t\n  WHERE (\"B\" > 3)"
      : "SELECT t.id,\n    t.a,\n    t.\"B\" AS \"Bee\"\n   FROM t\n  WHERE (t.\"B\" > 3)"
    #expect(view.definition == Expression(SQLText(expected)))
    #expect(barrier.options == ["check_option=local", "security_barrier=true"])
    #expect(barrier.columns.last?.default == Expression("'dd'::text"))
    #expect(
      catalog.dependencies[barrier.id]
        == [view.id, .column("v", "id"), .column("v", "a"), ObjectID(.schema, "public")])
    #expect(stored.options == ["fillfactor=70"] && stored.clusteredOn == "mvi")
    #expect(stored.columns.last?.statisticsTarget == 9)
    // What it groups by is a primary key: it cannot go before the view.
    #expect(
      catalog.dependencies[stored.id]?
        .contains(ObjectID(.constraint, schema: "public", "t", member: "t_pkey")) == true)
    #expect(catalog.index("mvi")?.relation == stored.id)
    guard
      case .rule(let rule) = catalog[ObjectID(.rule, schema: "public", "t", member: "R")]
    else {
      Issue.record("no rule")
      return
    }
    #expect(rule.enabled == .replica && rule.definition.printed.text.hasSuffix("DELETE FROM t"))
    #expect(catalog.comments[rule.id] == "r" && catalog.comments[.column("v", "a")] == "va")
    #expect(catalog.comments[ObjectID(.index, schema: "public", "mvi")] == "mvi")
  }

  @Test func triggersPoliciesAndStatistics() async throws {
    let catalog = try await inspected(
      """
      CREATE TABLE t (id int PRIMARY KEY, a text, "B" int REFERENCES t);
      CREATE VIEW v AS SELECT id FROM t;
      CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER "T WHEN (" BEFORE INSERT OR UPDATE OF a, "B" ON t FOR EACH ROW
        WHEN (NEW.a <> ') EXECUTE "' || 'WHEN (') EXECUTE FUNCTION trg('a''b', '\\x', '', 'ü');
      CREATE CONSTRAINT TRIGGER ct AFTER DELETE ON t FROM t DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION trg();
      CREATE TRIGGER tt AFTER UPDATE ON t REFERENCING OLD TABLE AS o NEW TABLE AS "N"
        FOR EACH STATEMENT EXECUTE FUNCTION trg();
      CREATE TRIGGER iv INSTEAD OF DELETE ON v FOR EACH ROW EXECUTE FUNCTION trg();
      ALTER TABLE t DISABLE TRIGGER tt; ALTER TABLE t ENABLE ALWAYS TRIGGER ct;
      CREATE TABLE pt (a int) PARTITION BY LIST (a);
      CREATE TABLE pt1 PARTITION OF pt FOR VALUES IN (1);
      CREATE TRIGGER ptt AFTER INSERT ON pt FOR EACH ROW EXECUTE FUNCTION trg();
      CREATE POLICY "P" ON t AS RESTRICTIVE FOR UPDATE TO pg_monitor USING (a = 'x')
        WITH CHECK (id > 0);
      CREATE POLICY p2 ON t;
      CREATE STATISTICS "St" (mcv, ndistinct) ON a, "B", lower(a) FROM t;
      CREATE STATISTICS st2 ON (lower(a)) FROM t; ALTER STATISTICS st2 SET STATISTICS 44;
      COMMENT ON TRIGGER ct ON t IS 'ct'; COMMENT ON POLICY p2 ON t IS 'p2';
      """)
    let table = ObjectID.table("t")
    let function = ObjectID(.function, schema: "public", "trg")
    var first = Catalog.Trigger(
      relation: table, name: "T WHEN (", timing: .before,
      events: [.insert, .update(of: ["a", "B"])], function: function)
    first.isForEachRow = true
    first.condition = Expression("(new.a <> (') EXECUTE \"'::text || 'WHEN ('::text))")
    first.arguments = ["a'b", "\\x", "", "ü"]
    #expect(catalog[first.id] == .trigger(first))
    #expect(catalog.dependencies[first.id]?.isSuperset(of: [table, function]) == true)
    var constraint = Catalog.Trigger(
      relation: table, name: "ct", timing: .after, events: [.delete], function: function)
    constraint.isForEachRow = true
    constraint.isConstraint = true
    constraint.isDeferrable = true
    constraint.isInitiallyDeferred = true
    constraint.from = table
    constraint.enabled = .always
    #expect(catalog[constraint.id] == .trigger(constraint))
    #expect(catalog.comments[constraint.id] == "ct")
    var transition = Catalog.Trigger(
      relation: table, name: "tt", timing: .after, events: [.update(of: [])], function: function)
    transition.oldTable = "o"
    transition.newTable = "N"
    transition.enabled = .disabled
    #expect(catalog[transition.id] == .trigger(transition))
    #expect(catalog.names(.trigger) == ["T WHEN (", "ct", "iv", "ptt", "tt"])

    var policy = Catalog.Policy(table: table, name: "P")
    policy.command = .update
    policy.isPermissive = false
    policy.roles = ["pg_monitor"]
    policy.using = Expression("(a = 'x'::text)")
    policy.check = Expression("(id > 0)")
    #expect(catalog[policy.id] == .policy(policy))
    let plain = Catalog.Policy(table: table, name: "p2")
    #expect(catalog[plain.id] == .policy(plain) && catalog.comments[plain.id] == "p2")
    var statistics = Catalog.Statistics(
      schema: "public", name: "St", relation: table, kinds: ["ndistinct", "mcv"],
      columns: ["B", "a"])
    statistics.expressions = [Expression("lower(a)")]
    #expect(catalog[statistics.id] == .statistics(statistics))
    var single = Catalog.Statistics(
      schema: "public", name: "st2", relation: table, kinds: [], columns: [])
    single.expressions = [Expression("lower(a)")]
    single.target = 44
    #expect(catalog[single.id] == .statistics(single))
    #expect(catalog.names(.constraint) == ["t_B_fkey", "t_pkey"])
  }
}
