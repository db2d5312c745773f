import Foundation
import Testing
import WhimbrelModel
import WhimbrelPostgres

/// The oracle of proofs can fail: it sees every change of the mutation suite, and nothing where there is
/// none.
@Suite struct PrintoutTests {
  /// A catalog that a later version adds is neither printed nor left out by accident.
  @Test func everyCatalogIsPrintedOrLeftOut() async throws {
    try await TestDatabase.each("printout catalogs") { database in
      let connection = try await database.connect()
      let columns = try await CatalogColumns.read(connection)
      await connection.close()
      let printed = Set(Printout.catalogs(Scope(), []).map(\.name))
      let known = printed.union(PrintedCatalog.leftOut.keys)
      #expect(columns.catalogs.subtracting(known).sorted() == [])
      #expect(printed.intersection(PrintedCatalog.leftOut.keys).sorted() == [])
    }
  }

  @Test func everyMutationIsSeen() async throws {
    try await TestDatabase.each("printout mutations") { database in
      // Makes the roles, which are the server's, once.
      _ = try await MutationBase.shared.base(on: database.server)
      let connection = try await database.connect()
      try await connection.execute(Mutation.base)
      // One server is enough: what differs by version is in the columns, which the server says itself.
      guard database.version.major == 15 || TestMajors.isSoak else { return }
      let base = try await Printout.read(connection, scope: Scope())
      let comparison = Printout.Comparison(owners: true, unmanaged: true)
      var unseen: [String] = []
      var count = 0
      for mutation in Mutation.all where mutation.sinceMajor <= database.version.major {
        try await connection.execute("BEGIN")
        do {
          try await connection.execute(mutation.sql)
          let changed = try await Printout.read(connection, scope: Scope())
          if changed.differences(from: base, comparison).isEmpty { unseen.append(mutation.name) }
          count += 1
        } catch let error as PostgresError {
          // A build without ICU makes no collations of it.
          if !mutation.sql.contains("icu") { Issue.record("\(mutation.name): \(error)") }
        }
        try await connection.execute("ROLLBACK")
      }
      let after = try await Printout.read(connection, scope: Scope())
      #expect(after.differences(from: base, comparison).map(\.description) == [])
      #expect(unseen == [])
      #expect(count > 300)
      await connection.close()
    }
  }

  /// What pg_dump says of a database makes one that prints the same.
  @Test func aReloadedDumpPrintsTheSame() async throws {
    try await TestDatabase.each("printout reloaded") { database in
      // Makes the roles, which are the server's, once.
      _ = try await MutationBase.shared.base(on: database.server)
      let connection = try await database.connect()
      try await connection.execute(Mutation.base)
      let base = try await Printout.read(connection, scope: Scope())
      await connection.close()
      let dump = try await DumpLines.text(of: database)
      let differences = try await TestDatabase.with(database.server) { fresh in
        let connection = try await fresh.connect()
        try await connection.execute(dump)
        let reloaded = try await Printout.read(connection, scope: Scope())
        await connection.close()
        return reloaded.differences(from: base, Printout.Comparison(owners: true, unmanaged: true))
      }
      #expect(differences.map(\.description) == [])
    }
  }

  /// A difference names the object, and says what is printed of it.
  @Test(.database) func aDifferenceIsSaidInWords() async throws {
    let database = try TestDatabase.current
    let connection = try await database.connect()
    try await connection.execute(
      "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (a integer, m mood); CREATE INDEX i ON t (a)"
    )
    let before = try await Printout.read(connection, scope: Scope())
    try await connection.execute(
      """
      ALTER TYPE mood ADD VALUE 'glad'; ALTER TABLE t ALTER a SET NOT NULL, ADD b text DEFAULT 'x';
      DROP INDEX i; CREATE VIEW v AS SELECT 1 AS one
      """)
    let after = try await Printout.read(connection, scope: Scope())
    await connection.close()
    #expect(
      after.differences(from: before).map {
        $0.description.components(separatedBy: "\n  pg_constraint")[0]
      } == [
        "enum type mood is different\n"
          + "  pg_type labels: 'sad', 'glad', and should be 'sad'",
        "column t.a is different\n  pg_attribute attnotnull: true, and should be false",
        "column t.b is there and should not be",
        "index i is missing",
        "view v is there and should not be",
      ])
  }

  /// Other schemas and the ledger are not compared.
  @Test(.database) func theScopeIsKept() async throws {
    let database = try TestDatabase.current
    let connection = try await database.connect()
    try await connection.execute("CREATE SCHEMA a; CREATE SCHEMA b; CREATE SCHEMA whimbrel")
    let scope = Scope(schemas: .only(["a"]), isDatabaseWide: false)
    let (part, all) = (
      try await Printout.read(connection, scope: scope),
      try await Printout.read(connection, scope: Scope())
    )
    try await connection.execute(
      """
      CREATE TABLE b.t (a integer); CREATE TABLE whimbrel.t (a integer);
      CREATE CAST (text AS bytea) WITHOUT FUNCTION
      """)
    let changed = try await Printout.read(connection, scope: scope)
    #expect(changed.differences(from: part) == [])
    let whole = try await Printout.read(connection, scope: Scope()).differences(from: all)
    #expect(whole.map(\.object.kind) == [.cast, .table])
    await connection.close()
  }
}
