/// The folder a command works in: the one with `versions/` or `Package.swift`.
struct Project: Sendable {
  /// Absolute, without symbolic links.
  let root: String
  /// Where the command was called.
  let current: String

  /// The current folder if it has `versions/` or `Package.swift`, else the nearest parent that has,
  /// else the current folder.
  static func find(versions: String) -> Project {
    let current = Files.currentFolder
    var folder: String? = current
    while let candidate = folder {
      let marks = [versions, "Package.swift"].map { "\(candidate)/\($0)" }
      if marks.contains(where: Files.exists) { return Project(root: candidate, current: current) }
      folder = candidate == "/" ? nil : Files.parent(of: candidate)
    }
    return Project(root: current, current: current)
  }

  /// An absolute path of one that is said as seen from the project's folder.
  func path(_ relative: String) -> String {
    relative.hasPrefix("/") ? relative : "\(root)/\(relative)"
  }

  /// The path as a person at the terminal would say it.
  func shown(_ path: String) -> String {
    let prefix = current == "/" ? "/" : current + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
