import Foundation
import Testing

@testable import WhimbrelPostgres

@Suite struct SpawnTests {
  @Test func aChildHasOnlyWhatItWasGiven() async throws {
    // Open, and inherited unless something is done about it, as Foundation's pipes are.
    let leaking = (0..<3).map { _ in dup(2) }
    defer { for descriptor in leaking { close(descriptor) } }
    let outcome = try await offPool {
      try Spawn.run(
        [
          "/bin/sh", "-c", "for n in 3 4 5 6 7 8 9; do { true >&$n; } 2>/dev/null && echo $n; done",
        ],
        environment: Spawn.cleanEnvironment())
    }
    #expect(outcome.output == "")
    let pipe = try Spawn.pipe()
    defer { close(pipe.reader) }
    let child = try Spawn.launch(
      ["/bin/sh", "-c", "exec sleep 600"], environment: Spawn.cleanEnvironment(),
      descriptors: [5: pipe.writer])
    close(pipe.writer)
    #expect(!Spawn.isClosed(pipe.reader, within: 100))
    #if os(Linux)
      // At first it has the files of its own libraries open.
      var held: [String]?
      _ = try await eventually(20) {
        held = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(child)/fd").sorted()
        return held == ["0", "1", "2", "5"]
      }
      #expect(held == ["0", "1", "2", "5"])
    #endif
    kill(child, SIGKILL)
    #expect(await offPoolWait(child) == 128 + SIGKILL)
    #expect(Spawn.isClosed(pipe.reader, within: 1000))
  }

  private func offPoolWait(_ pid: pid_t) async -> Int32 {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: Spawn.wait(for: pid)) }
    }
  }

  @Test func aMissingProgramIsSaid() throws {
    let error = try #require(throws: ServerError.self) {
      try Spawn.run(["/nonexistent/program"], environment: [:])
    }
    #expect(error.summary.contains("/nonexistent/program: No such file"))
  }
}
