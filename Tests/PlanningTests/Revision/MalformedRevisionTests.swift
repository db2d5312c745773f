import Testing

@testable import WhimbrelPlanning

/// What is wrong with a revision is said with its place and what mends it.
@Suite struct MalformedRevisionTests {
  /// A revision with one thing changed, and the place, message and help that follow from it.
  struct Malformed: Sendable, CustomTestStringConvertible {
    var text: String
    var place: String
    var message: String
    var help: String?
    var testDescription: String { message }
  }

  @Test(arguments: malformed)
  func malformedFiles(_ file: Malformed) {
    let error = #expect(throws: SourceDiagnostics.self) {
      try RevisionReader.read(revisionSource(file.text, name: "x"))
    }
    #expect(error?.all.count == 1, "\(error?.description ?? "")")
    #expect(error?.all.first?.place == "x:\(file.place)")
    #expect(error?.all.first?.message == file.message)
    #expect(error?.all.first?.help == file.help)
  }

  private static let idHelp =
    "an id is 12 hexadecimal digits in lower case, such as 801b86be184b"
  private static let headerHelp =
    "begin it with the lines \"-- Revision ID: …\", \"-- Revises: …\" and \"-- Create Date: …\", "
    + "or let \"whimbrel revision --empty\" write it"

  static let malformed = headers + directives + statements

  private static let headers: [Malformed] = [
    Malformed(
      text: "", place: "1:1", message: "this is no revision: it has no header", help: headerHelp),
    Malformed(
      text: "-- whimbrel: upgrade\n-- whimbrel: downgrade\n", place: "1:1",
      message: "this is no revision: it has no header", help: headerHelp),
    Malformed(
      text: RevisionText.header(("-- Revision ID: 0123456789ab", "-- Revison ID: 0123456789ab")),
      place: "3:1",
      message: "unknown key \"Revison ID\"", help: "did you mean \"Revision ID\"?"),
    Malformed(
      text: RevisionText.header(("-- Revises: ", "-- Revise: ")), place: "4:1",
      message: "unknown key \"Revise\"", help: "did you mean \"Revises\"?"),
    Malformed(
      text: RevisionText.header(("", "-- Author: me")), place: "6:1",
      message: "unknown key \"Author\"",
      help: "the keys are Revision ID, Revises, Create Date, Branch Labels, Depends On, Replaces, "
        + "Decided, loses"),
    Malformed(
      text: RevisionText.header(("", "-- some prose")), place: "6:1",
      message: "this line of the header is no key",
      help: "put comments before the header or after an empty line"),
    Malformed(
      text: RevisionText.header(("-- Revision ID: 0123456789ab", "-- Revision ID: 0123456789AB")),
      place: "3:1",
      message: "\"0123456789AB\" is no revision id", help: idHelp),
    Malformed(
      text: RevisionText.header(("-- Revision ID: 0123456789ab", "-- Revision ID:")), place: "3:1",
      message: "\"Revision ID\" needs one id",
      help: "an id is 12 hexadecimal digits, such as 801b86be184b"),
    Malformed(
      text: RevisionText.header(("-- Revises: ", "-- Revises: 801b")), place: "4:1",
      message: "\"801b\" is no revision id", help: idHelp),
    Malformed(
      text: RevisionText.header(("-- Revises: ", "-- Revises: 0123456789ab")), place: "4:1",
      message: "\"Revises\" names the revision itself",
      help: "remove 0123456789ab from this line"),
    Malformed(
      text: RevisionText.header(("-- Revises: ", "-- Revises: aaaaaaaaaaaa, aaaaaaaaaaaa")),
      place: "4:1",
      message: "aaaaaaaaaaaa is named twice", help: "remove aaaaaaaaaaaa from this line"),
    Malformed(
      text: RevisionText.header(("-- Revises: ", "--")), place: "5:1",
      message: "the header has no \"Revises\"", help: "add a line \"-- Revises: \" to it"),
    Malformed(
      text: RevisionText.header(("", "-- Revises: aaaaaaaaaaaa")), place: "6:1",
      message: "\"Revises\" is said twice", help: "it is also in line 4: keep one"),
    Malformed(
      text: RevisionText.header(
        ("-- Create Date: 2025-12-24T03:31:04Z", "-- Create Date: 2025-02-29T03:31:04Z")),
      place: "5:1", message: "\"2025-02-29T03:31:04Z\" is no date",
      help: "write it in UTC, as 2025-12-24T03:31:04Z"),
    Malformed(
      text: RevisionText.header(("", "-- Branch Labels: Heads")), place: "6:1",
      message: "\"Heads\" cannot be a branch label: it means something else already",
      help: "use a word such as \"billing\" or \"user-auth\""),
    Malformed(
      text: RevisionText.header(("", "-- Branch Labels: cafe")), place: "6:1",
      message: "\"cafe\" cannot be a branch label: it looks like an id",
      help: "use a word such as \"billing\" or \"user-auth\""),
    Malformed(
      text: RevisionText.header(("", "-- Branch Labels: step-2")), place: "6:1",
      message: "\"step-2\" cannot be a branch label: \"-2\" at its end means that many revisions "
        + "back",
      help: "use a word such as \"billing\" or \"user-auth\""),
    Malformed(
      text: RevisionText.header(("", "-- Branch Labels: a@b")), place: "6:1",
      message: "\"a@b\" cannot be a branch label: only letters, digits, and _ . / - may be in it",
      help: "use a word such as \"billing\" or \"user-auth\""),
  ]

  private static let directives: [Malformed] = [
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: upgrad"), place: "5:1",
      message: "unknown directive \"upgrad\"",
      help: "did you mean \"upgrade\"?"),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: begin"), place: "5:1",
      message: "unknown directive \"begin\"",
      help:
        "the directives are upgrade, downgrade, preflight, transaction, autocommit, batches, call, "
        + "lock_timeout, statement_timeout, ignore, irreversible"),
    Malformed(
      text: RevisionText.upgrade("SELECT 1;\n-- whimbrel: preflight\n-- rows\nSELECT 1;"),
      place: "6:1",
      message: "the preflight comes before every step",
      help: "put it first in its section, and the steps after it"),
    Malformed(
      text: RevisionText.upgrade(
        "-- whimbrel: preflight\n-- rows\nSELECT 1;\n-- whimbrel: preflight"),
      place: "8:1", message: "there are two preflights", help: "make them one"),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: preflight\n\nSELECT 1;"), place: "7:1",
      message: "nothing says what this SELECT of a preflight looks for",
      help: "put a comment above it, such as \"-- rows with null in plants.room\""),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: preflight\n-- rows\nDELETE FROM t;"), place: "7:1",
      message: "a preflight only asks: DELETE cannot be in it",
      help: "begin the next step before it with a line \"-- whimbrel: transaction\""),
    Malformed(
      text: RevisionText.upgrade(
        "-- whimbrel: preflight\n-- whimbrel: lock_timeout 5s\n-- rows\nSELECT 1;"),
      place: "6:1", message: "\"lock_timeout\" cannot be in a preflight",
      help: "begin the next step before it with a line \"-- whimbrel: transaction\""),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: preflight rows"), place: "5:1",
      message: "\"preflight\" takes nothing after it",
      help: "remove \"rows\", or put it in a comment of its own"),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: batches from t"), place: "5:1",
      message: "\"batches\" needs a table and the columns of its key",
      help:
        "write \"-- whimbrel: batches from plants by id\", or \"batches of 500 from plants by id\""),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: batches from t by id"), place: "5:1",
      message: "a step in batches needs its statement",
      help: "write it after this line, or remove the line"),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: batches from t by id\nUPDATE t SET a = 1;"),
      place: "6:1",
      message: "this statement does not read from batch, and would do all rows each time",
      help: "write it as UPDATE plants SET … FROM batch WHERE plants.id = batch.id AND …"),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: batches from t by id\nSELECT * FROM batch;"),
      place: "6:1",
      message: "a step in batches is an UPDATE, DELETE or INSERT, not SELECT",
      help: "write it as UPDATE plants SET … FROM batch WHERE plants.id = batch.id AND …"),
    Malformed(
      text: RevisionText.upgrade(
        "-- whimbrel: batches from t by id\nDELETE FROM t USING batch;\nDELETE FROM t USING batch;"),
      place: "7:1", message: "a step in batches has one statement",
      help: "begin the next step before it with a line \"-- whimbrel: transaction\""),
    Malformed(
      text: RevisionText.upgrade("-- Whimbrel: autocommit"), place: "5:1",
      message: "this comment is almost a directive",
      help: "did you mean \"-- whimbrel: autocommit\"?"),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel autocommit"), place: "5:1",
      message: "this comment is almost a directive",
      help: "did you mean \"-- whimbrel: autocommit\"?"),
    Malformed(
      text: RevisionText.upgrade("SELECT 1; -- whimbrel: autocommit"), place: "5:11",
      message: "a directive stands on a line of its own", help: "put it on a line of its own"),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: upgrade"), place: "5:1",
      message: "there are two \"upgrade\" sections", help: "make them one"),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: irreversible x"), place: "5:1",
      message: "only a downgrade can be irreversible",
      help: "move it after the line \"-- whimbrel: downgrade\""),
    Malformed(
      text: RevisionText.upgrade("") + "-- whimbrel: irreversible\n", place: "7:1",
      message: "\"irreversible\" needs a reason",
      help: "write \"-- whimbrel: irreversible why there is no way back\""),
    Malformed(
      text: RevisionText.upgrade("") + "-- whimbrel: irreversible x\nSELECT 1;\n", place: "8:1",
      message: "an irreversible downgrade has no statements",
      help: "remove the statement or the line \"-- whimbrel: irreversible\""),
    Malformed(
      text: RevisionText.upgrade("") + "SELECT 1;\n-- whimbrel: irreversible x\n", place: "8:1",
      message: "an irreversible downgrade has nothing else",
      help: "remove the rest of the downgrade or this line"),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: lock_timeout 5 s\nSELECT 1;"), place: "5:1",
      message: "\"5 s\" is no time",
      help: "write a whole number with ms, s, min, h or d, such as 5s, or 0 for no limit"),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: lock_timeout 30d\nSELECT 1;"), place: "5:1",
      message: "\"30d\" is no time",
      help: "write a whole number with ms, s, min, h or d, such as 5s, or 0 for no limit"),
    Malformed(
      text: RevisionText.upgrade("SELECT 1;\n-- whimbrel: lock_timeout 5s"), place: "6:1",
      message: "\"lock_timeout\" stands after statements of its step",
      help: "put it before them, or begin a step with a line \"-- whimbrel: transaction\""),
    Malformed(
      text: RevisionText.upgrade(
        "-- whimbrel: lock_timeout 5s\n-- whimbrel: lock_timeout 6s\nSELECT 1;"),
      place: "6:1", message: "\"lock_timeout\" is said twice for this step", help: "keep one"),
    Malformed(
      text: RevisionText.upgrade(
        "-- whimbrel: lock_timeout 5s\n-- whimbrel: autocommit\nSELECT 1;"),
      place: "5:1", message: "this stands in a step without statements",
      help: "put it after the line that begins its step, before the statements"),
    Malformed(
      text: RevisionText.upgrade("SELECT 1;\n-- whimbrel: ignore a: b"), place: "6:1",
      message: "this stands in a step without statements",
      help: "put it after the line that begins its step, before the statements"),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: ignore drop-table\nSELECT 1;"), place: "5:1",
      message: "\"ignore\" needs a reason",
      help: "write \"-- whimbrel: ignore drop-table: why it is safe here\""),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: transaction now\nSELECT 1;"), place: "5:1",
      message: "\"transaction\" takes nothing after it",
      help: "remove \"now\", or put it in a comment of its own"),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: call two words"), place: "5:1",
      message: "\"call\" needs the name of a data step",
      help: "write the name it is registered by, such as \"-- whimbrel: call backfill_plants\""),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: call backfill\nSELECT 1;"), place: "6:1",
      message: "a call has no statements of its own",
      help: "begin the next step before it with a line \"-- whimbrel: transaction\""),
    Malformed(
      text: """
        -- Revision ID: 0123456789ab
        -- Revises:
        -- Create Date: 2025-12-24T03:31:04Z
        -- whimbrel: upgrade
        """, place: "4:21", message: "there is no \"-- whimbrel: downgrade\"",
      help: "add that line, and after it the SQL that undoes the upgrade or "
        + "\"-- whimbrel: irreversible REASON\""),
    Malformed(
      text: """
        -- Revision ID: 0123456789ab
        -- Revises:
        -- Create Date: 2025-12-24T03:31:04Z
        -- whimbrel: downgrade
        -- whimbrel: upgrade
        """, place: "5:1", message: "the upgrade comes after the downgrade",
      help: "put the upgrade first"),
    Malformed(
      text: """
        -- Revision ID: 0123456789ab
        -- Revises:
        -- Create Date: 2025-12-24T03:31:04Z

        SELECT 1;
        -- whimbrel: upgrade
        -- whimbrel: downgrade
        """, place: "5:1", message: "this statement stands before \"-- whimbrel: upgrade\"",
      help: "move it after that line, or add that line before it"),
    Malformed(
      text: """
        -- Revision ID: 0123456789ab
        -- Revises:
        -- Create Date: 2025-12-24T03:31:04Z
        -- whimbrel: autocommit
        -- whimbrel: upgrade
        -- whimbrel: downgrade
        """, place: "4:1", message: "\"autocommit\" stands before \"-- whimbrel: upgrade\"",
      help: "move it after that line"),
  ]

  private static let controlHelp =
    "remove it; a line \"-- whimbrel: transaction\" begins another transaction, "
    + "after \"-- whimbrel: autocommit\" each statement runs alone"

  private static let statements: [Malformed] = [
    Malformed(
      text: RevisionText.upgrade("begin work;"), place: "5:1",
      message: "BEGIN cannot be in a revision: each step is a transaction of its own",
      help: controlHelp),
    Malformed(
      text: RevisionText.upgrade("SELECT 1; SAVEPOINT x;"), place: "5:11",
      message: "SAVEPOINT cannot be in a revision: each step is a transaction of its own",
      help: controlHelp),
    Malformed(
      text: RevisionText.upgrade("\\connect other\nSELECT 1;"), place: "5:1",
      message: "psql's commands are not SQL",
      help: "remove it; what it does cannot be in a revision"),
    Malformed(
      text: RevisionText.upgrade("COPY t FROM STDIN;"), place: "5:1",
      message: "COPY … FROM STDIN has no input in a revision",
      help: "write INSERT statements, or a data step in Swift and \"-- whimbrel: call NAME\""),
    Malformed(
      text: RevisionText.upgrade("DISCARD ALL;"), place: "5:1",
      message: "DISCARD would free the lock that keeps other runners out",
      help: "remove it; DEALLOCATE, RESET and DROP TABLE do its parts one by one"),
    Malformed(
      text: RevisionText.upgrade("SELECT pg_advisory_unlock_all();"), place: "5:1",
      message: "this could free the lock that keeps other runners out",
      help: "use pg_advisory_xact_lock, which ends with its transaction"),
    Malformed(
      text: RevisionText.upgrade("VACUUM t;"), place: "5:1",
      message: "PostgreSQL refuses VACUUM in a transaction",
      help: "put a line \"-- whimbrel: autocommit\" before it"),
    Malformed(
      text: RevisionText.upgrade("CREATE INDEX CONCURRENTLY i ON t (a);"), place: "5:1",
      message: "PostgreSQL refuses CREATE INDEX CONCURRENTLY in a transaction",
      help: "put a line \"-- whimbrel: autocommit\" before it"),
    Malformed(
      text: RevisionText.upgrade("-- whimbrel: autocommit\nCREATE INDEX CONCURRENTLY ON t (a);"),
      place: "6:1",
      message:
        "CREATE INDEX CONCURRENTLY needs a name here: after a crash the index is found by it",
      help: "write CREATE INDEX CONCURRENTLY name ON …"),
    Malformed(
      text: RevisionText.upgrade("CREATE TABLE t (\n  a int"), place: "7:1",
      message: "this directive is inside the statement that begins in line 5",
      help: "end that statement with \";\" and its parentheses with \")\" before it"),
    Malformed(
      text: RevisionText.upgrade("") + "SELECT 1\n  + 2 -- end\n", place: "8:5",
      message: "the statement that begins in line 7 does not end", help: "end it with \";\""),
    Malformed(
      text: RevisionText.upgrade("SELECT 'open;"), place: "5:8",
      message: "unterminated quoted string",
      help: "it starts here and the text ends before it does: close it"),
  ]
}
