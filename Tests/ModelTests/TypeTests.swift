import Testing
import WhimbrelModel

/// What `format_type` prints for each type; the first two columns were read from a server.
@Suite struct TypeTests {
  @Test(arguments: [
    (SQLType.boolean, "boolean", "boolean"),
    (.smallint, "smallint", "smallint"),
    (.integer, "integer", "integer"),
    (.bigint, "bigint", "bigint"),
    (.real, "real", "real"),
    (.doublePrecision, "double precision", "double precision"),
    (.money, "money", "money"),
    (.numeric, "numeric", "numeric"),
    (.numeric(10), "numeric(10,0)", "numeric(10)"),
    (.numeric(10, 2), "numeric(10,2)", "numeric(10,2)"),
    (.numeric(3, -2), "numeric(3,-2)", "numeric(3,-2)"),
    (.text, "text", "text"),
    (.bytea, "bytea", "bytea"),
    (.name, "name", "name"),
    (.internalChar, "\"char\"", "\"char\""),
    (.varchar, "character varying", "varchar"),
    (.varchar(20), "character varying(20)", "varchar(20)"),
    (.char, "character(1)", "char"),
    (.char(3), "character(3)", "char(3)"),
    (.bit, "bit(1)", "bit"),
    (.bit(8), "bit(8)", "bit(8)"),
    (.varbit, "bit varying", "varbit"),
    (.varbit(8), "bit varying(8)", "varbit(8)"),
    (.date, "date", "date"),
    (.time, "time without time zone", "time"),
    (.time(3), "time(3) without time zone", "time(3)"),
    (.timetz, "time with time zone", "timetz"),
    (.timetz(0), "time(0) with time zone", "timetz(0)"),
    (.timestamp, "timestamp without time zone", "timestamp"),
    (.timestamp(6), "timestamp(6) without time zone", "timestamp(6)"),
    (.timestamptz, "timestamp with time zone", "timestamptz"),
    (.timestamptz(3), "timestamp(3) with time zone", "timestamptz(3)"),
    (.interval, "interval", "interval"),
    (.interval(2), "interval(2)", "interval(2)"),
    (.interval(.yearToMonth), "interval year to month", "interval year to month"),
    (
      .interval(.dayToSecond, precision: 3), "interval day to second(3)",
      "interval day to second(3)"
    ),
    (.array(of: .varchar(20)), "character varying(20)[]", "varchar(20)[]"),
    (.array(of: .array(of: .integer)), "integer[]", "integer[]"),
    (.array(of: .timestamptz(3)), "timestamp(3) with time zone[]", "timestamptz(3)[]"),
    (.citext, "citext", "citext"),
    (.array(of: .citext), "citext[]", "citext[]"),
    (.named("shop.price"), "shop.price", "shop.price"),
  ])
  func typePrints(type: SQLType, printed: String, written: String) throws {
    let lowered = try type.lowered()
    #expect(lowered.printed == SQLText(printed))
    #expect(lowered.sql == written)
  }

  @Test(arguments: [
    (SQLType.numeric(10, 2), "numeric"),
    (.varchar(20), "character varying"),
    (.char(3), "character"),
    (.time(3), "time without time zone"),
    (.timestamptz(3), "timestamp with time zone"),
    (.interval(.yearToMonth), "interval"),
    (.array(of: .varchar(20)), "character varying[]"),
  ])
  func baseHasNoModifiers(type: SQLType, base: String) throws {
    #expect(try type.lowered().base == SQLText(base))
  }

  @Test(arguments: [
    (SQLType.varchar(0), "varchar has a length from 1 to 10485760"),
    (.numeric(1001), "numeric has a precision from 1 to 1000"),
    (.numeric(5, 1001), "numeric has a scale from -1000 to 1000"),
    (.timestamp(7), "timestamp has a precision from 0 to 6"),
    (.interval(.year, precision: 3), "interval year has no seconds"),
    (.array(of: .serial), "there are no arrays of serial"),
    (.array(of: .varchar(0)), "varchar has a length from 1 to 10485760"),
  ])
  func wrongModifiersAreMistakes(type: SQLType, message: String) throws {
    let help = "change the type's modifiers: manual, Data Types"
    let found = Current.$type.withValue(type) { mistakes(Current.self, from: Current.line) }
    #expect(found == ["0: \(message) | \(help)"])
  }
}

extension SQLType {
  /// The type as a column of a table has it.
  fileprivate func lowered() throws -> Catalog.TypeName {
    try Current.$type.withValue(self) {
      try lower(Current.self).column("value", of: "current").type
    }
  }
}

/// A table whose column has whatever type a test asks for.
private struct Current: Table {
  @TaskLocal static var type: SQLType = .text
  let value = Column(Current.type)
  static let line = #line - 1
}
