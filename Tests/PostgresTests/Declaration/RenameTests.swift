import Testing
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// A table that is renamed keeps its rows, and all that is named after it.
@Suite(.database) struct RenameTests {
  @Test func whatIsNamedAfterARenamedTableIsRenamedAlong() async throws {
    let plan = try await plan(from: [Before.Notes.self], to: [After.Remarks.self])
    #expect(
      plan == [
        "ALTER SEQUENCE notes_number_seq RENAME TO remarks_number_seq",
        "ALTER TABLE users RENAME TO people",
        "ALTER TABLE notes RENAME TO remarks",
        "ALTER INDEX ix_users_email RENAME TO ix_people_mail",
        "ALTER TABLE people RENAME COLUMN email TO mail",
        "ALTER TABLE remarks RENAME COLUMN user_id TO person_id",
        "ALTER TABLE people RENAME CONSTRAINT pk_users TO pk_people",
        "ALTER TABLE remarks RENAME CONSTRAINT fk_notes_user_id_users TO fk_remarks_person_id_people",
      ])
  }

  @Test func hintsOfLongAgoDoNothing() async throws {
    let plan = try await plan(from: [After.Remarks.self], to: [After.Remarks.self])
    #expect(plan == [])
  }

  @Test func namesGoRound() async throws {
    let plan = try await plan(from: [Round.Before.self], to: [Round.After.self])
    #expect(
      plan == [
        "ALTER TABLE round RENAME COLUMN d TO e",
        "ALTER TABLE round RENAME COLUMN c TO d",
        "ALTER TABLE round RENAME CONSTRAINT ck_round_b TO ck_round_a",
        "ALTER TABLE round RENAME COLUMN b TO whimbrel_aside_1",
        "ALTER TABLE round RENAME COLUMN a TO b",
        "ALTER TABLE round RENAME COLUMN whimbrel_aside_1 TO a",
      ])
  }

  /// The statements of a plan that has to end at the target.
  private func plan(
    from before: [any Table.Type], to after: [any Table.Type]
  ) async throws -> [String] {
    let old = try Schema(naming: .prefixed, before).lowered()
    let new = try Schema(naming: .prefixed, after).lowered()
    let database = try TestDatabase.current
    let scratch = try await Scratch.open(
      ScratchOptions(place: .url(database.string)),
      needs: ScratchNeeds(major: database.version.major), target: nil)
    let canonicaliser = Canonicaliser(scratch: scratch, scope: Scope())
    let (source, target) = try await (canonicaliser.canonical(old), canonicaliser.canonical(new))
    let plan = try await canonicaliser.plan(
      from: source, to: target, startingWith: .catalog(source), hints: new.hints, names: Names())
    await scratch.close()
    let connection = try await database.connect()
    let making = Planner.plan(from: Catalog.fresh, to: source).statements
    for statement in making + plan.statements { try await connection.execute(statement.sql) }
    let made = try await Inspector.inspect(connection, scope: Scope())
    await connection.close()
    #expect(Differ(from: made, to: target).changes() == [])
    // Since 18 a NOT NULL has a name too, which is renamed along.
    return plan.statements.map(\.sql).filter { !$0.hasSuffix("_not_null") }
  }
}

private enum Before {
  struct Users: Table {
    let id = Column(.integer).primaryKey()
    let email = Column(.text).unique().indexed()
  }
  struct Notes: Table {
    let userID = Column(.integer).references(\Users.id)
    let number = Column(.serial)
  }
}

private enum After {
  struct People: Table {
    static let formerName = "users"
    let id = Column(.integer).primaryKey()
    let mail = Column(.text).unique().indexed().renamed(from: "email")
  }
  struct Remarks: Table {
    static let formerName = "notes"
    let personID = Column(.integer).references(\People.id).renamed(from: "user_id")
    let number = Column(.serial)
  }
}

private enum Round {
  struct Before: Table {
    static let tableName = "round"
    let a = Column(.integer)
    let b = Column(.integer).check { "\($0) > 0" }
    let c = Column(.text)
    let d = Column(.text)
  }
  struct After: Table {
    static let tableName = "round"
    let b = Column(.integer).renamed(from: "a")
    let a = Column(.integer).renamed(from: "b").check { "\($0) > 0" }
    let d = Column(.text).renamed(from: "c")
    let e = Column(.text).renamed(from: "d")
  }
}
