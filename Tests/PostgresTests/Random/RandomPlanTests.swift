import Foundation
import Testing
import WhimbrelPostgres

/// From any schema to any other: the plan leads there, a second one is empty, and the way back restores.
///
/// `make soak N=3000` tries that many pairs and edits instead of a few, from the seed after the last one
/// that was done; `SEED=17` tries that one alone.
@Suite struct RandomPlanTests {
  @Test func unlikeSchemas() async throws { try await run("pairs", RandomPair.unlike) }
  @Test func smallEdits() async throws { try await run("edits", RandomPair.edit) }

  private func run(
    _ sort: String, _ make: @escaping @Sendable (UInt64, TestServer) -> RandomPair
  ) async throws {
    let settings = RandomSettings.current
    for major in settings.majors {
      let server: TestServer
      do {
        server = try await TestServers.shared.server(major: major)
      } catch {
        NotRun.note(on: "PostgreSQL \(major)", because: "\(error)", test: "random \(sort)")
        continue
      }
      try await RandomServer.prepare(server)
      let progress = RandomProgress(settings, sort, server.version.major)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<2 {
          group.addTask {
            while !settings.isOver, let seed = progress.next() {
              let failure = try await Self.failure(seed, sort, server, make)
              #expect(failure == nil, "\(failure ?? "")")
              progress.done(seed)
            }
          }
        }
        try await group.waitForAll()
      }
    }
    RandomCount.report()
  }

  /// What is wrong, with the smallest pair of schemas that shows it; nil when nothing is.
  private static func failure(
    _ seed: UInt64, _ sort: String, _ server: TestServer,
    _ make: @Sendable (UInt64, TestServer) -> RandomPair
  ) async throws -> String? {
    let pair = make(seed, server)
    let rows = seed % 3 == 0
    guard let failure = try await pair.failure(on: server, dumps: seed % 20 == 0, rows: rows)
    else { return nil }
    let (small, smaller) = try await pair.shrunk(failure, on: server, rows: rows)
    let place = "\(sort), seed \(seed), PostgreSQL \(server.version.major)"
    return """
      \(place):
      \(smaller)
      -- before
      \(small.before.script)-- after
      \(small.after.script)
      """
  }
}
