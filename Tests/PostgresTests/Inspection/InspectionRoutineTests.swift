import Testing
import WhimbrelModel
import WhimbrelPostgres

@Suite(.database) struct InspectionRoutineTests {
  @Test func functionsAndProcedures() async throws {
    let catalog = try await inspected(
      """
      CREATE TABLE t (id int, a text); CREATE VIEW v AS SELECT id, a FROM t;
      CREATE FUNCTION "F ""ü"(a int, b text DEFAULT 'x''y', VARIADIC c int[] DEFAULT '{}', OUT o int,
        OUT p text) RETURNS SETOF record LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE COST 5 ROWS 7
        SECURITY DEFINER LEAKPROOF SET search_path = public, "S x" SET work_mem = '5MB'
        AS $$ BEGIN RETURN; END $$;
      CREATE FUNCTION f(t) RETURNS TABLE (x int, y text) BEGIN ATOMIC SELECT id, a FROM v; END;
      CREATE FUNCTION f(numeric(10,2)) RETURNS int IMMUTABLE RETURN 1;
      CREATE PROCEDURE p(INOUT a int, b text) LANGUAGE plpgsql AS 'BEGIN END';
      CREATE FUNCTION win() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';
      COMMENT ON FUNCTION f(t) IS 'f'; REVOKE EXECUTE ON FUNCTION win FROM PUBLIC;
      """)
    var function = Catalog.Routine(
      schema: "public", name: "F \"ü", signature: "integer, text, integer[]",
      arguments: Expression(
        """
        a integer, b text DEFAULT 'x''y'::text, VARIADIC c integer[] DEFAULT '{}'::integer[], \
        OUT o integer, OUT p text
        """), result: "SETOF record", language: "plpgsql",
      body: .source(" BEGIN RETURN; END "))
    function.volatility = .stable
    function.parallel = .safe
    function.isStrict = true
    function.isLeakproof = true
    function.isSecurityDefiner = true
    function.cost = "5"
    function.rows = "7"
    function.settings = [#"search_path=public, "S x""#, "work_mem=5MB"]
    #expect(catalog[function.id] == .routine(function))
    let table = Catalog.Routine(
      schema: "public", name: "f", signature: "t", arguments: Expression("t"),
      result: "TABLE(x integer, y text)", language: "sql", body: .source(""))
    guard case .routine(let found) = catalog[table.id], case .sql(let body) = found.body else {
      Issue.record("no function")
      return
    }
    #expect(body.printed.text.hasPrefix("BEGIN ATOMIC\n") && found.result == table.result)
    #expect(catalog.comments[table.id] == "f")
    #expect(
      catalog.dependencies[table.id]?.isSuperset(of: [
        .table("t"), ObjectID(.view, schema: "public", "v"), .column("v", "a"),
      ]) == true)
    var numeric = Catalog.Routine(
      schema: "public", name: "f", signature: "numeric", arguments: Expression("numeric"),
      result: "integer", language: "sql", body: .sql(Expression("RETURN 1")))
    numeric.volatility = .immutable
    #expect(catalog[numeric.id] == .routine(numeric))
    guard
      case .routine(let procedure) = catalog[
        ObjectID(.procedure, schema: "public", "p", member: "integer, text")]
    else {
      Issue.record("no procedure")
      return
    }
    #expect(procedure.kind == .procedure && procedure.result == nil && procedure.cost == nil)
    let window = Catalog.Routine(
      schema: "public", name: "win", kind: .window, signature: "", arguments: Expression(""),
      result: "bigint", language: "internal", body: .source("window_row_number"))
    #expect(catalog[window.id] == .routine(window))
    #expect(catalog.privileges[window.id] == Privileges(grants: [.init("EXECUTE", to: .owner)]))
    #expect(catalog.privileges[numeric.id] == nil)
  }

  @Test func aggregates() async throws {
    let catalog = try await inspected(
      """
      CREATE FUNCTION sf(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1+$2';
      CREATE FUNCTION ff(int) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
      CREATE AGGREGATE "Agg" (int) (SFUNC = sf, STYPE = int, SSPACE = 10, FINALFUNC = ff,
        FINALFUNC_MODIFY = SHAREABLE, COMBINEFUNC = sf, INITCOND = '0', MSFUNC = sf,
        MINVFUNC = sf, MSTYPE = int, MFINALFUNC = ff, MINITCOND = '0', PARALLEL = SAFE);
      CREATE AGGREGATE biggest (int) (SFUNC = int4larger, STYPE = int, SORTOP = >);
      CREATE AGGREGATE cnt (*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0');
      CREATE AGGREGATE osa (float8 ORDER BY anyelement) (SFUNC = ordered_set_transition,
        STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
      """)
    let full = Catalog.Aggregate(
      schema: "public", name: "Agg", signature: "integer", arguments: "integer",
      identity: "integer", result: Catalog.TypeName("text"),
      options: [
        "SFUNC = sf", "STYPE = integer", "SSPACE = 10", "FINALFUNC = ff",
        "FINALFUNC_MODIFY = shareable", "COMBINEFUNC = sf", "INITCOND = '0'", "MSFUNC = sf",
        "MINVFUNC = sf", "MSTYPE = integer", "MFINALFUNC = ff", "MINITCOND = '0'",
        "PARALLEL = safe",
      ])
    #expect(catalog[full.id] == .aggregate(full))
    let count = Catalog.Aggregate(
      schema: "public", name: "cnt", signature: "", arguments: "*", identity: "*",
      result: Catalog.TypeName("bigint"),
      options: ["SFUNC = int8inc", "STYPE = bigint", "INITCOND = '0'"])
    #expect(catalog[count.id] == .aggregate(count))
    let ordered = Catalog.Aggregate(
      schema: "public", name: "osa", signature: "double precision, anyelement",
      arguments: "double precision ORDER BY anyelement",
      identity: "double precision ORDER BY anyelement", result: Catalog.TypeName("anyelement"),
      options: [
        "SFUNC = ordered_set_transition", "STYPE = internal",
        "FINALFUNC = percentile_disc_final", "FINALFUNC_EXTRA",
      ])
    #expect(catalog[ordered.id] == .aggregate(ordered))
    guard
      case .aggregate(let biggest) = catalog[
        ObjectID(.aggregate, schema: "public", "biggest", member: "integer")]
    else {
      Issue.record("no aggregate")
      return
    }
    #expect(biggest.options == ["SFUNC = int4larger", "STYPE = integer", "SORTOP = >"])
  }
}
