import WhimbrelPlanning

/// Compares revisions with those that git has already: the sum file could have been rewritten.
struct GitGuard {
  let folder: VersionsFolder
  private let git: Git

  init(_ project: Project, _ folder: VersionsFolder) {
    self.folder = folder
    git = Git(folder: project.root)
  }

  // MARK: What was merged stays as it was

  /// Throws `Failure` with exit code 4 when a revision that exists at the merge base with
  /// `reference` is gone or different.
  func verify(since reference: String, _ versions: Versions) throws {
    try refuseOption(reference)
    let base =
      try git.output(
        ["merge-base", reference, "HEAD"], or: "find the merge base with \(reference)"
      ).split(separator: "\n").first.map(String.init) ?? reference
    let listed = try git.output(
      ["diff", "--name-status", "--no-renames", "-z", base, "--", folder.path],
      or: "compare with \(reference)")
    let words = listed.split(separator: "\0", omittingEmptySubsequences: true).map(String.init)
    var broken: [String] = []
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      let (status, path) = (words[index], words[index + 1])
      guard path.hasSuffix(".sql"), status != "A" else { continue }
      if status == "D" {
        if try movedToSquashed(path, base) { continue }
        if try isForgotten(path, base, versions) { continue }
      }
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

  private func refuseOption(_ reference: String) throws(UsageError) {
    guard reference.hasPrefix("-") else { return }
    throw UsageError("\"\(reference)\" is no git reference", help: "name a branch or a commit")
  }

  private func movedToSquashed(_ path: String, _ base: String) throws -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let moved = "\(folder.path)/\(VersionsFolder.squashed)/\(name)"
    guard Files.exists(moved) else { return false }
    return try git.output(["rev-parse", "\(base):\(path)"], or: "look at \(path)")
      == git.output(["hash-object", moved], or: "look at \(moved)")
  }

  /// Whether a squash that is there stands for a file that was kept for it alone.
  private func isForgotten(_ path: String, _ base: String, _ versions: Versions) throws -> Bool {
    guard path.split(separator: "/").dropLast().last == Substring(VersionsFolder.squashed) else {
      return false
    }
    let text = try git.output(["show", "\(base):\(path)"], or: "look at \(path)")
    let id = try RevisionReader.read(SourceText(name: path, text: text)).id
    return versions.all.contains { $0.header.replaces.contains(id) }
  }

  // MARK: What everybody has

  /// The revisions that everybody has.
  struct Merged {
    let reference: String
    /// By name below the folder.
    let files: Set<String>
  }

  /// What a reference has, or else the branch that others take theirs from; nil when there is none,
  /// such as outside of git. Throws `Failure` for a reference that is none.
  func merged(since reference: String?) throws -> Merged? {
    guard Files.isFolder(folder.path) else { return nil }
    if let reference {
      try refuseOption(reference)
      return Merged(reference: reference, files: try files(of: reference))
    }
    let own = try git.line(["symbolic-ref", "-q", "--short", "HEAD"])
    for candidate in ["origin/HEAD", "origin/main", "origin/master", "main", "master"]
    where own != candidate {
      let words = ["rev-parse", "--verify", "-q", "\(candidate)^{commit}"]
      guard try git.line(words) != nil else { continue }
      return Merged(reference: candidate, files: try files(of: candidate))
    }
    return nil
  }

  private func files(of reference: String) throws -> Set<String> {
    let listed = try Git(folder: folder.path).output(
      ["ls-tree", "-r", "-z", "--name-only", reference], or: "look at \(reference)")
    return Set(listed.split(separator: "\0").map(String.init))
  }
}
