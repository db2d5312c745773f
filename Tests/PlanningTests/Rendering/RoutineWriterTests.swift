import Testing
import WhimbrelModel

@testable import WhimbrelPlanning

@Suite struct RoutineWriterTests {
  private func routine(
    _ arguments: String, _ signature: SQLText, result: SQLText? = "integer",
    body: Catalog.Routine.Body = .source("SELECT 1")
  ) -> Catalog.Routine {
    Catalog.Routine(
      schema: "public", name: "f", signature: signature,
      arguments: Expression(SQLText(arguments)), result: result, language: "sql", body: body)
  }

  @Test func everyClauseInItsPlace() {
    var function = routine("a integer DEFAULT 1", "integer")
    function.volatility = .stable
    function.isStrict = true
    function.isSecurityDefiner = true
    function.parallel = .safe
    function.cost = "5"
    function.settings = ["search_path=public, \"Größe\"", "work_mem=8MB"]
    #expect(
      function.create(Names()).map(\.sql) == [
        """
        CREATE FUNCTION f(a integer DEFAULT 1)
        RETURNS integer
        LANGUAGE sql STABLE STRICT SECURITY DEFINER PARALLEL SAFE COST 5
        SET search_path TO 'public', 'Größe'
        SET work_mem TO '8MB'
        AS $$SELECT 1$$
        """
      ])
  }

  @Test(arguments: [
    ("plain", "$$plain$$"), ("a $$ b", "$body$a $$ b$body$"),
    ("ends with $", "$body$ends with $$body$"),
    ("$$ and $body$", "$body2$$$ and $body$$body2$"),
  ])
  func theTagIsNotInTheBody(body: String, quoted: String) {
    #expect(DollarQuote.quoted(SQLText(body)) == quoted)
  }

  @Test(arguments: [
    // A name may be given, never changed or taken away; so may a default.
    ("integer", "a integer", true), ("a integer", "b integer", false),
    ("a integer", "integer", false), ("a integer", "a integer DEFAULT 1", true),
    ("a integer DEFAULT 1", "a integer", false),
    ("a integer DEFAULT 1", "a integer DEFAULT 2", true),
    ("a integer, OUT b text", "a integer, OUT c text", false),
    ("a integer", "VARIADIC a integer", false),
  ])
  func whatReplaceTakes(old: String, new: String, isInPlace: Bool) {
    let alteration = routine(old, "integer").alter(to: routine(new, "integer"), Names())
    if case .inPlace = alteration {
      #expect(isInPlace)
    } else {
      #expect(!isInPlace)
    }
  }

  @Test func aCommaInADefaultIsNoEnd() {
    let list = ArgumentList(
      "a text DEFAULT 'x, y'::text, \"B, c\" integer DEFAULT (1 + 2)", types: "text, integer")
    #expect(list.inputs.map(\.name) == ["a", "\"B, c\""])
    #expect(list.inputs.map(\.hasDefault) == [true, true])
  }

  @Test func attributesAlone() {
    let old = routine("a integer", "integer")
    var new = old
    new.volatility = .immutable
    new.isLeakproof = true
    new.settings = ["search_path=\"\""]
    guard case .inPlace(let statements, _) = old.alter(to: new, Names()) else {
      Issue.record("rebuilt")
      return
    }
    #expect(
      statements.map(\.sql) == [
        "ALTER FUNCTION f(integer) IMMUTABLE LEAKPROOF",
        "ALTER FUNCTION f(integer) SET search_path TO ''",
      ])
  }

  @Test func aNewResultTakesANewFunction() {
    let alteration = routine("", "").alter(to: routine("", "", result: "bigint"), Names())
    guard case .rebuild = alteration else {
      Issue.record("not rebuilt")
      return
    }
  }
}
