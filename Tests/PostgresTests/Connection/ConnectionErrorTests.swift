import Testing

@testable import WhimbrelPostgres

/// What libpq says, as it says it at `PQERRORS_VERBOSE`, and what we take it for.
@Suite struct ConnectionErrorTests {
  typealias Kind = ConnectionError.Kind

  @Test(arguments: [
    ("connection to server at \"h\", port 1 failed: Connection refused", Kind.noServer),
    ("could not translate host name \"ssl.example\" to address: Name unknown", .noServer),
    ("connection to server failed: FATAL:  28P01: password authentication failed", .authentication),
    ("connection to server failed: FATAL:  28P01: Passwort-Authentifizierung …", .authentication),
    ("connection to server failed: FATAL:  28000: kein pg_hba.conf-Eintrag", .authentication),
    ("connection to server failed: fe_sendauth: no password supplied", .authentication),
    ("connection to server failed: FATAL:  3D000: Datenbank »x« existiert nicht", .unknownDatabase),
    ("connection to server failed: FATAL:  57P03: the database system is starting up", .refused),
    ("connection to server failed: FATAL:  53300: sorry, too many clients already", .refused),
    ("connection to server failed: server does not support SSL, but SSL was required", .tls),
    ("connection to server failed: SSL error: certificate verify failed", .tls),
    ("root certificate file \"/x/root.crt\" does not exist", .tls),
    ("connection to server failed: timeout expired", .timeout),
    ("connection to server failed: server closed the connection unexpectedly", .lost),
  ])
  func kinds(_ text: String, _ kind: Kind) {
    #expect(ConnectionError(connecting: text + "\n", to: "here").kind == kind)
  }

  @Test func theMessageReadsAsTheServersOwn() {
    let error = ConnectionError(
      connecting: "connection failed: FATAL:  3D000: database \"x\" does not exist\n"
        + "LOCATION:  InitPostgres, postinit.c:1013\n", to: "postgresql://h:5432/x")
    #expect(error.sqlState == "3D000")
    #expect(
      error.description == """
        cannot connect to postgresql://h:5432/x: connection failed: FATAL:  database "x" does \
        not exist
        help: create the database with createdb, or correct its name in the connection string
        """)
  }
}

@Suite struct RedactorTests {
  @Test func everyPlaceIsTakenOut() {
    let redactor = Redactor(secrets: ["battery", "horse battery"], known: ["db"])
    #expect(redactor.redact("battery, horse battery, batter") == "***, ***, batter")
    #expect(redactor.redact("nothing") == "nothing")
  }

  /// Where it is a name too, its absence would say more than its presence.
  @Test func aPasswordThatIsANameStays() {
    let redactor = Redactor(secrets: ["postgres"], known: ["postgres"])
    #expect(redactor.redact("role \"postgres\"") == "role \"postgres\"")
  }

  @Test(arguments: ["***", "**", "*", "", "x**"])
  func oddPasswordsEnd(_ secret: String) {
    let redactor = Redactor(secrets: [secret], known: [])
    #expect(redactor.redact("a xx*** b").count <= "a xx*** b".count + 3)
  }
}
