import Testing
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// What a model leaves to SQL is made with it, whatever needs what.
@Suite struct SQLFileTests {
  @Test func statementsOfAFileStandBesideTheTables() async throws {
    let declared = try Schema([Readings.self]).lowered()
    let written = try SQLSplitter.split(
      SourceText(
        name: "more.sql",
        text: """
          CREATE VIEW low AS SELECT id FROM readings WHERE moisture < 0.2;
          CREATE TRIGGER keep BEFORE UPDATE ON readings FOR EACH ROW EXECUTE FUNCTION keep_id();
          CREATE FUNCTION keep_id() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
          CREATE FUNCTION half() RETURNS double precision IMMUTABLE LANGUAGE sql RETURN 0.5;
          GRANT SELECT ON readings TO "a role of the target's";
          """))
    let catalog = try await withCanonicaliser { try await $0.canonical(declared, written: written) }
    for id in [
      ObjectID(.view, schema: "public", "low"),
      ObjectID(.trigger, schema: "public", "readings", member: "keep"),
      ObjectID(.function, schema: "public", "keep_id"),
      ObjectID(.constraint, schema: "public", "readings", member: "readings_moisture_check"),
    ] {
      #expect(catalog.objects[id] != nil, "\(id)")
    }
    let readings = ObjectID(.table, schema: "public", "readings")
    let role = Privileges.Grant.Grantee.role("a role of the target's")
    #expect(
      catalog.privileges[readings]?.grants.contains(Privileges.Grant("SELECT", to: role)) == true)
  }

  @Test func aStatementThatIsRefusedIsShownInItsFile() async throws {
    let declared = try Schema([Readings.self]).lowered()
    let written = try SQLSplitter.split(
      SourceText(
        name: "more.sql",
        text: "CREATE FUNCTION half() RETURNS float8 IMMUTABLE LANGUAGE sql RETURN 0.5;\n"
          + "CREATE VIEW low AS SELECT nothing FROM readings;"))
    let error = await #expect(throws: SourceDiagnostic.self) {
      _ = try await withCanonicaliser { try await $0.canonical(declared, written: written) }
    }
    #expect(error?.place == "more.sql:2:27")
    #expect(error?.message == "column \"nothing\" does not exist [42703]")
  }

  private func withCanonicaliser<Value: Sendable>(
    _ body: (Canonicaliser) async throws -> Value
  ) async throws -> Value {
    let scratch = try await Scratch.open(
      ScratchOptions(place: .local), needs: ScratchNeeds(), target: nil)
    do {
      let value = try await body(Canonicaliser(scratch: scratch, scope: Scope()))
      await scratch.close()
      return value
    } catch {
      await scratch.close()
      throw error
    }
  }
}

private struct Readings: Table {
  let id = Column(.integer).primaryKey()
  let moisture = Column(.doublePrecision).check("moisture > half()")
}
