import Testing
import WhimbrelModel
import WhimbrelPlanning

@testable import WhimbrelPostgres

/// Texts that are fed back until they hold still.
@Suite struct RespellingTests {
  /// The differences between what two scripts make, once the one is in the other's words.
  private func changes(
    from one: String, to other: String, on database: TestDatabase
  ) async throws -> [Change] {
    let scratch = try await Scratch.open(
      ScratchOptions(place: .url(database.server.string)), needs: ScratchNeeds(), target: nil)
    let canonicaliser = Canonicaliser(scratch: scratch, scope: Scope())
    var catalogs: [Catalog] = []
    for sql in [one, other] {
      catalogs.append(
        try await canonicaliser.catalog(key: []) { connection in
          try await connection.execute(sql)
        })
    }
    let respelled = try await canonicaliser.respelled(catalogs[0], like: catalogs[1])
    await scratch.close()
    return Differ(from: respelled, to: catalogs[1]).changes()
  }

  private let typed = "(x)::text = ANY ((ARRAY['a'::varchar, 'b'::varchar])::text[])"
  private let loaded = "(x)::text = ANY (ARRAY[('a'::varchar)::text, ('b'::varchar)::text])"

  private func check(_ expression: String) -> ObjectID {
    ObjectID(.constraint, schema: "public", "t", member: Name(expression))
  }

  @Test(.database) func whatASecondTextNeedsIsOfTheOtherSide() async throws {
    // A column that is in the new table alone, and a view that the checks do not need.
    let changes = try await changes(
      from: "CREATE TABLE t (x varchar(3), CONSTRAINT c CHECK (\(loaded)))",
      to: """
        CREATE TABLE t (x varchar(3), y integer, CONSTRAINT c CHECK (\(typed)));
        CREATE VIEW v AS SELECT 1 AS one;
        """, on: .current)
    #expect(changes.count == 2 && !changes.contains { $0.id == check("c") }, "\(changes)")
  }

  @Test(.database) func aRefusedTextIsADifferenceAndOthersAreStillCompared() async throws {
    // On the new table the old definition of `v` cannot be made; `w` needs `v`, and says the same.
    let changes = try await changes(
      from: """
        CREATE TABLE t (x varchar(3), gone integer);
        CREATE VIEW v AS SELECT x FROM t WHERE gone > 1;
        CREATE VIEW w AS SELECT x FROM v WHERE \(loaded);
        """,
      to: """
        CREATE TABLE t (x varchar(3));
        CREATE VIEW v AS SELECT x FROM t;
        CREATE VIEW w AS SELECT x FROM v WHERE \(typed);
        """, on: .current)
    let column = ObjectID(.column, schema: "public", "t", member: "gone")
    let view = ObjectID(.view, schema: "public", "v")
    #expect(changes == [.drop(column), .alter(view)], "\(changes)")
  }

  @Test(.database) func attributesBesideTheTextStayDifferences() async throws {
    let changes = try await changes(
      from: """
        CREATE TABLE t (x varchar(3));
        ALTER TABLE t ADD CONSTRAINT c CHECK (\(loaded)) NOT VALID;
        """,
      to: "CREATE TABLE t (x varchar(3) DEFAULT 'q', CONSTRAINT c CHECK (\(typed)))",
      on: .current)
    let value = ObjectID(.columnDefault, schema: "public", "t", member: "x")
    #expect(Set(changes) == [.create(value), .alter(check("c"))], "\(changes)")
  }

  @Test(.database) func manyTextsTakeTwoDatabases() async throws {
    func tables(_ expression: String) -> String {
      (0..<60).map { "CREATE TABLE t\($0) (x varchar(3), CONSTRAINT c CHECK (\(expression)));" }
        .joined(separator: "\n")
    }
    let changes = try await changes(
      from: tables(loaded), to: tables(typed), on: .current)
    #expect(changes.isEmpty, "\(changes)")
  }

  // MARK: Without a server

  /// A catalog of one check in these words.
  private func catalog(_ words: String) -> Catalog {
    var catalog = Catalog()
    let table = ObjectID(.table, schema: "public", "t")
    catalog.insert(
      .constraint(
        Catalog.Constraint(
          table: table, name: "c",
          kind: .check(Expression(SQLText(words)), isNoInherit: false))))
    return catalog
  }

  private func end(
    _ old: String, _ new: String, _ print: @escaping (String) -> String
  ) async throws -> (Wordings.End, fed: Int) {
    var fed = 0
    let end = try await Wordings(catalog(old), catalog(new)).settled(needs: [:]) { wordings, side in
      fed += 1
      let pair = wordings[check("c"), .definition]
      return catalog(print(pair?[side].text ?? ""))
    }
    return (end, fed)
  }

  @Test func equalAfterOneRound() async throws {
    let (end, fed) = try await end("typed", "loaded") { _ in "loaded" }
    #expect(!end.equal.isEmpty && end.unstable.isEmpty && fed == 2)
  }

  @Test func equalAfterThreeRounds() async throws {
    let (end, fed) = try await end("a", "aaaa") { $0.count < 4 ? $0 + "a" : $0 }
    #expect(!end.equal.isEmpty && end.unstable.isEmpty && fed == 6)
  }

  @Test func whatHoldsStillIsNotFedBackAgain() async throws {
    let (end, fed) = try await end("one", "other") { $0 }
    #expect(end.equal.isEmpty && end.unstable.isEmpty && fed == 2)
  }

  @Test func whatNeverHoldsStillIsSaid() async throws {
    let (end, fed) = try await end("a", "b") { $0 + "." }
    #expect(end.equal.isEmpty && end.unstable.objects == [check("c")] && fed == 6)
  }
}
