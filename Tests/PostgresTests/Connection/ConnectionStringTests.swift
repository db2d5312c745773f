import Foundation
import Testing

@testable import WhimbrelPostgres

@Suite struct ConnectionStringTests {
  @Test(arguments: [
    "postgres://ann:pw@db.example:6543/app", "postgresql://ann:pw@db.example:6543/app",
    "postgresql+asyncpg://ann:pw@db.example:6543/app",
    "postgresql+psycopg2://ann:pw@db.example:6543/app",
    "POSTGRES+psycopg://ann:pw@db.example:6543/app",
    " postgres://ann:pw@db.example:6543/app\n",
    "host=db.example port=6543 user=ann password=pw dbname=app",
    "host = 'db.example' port=6543 user=ann password='pw' dbname = app",
  ])
  func readsEveryForm(_ text: String) throws {
    let string = try ConnectionString(text)
    #expect(string.host == "db.example")
    #expect(string.port == "6543")
    #expect(string.user == "ann")
    #expect(string.database == "app")
    #expect(string.secrets.contains("pw"))
    #expect(string.description == "postgresql://ann@db.example:6543/app")
  }

  @Test func percentEscapesAreRead() throws {
    let string = try ConnectionString("postgres://a%40b:p%40s%20s%2Fw%25@h/d%20b")
    #expect(string.user == "a@b")
    #expect(string.secrets.contains("p@s s/w%"))
    #expect(string.database == "d b")
    #expect(string.description == "postgresql://a%40b@h:5432/d%20b")
  }

  @Test func aSocketFolderIsAHost() throws {
    for text in ["postgres://ann@/app?host=/tmp/x", "postgres://ann@%2Ftmp%2Fx/app"] {
      let string = try ConnectionString(text)
      #expect(string.host == "/tmp/x")
      #expect(string.redacted == "postgresql://ann@/app?host=/tmp/x&port=5432")
      #expect(try ConnectionString(string.redacted).host == "/tmp/x")
    }
  }

  @Test func severalHostsAreKept() throws {
    let string = try ConnectionString("postgres://ann@a:1,b:2/app?target_session_attrs=any")
    #expect(string.host == "a,b")
    #expect(string.port == "1,2")
    #expect(try ConnectionString(string.redacted).host == "a,b")
    let alchemy = try ConnectionString("postgresql+psycopg2://ann@/app?host=a:1&host=b:2")
    #expect(alchemy.host == "a,b")
    #expect(alchemy.port == "1,2")
  }

  @Test func anotherDatabase() throws {
    let string = try ConnectionString("postgres://ann:pw@h/app").with(database: "other")
    #expect(string.redacted == "postgresql://ann@h:5432/other")
    #expect(string.environment["PGDATABASE"] == "other")
    #expect(string.environment["PGPASSWORD"] == "pw")
  }

  @Test func weAreNamedUnlessTheUserSaysOtherwise() throws {
    let pairs = try ConnectionString("postgres://h/app?application_name=mine").forLibpq
    #expect(pairs.contains { $0 == ("fallback_application_name", "whimbrel") })
    #expect(pairs.contains { $0 == ("application_name", "mine") })
    #expect(pairs.contains { $0 == ("client_encoding", "UTF8") })
  }

  @Test(arguments: [
    ("ssl=require", "require"), ("ssl=true", "require"), ("ssl=1", "require"),
    ("ssl=disable", "disable"), ("ssl=False", "disable"), ("ssl=verify-full", "verify-full"),
    ("sslmode=verify-ca", "verify-ca"), ("sslmode=no-verify", "require"),
    ("prepared_statement_cache_size=0&sslmode=require", "require"),
    ("async_fallback=true&ssl=prefer&statement_cache_size=0", "prefer"),
  ])
  func driversParametersAreMapped(_ query: String, _ mode: String) throws {
    let string = try ConnectionString("postgresql+asyncpg://ann@h/app?" + query)
    #expect(string.effective("sslmode") == mode)
  }

  @Test func unknownParametersAreNamed() {
    expectError("postgres://ann:pw@h/app?sslmod=require", says: "sslmod", not: ["pw"])
    expectError("postgres://ann:pw@h/app?search_path=x", says: "search_path", not: ["pw"])
    expectError("postgres://ann:pw@h/app?ssl=perhaps", says: "ssl", not: ["pw", "perhaps"])
    expectError("hots=h dbname=app", says: "\"hots\"", not: [])
  }

  @Test func anotherDatabasesURLIsRefused() {
    expectError("mysql://ann:pw@h/app", says: "mysql://", not: ["pw"])
    expectError("jdbc:postgresql://ann:pw@h/app", says: "scheme", not: ["pw"])
    expectError("sqlite:///file", says: "sqlite", not: [])
  }

  /// Every piece of these passwords is five letters or more of its own.
  @Test(arguments: [
    "postgres://ann:horse@battery@h/app", "postgres://ann:horse/battery@h/app",
    "postgres://ann:horse/battery?staple@h/app", "postgres://ann:horse@battery?staple@h/app",
    "postgres://ann:horse%zzbattery@h/app", "postgres://ann:horse%00battery@h/app",
    "postgres://ann:horse", "postgres://ann:horse:battery@h:staple/app",
    "postgres://ann@h/app?password=horse&battery",
    "postgres://ann@h/app?password=horse&battery=staple@h",
    "host=h password=horse battery", "host=h password=horse battery=staple",
    "host=h password='horse battery", "host=h password = horse\\ battery staple", "horse",
    "host=h PASSWORD=horse battery", "host=h dbname=x horse",
    "password=horse\"battery staple",
  ])
  func whatCannotBeReadIsNotRepeated(_ text: String) {
    expectError(text, says: "", not: ["horse", "battery", "staple"])
  }

  @Test func nothingPrintedHoldsThePassword() throws {
    for text in [
      "postgres://ann:horse%40battery@h/app", "postgres://ann@h/app?password=horse%40battery",
      "host=h user=ann password='horse@battery' dbname=app",
      "host=h user=ann sslpassword=horse@battery dbname=app",
    ] {
      let string = try ConnectionString(text)
      var dumped = ""
      dump(string, to: &dumped)
      let texts = [
        "\(string)", String(describing: string), String(reflecting: string), dumped,
        "\([string])", "\(Optional(string) as Any)", string.redacted,
      ]
      for text in texts { #expect(!text.contains("horse") && !text.contains("battery")) }
    }
  }

  private func expectError(
    _ text: String, says words: String, not secrets: [String],
    at place: SourceLocation = #_sourceLocation
  ) {
    do {
      let string = try ConnectionString(text)
      Issue.record("was read as \(string)", sourceLocation: place)
    } catch {
      var dumped = ""
      dump(error, to: &dumped)
      #expect(error.kind == .invalidString, sourceLocation: place)
      #expect(words.isEmpty || error.description.contains(words), sourceLocation: place)
      #expect(error.description.contains("help: "), sourceLocation: place)
      for secret in secrets {
        #expect(!error.description.contains(secret), sourceLocation: place)
        #expect(!dumped.contains(secret), sourceLocation: place)
      }
    }
  }
}
