import Testing
import WhimbrelModel

/// Mistakes in defaults, generated columns and identities.
@Suite struct ValueValidatorTests {
  @Test func values() {
    let line = #line
    struct Things: Table {
      let a = Column(.integer).default(1).identity()
      let b = Column(.integer).generated(as: "1").default(1)
      let c = Column(.integer).identity().generated(as: "1")
      let d = Column(.integer).nullable().identity()
      let e = Column(.text).identity()
      let f = Column(.serial).default(1)
      let g = Column(.serial).nullable()
      let h = Column(.text).nullable().notNull(name: "n")
      let i = Column(.integer).default(.sql("\(\Self.h) + 1"))
      let j: Column = Column(.integer).generated(as: "\(\Self.j) + 1")
      let k = Column(.integer).generated(as: "\(\Self.j) + 1")
      let l = Column(.text).statistics(10_001)
      let m = Column(.smallint).identity(.always, .init(start: 40_000, increment: 0))
    }
    let one = "keep one of them"
    let written = "write out what it is made of"
    #expect(
      mistakes(Things.self, from: line) == [
        "2: Things.a has a default and an identity | \(one)",
        "3: Things.b has a generation expression and a default | \(one)",
        "4: Things.c has an identity and a generation expression | \(one)",
        "5: Things.d is nullable and an identity column | remove .nullable(): a column that numbers itself is never NULL",
        "6: Things.e is an identity column of type text | make it .smallint, .integer or .bigint",
        "6: Things.e counts in text | count in .smallint, .integer or .bigint",
        "7: column f of Things is serial and has another value | use .integer or .bigint, or remove the default, identity or generation",
        "8: Things.g is nullable and serial | remove .nullable()",
        "9: Things.h is nullable and names its NOT NULL | remove .nullable() or .notNull(name:)",
        "10: the default of Things.i mentions a column | use .generated(as:) for a value that is made of the row's others",
        "11: Things.j is generated from itself | \(written)",
        "12: Things.k is generated from the generated column j | \(written)",
        "13: Things.l has a statistics target of 10001 | give one from 0 to 10000, or none for the server's default",
        "14: Things.m counts by 0 | give an increment other than 0",
        "14: Things.m starts at 40000, beyond -32768 to -1 | start within the limits",
      ])
  }

  @Test(arguments: [
    ("'now'::timestamptz", true), ("timestamp 'Today'", true), ("' now '::date", true),
    ("now()", false), ("'now'", true), ("CURRENT_DATE", false), ("'2020-01-01'", false),
    ("to_timestamp('nowhere')", false),
  ])
  func momentsThatAreConstants(text: String, isMistake: Bool) {
    let found = Moment.$text.withValue(text) { mistakes(Moment.self, from: 0) }
    #expect(!found.isEmpty == isMistake)
  }

  @Test func nowIsAWordLikeAnyOtherInText() throws {
    struct Things: Table { let text = Column(.text).default("now") }
    #expect(throws: Never.self) { try lower(Things.self) }
  }
}

/// A table whose column has whatever default a test gives.
private struct Moment: Table {
  @TaskLocal static var text = ""
  let at = Column(.timestamptz).default(.sql(SQL(raw: Moment.text)))
}
