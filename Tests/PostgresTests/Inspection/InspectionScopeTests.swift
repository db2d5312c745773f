import Testing
import WhimbrelModel
import WhimbrelPostgres

@Suite(.database) struct InspectionScopeTests {
  @Test func anEmptyDatabaseHasOnlyPublic() async throws {
    let catalog = try await inspected("SELECT 1")
    #expect(Array(catalog.objects.keys) == [ObjectID(.schema, "public")])
    #expect(catalog.comments.isEmpty && catalog.privileges.isEmpty)
    #expect(catalog.dependencies.isEmpty && catalog.unmanaged.isEmpty)
  }

  @Test func schemasGoInAndOut() async throws {
    let sql = """
      CREATE SCHEMA "A ""b"; CREATE SCHEMA other; CREATE SCHEMA whimbrel;
      CREATE TABLE "A ""b".t (a int PRIMARY KEY);
      CREATE TABLE other.t (a int PRIMARY KEY, b int);
      CREATE TABLE whimbrel.ledger (id int);
      CREATE TABLE "A ""b".s (x int REFERENCES other.t);
      """
    let all = try await inspected(sql)
    #expect(all.names(.schema) == ["A \"b", "other", "public"])
    #expect(all.objects.keys.filter { $0.kind == .table }.count == 3)
    let connection = try await TestDatabase.current.connect()
    var scope = Scope()
    scope.excluded = ["other"]
    let without = try await Inspector.inspect(connection, scope: scope)
    #expect(without.names(.table) == ["s", "t"])
    let key = ObjectID(.constraint, schema: "A \"b", "s", member: "s_x_fkey")
    guard case .constraint(let constraint) = without[key],
      case .foreignKey(let foreign) = constraint.kind
    else {
      Issue.record("no foreign key")
      return
    }
    #expect(foreign.references == ObjectID(.table, schema: "other", "t"))
    #expect(foreign.referencedColumns == ["a"])
    scope = Scope(schemas: .only(["other"]), searchPath: ["other"])
    let one = try await Inspector.inspect(connection, scope: scope)
    #expect(one.names(.schema) == ["other"] && one.names(.table) == ["t"])
    #expect(try await connection.query("SHOW search_path")[0] == #""$user", public"#)
  }

  @Test func namesPrintByTheSearchPath() async throws {
    let sql = "CREATE SCHEMA s; CREATE TYPE s.e AS ENUM ('a'); CREATE TABLE s.t (x s.e DEFAULT 'a')"
    let away = try await inspected(sql)
    #expect(away.table("t", in: "s")?.columns.first?.type.printed == "s.e")
    let connection = try await TestDatabase.current.connect()
    let near = try await Inspector.inspect(connection, scope: Scope(searchPath: ["s"]))
    #expect(near.table("t", in: "s")?.columns.first?.type.printed == "e")
    #expect(near.table("t", in: "s")?.columns.first?.default == Expression("'a'::e"))
  }

  @Test func privilegesCommentsAndOwnersAreReadWhereTheyAreNotTheUsual() async throws {
    let name = try TestDatabase.current.name
    let role = Name(name + " x")
    let catalog = try await inspected(
      """
      CREATE ROLE \(role.quoted);
      CREATE TABLE t (a int, b int CHECK (b > 0)); CREATE TABLE u (a int); CREATE TABLE v (a int);
      GRANT SELECT ON t TO \(role.quoted) WITH GRANT OPTION; GRANT UPDATE (b) ON t TO PUBLIC;
      REVOKE ALL ON u FROM CURRENT_USER; GRANT SELECT ON v TO \(role.quoted);
      REVOKE SELECT ON v FROM \(role.quoted); ALTER TABLE v OWNER TO \(role.quoted);
      COMMENT ON TABLE t IS 'it''s \\ ü'; COMMENT ON COLUMN t.b IS 'b';
      COMMENT ON CONSTRAINT t_b_check ON t IS 'c'; COMMENT ON SCHEMA public IS 'mine';
      """)
    let grants = try #require(catalog.privileges[.table("t")]?.grants)
    #expect(grants.contains(.init("SELECT", to: .role(role), isGrantable: true)))
    #expect(grants.contains(.init("DELETE", to: .owner)))
    #expect(
      catalog.privileges[.column("t", "b")] == Privileges(grants: [.init("UPDATE", to: .everyone)]))
    #expect(catalog.privileges[.table("u")] == Privileges(grants: []))
    #expect(catalog.privileges[.table("v")] == nil)
    #expect(catalog.owners[.table("v")] == role)
    #expect(catalog.comments[.table("t")] == "it's \\ ü")
    #expect(catalog.comments[.column("t", "b")] == "b")
    #expect(
      catalog.comments[ObjectID(.constraint, schema: "public", "t", member: "t_b_check")] == "c")
    #expect(catalog.comments[ObjectID(.schema, "public")] == "mine")
    let connection = try await TestDatabase.current.connect()
    try await connection.execute("DROP OWNED BY \(role.quoted); DROP ROLE \(role.quoted)")
  }

  @Test func aTransactionsOwnStateIsSeenAndKept() async throws {
    let connection = try await TestDatabase.current.connect()
    try await connection.execute("BEGIN; CREATE TABLE t (a int); SET LOCAL search_path = pg_temp")
    let catalog = try await Inspector.inspect(connection, scope: Scope())
    #expect(catalog.names(.table) == ["t"])
    #expect(try await connection.query("SHOW search_path")[0] == "pg_temp")
    try await connection.execute("ROLLBACK")
    let after = try await Inspector.inspect(connection, scope: Scope())
    #expect(after.names(.table).isEmpty)
  }

  /// A role that may create in a schema of the path must not get an operator of its own run.
  @Test func nothingOfTheUsersIsCalled() async throws {
    let catalog = try await inspected(
      """
      CREATE FUNCTION trap(oid, integer) RETURNS boolean LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'called'; END $$;
      CREATE OPERATOR = (LEFTARG = oid, RIGHTARG = integer, FUNCTION = trap);
      CREATE OPERATOR <> (LEFTARG = oid, RIGHTARG = integer, FUNCTION = trap);
      CREATE FUNCTION trap2("char", text) RETURNS boolean LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'called'; END $$;
      CREATE OPERATOR = (LEFTARG = "char", RIGHTARG = text, FUNCTION = trap2);
      CREATE FUNCTION format_type(oid, integer) RETURNS text LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'called'; END $$;
      CREATE TABLE t (a int PRIMARY KEY CHECK (a > 0) DEFAULT 4);
      """)
    #expect(catalog.column("t", "a")?.default == Expression("4"))
  }
}

@Suite(.database(extensions: "citext")) struct InspectionExtensionTests {
  @Test func membersAreTheExtensions() async throws {
    let catalog = try await inspected(
      """
      CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext;
      CREATE TABLE t (a ext.citext, b ext.citext[], v text);
      CREATE INDEX i1 ON t (a); CREATE INDEX i2 ON t (a text_ops);
      """, scope: Scope(searchPath: ["public", "ext"]))
    let id = ObjectID(.extension, "citext")
    #expect(catalog.dependencies[id] == [ObjectID(.schema, "ext")])
    #expect(catalog.dependencies[.table("t")]?.contains(id) == true)
    #expect(catalog.dependencies[.column("t", "a")] == [id])
    #expect(catalog.dependencies[.column("t", "b")] == [id])
    #expect(catalog.column("t", "a")?.type.printed == "citext")
    #expect(catalog.index("i1")?.elements.map(\.operatorClass) == [nil])
    #expect(catalog.index("i2")?.elements.map(\.operatorClass) == ["text_ops"])
    #expect(catalog.comments.isEmpty)
    let kinds = Set(catalog.objects.keys.map(\.kind))
    #expect(kinds == [.schema, .extension, .table, .index])
    #expect(catalog.unmanaged.isEmpty)
  }

  @Test func whatIsDoneToMembersIsSaid() async throws {
    let catalog = try await inspected(
      """
      CREATE EXTENSION citext; GRANT USAGE ON TYPE citext TO pg_monitor;
      CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
      ALTER FUNCTION f() DEPENDS ON EXTENSION citext;
      COMMENT ON EXTENSION citext IS 'mine';
      """)
    #expect(
      catalog.unmanaged.map(\.object).sorted() == ["function f()", "type citext"])
    #expect(catalog.comments == [ObjectID(.extension, "citext"): "mine"])
  }
}
