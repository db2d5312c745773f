import Foundation
import Testing
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Many worlds in one database, changed by one plan and changed back. The oracle is not the differ:
/// `pg_dump`, rows included, has to say what it says of a database built fresh.
struct FuzzBatch<World: FuzzWorld>: Sendable {
  let server: TestServer
  var path: [Name] = ["public"]
  /// What a database gets before its worlds: extensions, roles.
  let preparation: @Sendable (FuzzSide) -> String

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs the worlds together; those of a batch that fails one by one, to tell which it is and to
  /// make it as small as it can be.
  func failures(of worlds: [World], seed: UInt64) async -> [String] {
    do {
      try await check(worlds)
      return []
    } catch {
      var found: [String] = []
      // Two of a batch are enough to look at.
      for world in worlds where found.count < 2 {
        guard let failure = await failure(of: world) else { continue }
        let (small, last) = await smallest(world, failure)
        found.append(
          """
          seed \(seed), world \(world.schema), on PostgreSQL \(server.version)
          \(last)
          -- before
          \(small.sql(.before))
          -- after
          \(small.sql(.after))
          -- hints \(small.hints.labels) \(small.hints.renames)
          """)
      }
      return found.isEmpty ? ["seed \(seed), worlds only together: \(error)"] : found
    }
  }

  private func failure(of world: World) async -> String? {
    do {
      try await check([world])
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func smallest(_ world: World, _ failure: String) async -> (World, String) {
    var (world, failure) = (world, failure)
    var piece = 0
    while piece < world.size {
      let smaller = world.without(piece)
      if let other = await self.failure(of: smaller) {
        (world, failure) = (smaller, other)
      } else {
        piece += 1
      }
    }
    return (world, failure)
  }

  // MARK: One round

  private func check(_ worlds: [World]) async throws {
    try await TestDatabase.with(server) { database in
      let (target, wanted, contents) = try await fresh(worlds, .after)
      let connection = try await database.connect()
      try await prepare(connection, .before)
      try await build(worlds, .before, connection)
      let first = try await FuzzDump(of: database)
      let start = try await Inspector.inspect(connection, scope: scope)
      let files = try await heaps(connection)

      let hints = worlds.reduce(into: Hints()) { $0.add($1.hints) }
      try await go(from: start, to: target, hints, connection)
      try compare(try await FuzzDump(of: database), wanted, "after the upgrade")
      try expect(
        try await answers(worlds, .after, connection) == contents, "other contents than built fresh"
      )
      let written = try await heaps(connection)
      for world in worlds where world.keepsHeap {
        let before = files.filter { $0.key.schema == world.schema }
        let after = written.filter { $0.key.schema == world.schema }
        try expect(before == after, "a table of \(world.schema) was written anew")
      }

      try await go(from: target, to: start, hints.reversed(from: start, to: target), connection)
      let last = try await FuzzDump(of: database)
      let lossy = worlds.filter { !$0.isExact }
      let changed = lossy.isEmpty ? nil : try await fresh(lossy, .back).dump
      let kept = Set(lossy.map(\.schema))
      try compare(
        last, first.replacingRows(in: kept, by: changed), "after the downgrade")
      await connection.close()
    }
  }

  /// A plan and what it comes to: nothing is left to do after it.
  private func go(
    from start: Catalog, to target: Catalog, _ hints: Hints, _ connection: Connection
  ) async throws {
    let renames = HintedRenames(hints, from: start, to: target, names: Names())
    try await run(Plan(changes: renames.changes, statements: renames.statements), connection)
    let renamed =
      renames.isEmpty ? start : try await Inspector.inspect(connection, scope: scope)
    let plan = Planner.plan(from: renamed, to: target, hints: hints)
    for preflight in plan.preflights {
      let count = try await connection.query(
        "SELECT count(*) FROM (\(preflight.query.text)) AS found")
      try expect(count[0, 0] == "0", "stopped by rows that fit: \(preflight.title.text)")
    }
    try await run(plan, connection)
    let reached = try await Inspector.inspect(connection, scope: scope)
    let rest = Differ(from: reached, to: target).changes()
    try expect(rest.isEmpty, "a second plan is not empty: \(rest)")
  }

  private func run(_ plan: Plan, _ connection: Connection) async throws {
    for step in plan.steps {
      let statements = step.statements.map(\.sql)
      let queries = (step.isAutocommit ? statements : ["BEGIN"] + statements + ["COMMIT"])
      do {
        _ = try await connection.pipeline(queries.map { Query($0) })
      } catch let error as PostgresError {
        let statement = error.queryIndex.map { queries[$0] } ?? ""
        throw Failure(
          description:
            "\(error.message) [\(error.sqlState)] \(error.detail ?? "")\nin \(statement)\n-- plan\n"
            + plan.statements.map { $0.sql + ";" }.joined(separator: "\n"))
      }
    }
  }

  private func fresh(
    _ worlds: [World], _ side: FuzzSide
  ) async throws -> (catalog: Catalog, dump: FuzzDump, contents: [String?]) {
    try await TestDatabase.with(server) { database in
      let connection = try await database.connect()
      try await prepare(connection, side)
      try await build(worlds, side, connection)
      let catalog = try await Inspector.inspect(connection, scope: scope)
      let contents = try await answers(worlds, side, connection)
      await connection.close()
      return (catalog, try await FuzzDump(of: database), contents)
    }
  }

  private var scope: Scope { Scope(searchPath: path) }

  private func prepare(_ connection: Connection, _ side: FuzzSide) async throws {
    try await connection.execute("SET search_path = \(scope.path)")
    try await connection.execute("SET client_min_messages = error")
    try await connection.execute(preparation(side))
  }

  private func build(_ worlds: [World], _ side: FuzzSide, _ connection: Connection) async throws {
    for world in worlds {
      let sql = world.sql(side)
      do {
        try await connection.execute(sql)
      } catch {
        throw Failure(description: "the world itself is wrong: \(error)\n\(sql)")
      }
    }
  }

  private func answers(
    _ worlds: [World], _ side: FuzzSide, _ connection: Connection
  ) async throws -> [String?] {
    let queries = worlds.flatMap { $0.queries(side) }
    return try await connection.pipeline(queries.map { Query($0) }).map { $0[0, 0] }
  }

  private struct Heap: Hashable {
    let schema: String
    let name: String
  }

  /// Where each table's rows are.
  private func heaps(_ connection: Connection) async throws -> [Heap: String] {
    let rows = try await connection.query(
      """
      SELECT n.nspname, c.relname, c.relfilenode FROM pg_class c JOIN pg_namespace n
      ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND c.oid >= 16384
      """)
    return Dictionary(
      rows.indices.map {
        (Heap(schema: rows[$0, 0] ?? "", name: rows[$0, 1] ?? ""), rows[$0, 2] ?? "")
      },
      uniquingKeysWith: { first, _ in first })
  }

  private func compare(_ found: FuzzDump, _ wanted: FuzzDump, _ place: String) throws {
    try expect(found == wanted, "\(place):\n\(found.difference(from: wanted))")
  }

  private func expect(_ isTrue: Bool, _ message: @autoclosure () -> String) throws {
    if !isTrue { throw Failure(description: message()) }
  }
}

extension Hints {
  mutating func add(_ other: Hints) {
    renames.merge(other.renames) { $1 }
    labels.merge(other.labels) { $1 }
    usings.merge(other.usings) { $1 }
  }
}
