import Foundation
import WhimbrelPostgres

/// A runner in a process of its own (`RunnerProbe`), over revisions in a folder.
struct ProbeProcess {
  let folder: String
  let conninfo: String

  /// Writes the revisions to a new folder, which goes with `remove`.
  init(_ revisions: Revisions, conninfo: String) throws {
    self.conninfo = conninfo
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("whimbrel-probe-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (number, known) in revisions.all.enumerated() {
      let path = "\(folder)/\(String(1000 + number)).sql"
      try Data(known.revision.source.bytes).write(to: URL(fileURLWithPath: path))
    }
  }

  func remove() throws { try FileManager.default.removeItem(atPath: folder) }

  struct Ended {
    var status: Int32
    var wasSignalled: Bool
    var errors: String
  }

  /// Runs it; sends `signal` after `delay` when it is still there, and waits for its end.
  func run(signal: Int32? = nil, after delay: Duration = .zero) async throws -> Ended {
    let process = Process()
    process.executableURL = try Self.executable
    process.arguments = [conninfo, folder]
    let errors = folder + "/errors-\(UUID().uuidString)"
    try Data().write(to: URL(fileURLWithPath: errors))
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
    process.standardError = handle
    process.standardOutput = FileHandle.nullDevice
    let killer = Task {
      try await Task.sleep(for: delay)
      if let signal, process.isRunning { kill(process.processIdentifier, signal) }
    }
    try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in ended.resume() }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        ended.resume(throwing: error)
      }
    }
    killer.cancel()
    // A thousand runs would leave as many files open.
    try handle.close()
    let said = try String(contentsOfFile: errors, encoding: .utf8)
    try FileManager.default.removeItem(atPath: errors)
    return Ended(
      status: process.terminationStatus,
      wasSignalled: process.terminationReason == .uncaughtSignal, errors: said)
  }

  /// Built beside the test bundle.
  private static var executable: URL {
    get throws {
      var folder = Bundle.main.executableURL?.deletingLastPathComponent()
      for _ in 0..<6 {
        if let found = folder?.appendingPathComponent("RunnerProbe"),
          FileManager.default.isExecutableFile(atPath: found.path)
        {
          return found
        }
        folder?.deleteLastPathComponent()
      }
      throw TestServerError("RunnerProbe is not beside the tests: build them with swift build")
    }
  }
}
