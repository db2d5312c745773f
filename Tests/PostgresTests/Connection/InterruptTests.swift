import Foundation
import Testing

@testable import WhimbrelPostgres

/// Ctrl-C, each in a process of its own, which it ends.
@Suite(.database) struct InterruptTests {
  /// The statement is cancelled, the next one refused, a shielded one sent.
  @Test func theStatementIsCancelledAndTheCommandUnwinds() async throws {
    let url = try TestDatabase.current.string.redacted
    await #expect(processExitsWith: .exitCode(130)) { [url = url as String] in
      Interrupts.install()
      let connection = try await Connection.connect(to: ConnectionString(url))
      try await connection.execute("CREATE TABLE done (word text)")
      afterAWhile { kill(getpid(), SIGINT) }
      var words: [String] = []
      do {
        try await connection.query("SELECT pg_sleep(60)")
      } catch let error as PostgresError {
        words.append(error.sqlState)
      }
      do {
        try await connection.query("SELECT 1")
      } catch let error as ConnectionError {
        words.append("\(error.kind)")
      }
      let said = words.joined(separator: " ")
      try await Interrupts.shielded {
        _ = try await connection.query("INSERT INTO done VALUES ($1)", [said])
      }
      exit(Interrupts.isInterrupted ? 130 : 1)
    }
    let connection = try await TestDatabase.current.connect()
    #expect(try await connection.query("SELECT word FROM done")[0] == "57014 interrupted")
  }

  /// What does not unwind in time is cleaned up for, and ended.
  @Test func aCommandThatHangsIsEnded() async throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("whimbrel-cleaned-\(UUID().uuidString)").path
    let clock = ContinuousClock()
    let before = clock.now
    await #expect(processExitsWith: .exitCode(130)) { [file = file as String] in
      Interrupts.install()
      let kept = Interrupts.onInterrupt { creat(file + ".kept", 0o600) }
      let forgotten = Interrupts.onInterrupt { creat(file + ".forgotten", 0o600) }
      forgotten.forget()
      kill(getpid(), SIGTERM)
      sleep(60)
      withExtendedLifetime(kept) {}
    }
    #expect(clock.now - before < .seconds(10))
    #expect(access(file + ".kept", F_OK) == 0)
    #expect(access(file + ".forgotten", F_OK) != 0)
    unlink(file + ".kept")
  }

  @Test func aSecondSignalEndsAtOnce() async throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("whimbrel-cleaned-\(UUID().uuidString)").path
    await #expect(processExitsWith: .exitCode(130)) { [file = file as String] in
      Interrupts.install()
      let kept = Interrupts.onInterrupt { creat(file, 0o600) }
      kill(getpid(), SIGINT)
      while !Interrupts.isInterrupted { usleep(1000) }
      kill(getpid(), SIGINT)
      sleep(60)
      withExtendedLifetime(kept) {}
    }
    #expect(access(file, F_OK) != 0)
  }

  @Test func aBrokenPipeIsNoEnd() async throws {
    await #expect(processExitsWith: .success) {
      Interrupts.install()
      kill(getpid(), SIGPIPE)
      exit(0)
    }
  }
}

private func afterAWhile(_ body: @escaping @Sendable () -> Void) {
  DispatchQueue.global().asyncAfter(deadline: .now() + 0.3, execute: body)
}
