import Foundation

/// Programs that a person chose, with the person's own environment: an editor, a formatter.
extension Spawn {
  /// Runs a command in a folder to its end and returns its exit code and what it printed.
  ///
  /// Throws when it cannot be started.
  package static func run(_ command: [String], in folder: String) throws -> Outcome {
    try run(
      ["/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder] + command,
      environment: ProcessInfo.processInfo.environment)
  }

  /// Runs a command on our own standard input, output and error, and returns its exit code.
  package static func runInForeground(_ command: [String]) throws -> Int32 {
    wait(
      for: try launch(
        command, environment: ProcessInfo.processInfo.environment, descriptors: [0: 0, 1: 1, 2: 2]))
  }
}
