import Foundation
import Testing

@testable import WhimbrelPostgres

/// What psql prints for `sql`, or its error.
func psql(
  _ server: ServerBinaries, _ conninfo: String, _ sql: String
) async throws -> String {
  let outcome = try await offPool {
    try Spawn.run(
      [server.program("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", conninfo, "-c", sql],
      environment: Spawn.cleanEnvironment())
  }
  return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
}

func eventually(_ seconds: Double, _ condition: () -> Bool) async throws -> Bool {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while ContinuousClock.now < deadline {
    if condition() { return true }
    try await Task.sleep(for: .milliseconds(10))
  }
  return condition()
}
