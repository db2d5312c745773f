import Testing
import WhimbrelModel

/// Each mistake with the line it is said for, counted from the test's first.
@Suite struct ValidatorTests {
  @Test func allMistakesAtOnceInTheOrderOfTheSource() {
    let line = #line
    struct Things: Table {
      let id = Column(.integer).nullable().primaryKey()
      let name = Column("id", .varchar(0))
      let made = Column(.timestamptz).default("now")
    }
    #expect(
      mistakes(Things.self, from: line) == [
        "2: Things.id is nullable and in the primary key | remove .nullable(), or make the key a Unique constraint",
        "3: varchar has a length from 1 to 10485760 | change the type's modifiers: manual, Data Types",
        "3: Things.id and Things.name are both column id | give one of them a name of its own: Column(\"…\", …)",
        "4: the default of Things.made is the constant 'now', taken when the table is made | write .default(.now), which is taken anew for each row",
      ])
  }

  @Test func mistakesArePrintedWithTheirPlace() throws {
    struct Things: Table { let value = Column(.varchar(0)) }
    let line = #line - 1
    let error = #expect(throws: DeclarationErrors.self) { try Schema { Things.self }.lowered() }
    let folder = String(#filePath.dropLast("/ValidatorTests.swift".count))
    #expect(
      error?.description(below: folder) == """
        ValidatorTests.swift:\(line):46: error: varchar has a length from 1 to 10485760
        help: change the type's modifiers: manual, Data Types
        """)
  }

  @Test func whatIsNoColumn() {
    let line = #line
    struct Things: Table {
      let id = Column(.integer)
      let limit = 10
      let both = (Column(.text), Column(.text))
      let list = [Column(.text)]
      lazy var late = Column(.text)
      let perhaps: Column? = nil
      static let shared = Column(.text)
      var computed: Column { Column(.text) }
      let group = Group()
      struct Group: ColumnGroup { let odd = "x" }
    }
    let help = "make it a static or a computed property, or one Column a property"
    #expect(
      mistakes(Things.self, from: line) == [
        "2: Things.limit is neither a Column nor a ColumnGroup, but Int | \(help)",
        "2: Things.both is neither a Column nor a ColumnGroup, but (Column, Column) | \(help)",
        "2: Things.list is neither a Column nor a ColumnGroup, but Array<Column> | \(help)",
        "2: Things.late is lazy, and so is not read as a column | write let late = Column(…)",
        "2: Things.perhaps is neither a Column nor a ColumnGroup, but Optional<Column> | \(help)",
        "2: Things.group.odd is neither a Column nor a ColumnGroup, but String | \(help)",
      ])
  }

  @Test func columnsOfOthers() {
    let line = #line
    struct Others: Table { let a = Column(.integer) }
    struct Things: Table {
      static let shared = Column(.integer)
      let first = Things.shared
      let second = Things.shared
      var computed: Column { Column(.text) }
      var indexes: [Index] {
        Index(Others().a)
        Index(computed)
        Index(first)
      }
      var constraints: [Constraint] { Check("\(\Others.a) > 0") }
    }
    let help = "mention a property written let … = Column(…), of this instance of the table"
    #expect(
      mistakes(Things.self, from: line) == [
        "8: Things mentions a column that is none of its stored properties | \(help)",
        "9: Things mentions a column that is none of its stored properties | \(help)",
        "10: Things mentions one Column value that fills several properties: first, second | write Column(…) for each property",
        "12: an expression of Things mentions a column of Others | mention columns of Things only; a foreign key leads to other tables",
      ])
  }

  @Test func sameNameFromTwoGroups() {
    struct Times: ColumnGroup { let madeAt = Column(.date) }
    let line = #line
    struct Stamps: ColumnGroup { let madeAt = Column(.timestamptz) }
    struct Things: Table {
      let times = Times()
      let stamps = Stamps()
    }
    #expect(
      mistakes(Things.self, from: line) == [
        "1: Things.times.madeAt and Things.stamps.madeAt are both column made_at | give one of them a name of its own: Column(\"…\", …)"
      ])
  }

  @Test func namesInUse() {
    let line = #line
    struct Things: Table {
      let id = Column(.integer).primaryKey(name: "others")
      let a = Column(.integer).indexed(name: "i").check("a > 0", name: "c")
      let b = Column(.integer).indexed(name: "i").check("b > 0", name: "c")
      let number = Column(.enum(PlantStatus.self, name: "others"))
    }
    struct Others: Table { let id = Column(.integer) }
    struct More: Table {
      static let tableName = "others"
      let id = Column(.integer)
    }
    let own = "give one of them a name of its own: name: \"…\""
    #expect(
      mistakes(Things.self, Others.self, More.self, from: line) == [
        "2: a key of Things and table Others are both called others | \(own)",
        "4: an index of Things and another are both called i | \(own)",
        "4: two constraints of Things are called c | \(own)",
        "5: an enum type and table Others are both called others | give the type another name: .enum(…, name: \"…\")",
        "10: table More and table Others are both called others | give one of them a name of its own: static let tableName = \"…\"",
      ])
  }

  @Test func namesPostgresRefuses() {
    let line = #line
    struct Things: Table {
      static let schemaName = "pg_things"
      let xmin = Column(.integer)
      let long = Column(String(repeating: "ü", count: 32), .integer)
      let zero = Column("a\0b", .integer).unique(name: String(repeating: "k", count: 64))
    }
    let cut = "give it one of at most 63 bytes: PostgreSQL would cut it"
    let umlauts = String(repeating: "ü", count: 32)
    let key = String(repeating: "k", count: 64)
    #expect(
      mistakes(Things.self, from: line) == [
        "3: the name of schema pg_things begins with pg_ | give it another name: PostgreSQL keeps these for itself",
        "3: Things.xmin has the name of a system column: xmin | give it another name: Column(\"…\", …)",
        "4: the name of column \"\(umlauts)\" has 64 bytes | \(cut)",
        "5: the name of a column holds a zero byte | give it a name without one",
        "5: the name of constraint \(key) has 64 bytes | \(cut)",
      ])
  }

  @Test func keys() {
    let line = #line
    struct Things: Table {
      let id = Column(.integer).primaryKey()
      let a = Column(.integer).nullable()
      var constraints: [Constraint] {
        PrimaryKey(a)
        Unique()
        Unique(id, a, id)
        Exclude()
        ForeignKey(id, a, references: \Things.id)
      }
    }
    #expect(
      mistakes(Things.self, from: line) == [
        "3: Things.a is nullable and in the primary key | remove .nullable(), or make the key a Unique constraint",
        "5: Things has more than one primary key | for a key of several columns write PrimaryKey(a, b) in constraints, once",
        "6: a key of Things has no columns | name them: Unique(a, b)",
        "7: a key of Things names column id twice | name it once",
        "8: an exclusion constraint of Things excludes nothing | give it elements: Exclude((room, \"=\"), (during, \"&&\"))",
        "9: a foreign key of Things has 2 columns and references 1 | reference one column for each of the key's",
      ])
  }

  @Test func foreignKeys() {
    let line = #line
    struct Others: Table {
      let id = Column(.uuid).primaryKey()
      let code = Column(.varchar(3)).indexed()
      let a = Column(.integer).unique()
      let b = Column(.integer)
      let c = Column(.bigint)
      var constraints: [Constraint] {
        Unique(b).deferrable()
        Unique(b, c)
      }
      var indexes: [Index] { Index(c).unique().where("\(c) > 0") }
    }
    struct Things: Table {
      let id = Column(.integer).references(\Others.id)
      let code = Column(.text).references(\Others.code)
      let a = Column(.bigint).references(\Others.a)
      let b = Column(.integer).references(\Others.b)
      let c = Column(.bigint).references(\Others.c)
      var constraints: [Constraint] {
        ForeignKey(b, c, references: \Others.c, \Others.b, onDelete: .setNull(a))
        ForeignKey(c, b, references: \Others.b, \Others.a, onUpdate: .setNull(c))
        ForeignKey(b, references: [], of: "others")
      }
    }
    let together = "add Unique(…) of these columns to the constraints of Others"
    let unique = "add .unique() to that column, or reference another"
    #expect(
      mistakes(Things.self, from: line) == [
        "14: Things.id is integer and references Others.id, which is uuid | make it Column(…) of the same type",
        "15: a foreign key of Things references Others (code), which is not unique | \(unique)",
        "17: a foreign key of Things references Others (b), which is not unique | \(unique)",
        "18: a foreign key of Things references Others (c), which is not unique | \(unique)",
        "20: ON DELETE names column a, which is not in the foreign key | name columns of the key, or none for all of them",
        "21: a foreign key of Things lists columns for ON UPDATE | list columns for onDelete only: manual, CREATE TABLE, REFERENCES",
        "21: a foreign key of Things references Others (b, a), which are together not unique | \(together)",
        "22: a foreign key of Things has 1 columns and references 0 | reference one column for each of the key's",
      ])
  }

  @Test func indexes() {
    let line = #line
    struct Things: Table {
      let a = Column(.text)
      let b = Column(.text)
      var indexes: [Index] {
        Index(name: "none")
        Index(a, name: "i1", method: .gin).unique().include(b)
        Index(a.descending(), b.nullsFirst(), name: "i2", method: .hash)
        Index("", name: "i3")
        Index(a, name: "i4", method: "bloom").unique()
      }
    }
    #expect(
      mistakes(Things.self, from: line) == [
        "5: an index of Things has no columns | name them: Index(a, b)",
        "6: an index of Things is unique and gin | only btree indexes can be unique",
        "6: an index of Things includes columns and is gin | only btree, gist and spgist indexes can carry columns along",
        "7: an index of Things has an order and is hash | only btree indexes are ordered",
        "7: a hash index of Things has more than one column | use btree, or one column",
        "8: an expression of Things is empty | write SQL, or leave it out",
      ])
  }

  @Test func enums() {
    enum Nothing: String, CaseIterable {
      case only
      static var allCases: [Nothing] { [] }
    }
    enum Twice: String, CaseIterable {
      case a, b
      static var allCases: [Twice] { [.a, .b, .a] }
    }
    let long = String(repeating: "x", count: 64)
    let line = #line
    struct Things: Table {
      let a = Column(.enum(Nothing.self))
      let b = Column(.enum(Twice.self))
      let c = Column(.enum(PlantStatus.self, name: "twice"))
      let d = Column(.enum(PlantKind.self, renaming: ["fig": .snake]))
    }
    let schema = Schema {
      Things.self
      EnumType("long", labels: [long, "a\0b"])
    }
    #expect(
      mistakes(schema, from: line) == [
        "2: enum type nothing has no labels | give the Swift enum a case",
        "3: enum type twice has label 'a' twice | give each case a raw value of its own",
        "4: enum type twice is declared twice, with different labels | give one of them another name: .enum(…, name: \"…\")",
        "5: label 'fig' of enum type plant_kind is said to become another, and still there | remove the case, or take it out of renaming: or replacing:",
        "9: label '\(long)' of enum type long has 64 bytes | give it one of at most 63 bytes",
        "9: a label of enum type long holds a zero byte | give it a raw value without one",
      ])
  }

  @Test func typesOfExtensions() throws {
    let line = #line
    struct Things: Table {
      let a = Column(.named("citext"))
      let b = Column(.array(of: .named("hstore")))
      let c = Column(.named("geometry(Point, 4326)"))
      let d = Column(.named("shop.hstore"))
    }
    #expect(
      mistakes(Things.self, from: line) == [
        "2: Things.a is citext, a type of the extension citext | write Column(.citext), or add Extension(\"citext\") to the schema",
        "3: Things.b is hstore[], a type of the extension hstore | add Extension(\"hstore\") to the schema",
        "4: Things.c is geometry(Point, 4326), a type of the extension postgis | add Extension(\"postgis\") to the schema",
      ])
    let whole = Schema {
      Extension("citext")
      Extension("hstore")
      Extension("postgis")
      Things.self
    }
    #expect(throws: Never.self) { try whole.lowered() }
  }

  @Test func extensionsAndSequences() {
    struct Things: Table { let id = Column(.integer) }
    let line = #line
    let schema = Schema {
      Extension("hstore")
      Extension("hstore", schema: "ext")
      Sequence("s", .init(type: .text, minimum: 5, maximum: 4, cache: 0)).owned(by: \Things.id)
    }
    #expect(
      mistakes(schema, from: line) == [
        "3: extension hstore is declared twice, differently | keep one of the two",
        "4: the sequence is owned by a column of Things, which is not in the schema | add Things.self to the schema",
        "4: sequence s counts in text | count in .smallint, .integer or .bigint",
        "4: sequence s caches 0 numbers | cache 1 or more",
        "4: sequence s counts from 5 to 4 | make the minimum the smaller one",
        "4: sequence s starts at 5, beyond 5 to 4 | start within the limits",
      ])
  }

  @Test func tableOptions() {
    let line = #line
    struct Things: Table {
      static let options: [TableOption] = [.replicaIdentity(.index("a")), .clustered(on: "b")]
      let id = Column(.integer)
    }
    #expect(
      mistakes(Things.self, from: line) == [
        "3: the replica identity of Things is no index of it: a | name a unique index or key of Things",
        "3: Things is clustered on no index of it: b | name an index or key of Things",
      ])
  }

  @Test func renames() throws {
    let line = #line
    struct Things: Table {
      let a = Column(.integer).renamed(from: "a")
      let b = Column(.integer).renamed(from: "a")
      let c = Column(.integer).renamed(from: "x")
      let d = Column(.integer).renamed(from: "x")
    }
    #expect(
      mistakes(Things.self, from: line) == [
        "2: column things.a is renamed from itself | remove the hint, or give the former name",
        "5: column things.d and column things.c are both renamed from column things.x | keep the hint on one of them",
      ])
    let second = #line
    struct Others: Table {
      let a = Column(.integer)
      let b = Column(.integer).renamed(from: "a")
    }
    #expect(
      mistakes(Others.self, from: second) == [
        "3: column others.b is renamed from column others.a, which is still declared | remove the hint, or the declaration of column others.a"
      ])
    struct Swapped: Table {
      let a = Column(.integer).renamed(from: "b")
      let b = Column(.integer).renamed(from: "a")
    }
    #expect(throws: Never.self) { try lower(Swapped.self) }
  }
}
