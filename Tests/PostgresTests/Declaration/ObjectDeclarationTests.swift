import Testing
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// What is declared beside tables is what SQL written by hand makes.
@Suite struct ObjectDeclarationTests {
  @Test func everyKindIsWhatSQLMakes() async throws {
    try await TestDatabase.each("declared objects") { database in
      try await expect(
        Schema(naming: .postgres) {
          Plants.self
          Logs.self
          Self.types
          Self.routines
          Self.views
          Self.parts
          Self.privileges
        }, isMadeBy: Self.sql, database)
    }
  }

  @Test func authorsWordsStay() async throws {
    let declared = try Schema {
      Plants.self
      View("dry", as: "select   id from plants where \(\Plants.moisture)<0.2")
      Domain("short", .text).check("length( VALUE )<9")
    }.lowered()
    try await TestDatabase.each("declared texts") { database in
      let catalog = try await Self.canonical(declared, database)
      guard case .view(let view)? = catalog[ObjectID(.view, schema: "public", "dry")] else {
        Issue.record("no view")
        return
      }
      #expect(view.definition.sql == "select   id from plants where moisture<0.2")
      #expect(view.columns.map(\.name) == ["id"])
      let check = ObjectID(.domainConstraint, schema: "public", "short", member: "short_check")
      guard case .domainConstraint(let constraint)? = catalog[check] else {
        Issue.record("no check")
        return
      }
      #expect(constraint.check.sql == "length( VALUE )<9")
    }
  }

  @Test func whatTheServerRefusesIsSaidWithItsPlace() async throws {
    let declared = try Schema {
      Plants.self
      Trigger("touch", .before, .update, on: Plants.self, execute: "nowhere").forEachRow()
    }.lowered()
    try await TestDatabase.each("declared refusal") { database in
      await #expect(throws: DeclarationRefused.self) {
        try await Self.canonical(declared, database)
      }
      do {
        _ = try await Self.canonical(declared, database)
      } catch let error as DeclarationRefused {
        #expect(error.place?.file == #filePath)
        #expect(error.description.contains("trigger touch on plants"))
        #expect(error.description.contains("function nowhere() does not exist"))
      }
    }
  }

  @Test func renamesAreHints() throws {
    let declared = try Schema {
      Plants.self
      View("dry", as: "SELECT 1 AS a").renamed(from: "parched")
      Function("half", Argument("n", .integer), returns: .type(.integer), body: "SELECT n / 2")
        .renamed(from: "halve")
      Trigger("touch", .before, .update, on: Plants.self, execute: "f").renamed(from: "poke")
      Domain("email", .text).renamed(from: "mail")
    }.lowered()
    #expect(
      declared.hints.renames == [
        ObjectID(.view, schema: "public", "dry"): ObjectID(.view, schema: "public", "parched"),
        ObjectID(.function, schema: "public", "half", member: "integer"):
          ObjectID(.function, schema: "public", "halve", member: "integer"),
        ObjectID(.trigger, schema: "public", "plants", member: "touch"):
          ObjectID(.trigger, schema: "public", "plants", member: "poke"),
        ObjectID(.domain, schema: "public", "email"): ObjectID(.domain, schema: "public", "mail"),
      ])
  }

  private static func canonical(
    _ declared: DeclaredSchema, _ database: TestDatabase
  ) async throws -> Catalog {
    let scratch = try await Scratch.open(
      ScratchOptions(place: .url(database.string)),
      needs: ScratchNeeds(major: database.version.major), target: nil)
    let result: Result<Catalog, any Error>
    do {
      result = .success(
        try await Canonicaliser(scratch: scratch, scope: Scope()).canonical(declared))
    } catch {
      result = .failure(error)
    }
    await scratch.close()
    return try result.get()
  }

  private func expect(
    _ schema: Schema, isMadeBy sql: String, _ database: TestDatabase
  ) async throws {
    let connection = try await database.connect()
    try await connection.execute(sql)
    let made = try await Inspector.inspect(connection, scope: Scope())
    await connection.close()
    let declared = try schema.lowered()
    let catalog = try await Self.canonical(declared, database)
    #expect(Differ(from: made, to: catalog).changes() == [])
    #expect(Differ(from: catalog, to: made).changes() == [])
    let unknown = declared.catalog.objects.keys.filter { catalog[$0] == nil }
    #expect(unknown == [], "ids that the server has differently")
  }
}

private struct Plants: Table {
  static let options: [TableOption] = [.rowSecurity]
  let id = Column(.integer).primaryKey()
  let kind = Column(.text)
  let room = Column(.text).nullable()
  let moisture = Column(.doublePrecision)
  let changed = Column(.timestamptz).nullable()
}

private struct Logs: Table {
  static let schemaName = "Audit Log"
  let id = Column(.integer)
  let what = Column(.text)
}

extension ObjectDeclarationTests {
  private static var types: [any SchemaObject] {
    [
      Domain("short", .text).collation("C").default("it's").notNull()
        .check("length(VALUE) < 9").check("VALUE <> 'x'").check("VALUE <> 'y'", name: "no y")
        .comment("A short text"),
      CompositeType("address", ["street": .text, "Zip code": .varchar(10)]).comment("Where"),
      RangeType("float_range", of: .doublePrecision, difference: "float8mi"),
      RangeType("span", of: .text, operatorClass: "text_pattern_ops"),
      Collation("plain", provider: .libc, locale: "C").comment("By bytes"),
    ]
  }

  private static var routines: [any SchemaObject] {
    [
      Function(
        "half", Argument("n", .integer), Argument("by", .integer).default(2),
        returns: .type(.integer), body: "SELECT n / \(raw: "by")"
      ).volatility(.immutable).strict().parallel(.safe).cost(7).comment("Half of it"),
      Function(
        "rows_of", Argument(.array(of: .text), .variadic),
        returns: .table(Argument("a", .text), Argument("b", .integer)),
        body: "SELECT 'a', 1"
      ).rows(10).volatility(.stable),
      Function(
        "pair of", Argument("a", .integer), Argument("b", .text, .out),
        Argument("c", .date, .inout),
        returns: .arguments, language: "plpgsql", body: "BEGIN b := 'x'; END"),
      Function("double", Argument("n", .bigint), returns: .type(.bigint), body: "RETURN n * 2")
        .standardBody(),
      Function(
        "touch", returns: .trigger, language: "plpgsql", schema: "Audit Log",
        body: "BEGIN NEW.changed := now(); RETURN NEW; END"
      ).securityDefiner().setting("search_path", "public, pg_temp").setting("work_mem", "5MB"),
      Function("watch", returns: .eventTrigger, language: "plpgsql", body: "BEGIN END"),
      Procedure(
        "tidy", Argument("days", .integer).default(30),
        body: "DELETE FROM \(Plants.self) WHERE \(\Plants.moisture) < days"
      ).comment("Tidies"),
      Aggregate("total", of: .integer, state: .bigint, step: "int8_sum_step", start: "0")
        .option("PARALLEL", "safe").comment("All of them"),
      Function(
        "int8_sum_step", Argument(.bigint), Argument(.integer), returns: .type(.bigint),
        body: "SELECT $1 + $2"
      ).volatility(.immutable),
    ]
  }

  private static var views: [any SchemaObject] {
    [
      View(
        "dry",
        as: """
          SELECT p.\(\Plants.id), p.\(\Plants.kind), half(p.\(\Plants.id)) AS h
          FROM \(Plants.self) p WHERE \(\Plants.moisture) < 0.2 AND \(\Plants.kind) <> \("it's")
          """
      ).checkOption(.local).securityBarrier().comment("Dry ones"),
      View("driest", schema: "Audit Log", as: "SELECT * FROM dry WHERE id > 3").securityInvoker(),
      MaterializedView(
        "kinds", as: "SELECT \(\Plants.kind), count(*) AS n FROM \(Plants.self) GROUP BY 1"
      ) {
        Index("kind").unique().comment("By kind")
        Index(SQL("lower(kind)"), SQL("n").descending(), name: "by lower").where("n > 3")
      }.parameter("fillfactor", 70).comment("Counted"),
    ]
  }

  private static var parts: [any SchemaObject] {
    [
      Trigger(
        "touch", .before, .insert, .update(of: \Plants.kind, \Plants.room), on: Plants.self,
        execute: "touch", schema: "Audit Log", arguments: ["a", "it's"]
      ).forEachRow().when("NEW.\(\Plants.moisture) > 0").enabled(.always).comment("Touches"),
      Trigger("late", .after, .delete, on: Logs.self, execute: "touch", schema: "Audit Log")
        .constraint(initiallyDeferred: true),
      Trigger("all", .after, .update, on: Plants.self, execute: "touch", schema: "Audit Log")
        .referencing(old: "o", new: "n"),
      Trigger(
        "instead", .insteadOf, .insert, onView: "dry", execute: "touch", schema: "Audit Log"
      ).forEachRow(),
      EventTrigger(
        "watch", on: "ddl_command_end", tags: ["CREATE TABLE", "DROP TABLE"], execute: "watch"
      ).enabled(.disabled),
      Policy(
        "own", on: Plants.self, for: .update, using: "\(\Plants.room) = current_user",
        check: "\(\Plants.moisture) > 0"
      ).restrictive().comment("Own rows"),
      Policy(
        "see", on: Plants.self, for: .select, to: "pg_monitor", "pg_read_all_data", using: "true"),
      Rule(
        "log", .update, on: Plants.self, where: "NEW.room IS NULL", do: .also,
        "INSERT INTO \(Logs.self) VALUES (NEW.id, 'u')"
      ).comment("Logs"),
      Rule("keep", .delete, onView: "driest", in: "Audit Log", do: .instead, "NOTHING"),
      Statistics("together", on: \Plants.kind, \Plants.room, kinds: [.ndistinct, .mcv])
        .expression("lower(\(\Plants.room))").target(200).comment("Together"),
      Publication("part").table(Plants.self, columns: \.id, \.kind, where: "\(\Plants.id) > 3")
        .operations(.insert, .update).viaRoot(),
      Publication("audit").schema("Audit Log"),
    ]
  }

  private static var privileges: [any SchemaObject] {
    [
      Grant(.select, .insert, on: Plants.self, to: "pg_monitor", .public),
      Grant(.update, on: \Plants.kind, \Plants.room, to: "pg_monitor").withGrantOption(),
      Grant(.usage, on: .schema("Audit Log"), to: "pg_monitor"),
      Grant(.select, on: .view("driest", schema: "Audit Log"), to: "pg_monitor"),
      Revoke(.execute, on: .function("half(integer, integer)"), from: .public),
      Grant(.execute, on: .function("half(integer, integer)"), to: "pg_monitor"),
      DefaultPrivileges(.select, on: .tables, to: "pg_monitor", schema: "Audit Log"),
    ]
  }

  private static let sql = """
    CREATE SCHEMA "Audit Log";
    CREATE TABLE plants (id int PRIMARY KEY, kind text NOT NULL, room text,
      moisture double precision NOT NULL, changed timestamptz);
    ALTER TABLE plants ENABLE ROW LEVEL SECURITY;
    CREATE TABLE "Audit Log".logs (id int NOT NULL, what text NOT NULL);
    CREATE DOMAIN short AS text COLLATE "C" DEFAULT 'it''s' NOT NULL CHECK (length(VALUE) < 9)
      CHECK (VALUE <> 'x') CONSTRAINT "no y" CHECK (VALUE <> 'y');
    COMMENT ON DOMAIN short IS 'A short text';
    CREATE TYPE address AS (street text, "Zip code" varchar(10));
    COMMENT ON TYPE address IS 'Where';
    CREATE TYPE float_range AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
    CREATE TYPE span AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops);
    CREATE COLLATION plain (PROVIDER = libc, LOCALE = 'C');
    COMMENT ON COLLATION plain IS 'By bytes';
    CREATE FUNCTION half(n int, by int DEFAULT 2) RETURNS int LANGUAGE sql IMMUTABLE STRICT
      PARALLEL SAFE COST 7 AS 'SELECT n / by';
    COMMENT ON FUNCTION half IS 'Half of it';
    CREATE FUNCTION rows_of(VARIADIC text[]) RETURNS TABLE (a text, b int) LANGUAGE sql STABLE
      ROWS 10 AS 'SELECT ''a'', 1';
    CREATE FUNCTION "pair of"(a int, OUT b text, INOUT c date) LANGUAGE plpgsql
      AS 'BEGIN b := ''x''; END';
    CREATE FUNCTION double(n bigint) RETURNS bigint LANGUAGE sql RETURN n * 2;
    CREATE FUNCTION "Audit Log".touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = public, pg_temp SET work_mem = '5MB'
      AS 'BEGIN NEW.changed := now(); RETURN NEW; END';
    CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
    CREATE PROCEDURE tidy(days int DEFAULT 30) LANGUAGE sql
      AS 'DELETE FROM plants WHERE moisture < days';
    COMMENT ON PROCEDURE tidy IS 'Tidies';
    CREATE FUNCTION int8_sum_step(bigint, int) RETURNS bigint LANGUAGE sql IMMUTABLE
      AS 'SELECT $1 + $2';
    CREATE AGGREGATE total(int) (SFUNC = int8_sum_step, STYPE = bigint, INITCOND = '0',
      PARALLEL = safe);
    COMMENT ON AGGREGATE total(int) IS 'All of them';
    CREATE VIEW dry WITH (security_barrier) AS SELECT p.id, p.kind, half(p.id) AS h FROM plants p
      WHERE moisture < 0.2 AND kind <> 'it''s' WITH LOCAL CHECK OPTION;
    COMMENT ON VIEW dry IS 'Dry ones';
    CREATE VIEW "Audit Log".driest WITH (security_invoker) AS SELECT * FROM dry WHERE id > 3;
    CREATE MATERIALIZED VIEW kinds WITH (fillfactor = 70) AS
      SELECT kind, count(*) AS n FROM plants GROUP BY 1;
    COMMENT ON MATERIALIZED VIEW kinds IS 'Counted';
    CREATE UNIQUE INDEX kinds_kind_idx ON kinds (kind);
    COMMENT ON INDEX kinds_kind_idx IS 'By kind';
    CREATE INDEX "by lower" ON kinds (lower(kind), n DESC) WHERE n > 3;
    CREATE TRIGGER touch BEFORE INSERT OR UPDATE OF kind, room ON plants FOR EACH ROW
      WHEN (NEW.moisture > 0) EXECUTE FUNCTION "Audit Log".touch('a', 'it''s');
    ALTER TABLE plants ENABLE ALWAYS TRIGGER touch;
    COMMENT ON TRIGGER touch ON plants IS 'Touches';
    CREATE CONSTRAINT TRIGGER late AFTER DELETE ON "Audit Log".logs DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION "Audit Log".touch();
    CREATE TRIGGER "all" AFTER UPDATE ON plants REFERENCING OLD TABLE AS o NEW TABLE AS n
      EXECUTE FUNCTION "Audit Log".touch();
    CREATE TRIGGER instead INSTEAD OF INSERT ON dry FOR EACH ROW
      EXECUTE FUNCTION "Audit Log".touch();
    CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE')
      EXECUTE FUNCTION watch();
    ALTER EVENT TRIGGER watch DISABLE;
    CREATE POLICY own ON plants AS RESTRICTIVE FOR UPDATE USING (room = current_user)
      WITH CHECK (moisture > 0);
    COMMENT ON POLICY own ON plants IS 'Own rows';
    CREATE POLICY see ON plants FOR SELECT TO pg_monitor, pg_read_all_data USING (true);
    CREATE RULE log AS ON UPDATE TO plants WHERE NEW.room IS NULL
      DO ALSO INSERT INTO "Audit Log".logs VALUES (NEW.id, 'u');
    COMMENT ON RULE log ON plants IS 'Logs';
    CREATE RULE keep AS ON DELETE TO "Audit Log".driest DO INSTEAD NOTHING;
    CREATE STATISTICS together (ndistinct, mcv) ON kind, room, lower(room) FROM plants;
    ALTER STATISTICS together SET STATISTICS 200;
    COMMENT ON STATISTICS together IS 'Together';
    CREATE PUBLICATION part FOR TABLE plants (id, kind) WHERE (id > 3)
      WITH (publish = 'insert, update', publish_via_partition_root);
    CREATE PUBLICATION audit FOR TABLES IN SCHEMA "Audit Log";
    GRANT SELECT, INSERT ON plants TO pg_monitor, PUBLIC;
    GRANT UPDATE (kind, room) ON plants TO pg_monitor WITH GRANT OPTION;
    GRANT USAGE ON SCHEMA "Audit Log" TO pg_monitor;
    GRANT SELECT ON "Audit Log".driest TO pg_monitor;
    REVOKE EXECUTE ON FUNCTION half FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION half TO pg_monitor;
    ALTER DEFAULT PRIVILEGES IN SCHEMA "Audit Log" GRANT SELECT ON TABLES TO pg_monitor;
    """
}
