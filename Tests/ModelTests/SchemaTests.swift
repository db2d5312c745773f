import Testing
import WhimbrelModel

@Suite struct SchemaTests {
  @Test func tablesSayWhatTheyAre() throws {
    struct Logs: Table {
      static let tableName = "Log"
      static let schemaName = "audit"
      static let comment = "What happened"
      static let options: [TableOption] = [
        .unlogged, .fillFactor(70), .parameter("autovacuum_enabled", false),
        .toastParameter("autovacuum_enabled", true), .tablespace("slow"), .accessMethod("columnar"),
        .forcedRowSecurity, .replicaIdentity(.index("log_key")), .clustered(on: "log_key"),
      ]
      let id = Column(.integer).unique(name: "log_key")
    }
    let schema = try lower(Logs.self)
    let table = try schema.table("Log", schema: "audit")
    #expect(table.isUnlogged && table.isRowSecurityEnabled && table.isRowSecurityForced)
    #expect(table.options == ["autovacuum_enabled=false", "fillfactor=70"])
    #expect(table.toastOptions == ["autovacuum_enabled=true"])
    #expect(table.tablespace == "slow" && table.accessMethod == "columnar")
    #expect(table.replicaIdentity == .index("log_key") && table.clusteredOn == "log_key")
    #expect(schema.catalog.comments == [table.id: "What happened"])
    #expect(schema.catalog[ObjectID(.schema, "audit")] == .schema(.init(name: "audit")))
  }

  @Test func managedSchemaIsNotAnObject() throws {
    struct Things: Table {
      let status = Column(.enum(PlantStatus.self))
    }
    let schema = try Schema { Things.self }.lowered(into: "tenant")
    #expect(
      Set(schema.catalog.objects.keys) == [
        ObjectID(.table, schema: "tenant", "things"),
        ObjectID(.enumType, schema: "tenant", "plant_status"),
      ])
  }

  @Test func tableOfNoColumns() throws {
    struct Nothing: Table {}
    #expect(try lower(Nothing.self).table("nothing").columns.isEmpty)
  }

  @Test func citextBringsItsExtensionUnlessSaid() throws {
    struct Things: Table { let name = Column(.array(of: .citext)) }
    let id = ObjectID(.extension, "citext")
    #expect(
      try lower(Things.self).catalog[id] == .extension(.init(name: "citext", schema: "public")))
    let said = try Schema {
      Things.self
      Extension("citext", schema: "ext", version: "1.6")
    }.lowered()
    #expect(
      said.catalog[id] == .extension(.init(name: "citext", schema: "ext", version: "1.6")))
  }

  @Test func enumTypesComeAlongOnce() throws {
    struct Things: Table {
      let status = Column(.enum(PlantStatus.self, name: "mood", renaming: ["parched": .dry]))
      let other = Column(.enum(PlantStatus.self, name: "mood"))
      let many = Column(.array(of: .enum(PlantKind.self, schema: "shop")))
    }
    let schema = try Schema {
      Things.self
      EnumType(PlantStatus.self, name: "mood").comment("How it is").renamed(from: "state")
      EnumType("free", labels: ["it's", ""])
    }.lowered()
    let mood = Catalog.EnumType(
      schema: "public", name: "mood", labels: ["dry", "soon", "thriving", "watered", "resting"])
    #expect(schema.catalog[mood.id] == .enumType(mood))
    #expect(schema.catalog.comments == [mood.id: "How it is"])
    #expect(schema.hints.renames == [mood.id: ObjectID(.enumType, schema: "public", "state")])
    #expect(schema.hints.labels == [mood.id: ["parched": "dry"]])
    let free = Catalog.EnumType(schema: "public", name: "free", labels: ["it's", ""])
    #expect(schema.catalog[free.id] == .enumType(free))
    #expect(try schema.column("many", of: "things").type.sql == "shop.plant_kind[]")
    #expect(schema.catalog[ObjectID(.schema, "shop")] != nil)
  }

  @Test func sequencesStandAlone() throws {
    struct Things: Table { let number = Column(.integer).default(.next(of: "tickets")) }
    let schema = try Schema {
      Sequence("tickets", .init(type: .integer, start: 5, cache: 3)).owned(by: \Things.number)
        .unlogged().comment("Numbers").renamed(from: "numbers")
      Things.self
    }.lowered()
    var tickets = Catalog.Sequence(
      schema: "public", name: "tickets",
      options: Catalog.SequenceOptions(type: "integer", start: 5, cache: 3))
    tickets.isUnlogged = true
    tickets.ownedBy = ObjectID(.column, schema: "public", "things", member: "number")
    #expect(schema.catalog[tickets.id] == .sequence(tickets))
    #expect(schema.catalog.comments == [tickets.id: "Numbers"])
    #expect(
      schema.hints.renames == [tickets.id: ObjectID(.sequence, schema: "public", "numbers")])
  }

  @Test func buildersTakeBranchesLoopsAndLists() throws {
    struct A: Table { let id = Column(.integer) }
    struct B: Table { let id = Column(.integer) }
    struct C: Table { let id = Column(.integer) }
    let isOn = true
    let schema = try Schema {
      [A.self, B.self] as [any Table.Type]
      if isOn { C.self }
      for name in ["x", "y"] { Sequence(name) }
      Schema([A.self])
    }.lowered()
    let names = schema.catalog.objects.keys.sorted().map(\.description)
    #expect(names == ["sequence x", "sequence y", "table a", "table b", "table c"])
  }
}

@Suite struct PartitionTests {
  @Test func partitionsOfAnotherProgramAreAHint() throws {
    struct Logs: Table {
      static let options: [TableOption] = [
        .partitioned(by: "RANGE (at)"), .partitions(.unmanaged),
      ]
      let at = Column(.timestamptz)
    }
    struct Days: Table {
      static let options: [TableOption] = [
        .partitioned(by: "RANGE (at)"), .partitions(.declared),
      ]
      let at = Column(.timestamptz)
    }
    let schema = try lower(Logs.self, Days.self)
    #expect(try schema.table("logs").partitionKey == "RANGE (at)")
    #expect(schema.hints.unmanagedPartitions == [ObjectID(.table, schema: "public", "logs")])
  }

  @Test func onlyAPartitionedTableHasPartitions() {
    let line = #line
    struct Logs: Table {
      static let options: [TableOption] = [.partitions(.unmanaged)]
      let at = Column(.timestamptz)
    }
    #expect(
      mistakes(Logs.self, from: line) == [
        "3: Logs says who manages its partitions and is not partitioned | add .partitioned(by: \"RANGE (…)\") to its options, or remove .partitions"
      ])
  }
}
