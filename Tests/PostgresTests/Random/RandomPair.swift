import Foundation
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Two random schemas, and the way from one to the other and back.
struct RandomPair: Sendable {
  var before: RandomSchema
  var after: RandomSchema

  /// Two that have nothing in common but their names.
  static func unlike(_ seed: UInt64, _ server: TestServer) -> RandomPair {
    var generator = generator(seed, server)
    let size = size(&generator)
    return RandomPair(before: generator.schema(size: size), after: generator.schema(size: size))
  }

  /// One, and the same a little changed.
  static func edit(_ seed: UInt64, _ server: TestServer) -> RandomPair {
    var generator = generator(seed, server)
    let size = size(&generator)
    let before = generator.schema(size: size)
    return RandomPair(before: before, after: generator.edited(before))
  }

  private static func generator(_ seed: UInt64, _ server: TestServer) -> RandomGenerator {
    RandomGenerator(
      seed: seed, major: server.version.major,
      hasExtensions: server.extensions.isSuperset(of: ["citext", "btree_gist", "hstore"]))
  }

  /// Small ones find the most; one in twenty is large.
  private static func size(_ generator: inout RandomGenerator) -> Int {
    generator.random.oneIn(20) ? 150 : 4 + generator.random.below(30)
  }

  /// nil when the plan leads there, a second one is empty, and the way back restores.
  func failure(on server: TestServer, dumps: Bool, rows: Bool) async throws -> RandomFailure? {
    do {
      try await TestDatabase.with(server) { database in
        try await TestDatabase.with(server) { fresh in
          let start = try await RandomDatabase.make(before, in: database)
          let goal = try await RandomDatabase.make(after, in: fresh)
          try await Self.go(from: start, to: goal, dumps: dumps, withRows: rows)
        }
      }
      return nil
    } catch let failure as RandomFailure {
      if rows, failure.sort.hasSuffix("rows refuse") {
        return try await self.failure(on: server, dumps: dumps, rows: false)
      }
      return failure
    }
  }

  private static func go(
    from start: RandomDatabase, to goal: RandomDatabase, dumps: Bool, withRows: Bool
  ) async throws {
    let database = start.database
    let first = dumps ? try await DumpLines.lines(of: database) : []
    let connection = try await database.connect()
    // Rows that do not fit what comes would only show that; pairs of unlike schemas go without.
    var maker = try await RowMaker(connection, scope: Scope())
    if withRows { try await maker.fill(Set(maker.shapes.tables.keys)) }
    let rows = try await KeptRows.read(connection, maker)
    let plan = Planner.plan(from: start.catalog, to: goal.catalog)
    do {
      try await move(plan, connection, "there", goal.catalog, goal.printout)
      if dumps {
        let (reached, wanted) = (
          try await DumpLines.lines(of: database), try await DumpLines.lines(of: goal.database)
        )
        let difference = DumpLines.difference(reached, wanted)
        if !difference.isEmpty { throw RandomFailure("dump there: \(difference)") }
      }
    } catch let failure as RandomFailure {
      await connection.close()
      throw RandomFailure("\(failure)\n\(script(plan))")
    }
    let back = Planner.plan(from: goal.catalog, to: start.catalog)
    do {
      try await move(back, connection, "back", start.catalog, start.printout)
      if dumps {
        let difference = DumpLines.difference(try await DumpLines.lines(of: database), first)
        if !difference.isEmpty { throw RandomFailure("dump back: \(difference)") }
      }
      let lost = try await rows.lost(connection)
      if !plan.announcesLoss, !back.announcesLoss, !lost.isEmpty {
        throw RandomFailure("rows: \(lost) are not what they were\n\(script(plan))\nback")
      }
    } catch let failure as RandomFailure {
      await connection.close()
      throw RandomFailure("\(failure)\n\(script(back))")
    }
    await connection.close()
  }

  private static func move(
    _ plan: Plan, _ connection: Connection, _ way: String, _ catalog: Catalog, _ wanted: Printout
  ) async throws {
    do {
      try await RandomDatabase.run(plan, on: connection)
    } catch let failure as RandomFailure {
      throw RandomFailure("\(way) \(failure)")
    }
    let printout = try await Printout.read(connection, scope: Scope())
    let differences = try await Rewording(connection).real(
      printout.differences(from: wanted, RandomDatabase.comparison))
    if !differences.isEmpty {
      let lines = differences.prefix(8).map(\.description).joined(separator: "\n")
      throw RandomFailure("printed \(way): \(lines)")
    }
    let reached = try await Inspector.inspect(connection, scope: Scope())
    let second = Differ(from: reached, to: catalog).changes()
    if !second.isEmpty { throw RandomFailure("second plan \(way): \(second.prefix(8))") }
  }

  private static func script(_ plan: Plan) -> String {
    "the plan:\n" + plan.statements.map { "\($0.sql);" }.joined(separator: "\n")
  }

  // MARK: Making it small

  /// The smallest pair that was found to fail in the same way, within so many tries.
  func shrunk(
    _ failure: RandomFailure, on server: TestServer, rows: Bool, tries: Int = 80
  ) async throws
    -> (RandomPair, RandomFailure)
  {
    var best = (pair: self, failure: failure)
    var left = tries
    var keys = Set(before.items.map(\.key)).union(after.items.map(\.key)).sorted()
    var chunk = max(1, keys.count / 2)
    while chunk >= 1, left > 0 {
      var position = 0
      var isSmaller = false
      while position < keys.count, left > 0 {
        let gone = Set(keys[position..<min(position + chunk, keys.count)])
        for side in [Side.both, .before, .after] where left > 0 {
          let smaller = best.pair.without(gone, side)
          if smaller.count == best.pair.count { continue }
          left -= 1
          if let other = try? await smaller.failure(on: server, dumps: false, rows: rows),
            other.sort == failure.sort
          {
            best = (smaller, other)
            isSmaller = true
            break
          }
        }
        position += chunk
      }
      let remaining = Set(best.pair.before.items.map(\.key)).union(best.pair.after.items.map(\.key))
      keys = keys.filter(remaining.contains)
      if chunk == 1, !isSmaller { break }
      if !isSmaller || chunk > keys.count { chunk = max(1, chunk / 2) }
    }
    return best
  }

  private enum Side { case both, before, after }
  private var count: Int { before.items.count + after.items.count }

  private func without(_ keys: Set<String>, _ side: Side) -> RandomPair {
    var pair = self
    if side != .after { pair.before.items.removeAll { keys.contains($0.key) } }
    if side != .before { pair.after.items.removeAll { keys.contains($0.key) } }
    pair.before = pair.before.pruned()
    pair.after = pair.after.pruned()
    return pair
  }
}
