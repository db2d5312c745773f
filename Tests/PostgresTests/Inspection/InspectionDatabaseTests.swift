import Testing
import WhimbrelModel
import WhimbrelPostgres

@Suite(.database) struct InspectionDatabaseTests {
  @Test func whatIsInNoSchema() async throws {
    let version = try TestDatabase.current.version
    let columns = version.major >= 15 ? #"("id", a) WHERE (id > 3)"# : ""
    let catalog = try await inspected(
      """
      CREATE TABLE t (id int PRIMARY KEY, a text);
      CREATE FUNCTION et() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
      CREATE EVENT TRIGGER "Ev" ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE')
        EXECUTE FUNCTION et();
      ALTER EVENT TRIGGER "Ev" DISABLE;
      CREATE FOREIGN DATA WRAPPER "Fdw" OPTIONS (debug 'true');
      CREATE SERVER "Srv" TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER "Fdw" OPTIONS (host 'h');
      CREATE USER MAPPING FOR PUBLIC SERVER "Srv" OPTIONS ("user" 'bob', password 'secret');
      CREATE FOREIGN TABLE ft (a int OPTIONS (column_name 'A x'), b text) SERVER "Srv"
        OPTIONS (table_name 'T=1');
      CREATE PUBLICATION "Pub" FOR TABLE t \(columns)
        WITH (publish = 'insert, delete', publish_via_partition_root);
      CREATE PUBLICATION pall FOR ALL TABLES;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO pg_monitor;
      ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
      COMMENT ON EVENT TRIGGER "Ev" IS 'ev'; COMMENT ON SERVER "Srv" IS 'srv';
      CREATE TYPE shell;
      """)
    var event = Catalog.EventTrigger(
      name: "Ev", event: "ddl_command_end", function: ObjectID(.function, schema: "public", "et"))
    event.tags = ["CREATE TABLE", "DROP TABLE"]
    event.enabled = .disabled
    #expect(catalog[event.id] == .eventTrigger(event) && catalog.comments[event.id] == "ev")
    var wrapper = Catalog.ForeignDataWrapper(name: "Fdw")
    wrapper.options = ["debug=true"]
    #expect(catalog[wrapper.id] == .foreignDataWrapper(wrapper))
    var server = Catalog.ForeignServer(name: "Srv", wrapper: "Fdw")
    server.type = "x"
    server.version = "1"
    server.options = ["host=h"]
    #expect(catalog[server.id] == .foreignServer(server) && catalog.comments[server.id] == "srv")
    var mapping = Catalog.UserMapping(server: "Srv", role: "public")
    mapping.options = ["user=bob"]
    #expect(catalog[mapping.id] == .userMapping(mapping))
    let foreign = try #require(catalog.table("ft"))
    #expect(foreign.foreign == .init(server: "Srv", options: ["table_name=T=1"]))
    #expect(foreign.columns.map(\.foreignOptions) == [["column_name=A x"], []])
    #expect(foreign.replicaIdentity == .default)
    #expect(catalog.dependencies[foreign.id]?.contains(server.id) == true)
    var publication = Catalog.Publication(name: "Pub")
    publication.operations = ["insert", "delete"]
    publication.isViaRoot = true
    var published = Catalog.Publication.Table(relation: .table("t"))
    if version.major >= 15 {
      published.columns = ["a", "id"]
      published.filter = Expression("(id > 3)")
    }
    publication.tables = [published]
    #expect(catalog[publication.id] == .publication(publication))
    #expect(catalog.dependencies[publication.id]?.contains(.table("t")) == true)
    var all = Catalog.Publication(name: "pall")
    all.isForAllTables = true
    #expect(catalog[all.id] == .publication(all))
    let role = try #require(catalog.owners[.table("t")])
    var tables = Catalog.DefaultPrivileges(
      role: role, schema: "public", objects: "TABLES",
      grants: [.init("SELECT", to: .role("pg_monitor"))])
    tables.hasMaintain = version.major >= 17
    #expect(catalog[tables.id] == .defaultPrivileges(tables))
    var routines = Catalog.DefaultPrivileges(
      role: role, schema: "", objects: "ROUTINES", grants: [.init("EXECUTE", to: .owner)])
    routines.hasMaintain = version.major >= 17
    #expect(catalog[routines.id] == .defaultPrivileges(routines))
    #expect(
      catalog.unmanaged == [
        .init(
          .baseType, ObjectID(.baseType, schema: "public", "shell"),
          reason: "base types and shell types are not managed")
      ])

    let connection = try await TestDatabase.current.connect()
    let inside = try await Inspector.inspect(connection, scope: Scope(isDatabaseWide: false))
    let kinds = Set(inside.objects.keys.map(\.kind))
    #expect(kinds == [.schema, .table, .constraint, .function, .defaultPrivileges])
  }
}
