import WhimbrelPostgres

/// Compares revisions with those that git has already: the sum file could have been rewritten.
struct GitGuard {
  let project: Project
  let folder: VersionsFolder

  init(_ project: Project, _ folder: VersionsFolder) {
    self.project = project
    self.folder = folder
  }

  /// Throws `Failure` with exit code 4 when a revision that exists at the merge base with
  /// `reference` is gone or different.
  func verify(since reference: String) throws {
    guard !reference.hasPrefix("-") else {
      throw UsageError("\"\(reference)\" is no git reference", help: "name a branch or a commit")
    }
    let base =
      try git(["merge-base", reference, "HEAD"], or: "find the merge base with \(reference)")
      .split(separator: "\n").first.map(String.init) ?? reference
    let listed = try git(
      ["diff", "--name-status", "--no-renames", "-z", base, "--", folder.path],
      or: "compare with \(reference)")
    let words = listed.split(separator: "\0", omittingEmptySubsequences: true).map(String.init)
    var broken: [String] = []
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      let (status, path) = (words[index], words[index + 1])
      guard path.hasSuffix(".sql"), status != "A" else { continue }
      if status == "D", try movedToSquashed(path, base) { continue }
      broken.append("  \(path) was \(status == "D" ? "deleted or renamed" : "edited")")
    }
    guard broken.isEmpty else {
      throw Failure(
        "\(broken.count == 1 ? "a revision" : "\(broken.count) revisions") of \(reference) "
          + "\(broken.count == 1 ? "is" : "are") not as merged",
        code: .appendOnlyBroken, details: broken,
        help:
          "git checkout \(base.prefix(12)) -- \(folder.shown), and say the change in a new revision"
      )
    }
  }

  private func movedToSquashed(_ path: String, _ base: String) throws -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let moved = "\(folder.path)/\(VersionsFolder.squashed)/\(name)"
    guard Files.exists(moved) else { return false }
    return try git(["rev-parse", "\(base):\(path)"], or: "look at \(path)")
      == git(["hash-object", moved], or: "look at \(moved)")
  }

  private func git(_ words: [String], or what: String) throws -> String {
    let outcome = try Spawn.run(
      ["git", "-C", project.root] + words, environment: Spawn.cleanEnvironment())
    guard outcome.status == 0 else {
      throw Failure(
        "git cannot \(what)", details: outcome.output.split(separator: "\n").map(String.init),
        help: "fetch the branch first, with its history: git fetch origin")
    }
    return outcome.output
  }
}
