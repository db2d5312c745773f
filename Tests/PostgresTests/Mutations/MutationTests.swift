import Testing
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Each change is seen, its plan applies and gives what the change gave, and the way back restores.
@Suite struct MutationTests {
  @Test(arguments: Mutation.all) func mutation(_ mutation: Mutation) async throws {
    try await TestDatabase.each("mutation \(mutation.name)") { database in
      let server = database.server
      guard server.version.major >= mutation.sinceMajor else { return }
      let base = try await MutationBase.shared.base(on: server)
      if mutation.sql.contains("icu") && !base.hasICU {
        NotRun.note(
          on: "PostgreSQL \(server.version.major)", because: "built without ICU",
          test: mutation.name)
        return
      }
      try await Self.check(mutation, database, base)
    }
  }

  @Test func thereAreEnough() { #expect(Mutation.all.count >= 200) }

  @Test func noDifferenceWithoutAChange() async throws {
    try await TestDatabase.each("mutation none") { database in
      let base = try await MutationBase.shared.base(on: database.server)
      try await Self.copy(base, to: database)
      let catalog = try await Self.inspect(database)
      #expect(Differ(from: base.catalog, to: catalog).changes() == [])
    }
  }

  /// However each version prints it, and whatever it gives to owners.
  @Test func noDifferenceBetweenVersions() async throws {
    let servers = try await TestServers.shared.servers(for: "mutation versions")
    if servers.count < 2 { try Test.cancel("there is one server only") }
    let first = try await MutationBase.shared.base(on: servers[0]).catalog
    for server in servers.dropFirst() {
      let second = try await MutationBase.shared.base(on: server).catalog
      let scratch = try await Scratch.open(
        ScratchOptions(place: .url(server.string)), needs: ScratchNeeds(), target: nil)
      let respelled = try await Canonicaliser(scratch: scratch, scope: Scope())
        .respelled(first, like: second)
      await scratch.close()
      #expect(Differ(from: respelled, to: second).changes() == [])
      #expect(Differ(from: second, to: respelled).changes() == [])
    }
  }

  /// From nothing to the whole schema, and from it to nothing.
  @Test func fromAndToNothing() async throws {
    try await TestDatabase.each("mutation all") { database in
      let base = try await MutationBase.shared.base(on: database.server)
      let empty = try await Self.inspect(database)
      let nothing = try await DumpLines.lines(of: database)
      try await Self.run(Planner.plan(from: empty, to: base.catalog), on: database)
      #expect(DumpLines.difference(try await DumpLines.lines(of: database), base.dump) == "")
      let full = try await Self.inspect(database)
      try await Self.run(Planner.plan(from: full, to: empty), on: database)
      #expect(DumpLines.difference(try await DumpLines.lines(of: database), nothing) == "")
    }
  }

  private static func check(
    _ mutation: Mutation, _ start: TestDatabase, _ base: MutationBase.Made
  ) async throws {
    try await copy(base, to: start)
    let (target, wanted) = try await TestDatabase.with(start.server) { goal in
      try await copy(base, to: goal)
      let connection = try await goal.connect()
      try await connection.execute(mutation.sql)
      await connection.close()
      return (try await inspect(goal), try await DumpLines.lines(of: goal))
    }

    let plan = Planner.plan(from: base.catalog, to: target)
    try #require(!plan.changes.isEmpty, "not seen")
    let way = Detects.way(of: plan, from: base.catalog, to: target)
    #expect(
      Detects.said(of: mutation.name) == way, "docs/detects.md: | \(mutation.name) | \(way) |")
    try await run(plan, on: start)
    let reached = try await inspect(start)
    #expect(Differ(from: reached, to: target).changes() == [], "\(script(plan))")
    let dump = try await DumpLines.lines(of: start)
    #expect(DumpLines.difference(dump, wanted) == "", "\(script(plan))")

    let back = Planner.plan(from: reached, to: base.catalog)
    try await run(back, on: start)
    let restored = try await inspect(start)
    #expect(Differ(from: restored, to: base.catalog).changes() == [], "\(script(back))")
    let last = try await DumpLines.lines(of: start)
    #expect(DumpLines.difference(last, base.dump) == "", "\(script(back))")
  }

  private static func copy(_ base: MutationBase.Made, to database: TestDatabase) async throws {
    let admin = try await Connection.connect(to: database.server.string)
    try await admin.execute("DROP DATABASE \(database.name)")
    try await admin.execute("CREATE DATABASE \(database.name) TEMPLATE \(base.name)")
    await admin.close()
  }

  private static func inspect(_ database: TestDatabase) async throws -> Catalog {
    let connection = try await database.connect()
    let catalog = try await Inspector.inspect(connection, scope: Scope())
    await connection.close()
    return catalog
  }

  private static func run(_ plan: Plan, on database: TestDatabase) async throws {
    let connection = try await database.connect()
    try await connection.execute("SET search_path = public, pg_temp")
    for step in plan.steps {
      if !step.isAutocommit { try await connection.execute("BEGIN") }
      for statement in step.statements {
        do {
          try await connection.execute(statement.sql)
        } catch {
          throw TestServerError("\(error)\n\(statement.sql)\n\nof\n\(script(plan))")
        }
      }
      if !step.isAutocommit { try await connection.execute("COMMIT") }
    }
    await connection.close()
  }

  private static func script(_ plan: Plan) -> String {
    plan.statements.map { $0.sql + ";" }.joined(separator: "\n")
  }
}
