import Testing
import WhimbrelPostgres

/// No value of a row leaves the server in an error (docs/guarantees.md).
@Suite(.database) struct RowContentsTests {
  /// Statements that fail over a row with `secret` in it, and what is left of the error.
  @Test func anErrorShowsNoValues() async throws {
    let database = try TestDatabase.current
    try await database.execute(
      """
      CREATE TYPE mood AS ENUM ('ok');
      CREATE TABLE t (id int, name text, other text NOT NULL DEFAULT '');
      INSERT INTO t VALUES (1, 'secret(1)'), (2, 'secret(1)');
      CREATE TABLE u (name text PRIMARY KEY, number int CHECK (number > 0));
      """)
    let cases: [(sql: String, says: String)] = [
      (
        "CREATE UNIQUE INDEX ON t (lower(name), name)", "Key (lower(name), name)=(…) is duplicated."
      ),
      ("INSERT INTO u SELECT name FROM t", "Key (name)=(…) already exists."),
      ("INSERT INTO u SELECT name, -1 FROM t", "Failing row contains (…)."),
      ("INSERT INTO t SELECT 3, name, NULL FROM t", "Failing row contains (…)."),
      (
        "ALTER TABLE t ADD FOREIGN KEY (name) REFERENCES u",
        "Key (name)=(…) is not present in table \"u\"."
      ),
      ("ALTER TABLE t ALTER name TYPE int USING name::int", "syntax for type integer: \"…\""),
      ("SELECT name::mood FROM t", "invalid input value for enum mood: \"…\""),
      ("SELECT (name || '0')::timestamptz FROM t", "with time zone: \"…\""),
      ("SELECT name::json FROM t", "CONTEXT: JSON data, line 1: …"),
      ("SELECT xmlparse(content '<' || name) FROM t", "invalid XML content"),
      ("DO $$ DECLARE r text; BEGIN SELECT name INTO r FROM t; PERFORM r::int; END $$", "\"…\""),
      ("SELECT (id::text || '99999999999')::int FROM t", "value \"…\" is out of range"),
    ]
    let connection = try await database.connect()
    for (sql, says) in cases {
      let error = await #expect(throws: PostgresError.self, "\(sql)") {
        try await connection.execute(sql)
      }
      // A server that was built without libxml.
      if error?.sqlState == PostgresError.State.notSupported { continue }
      let text = error.map { "\($0)" } ?? ""
      #expect(text.contains(says), "\(sql): \(text)")
      #expect(!text.contains("secret") && !text.contains("99999"), "\(sql): \(text)")
    }
    await connection.close()
  }

  @Test func whatIsWrittenInAStatementAndNamesAreShown() async throws {
    let connection = try await TestDatabase.current.connect()
    let constant = await #expect(throws: PostgresError.self) {
      try await connection.execute("SELECT 'abc'::int")
    }
    #expect(constant?.message == "invalid input syntax for type integer: \"abc\"")
    let role = await #expect(throws: PostgresError.self) {
      try await connection.execute("SET ROLE nobody_of_that_name")
    }
    #expect(role?.message == "role \"nobody_of_that_name\" does not exist")
    await connection.close()
  }

  @Test func copiedLinesAreNotShown() async throws {
    let database = try TestDatabase.current
    try await database.execute("CREATE TABLE t (id int)")
    let connection = try await database.connect()
    let error = await #expect(throws: PostgresError.self) {
      try await connection.copyIn("COPY t FROM STDIN", [Array("secret\n".utf8)])
    }
    #expect(error?.context?.contains("COPY t, line 1") == true)
    #expect(error.map { "\($0)".contains("secret") } == false)
    await connection.close()
  }

  @Test func aHugeMessageIsCut() async throws {
    let connection = try await TestDatabase.current.connect()
    let error = await #expect(throws: PostgresError.self) {
      try await connection.execute("DO $$ BEGIN RAISE '%', repeat('é', 1000000); END $$")
    }
    #expect(error?.message.hasSuffix("é… (1990000 bytes more)") == true)
    await connection.close()
  }

  /// As servers with another `lc_messages` write them.
  @Test func otherLanguages() {
    #expect(
      RowContents.withoutValues("Schlüssel »(email)=(a)« existiert bereits.")
        == "Schlüssel »(email)=(…)« existiert bereits.")
    #expect(
      RowContents.withoutQuoted("ungültige Eingabesyntax für Typ integer: »abc«")
        == "ungültige Eingabesyntax für Typ integer: »…«")
    #expect(RowContents.withoutValues("Key (a)=(cut off") == "Key (a)=(…")
    #expect(
      RowContents.withoutCopiedAndBound("unnamed portal with parameters: $1 = 'a', $2 = 'b'")
        == "unnamed portal with parameters: $1 = …")
  }

  @Test(arguments: [
    ("INSERT INTO t (a) VALUES ('it''s', 12.5, E'\\'x')", "INSERT INTO t (a) VALUES (?, ?, ?)"),
    ("ALTER ROLE bob PASSWORD 'hunter2'", "ALTER ROLE bob PASSWORD ?"),
    ("select\n  a.\"Odd\" /* hunter2 */ from $1", "select a.\"Odd\" from $1"),
    ("UPDATE t SET a = 'cut off by the serv", "UPDATE t SET a = …"),
    ("DO $x$ hunter2 $x$", "DO ?"),
    ("", ""),
  ])
  func statementsOfOthersHaveNoConstants(statement: String, shown: String) {
    #expect(StatementShape.of(statement) == shown)
  }
}
