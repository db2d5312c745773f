import Testing
import WhimbrelModel

@Suite struct ColumnTests {
  @Test func namesAreSnakeCaseUnlessSaid() throws {
    struct RefreshTokens: Table {
      let userID = Column(.uuid)
      let owner = Column("ownerName", .text)
      let `order` = Column(.integer)
    }
    let table = try lower(RefreshTokens.self).table("refresh_tokens")
    #expect(table.columns.map(\.name) == ["user_id", "ownerName", "order"])
  }

  @Test(arguments: [
    ("users", "users"), ("Users", "users"), ("userID", "user_id"), ("ownerIDs", "owner_ids"),
    ("isPasswordTemp", "is_password_temp"), ("HTTPServers", "http_servers"), ("ipV4", "ip_v4"),
    ("md5Hash", "md5_hash"), ("URLsSeen", "urls_seen"), ("A", "a"), ("aB", "a_b"),
    ("already_snake", "already_snake"), ("GrößeÜberAlles", "größe_über_alles"),
    ("ABCTest", "abc_test"), ("address2Line", "address2_line"),
  ])
  func snakeCase(swift: String, sql: String) {
    #expect(Name(swift.snakeCased) == Name(sql))
  }

  @Test func defaultsAreLiteralsOrExpressions() throws {
    struct Things: Table {
      let text = Column(.text).default("it's")
      let path = Column(.text).default(#"a\b"#)
      let count = Column(.integer).default(-7)
      let share = Column(.real).default(0.5)
      let low = Column(.real).default(-1.5)
      let flag = Column(.boolean).default(true)
      let label = Column(.enum(PlantStatus.self)).default(PlantStatus.dry)
      let made = Column(.timestamptz).default(.now)
      let day = Column(.date).default(.today)
      let key = Column(.uuid).default(.randomUUID)
      let list = Column(.array(of: .text)).default(.emptyArray)
      let next = Column(.bigint).default(.next(of: "Tickets", schema: "shop"))
      let free = Column(.integer).default(.sql("1 + 1"))
    }
    let defaults = try lower(Things.self).table("things").columns.map(\.default)
    #expect(
      defaults.map { $0?.sql } == [
        "'it''s'", #"E'a\\b'"#, "-7", "0.5", "-1.5", "true", "'dry'", "now()", "CURRENT_DATE",
        "gen_random_uuid()", "'{}'", #"nextval('shop."Tickets"'::regclass)"#, "1 + 1",
      ])
    #expect(defaults.map { $0?.printed } == defaults.map { $0?.authored })
  }

  @Test func attributesAreKept() throws {
    struct Things: Table {
      let name = Column(.text).nullable().collation("C").comment("What it is called")
        .storage(.external).compression(.lz4).statistics(500).option("n_distinct", -0.5)
      let german = Column(.text).collation("de-x", schema: "shop").notNull(name: "german_there")
      let plain = Column(.text).collation("default")
    }
    let schema = try lower(Things.self)
    let name = try schema.column("name", of: "things")
    #expect(!name.isNotNull)
    #expect(name.collation == #""C""#)
    #expect(name.storage == .external)
    #expect(name.compression == .lz4)
    #expect(name.statisticsTarget == 500)
    #expect(name.options == ["n_distinct=-0.5"])
    let id = ObjectID(.column, schema: "public", "things", member: "name")
    #expect(schema.catalog.comments == [id: "What it is called"])
    let german = try schema.column("german", of: "things")
    #expect(german.collation == #"shop."de-x""#)
    #expect(german.notNullName == "german_there")
    let plain = try schema.column("plain", of: "things")
    #expect(plain.collation == nil)
  }

  @Test func identityCountsAsItsColumn() throws {
    struct Things: Table {
      let id = Column(.integer).identity()
      let number = Column(.bigint).identity(
        .byDefault, .init(start: 1000, increment: 10, cycle: true))
      let down = Column(.smallint).identity(.always, .init(increment: -1), sequence: "countdown")
    }
    let columns = try lower(Things.self).table("things").columns
    #expect(columns.map(\.identity?.isAlways) == [true, false, true])
    let first = try #require(columns[0].identity)
    #expect(first.options == Catalog.SequenceOptions(type: "integer"))
    let number = try #require(columns[1].identity)
    #expect(
      number.options
        == Catalog.SequenceOptions(type: "bigint", start: 1000, increment: 10, isCycled: true))
    let down = try #require(columns[2].identity)
    #expect(down.options.minimum == -32768 && down.options.start == -1)
    #expect(down.sequence == "countdown")
  }

  @Test func generatedColumnsNameOthers() throws {
    struct Lines: Table {
      let price = Column(.numeric(10, 2))
      let count = Column("Count", .integer)
      let total = Column(.numeric).generated(as: "\(\Self.price) * \(\Self.count)")
      let double = Column(.numeric).generated(as: "price * 2", .virtual)
    }
    let schema = try lower(Lines.self)
    let total = try #require(try schema.column("total", of: "lines").generated)
    #expect(total.expression.sql == #"price * "Count""#)
    #expect(total.kind == .stored)
    let double = try #require(try schema.column("double", of: "lines").generated)
    #expect(double.expression.sql == "price * 2")
    #expect(double.kind == .virtual)
  }

  @Test func groupsBecomeColumnsInPlace() throws {
    struct Timestamps: ColumnGroup {
      let createdAt = Column(.timestamptz).default(.now)
      let updatedAt = Column(.timestamptz).nullable()
    }
    struct Owned: ColumnGroup {
      let ownerID = Column(.uuid).references(\Users.id)
      let times = Timestamps()
    }
    struct Notes: Table {
      let id = Column(.uuid).primaryKey()
      let owned = Owned()
      let body = Column(.text)
      var indexes: [Index] { Index(owned.times.createdAt) }
    }
    let schema = try lower(Notes.self)
    let notes = try schema.table("notes")
    #expect(notes.columns.map(\.name) == ["id", "owner_id", "created_at", "updated_at", "body"])
    #expect(try schema.index("notes_created_at_idx").elements.map(\.key) == [.column("created_at")])
    #expect(throws: Never.self) { try schema.table("users") }
  }

  @Test func serialIsASequenceOfItsColumn() throws {
    struct Things: Table {
      let id = Column(.bigserial).primaryKey()
      let small = Column(.smallserial)
    }
    let schema = try lower(Things.self)
    let id = try schema.column("id", of: "things")
    #expect(id.type.sql == "bigint")
    #expect(id.isNotNull)
    #expect(id.default?.sql == "nextval('things_id_seq'::regclass)")
    var sequence = Catalog.Sequence(
      schema: "public", name: "things_small_seq", options: .init(type: "smallint"))
    sequence.ownedBy = ObjectID(.column, schema: "public", "things", member: "small")
    #expect(schema.catalog[sequence.id] == .sequence(sequence))
  }

  @Test func hintsAreKept() throws {
    struct Things: Table {
      static let formerName = "stuff"
      let count = Column(.integer).renamed(from: "amount").using("amount::integer")
      let note = Column(.text).backfill("'no ' || \(\Self.count)")
    }
    let hints = try lower(Things.self).hints
    let table = ObjectID(.table, schema: "public", "things")
    let count = table.with(.column, member: "count")
    #expect(
      hints.renames == [
        table: ObjectID(.table, schema: "public", "stuff"),
        count: table.with(.column, member: "amount"),
      ])
    #expect(hints.usings == [count: "amount::integer"])
    #expect(hints.backfills == [table.with(.column, member: "note"): "'no ' || count"])
  }
}
