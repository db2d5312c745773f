import Testing
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Every plan is shown by an oracle that is not the differ: what `pg_dump` says of the database that
/// was changed and of one that was built fresh.
@Suite struct PlanTests {
  @Test(
    arguments: try PlanCase.all(in: "tables") + PlanCase.all(in: "constraints")
      + PlanCase.all(in: "indexes") + PlanCase.all(in: "types"))
  func plan(_ item: PlanCase) async throws {
    try await TestDatabase.each(item.name, extensions: item.extensions) { database in
      guard database.version.major >= item.since else { return }
      try await TestDatabase.with(database.server) { fresh in
        try await Journey(database, fresh).go(item)
      }
    }
  }
}

/// Pairs of schemas in which much hangs together: on one server each, on all under `make soak`.
@Suite struct PairTests {
  static let files = [
    "routines", "views", "partitions", "security", "swaps", "kinds", "rowtypes", "mixed",
  ]

  @Test(arguments: try files.flatMap(PlanCase.all))
  func pair(_ item: PlanCase) async throws {
    try await TestDatabase.once(item.name, extensions: item.extensions, since: item.since) {
      database in
      try await TestDatabase.with(database.server) { fresh in
        try await Journey(database, fresh).go(item)
      }
    }
  }
}

/// There and back between two schemas.
private struct Journey {
  let database: TestDatabase
  let fresh: TestDatabase

  init(_ database: TestDatabase, _ fresh: TestDatabase) {
    self.database = database
    self.fresh = fresh
  }

  func go(_ item: PlanCase) async throws {
    let connection = try await database.connect()
    let model = try await fresh.connect()
    for (session, sql) in [(connection, item.before), (model, item.after)] {
      try await session.execute("SET check_function_bodies = off")
      try await session.execute(sql)
      // As in every session that runs a revision.
      try await session.execute("SET check_function_bodies = on")
    }
    let scope = Scope()
    let start = try await Inspector.inspect(connection, scope: scope)
    let target = try await Inspector.inspect(model, scope: scope)
    let first = try await SchemaDump(of: database)
    let wanted = try await SchemaDump(of: fresh)
    await model.close()

    let plan = Planner.plan(from: start, to: target)
    let text = plan.statements.map { $0.sql + ";" }.joined(separator: "\n")
    if let expected = item.plan { #expect(text == expected) }
    if first != wanted { #expect(!plan.isEmpty, "nothing is planned") }
    try await run(plan, connection)
    let reached = try await SchemaDump(of: database)
    #expect(reached == wanted, "\(reached.difference(from: wanted))\nafter:\n\(text)")
    let second = Planner.plan(
      from: try await Inspector.inspect(connection, scope: scope), to: target)
    #expect(second.changes.isEmpty, "a second plan is not empty: \(second.changes)")

    let back = Planner.plan(from: target, to: start)
    try await run(back, connection)
    let returned = try await SchemaDump(of: database)
    let backText = back.statements.map { $0.sql + ";" }.joined(separator: "\n")
    #expect(returned == first, "\(returned.difference(from: first))\nafter:\n\(backText)")
    await connection.close()
  }

  private func run(_ plan: Plan, _ connection: Connection) async throws {
    for step in plan.steps {
      if !step.isAutocommit { try await connection.execute("BEGIN") }
      for statement in step.statements {
        do {
          _ = try await connection.execute(statement.sql)
        } catch {
          let text = plan.statements.map(\.sql).joined(separator: ";\n")
          Issue.record("\(error)\nin: \(statement.sql)\nof:\n\(text)")
          throw error
        }
      }
      if !step.isAutocommit { try await connection.execute("COMMIT") }
    }
  }
}
