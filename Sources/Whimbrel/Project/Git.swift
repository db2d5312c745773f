import WhimbrelPostgres

/// git, run in a folder.
struct Git: Sendable {
  let folder: String

  /// What git prints. Throws `Failure` with what it says when it fails.
  func output(_ words: [String], or what: String) throws -> String {
    let outcome = try run(words)
    guard outcome.status == 0 else {
      throw Failure(
        "git cannot \(what)", details: outcome.output.split(separator: "\n").map(String.init),
        help: "fetch the branch first, with its history: git fetch origin")
    }
    return outcome.output
  }

  /// The first line that git prints; nil when it fails, or when there is no git.
  func line(_ words: [String]) throws -> String? {
    do {
      let outcome = try run(words)
      guard outcome.status == 0 else { return nil }
      return outcome.output.split(separator: "\n").first.map(String.init) ?? ""
    } catch is ServerError {
      return nil
    }
  }

  private func run(_ words: [String]) throws -> Spawn.Outcome {
    try Spawn.run(["git", "-C", folder] + words, environment: Spawn.cleanEnvironment())
  }
}
