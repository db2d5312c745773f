import Testing
import WhimbrelModel

@testable import WhimbrelPlanning

@Suite struct KindWriterTests {
  private let table = ObjectID(.table, schema: "public", "Ä b")

  @Test func triggerClauses() {
    var trigger = Catalog.Trigger(
      relation: table, name: "T", timing: .before, events: [.insert, .update(of: ["a", "B"])],
      function: ObjectID(.function, schema: "shop", "f"))
    trigger.isForEachRow = true
    trigger.condition = Expression("(new.a > 3)")
    trigger.arguments = ["it's", ""]
    #expect(
      trigger.create(Names()).map(\.sql) == [
        "CREATE TRIGGER \"T\" BEFORE INSERT OR UPDATE OF a, \"B\" ON \"Ä b\" FOR EACH ROW"
          + " WHEN ((new.a > 3)) EXECUTE FUNCTION shop.f('it''s', '')"
      ])
    var disabled = trigger
    disabled.enabled = .disabled
    guard case .inPlace(let statements, _) = trigger.alter(to: disabled, Names()) else {
      Issue.record("rebuilt")
      return
    }
    #expect(statements.map(\.sql) == ["ALTER TABLE \"Ä b\" DISABLE TRIGGER \"T\""])
  }

  @Test func aViewGrowsAtItsEndOnly() {
    let a = Catalog.Column(name: "a", type: Catalog.TypeName("integer"))
    let b = Catalog.Column(name: "b", type: Catalog.TypeName("text"))
    let view = Catalog.View(
      schema: "public", name: "v", columns: [a], definition: Expression("SELECT 1 AS a"))
    let wider = Catalog.View(
      schema: "public", name: "v", columns: [a, b],
      definition: Expression("SELECT 1 AS a, 'x'::text AS b"))
    guard case .inPlace(let statements, _) = view.alter(to: wider, Names()) else {
      Issue.record("rebuilt")
      return
    }
    #expect(
      statements.map(\.sql) == ["CREATE OR REPLACE VIEW v AS\nSELECT 1 AS a, 'x'::text AS b"])
    guard case .rebuild = wider.alter(to: view, Names()) else {
      Issue.record("a column cannot be taken away")
      return
    }
  }

  @Test func dictionaryOptions() {
    var old = Catalog.TextSearchDictionary(schema: "public", name: "d", template: "simple")
    old.options = "stopwords = 'english', accept = 'it''s, so'"
    var new = old
    new.options = "accept = 'no'"
    guard case .inPlace(let statements, _) = old.alter(to: new, Names()) else {
      Issue.record("rebuilt")
      return
    }
    #expect(
      statements.map(\.sql) == ["ALTER TEXT SEARCH DICTIONARY d (stopwords, accept = 'no')"])
  }

  @Test func operatorsAreNotQuoted() {
    let plus = Catalog.Operator(
      schema: "Ä", name: "<+>", left: nil, right: "integer", function: "f")
    #expect(plus.drop(Names()).map(\.sql) == ["DROP OPERATOR \"Ä\".<+> (NONE, integer)"])
    var item = Catalog.OperatorMember(
      isFunction: false, number: 1, left: "integer", right: "integer", item: "OPERATOR(shop.=)")
    #expect(item.clause == "OPERATOR 1 shop.= (integer, integer)")
    item.orderBy = "float_ops"
    #expect(item.clause == "OPERATOR 1 shop.= (integer, integer) FOR ORDER BY float_ops")
  }

  @Test func policiesLoseAnExpressionByARebuild() {
    var old = Catalog.Policy(table: table, name: "p")
    old.using = Expression("(a > 0)")
    var new = old
    new.using = nil
    guard case .rebuild = old.alter(to: new, Names()) else {
      Issue.record("not rebuilt")
      return
    }
    new.using = Expression("(a > 1)")
    guard case .inPlace(let statements, _) = old.alter(to: new, Names()) else {
      Issue.record("rebuilt")
      return
    }
    #expect(statements.map(\.sql) == ["ALTER POLICY p ON \"Ä b\" USING ((a > 1))"])
  }

  @Test func domainInUseIsSwapped() throws {
    var old = Catalog()
    var new = Catalog()
    var before = Catalog.Domain(
      schema: "public", name: "d", base: Catalog.TypeName("integer"))
    let used = Catalog.Table(
      schema: "public", name: "t",
      columns: [Catalog.Column(name: "c", type: Catalog.TypeName("d"))])
    let column = used.id.with(.column, member: "c")
    old.insert(.domain(before))
    before.base = Catalog.TypeName("bigint")
    new.insert(.domain(before))
    for catalog in [old, new] { #expect(catalog[before.id] != nil) }
    old.insert(.table(used))
    new.insert(.table(used))
    old.dependencies = [column: [before.id], used.id: [before.id]]
    new.dependencies = old.dependencies
    #expect(
      Planner.plan(from: old, to: new).statements.map(\.sql) == [
        "ALTER TYPE d RENAME TO d__former",
        "CREATE DOMAIN d AS bigint",
        "ALTER TABLE t ALTER COLUMN c TYPE d USING c::text::d",
        "DROP DOMAIN d__former",
      ])
  }
}
