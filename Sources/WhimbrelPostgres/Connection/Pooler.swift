import CPostgres
import Foundation
import Synchronization

/// A program between us and the server that may give each transaction another session.
///
/// There no session lock holds, and what a session sets stays behind in the sessions of others:
/// PgBouncer in transaction mode cleans nothing up, so our search path would become the
/// application's. It has to be found before anything is set.
enum Pooler {
  /// How long a probe waits: in a pool of one session it would wait for ours to end.
  private static let patience = Duration.seconds(1)
  /// Those that were found to keep sessions, as they are printed.
  private static let keeping = Mutex<Set<String>>([])

  /// Throws when `connection` has a session only as long as a transaction.
  ///
  /// A pooler shows by a session's number that is not the one told at connect. One that keeps a
  /// session for a client is fine: then no second client gets the first one's session.
  static func refuseSharing(
    _ connection: Connection, probe: () async throws -> Connection
  ) async throws {
    let told = await connection.backendPID
    guard let pid = try await connection.sessionNumber("", within: .seconds(10)) else {
      throw ConnectionError(
        .timeout, "cannot connect to \(connection.string): no session answers within 10 s")
    }
    let name = connection.string.redacted
    guard pid != told, !keeping.withLock({ $0.contains(name) }) else { return }
    var probes: [Connection] = []
    var isShared = false
    for _ in 0..<3 where !isShared {
      let other = try await probe()
      probes.append(other)
      do {
        // Whoever waits for a session in vain is not given ours.
        guard let found = try await other.sessionNumber("BEGIN; ", within: patience) else { break }
        isShared = found == pid
      } catch is PostgresError, is ConnectionError {
        // A pooler in statement mode refuses BEGIN, and hangs up.
        isShared = true
      }
    }
    if !isShared { isShared = try await connection.sessionNumber("", within: patience) != pid }
    for probe in probes { await probe.close() }
    if isShared { throw ConnectionError.sharedSession(connection.string) }
    keeping.withLock { _ = $0.insert(name) }
  }
}

extension ConnectionError {
  fileprivate static func sharedSession(_ string: ConnectionString) -> ConnectionError {
    ConnectionError(
      .pooled,
      "\(string) is a pooler that gives each transaction another session, "
        + "so no lock would hold, and what we set would stay behind in sessions of others")
  }
}

extension Connection {
  /// The number of the session that answers after `prefix` has run in it; nil when nobody answers
  /// in time. The connection is then of no use any more.
  fileprivate func sessionNumber(_ prefix: String, within limit: Duration) throws -> Int? {
    let pointer = try live()
    guard PQsendQuery(pointer, prefix + "SELECT pg_catalog.pg_backend_pid()") == 1 else {
      throw failure(of: pointer)
    }
    let deadline = ContinuousClock.now.advanced(by: limit)
    var number: Int?
    while true {
      while PQisBusy(pointer) == 1 {
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { return nil }
        var descriptor = pollfd(fd: PQsocket(pointer), events: Int16(POLLIN), revents: 0)
        _ = Foundation.poll(&descriptor, 1, Int32(clamping: left.milliseconds + 1))
        guard PQconsumeInput(pointer) == 1 else { throw failure(of: pointer) }
      }
      guard let result = PQgetResult(pointer) else { return number }
      number = try checked(result, on: pointer).firstInt ?? number
    }
  }
}

extension Rows {
  /// The number in the first row and column, where there is one.
  fileprivate var firstInt: Int? { isEmpty || columnCount == 0 ? nil : int(0, 0) }
}
