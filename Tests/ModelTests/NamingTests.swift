import Testing
import WhimbrelModel

@Suite struct NamingTests {
  struct Users: Table {
    let id = Column(.integer).primaryKey()
    let email = Column(.text).unique()
    let a = Column(.integer).check("a > 0").references(\Users.id)
    let b = Column(.integer)
    var constraints: [Constraint] {
      Check("\(a) < \(b)")
      Check("\(b) < \(a)")
      Check("1 = 1")
      Unique(a, b)
      Exclude((SQL("box(point(\(a), \(b)), point(\(a), \(b)))"), "&&"))
    }
    var indexes: [Index] {
      Index(email)
      Index(email, name: "users_b_idx")
      Index(email)
      Index("lower(\(email))", SQL("lower(\(email))"))
      Index("(\(email) || 'x')")
      Index(a).include(b)
      Index(email, SQL("\(a) + \(b)"), email)
      Index("\(email)::text")
      Index("coalesce(\(a), \(b))")
      Index("pg_catalog.upper(\(email))::varchar(20)")
    }
  }

  /// Every name was read from a server that was left to choose.
  @Test func postgresNamesAreThoseTheServerChooses() throws {
    #expect(
      try names(of: Users.self, .postgres) == [
        "users_a_b_idx", "users_a_b_key", "users_a_check", "users_a_fkey", "users_b_idx",
        "users_box_excl", "users_check", "users_check1", "users_check2", "users_coalesce_idx",
        "users_email_expr_email1_idx", "users_email_idx", "users_email_idx1", "users_email_idx2",
        "users_email_key", "users_expr_idx", "users_lower_lower1_idx", "users_pkey",
        "users_upper_idx",
      ])
  }

  struct Members: Table {
    let id = Column(.integer).primaryKey()
    let userID = Column(.uuid).references(\ModelTests.Users.id).indexed().check {
      "\($0) IS DISTINCT FROM '1'"
    }
    let email = Column(.text).unique()
    let day = Column(.date)
    var constraints: [Constraint] {
      Check("1 = 1")
      Unique(userID, day)
      Exclude((day, "="))
      Check("\(userID) < \(id)", name: "own")
    }
    var indexes: [Index] { Index("lower(\(email))", day).unique() }
  }

  @Test func prefixedNames() throws {
    #expect(
      try names(of: Members.self, .prefixed) == [
        "ck_members", "ck_members_user_id", "ex_members_day", "fk_members_user_id_users",
        "ix_members_lower_day", "ix_members_user_id", "own", "pk_members", "uq_members_email",
        "uq_members_user_id_day",
      ])
  }

  @Test func ownConventions() throws {
    let convention = NamingConvention(
      primaryKey: "\(.table)_is", unique: "one_\(.columns)_per_\(.table)",
      check: "\(.table)_\(.firstColumn)_right", exclusion: "x_\(.columns)",
      foreignKey: "\(.firstColumn)_to_\(.referencedTable)_\(.referencedColumns)",
      index: "by_\(.columns)_\(.table)")
    #expect(
      try names(of: Members.self, convention) == [
        "by_lower_day_members", "by_user_id_members", "members_is", "members_right",
        "members_user_id_right", "one_email_per_members", "one_user_id_day_per_members", "own",
        "user_id_to_users_id", "x_day",
      ])
  }

  /// Names of more than 63 bytes; the first three were read from a server that was left to choose.
  @Test(arguments: [
    (
      "this_is_a_rather_long_table_name_of_fifty_characters_",
      "a_column_name_of_thirty_characte",
      "this_is_a_rather_long_table_n_a_column_name_of_thirty_chara_key",
      "uq_this_is_a_rather_long_table_name_of_fifty_character_c58b09db"
    ),
    (
      "this_is_a_rather_long_table_name_of_fifty_characters_",
      "größengrößengrößengrößengrößengrößen",
      "this_is_a_rather_long_table_n_größengrößengrößengrö_key",
      "uq_this_is_a_rather_long_table_name_of_fifty_character_ddebe8fa"
    ),
    (
      "tabelleüüüüüüüüüüüüüüüüüüüüüüüüüüüü", "spalteüüüüüüüüüüüüüüüüüüüüüüüüüüüü",
      "tabelleüüüüüüüüüüü_spalteüüüüüüüüüüü_key",
      "uq_tabelleüüüüüüüüüüüüüüüüüüüüüü_662e68eb"
    ),
  ])
  func longNamesAreCut(table: String, column: String, postgres: String, prefixed: String) throws {
    try Long.$names.withValue((table, column)) {
      let (first, second) = try (names(of: Long.self, .postgres), names(of: Long.self, .prefixed))
      #expect(first == [Name(postgres)])
      #expect(second == [Name(prefixed)])
      #expect(postgres.utf8.count <= 63 && prefixed.utf8.count <= 63)
    }
  }

  @Test func namesThatDifferBeyondTheCutStayApart() throws {
    let stem = String(repeating: "x", count: 80)
    #expect(Name.cut(stem + "a") != Name.cut(stem + "b"))
    #expect(Name.cut(stem + "a").text.utf8.count == 63)
    #expect(Name.cut("short") == "short")
    #expect(Name.cut(String(repeating: "x", count: 63)).text.utf8.allSatisfy { $0 == 0x78 })
  }

  /// One letter in two normal forms: Swift calls them equal, PostgreSQL does not.
  @Test func namesInDifferentNormalFormsAreDifferent() throws {
    struct Things: Table {
      let composed = Column("caf\u{e9}", .text).indexed(name: "i\u{e9}")
      let decomposed = Column("cafe\u{301}", .text).indexed(name: "ie\u{301}")
      let status = Column(.enum(EnumType("mood", labels: ["\u{e9}", "e\u{301}"])))
    }
    let schema = try lower(Things.self)
    let columns = try schema.table("things").columns.map { Array($0.name.text.utf8).count }
    #expect(columns == [5, 6, 6])
    #expect(try schema.index("i\u{e9}").elements == [.init(.column("caf\u{e9}"))])
    #expect(try schema.index("ie\u{301}").elements == [.init(.column("cafe\u{301}"))])
  }

  @Test func namesThatFollowARenameAreRenamedAlong() throws {
    struct People: Table {
      static let formerName = "users"
      let id = Column(.integer).primaryKey()
      let mail = Column(.text).unique().indexed().renamed(from: "email")
      let number = Column(.serial).renamed(from: "count")
      let own = Column(.integer).indexed(name: "mine")
    }
    struct Notes: Table {
      let personID = Column(.integer).references(\People.id).renamed(from: "user_id")
    }
    let schema = try lower(Notes.self, naming: .prefixed)
    let people = ObjectID(.table, schema: "public", "people")
    let notes = ObjectID(.table, schema: "public", "notes")
    let derived: [ObjectID: ObjectID] = [
      people.with(.constraint, member: "pk_people"):
        people.with(.constraint, member: "pk_users"),
      ObjectID(.index, schema: "public", "ix_people_mail"):
        ObjectID(.index, schema: "public", "ix_users_email"),
      ObjectID(.sequence, schema: "public", "people_number_seq"):
        ObjectID(.sequence, schema: "public", "users_count_seq"),
      notes.with(.constraint, member: "fk_notes_person_id_people"):
        notes.with(.constraint, member: "fk_notes_user_id_users"),
    ]
    #expect(schema.hints.renames.filter { schema.hints.derivedRenames.contains($0.key) } == derived)
    #expect(schema.hints.derivedRenames == Set(derived.keys))
    #expect(schema.hints.renames.count == derived.count + 4)
  }

  /// The names of a table's constraints and indexes, sorted.
  private func names(of table: any Table.Type, _ convention: NamingConvention) throws -> [Name] {
    let schema = try Schema(naming: convention, [table]).lowered()
    return schema.catalog.objects.values.compactMap { object -> Name? in
      switch object {
      case .constraint(let constraint) where isOf(table, constraint.table): constraint.name
      case .index(let index) where isOf(table, index.relation): index.name
      default: nil
      }
    }.sorted()
  }

  private func isOf(_ table: any Table.Type, _ id: ObjectID) -> Bool {
    let name = table.tableName.isEmpty ? String(describing: table).snakeCased : table.tableName
    return id.name == Name(name)
  }
}

/// A table and a unique column with whatever names a test gives.
private struct Long: Table {
  @TaskLocal static var names = (table: "", column: "")
  static var tableName: String { names.table }
  let column = Column(Long.names.column, .text).unique()
}
