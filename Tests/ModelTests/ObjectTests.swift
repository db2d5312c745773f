import Testing
import WhimbrelModel

/// What stands beside tables, before a server sees it.
@Suite struct ObjectTests {
  private struct Plants: Table {
    let id = Column(.integer).primaryKey()
    let name = Column(.text)
  }
  private struct Elsewhere: Table {
    static let schemaName = "Far"
    let id = Column(.integer)
  }

  @Test func tablesAndColumnsAreWrittenAsNames() throws {
    let declared = try Schema {
      Plants.self
      Elsewhere.self
      View(
        "v",
        as:
          "SELECT \(\Plants.name), \("it's") FROM \(Plants.self), \(Elsewhere.self) e WHERE \(3) = 3"
      )
    }.lowered()
    guard case .view(let view)? = declared.catalog[ObjectID(.view, schema: "public", "v")] else {
      Issue.record("no view")
      return
    }
    #expect(
      view.definition.sql == #"SELECT name, 'it''s' FROM plants, "Far".elsewhere e WHERE 3 = 3"#)
  }

  @Test func mistakesAreSaidWithTheirLine() {
    let line = #line
    let schema = Schema {
      Plants.self
      View("plants", as: "SELECT 1 AS a")
      View("twice", as: "SELECT 1 AS a")
      View("twice", as: "SELECT 2 AS a")
      View("", as: "")
      View("far", as: "SELECT \(\Elsewhere.id) FROM \(Elsewhere.self)")
      Policy("p", on: Elsewhere.self, using: "true")
      MaterializedView("m", as: "SELECT 1 AS a") { Index(Plants().id) }
    }
    let missing = "Elsewhere is not in the schema | add Elsewhere.self to the schema"
    #expect(
      mistakes(schema, from: line) == [
        "3: a view and table Plants are both called plants | give one of them another name",
        "5: view twice is declared twice (line \(line + 4)) | keep one, or give it another name",
        "6: the SQL is empty | write SQL, or leave the declaration out",
        "6: a view has an empty name | give it a name",
        "7: \(missing)", "8: \(missing)",
        "9: an index of materialized view m mentions a Column | write its name: Index(\"id\")",
      ])
  }

  @Test func namesThatPostgresChooses() throws {
    let declared = try Schema {
      Domain("short", .text).check("VALUE <> ''").check("VALUE <> 'x'")
      RangeType("float_range", of: .doublePrecision)
      RangeType("span", of: .date)
      MaterializedView("m", as: "SELECT 1 AS a, 2 AS \"B b\"") {
        Index("a", SQL(#""B b""#))
        Index("a + 1")
      }
    }.lowered()
    let names = declared.catalog.objects.keys.map { $0.member.isEmpty ? $0.name : $0.member }
    #expect(
      Set(names).isSuperset(of: ["short_check", "short_check1", "m_a_B b_idx", "m_expr_idx"]))
    let multiranges = declared.catalog.objects.values.compactMap { object -> Name? in
      if case .rangeType(let type) = object { return type.multirangeName }
      return nil
    }
    #expect(Set(multiranges) == ["float_multirange", "span_multirange"])
  }

  @Test func grantsAreStatements() throws {
    let declared = try Schema {
      Plants.self
      Grant(.select, .update, on: \Plants.id, \Plants.name, to: "a \"b\"", .public)
        .withGrantOption()
      Revoke(.execute, on: .function("f(integer)"), from: .public)
      DefaultPrivileges(.select, on: .tables, to: "app", role: "owner", schema: "shop")
    }.lowered()
    #expect(
      declared.statements.map(\.sql) == [
        #"GRANT SELECT (id, name), UPDATE (id, name) ON TABLE plants TO "a ""b""", PUBLIC WITH GRANT OPTION"#,
        "REVOKE EXECUTE ON FUNCTION f(integer) FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA shop GRANT SELECT ON TABLES TO app",
      ])
  }
}
