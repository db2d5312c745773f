import Testing
import WhimbrelModel

@Suite struct IndexTests {
  private static let things = ObjectID(.table, schema: "public", "things")

  private func index(_ name: Name, _ elements: Catalog.IndexElement...) -> Catalog.Index {
    Catalog.Index(schema: "public", name: name, relation: IndexTests.things, elements: elements)
  }

  @Test func everyAttribute() throws {
    struct Things: Table {
      let name = Column(.text)
      let tenant = Column(.integer)
      let extra = Column(.text)
      var indexes: [Index] {
        Index(tenant, name.descending().nullsLast(), name: "i").unique(nullsNotDistinct: true)
          .include(extra).where("\(tenant) > 0").parameter("fillfactor", 70)
          .parameter("deduplicate_items", "off").tablespace("fast").comment("Fast")
      }
    }
    var name = Catalog.IndexElement(.column("name"))
    name.isDescending = true
    var expected = index("i", .init(.column("tenant")), name)
    expected.isUnique = true
    expected.isNullsNotDistinct = true
    expected.include = ["extra"]
    expected.predicate = Expression("tenant > 0")
    expected.options = ["deduplicate_items=off", "fillfactor=70"]
    expected.tablespace = "fast"
    let schema = try lower(Things.self)
    #expect(try schema.index("i") == expected)
    #expect(schema.catalog.comments == [expected.id: "Fast"])
  }

  @Test func keysHaveOrderCollationAndOperatorClass() throws {
    struct Things: Table {
      let name = Column(.text)
      var indexes: [Index] {
        Index(name.collated("C").operatorClass("text_pattern_ops"), name: "a")
        Index(name.descending(), name.nullsFirst(), name: "b")
        Index(
          name.operatorClass("gist_trgm_ops", schema: "shop", ["siglen": "32"]), name: "c",
          method: .gist)
        Index(SQL("name || 'x'").indexStatistics(200), name: "d", method: "bloom")
      }
    }
    let schema = try lower(Things.self)
    var a = Catalog.IndexElement(.column("name"))
    a.collation = #""C""#
    a.operatorClass = "text_pattern_ops"
    #expect(try schema.index("a").elements == [a])
    var (down, first) = (
      Catalog.IndexElement(.column("name")), Catalog.IndexElement(.column("name"))
    )
    down.isDescending = true
    down.isNullsFirst = true
    first.isNullsFirst = true
    #expect(try schema.index("b").elements == [down, first])
    var c = Catalog.IndexElement(.column("name"))
    c.operatorClass = "shop.gist_trgm_ops"
    c.operatorClassOptions = ["siglen=32"]
    #expect(try schema.index("c").elements == [c])
    #expect(try schema.index("c").method == "gist")
    var d = Catalog.IndexElement(.expression(Expression("(name || 'x')")))
    d.statisticsTarget = 200
    #expect(try schema.index("d").elements == [d])
    #expect(try schema.index("d").method == "bloom")
  }

  @Test func expressionsAreParenthesizedUnlessCalls() throws {
    struct Things: Table {
      let name = Column("Name", .text)
      var indexes: [Index] {
        Index("lower(\(name))")
        Index("shop.lower(\(name))", name: "a")
        Index("lower(\(name)) || upper(\(name))", name: "b")
        Index("(\(name) || ')')", name: "c")
        Index("(\(name)) || (')')", name: "d")
        Index("'lower'(\(name))", name: "e")
      }
    }
    let schema = try lower(Things.self)
    func sql(_ name: Name) throws -> String {
      let index = try schema.index(name)
      guard case .expression(let expression) = index.elements.first?.key else {
        return "no expression"
      }
      return expression.sql
    }
    #expect(try sql("things_lower_idx") == #"lower("Name")"#)
    #expect(try sql("a") == #"shop.lower("Name")"#)
    #expect(try sql("b") == #"(lower("Name") || upper("Name"))"#)
    #expect(try sql("c") == #"("Name" || ')')"#)
    #expect(try sql("d") == #"(("Name") || (')'))"#)
    #expect(try sql("e") == #"('lower'("Name"))"#)
  }

  @Test func uniqueThenIndexedIsOneIndexUnderEitherName() throws {
    struct Things: Table {
      let a = Column(.text).unique().indexed()
      let b = Column(.text).indexed().unique(name: "b_once", nullsNotDistinct: true)
      let c = Column(.text).unique(name: "no").indexed(name: "c_once", method: .btree)
    }
    let schema = try lower(Things.self)
    #expect(try schema.index("things_a_idx").isUnique)
    #expect(try schema.index("b_once").isNullsNotDistinct)
    #expect(try schema.index("c_once").isUnique)
    #expect(schema.catalog.objects.keys.filter { $0.kind == .constraint }.isEmpty)
  }
}
