import Testing

@testable import WhimbrelPlanning

@Suite struct RevisionReaderTests {
  @Test func readsTheExample() throws {
    let revision = try RevisionReader.read(
      revisionSource(exampleRevision, name: "versions/20251224_033104_initial.sql"))
    #expect(revision.id.text == "801b86be184b")
    #expect(revision.parents == [])
    #expect(revision.message == "initial")
    #expect(revision.header.created == "2025-12-24T03:31:04Z")
    #expect(revision.fileName == "20251224_033104_initial.sql")
    #expect(revision.upgrade.steps.map(\.kind) == [.transaction, .autocommit])
    #expect(revision.upgrade.steps[0].statements.map(\.line) == [9, 11])
    #expect(
      revision.upgrade.steps[1].statements.map(\.text)
        == ["CREATE UNIQUE INDEX CONCURRENTLY ix_users_email ON users (email)"])
    #expect(revision.downgrade.steps.count == 1)
    #expect(
      revision.downgrade.steps[0].statements.map(\.text)
        == ["DROP TABLE users", "DROP TYPE userrole"])
    #expect(revision.syntaxNotes() == [])
  }

  @Test func readsCarriageReturnsAndAByteOrderMark() throws {
    let plain = try RevisionReader.read(revisionSource(exampleRevision))
    let windows =
      "\u{FEFF}"
      + exampleRevision.split(
        separator: "\n", omittingEmptySubsequences: false
      ).joined(separator: "\r\n")
    let revision = try RevisionReader.read(revisionSource(windows))
    #expect(revision.header == plain.header)
    #expect(revision.upgrade.steps.map(\.statements.count) == [2, 1])
    #expect(revision.upgrade.steps[0].statements.map(\.line) == [9, 11])
    #expect(revision.source.bytes == Array(windows.utf8))
  }

  @Test func readsEveryKeyAndDirective() throws {
    let revision = try RevisionReader.read(
      revisionSource(
        """
        /* a licence */
        -- House rules: be kind

        -- two lines
        --
        --   * indented: yes
        -- \\Revises: is only said here
        -- Revision ID: 0123456789ab
        -- Revises: aaaaaaaaaaaa, bbbbbbbbbbbb
        -- Create Date: 2024-02-29T23:59:59Z
        -- Branch Labels: billing, user-auth
        -- Depends On: cccccccccccc
        --
        -- Replaces: dddddddddddd eeeeeeeeeeee
        -- Replaces: ffffffffffff
        -- Decided: drop plants.growth
        -- Decided: rename users.name to title
        -- loses: plants.growth, the column
        -- loses: users.nickname
        -- whimbrel: upgrade
        -- whimbrel: lock_timeout 5s
        -- whimbrel: statement_timeout 10min
        -- whimbrel: ignore drop-column: nobody reads it
        ALTER TABLE a DROP COLUMN b;
        -- a comment
        -- whimbrel: ignore other.rule: because: reasons
        SELECT $$
        -- whimbrel: downgrade
        $$, '
        -- whimbrel: upgrade
        ' /*
        -- whimbrel: autocommit
        */;
          -- whimbrel: call backfill_plants
        -- whimbrel: lock_timeout 0
        -- whimbrel: transaction
        SELECT 1;
        -- whimbrel: downgrade
        -- whimbrel: irreversible the data: is gone
        """))
    #expect(revision.message == "two lines\n\n  * indented: yes\nRevises: is only said here")
    #expect(revision.title == "two lines")
    #expect(revision.parents.map(\.text) == ["aaaaaaaaaaaa", "bbbbbbbbbbbb"])
    #expect(revision.header.branchLabels == ["billing", "user-auth"])
    #expect(revision.header.dependsOn.map(\.text) == ["cccccccccccc"])
    #expect(
      revision.header.replaces.map(\.text) == ["dddddddddddd", "eeeeeeeeeeee", "ffffffffffff"])
    #expect(revision.header.decided == ["drop plants.growth", "rename users.name to title"])
    #expect(revision.header.loses == ["plants.growth, the column", "users.nickname"])
    let steps = revision.upgrade.steps
    #expect(steps.map(\.kind) == [.transaction, .call("backfill_plants"), .transaction])
    #expect(steps[0].lockTimeout?.milliseconds == 5_000)
    #expect(steps[0].statementTimeout?.milliseconds == 600_000)
    #expect(steps[0].ignores.map(\.rule) == ["drop-column", "other.rule"])
    #expect(steps[0].ignores.map(\.reason) == ["nobody reads it", "because: reasons"])
    #expect(steps[0].ignores.map(\.statement) == [0, 1])
    #expect(steps[0].statements.count == 2)
    #expect(steps[1].lockTimeout?.milliseconds == 0)
    #expect(revision.downgrade.irreversible == "the data: is gone")
  }

  @Test func readsAPreflight() throws {
    let revision = try RevisionReader.read(
      revisionSource(
        RevisionText.upgrade(
          """
          -- whimbrel: preflight

          -- rows with null
          --   in plants.room
          SELECT id FROM plants /* all of it */ WHERE room IS NULL; -- not a title
          -- \\whimbrel: upgrade
          (TABLE pots);

          -- whimbrel: transaction
          SELECT 1;
          """)))
    let preflight = revision.upgrade.preflight
    #expect(preflight.map(\.title) == ["rows with null in plants.room", "whimbrel: upgrade"])
    #expect(preflight.map(\.statement.line) == [9, 11])
    #expect(revision.upgrade.steps.map(\.statements.count) == [1])
    #expect(revision.downgrade.preflight == [])
  }

  @Test func allProblemsAreSaidAtOnce() {
    let error = #expect(throws: SourceDiagnostics.self) {
      try RevisionReader.read(
        revisionSource(
          """
          -- m
          -- Revision ID: 123
          -- Revises:
          -- Create Date: 2025-12-24T03:31:04Z
          -- whimbrel: upgrade
          COMMIT;
          -- whimbrel: downgrade
          DISCARD ALL;
          """))
    }
    #expect(error?.all.map(\.line) == [2, 6, 8])
  }

  @Test func rowsAfterACopyAreNotTheProblem() {
    let error = #expect(throws: SourceDiagnostics.self) {
      try RevisionReader.read(
        revisionSource(
          RevisionText.upgrade("COPY public.t (a) FROM stdin;\nit's\n\\.\n\nSELECT 1;"), name: "x"))
    }
    #expect(
      error?.all.map(\.message) == [
        "COPY … FROM STDIN has no input in a revision", "unterminated quoted string",
      ])
  }

  @Test func theWholeTextOfADiagnostic() {
    let error = #expect(throws: SourceDiagnostics.self) {
      try RevisionReader.read(
        revisionSource(
          """
          -- m
          -- Revision ID: 0123456789ab
          -- Revises:
          -- Create Date: 2025-12-24T03:31:04Z

          -- whimbrel: upgrade
            SELECT 1;\t-- é
          \tCOMMIT WORK;
          -- whimbrel: downgrade

          """, name: "versions/20251224_033104_m.sql"))
    }
    #expect(
      error?.description == """
        versions/20251224_033104_m.sql:8:2: COMMIT cannot be in a revision: each step is a \
        transaction of its own
          8 | \tCOMMIT WORK;
            | \t^^^^^^
        help: remove it; a line "-- whimbrel: transaction" begins another transaction, after \
        "-- whimbrel: autocommit" each statement runs alone
        """)
  }
}
