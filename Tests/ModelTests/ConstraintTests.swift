import Testing
import WhimbrelModel

@Suite struct ConstraintTests {
  @Test func primaryKeyOfSeveralColumns() throws {
    struct Members: Table {
      let teamID = Column(.integer)
      let userID = Column(.integer)
      let since = Column(.date)
      var constraints: [Constraint] {
        PrimaryKey(teamID, userID).include(since).parameter("fillfactor", 70)
          .tablespace("fast").deferrable(initiallyDeferred: true).comment("Once in a team")
      }
    }
    let schema = try lower(Members.self)
    let constraint = try schema.constraint("members_pkey", on: "members")
    var key = Catalog.Constraint.Key(columns: ["team_id", "user_id"])
    key.include = ["since"]
    key.options = ["fillfactor=70"]
    key.tablespace = "fast"
    #expect(constraint.kind == .primaryKey(key))
    #expect(constraint.isDeferrable && constraint.isInitiallyDeferred)
    #expect(schema.catalog.comments == [constraint.id: "Once in a team"])
  }

  @Test func uniqueConstraints() throws {
    struct Things: Table {
      let code = Column(.text).unique()
      let a = Column(.text)
      let b = Column(.text).nullable()
      let span = Column(.tstzrange)
      var constraints: [Constraint] {
        Unique(a, b, name: "once").nullsNotDistinct().include(code)
        Unique(a, span).withoutOverlaps().deferrable()
      }
    }
    let schema = try lower(Things.self)
    let code = try schema.constraint("things_code_key", on: "things")
    #expect(code.kind == .unique(.init(columns: ["code"])))
    var once = Catalog.Constraint.Key(columns: ["a", "b"])
    once.isNullsNotDistinct = true
    once.include = ["code"]
    #expect(try schema.constraint("once", on: "things").kind == .unique(once))
    let span = try schema.constraint("things_a_span_key", on: "things")
    var overlaps = Catalog.Constraint.Key(columns: ["a", "span"])
    overlaps.isWithoutOverlaps = true
    #expect(span.kind == .unique(overlaps))
    #expect(span.isDeferrable && !span.isInitiallyDeferred)
  }

  @Test func checks() throws {
    struct Things: Table {
      let low = Column(.integer).check { "\($0) >= 0" }
      let high = Column("High", .integer).check("\"High\" < 10", name: "small")
      let label = Column(.text)
      var constraints: [Constraint] {
        Check("\(low) <= \(high)").noInherit()
        Check("\(label) <> \("it's") AND \(low) > \(-1)").notValid()
        Check("\(\Things.label) IN (\(PlantKind.fig), \(raw: "'x'"))", name: "c").notEnforced()
      }
    }
    let schema = try lower(Things.self)
    func sql(_ name: Name) throws -> String {
      let constraint = try schema.constraint(name, on: "things")
      guard case .check(let expression, _) = constraint.kind else { return "no check" }
      return expression.sql
    }
    #expect(try sql("things_low_check") == "low >= 0")
    #expect(try sql("small") == #""High" < 10"#)
    #expect(try sql("things_check") == #"low <= "High""#)
    #expect(try sql("things_check1") == "label <> 'it''s' AND low > (-1)")
    #expect(try sql("c") == "label IN ('fig', 'x')")
    let between = try schema.constraint("things_check", on: "things")
    #expect(between.kind == .check(Expression(#"low <= "High""#), isNoInherit: true))
    let late = try schema.constraint("things_check1", on: "things")
    #expect(!late.isValid && late.isEnforced)
    let loose = try schema.constraint("c", on: "things")
    #expect(!loose.isValid && !loose.isEnforced)
  }

  @Test func foreignKeysOfSeveralColumns() throws {
    struct Teams: Table {
      let tenant = Column(.integer)
      let id = Column(.integer)
      var constraints: [Constraint] { PrimaryKey(tenant, id) }
    }
    struct People: Table {
      let tenant = Column(.integer)
      let team = Column(.integer).nullable()
      var constraints: [Constraint] {
        ForeignKey(
          tenant, team, references: \Teams.tenant, \Teams.id, onDelete: .setNull(team),
          onUpdate: .cascade
        ).matchFull().notValid().deferrable().comment("In one team")
      }
    }
    let schema = try lower(People.self)
    let constraint = try schema.constraint("people_tenant_team_fkey", on: "people")
    var key = Catalog.Constraint.ForeignKey(
      columns: ["tenant", "team"], references: ObjectID(.table, schema: "public", "teams"),
      referencedColumns: ["tenant", "id"])
    key.onDelete = .setNull
    key.onDeleteColumns = ["team"]
    key.onUpdate = .cascade
    key.isMatchFull = true
    #expect(constraint.kind == .foreignKey(key))
    #expect(!constraint.isValid && constraint.isDeferrable)
    #expect(schema.catalog.comments[constraint.id] == "In one team")
  }

  @Test func foreignKeyToItself() throws {
    struct Folders: Table {
      let id = Column(.integer).primaryKey()
      let parentID = Column(.integer).nullable().references(\Folders.id, onDelete: .restrict)
    }
    let constraint = try lower(Folders.self).constraint("folders_parent_id_fkey", on: "folders")
    var key = Catalog.Constraint.ForeignKey(
      columns: ["parent_id"], references: ObjectID(.table, schema: "public", "folders"),
      referencedColumns: ["id"])
    key.onDelete = .restrict
    #expect(constraint.kind == .foreignKey(key))
  }

  @Test func foreignKeyToATableOutsideTheModel() throws {
    struct Notes: Table {
      let userID = Column(.uuid).references("id", of: "users", in: "auth", onDelete: .cascade)
      let a = Column(.integer)
      var constraints: [Constraint] { ForeignKey(a, references: ["n"], of: "numbers") }
    }
    let schema = try lower(Notes.self)
    var key = Catalog.Constraint.ForeignKey(
      columns: ["user_id"], references: ObjectID(.table, schema: "auth", "users"),
      referencedColumns: ["id"])
    key.onDelete = .cascade
    #expect(try schema.constraint("notes_user_id_fkey", on: "notes").kind == .foreignKey(key))
    let numbers = Catalog.Constraint.ForeignKey(
      columns: ["a"], references: ObjectID(.table, schema: "public", "numbers"),
      referencedColumns: ["n"])
    #expect(try schema.constraint("notes_a_fkey", on: "notes").kind == .foreignKey(numbers))
  }

  @Test func exclusions() throws {
    struct Bookings: Table {
      let room = Column(.integer)
      let during = Column(.tsrange)
      let isCancelled = Column(.boolean)
      var constraints: [Constraint] {
        Exclude((room, "="), (during, "&&")).where("NOT \(isCancelled)").include(isCancelled)
          .deferrable()
        Exclude((SQL("lower(\(during))").operatorClass("ts_ops"), "="), method: .spgist, name: "e")
      }
    }
    let schema = try lower(Bookings.self)
    let constraint = try schema.constraint("bookings_room_during_is_cancelled_excl", on: "bookings")
    var exclusion = Catalog.Constraint.Exclusion(
      method: "gist", elements: [.init(.column("room")), .init(.column("during"))],
      operators: ["=", "&&"])
    exclusion.predicate = Expression("NOT is_cancelled")
    exclusion.include = ["is_cancelled"]
    #expect(constraint.kind == .exclusion(exclusion))
    #expect(constraint.isDeferrable)
    var element = Catalog.IndexElement(.expression(Expression("lower(during)")))
    element.operatorClass = "ts_ops"
    let other = Catalog.Constraint.Exclusion(
      method: "spgist", elements: [element], operators: ["="])
    #expect(try schema.constraint("e", on: "bookings").kind == .exclusion(other))
  }

  @Test func buildersTakeBranchesAndLoops() throws {
    struct Things: Table {
      let a = Column(.integer)
      let b = Column(.integer)
      var isStrict: Bool { true }
      var constraints: [Constraint] {
        if isStrict { Check("\(a) > 0") }
        if !isStrict { Check("\(a) > 1") } else { Check("\(a) > 2") }
        for limit in [10, 20] { Check("\(b) <> \(limit)") }
      }
    }
    let constraints = try lower(Things.self).catalog.objects.values.compactMap { object in
      if case .constraint(let constraint) = object { constraint.kind } else { nil }
    }
    let expected = ["a > 0", "a > 2", "b <> 10", "b <> 20"].map {
      Catalog.Constraint.Kind.check(Expression(SQLText($0)), isNoInherit: false)
    }
    #expect(Set(constraints) == Set(expected))
  }
}
