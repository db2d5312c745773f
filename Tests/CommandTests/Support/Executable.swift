import Foundation

/// The executables that the build put beside the tests.
enum Executable: String {
  case whimbrel
  case rootly = "Rootly"

  var path: String { "\(Self.folder)/\(rawValue)" }

  private static let folder: String = {
    if let named = ProcessInfo.processInfo.environment["WHIMBREL_TEST_BIN"] { return named }
    #if os(Linux)
      let runner = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      return runner.deletingLastPathComponent().path
    #else
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
      return bundle.bundleURL.deletingLastPathComponent().path
    #endif
  }()

  /// What a run printed, and its exit code.
  struct Outcome {
    let code: Int32
    let output: String
    let errors: String

    /// The line that can be obeyed.
    var help: String? {
      errors.split(separator: "\n").last { $0.hasPrefix("help: ") }.map(String.init)
    }
  }

  /// Runs it in `folder` with nothing of our own environment that would lead it elsewhere.
  func run(
    _ words: [String], in folder: String, environment: [String: String] = [:]
  ) async throws -> Outcome {
    let path = path
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result { try Self.run(path, words, in: folder, environment) })
      }
    }
  }

  private static func run(
    _ path: String, _ words: [String], in folder: String, _ environment: [String: String]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = words
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment
      .filter {
        !$0.key.hasPrefix("WHIMBREL_") && !$0.key.hasPrefix("PG") && $0.key != "DATABASE_URL"
      }
      .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Two pipes are read at once, or the one that is not read fills up.
    let lock = NSLock()
    nonisolated(unsafe) var said = Data()
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
      let data = errors.fileHandleForReading.readDataToEndOfFile()
      lock.withLock { said = data }
    }
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    group.wait()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: lock.withLock { String(decoding: said, as: UTF8.self) })
  }
}
