import Foundation

/// Tells a project's folder from one that was at the same path before.
///
/// Data that is kept outside of the project (a server run for root) outlives a folder that is removed;
/// a fresh clone at the same path must not find it.
enum ProjectMark {
  private static func file(_ project: String) -> String { "\(project)/.whimbrel/local" }

  /// 8 hex digits for the project's own data: of its path and its mark.
  static func tag(_ project: String) -> String {
    let mark = (try? String(contentsOfFile: file(project), encoding: .utf8)) ?? ""
    return ServerFolders.tag("\(project)\n\(mark)")
  }

  /// Leaves a mark in the project unless it has one; throws when it cannot be written.
  static func make(in project: String) throws {
    let path = file(project)
    if access(path, F_OK) == 0 { return }
    let folder = "\(project)/.whimbrel"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let ignore = "\(folder)/.gitignore"
    if access(ignore, F_OK) != 0 {
      try "*\n".write(toFile: ignore, atomically: true, encoding: .utf8)
    }
    let mark = String(UInt64.random(in: .min ... .max), radix: 16) + "\n"
    let draft = "\(path).\(mark.dropLast())"
    try mark.write(toFile: draft, atomically: false, encoding: .utf8)
    defer { unlink(draft) }
    // Of two processes the first one's mark stays.
    guard link(draft, path) == 0 || errno == EEXIST else {
      throw ServerError(
        "cannot write \(path): \(String(cString: strerror(errno)))",
        help: "make the project's folder writable, or give --database-url")
    }
  }
}
