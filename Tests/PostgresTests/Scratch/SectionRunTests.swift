import Testing
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Statements that are tried many at a time do what each does by itself.
@Suite struct SectionRunTests {
  /// What a file makes of an empty database.
  private func catalog(_ sql: String, on database: TestDatabase) async throws -> Catalog {
    let scratch = try await Scratch.open(
      ScratchOptions(place: .url(database.server.string)), needs: ScratchNeeds(), target: nil)
    let canonicaliser = Canonicaliser(scratch: scratch, scope: Scope())
    do {
      let catalog = try await canonicaliser.catalog(
        runningSQL: [SourceText(name: "schema.sql", text: sql)])
      await scratch.close()
      return catalog
    } catch {
      await scratch.close()
      throw error
    }
  }

  private func table(_ name: Name) -> ObjectID { ObjectID(.table, schema: "public", name) }

  @Test(.database) func aLabelIsUsedByTheNextStatement() async throws {
    let catalog = try await catalog(
      """
      CREATE TYPE mood AS ENUM ('low');
      CREATE TABLE one (mood mood);
      ALTER TYPE mood ADD VALUE 'high';
      CREATE TABLE other (mood mood DEFAULT 'high');
      """, on: .current)
    #expect(catalog.objects[table("one")] != nil && catalog.objects[table("other")] != nil)
  }

  @Test(.database) func aFileMayHaveTransactions() async throws {
    let catalog = try await catalog(
      """
      CREATE TABLE one (id integer);
      BEGIN;
      CREATE TABLE inside (id integer);
      COMMIT;
      CREATE TABLE other (id integer);
      """, on: .current)
    #expect(catalog.objects[table("inside")] != nil)
    #expect(catalog.objects[table("one")] != nil && catalog.objects[table("other")] != nil)
  }

  @Test(.database) func whatIsSetForOneTransactionEndsWithIt() async throws {
    let catalog = try await catalog(
      """
      CREATE SCHEMA elsewhere;
      SET LOCAL search_path = elsewhere;
      CREATE TABLE here (id integer);
      """, on: .current)
    #expect(catalog.objects[table("here")] != nil)
  }

  @Test(.database) func theOneThatIsRefusedIsShown() async throws {
    let text = """
      CREATE TABLE one (id integer);
      CREATE TABLE other (id integer REFERENCES nowhere);
      CREATE TABLE third (id integer);
      """
    let error = await #expect(throws: SourceDiagnostic.self) {
      try await catalog(text, on: .current)
    }
    #expect(error?.file == "schema.sql" && error?.line == 2)
  }
}
