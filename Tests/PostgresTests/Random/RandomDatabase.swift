import Foundation
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// A database that was filled with a random schema, and what is known of it.
struct RandomDatabase: Sendable {
  let database: TestDatabase
  /// Without the items that the server did not take.
  let schema: RandomSchema
  var catalog: Catalog
  var printout: Printout

  static let comparison = Printout.Comparison(owners: true, unmanaged: true)

  /// Fills `database`, which is empty, with what the server takes of a schema.
  static func make(_ schema: RandomSchema, in database: TestDatabase) async throws -> RandomDatabase
  {
    var wanted = schema.pruned()
    for _ in 0..<20 {
      let connection = try await database.connect()
      let refused = try await fill(connection, with: wanted)
      if refused.isEmpty {
        let catalog = try await Inspector.inspect(connection, scope: Scope())
        let printout = try await Printout.read(connection, scope: Scope())
        await connection.close()
        return RandomDatabase(
          database: database, schema: wanted, catalog: catalog, printout: printout)
      }
      await connection.close()
      wanted.items = wanted.items.enumerated().filter { !refused.contains($0.offset) }.map(
        \.element)
      wanted = wanted.pruned()
      try await empty(database)
    }
    throw TestServerError("no part of the random schema is taken:\n\(wanted.script)")
  }

  /// The indexes of the items with a statement that is refused.
  private static func fill(
    _ connection: Connection, with schema: RandomSchema
  ) async throws -> Set<Int> {
    let owners = schema.items.indices.flatMap { index in
      schema.items[index].statements.map { _ in index }
    }
    let results = try await connection.attempts(schema.statements.map { Query($0) })
    var refused: Set<Int> = []
    for (owner, result) in zip(owners, results) {
      if case .failure(let error) = result {
        refused.insert(owner)
        RandomCount.refused(schema.items[owner].kind, error)
      }
    }
    return refused
  }

  static func empty(_ database: TestDatabase) async throws {
    let admin = try await Connection.connect(to: database.server.string)
    try await admin.execute("DROP DATABASE \(database.name) WITH (FORCE)")
    try await admin.execute("CREATE DATABASE \(database.name) TEMPLATE template0")
    await admin.close()
  }

  static func run(_ plan: Plan, on connection: Connection) async throws {
    try await connection.execute("SET search_path = public, pg_temp")
    for step in plan.steps {
      if !step.isAutocommit { try await connection.execute("BEGIN") }
      for statement in step.statements {
        do {
          try await connection.execute(statement.sql)
        } catch let error as PostgresError {
          // Rows that do not fit are the rows' fault; without rows it has to go. Functions that read a
          // type's text say it with states of all classes.
          let isOfRows =
            ["22", "23"].contains { error.sqlState.hasPrefix($0) }
            || statement.hazards.contains(where: \.dependsOnRows)
          throw RandomFailure(
            "\(isOfRows ? "rows refuse" : "refused"): \(error.message) [\(error.sqlState)]\n  in \(statement.sql)"
          )
        }
      }
      if !step.isAutocommit { try await connection.execute("COMMIT") }
    }
  }
}

/// What went wrong between two schemas.
struct RandomFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
  /// The first words: a smaller case has to go wrong in the same way.
  var sort: Substring { description.prefix { $0 != ":" } }
}

extension Hazard {
  fileprivate var dependsOnRows: Bool {
    switch self {
    case .mayFail, .needsUsing: true
    default: false
    }
  }
}

extension Plan {
  /// What it says that rows may lose: by a drop or a cast, or because only a person can say how values
  /// become others.
  var announcesLoss: Bool {
    statements.contains { statement in
      statement.hazards.contains { hazard in
        switch hazard {
        case .losesData, .needsUsing: true
        default: false
        }
      }
    }
  }
}
