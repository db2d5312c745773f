import Foundation

/// The account that a server of ours runs as: this one, or `postgres` when this one is root,
/// since PostgreSQL refuses to run as root.
package struct ServerAccount: Hashable, Sendable {
  package let name: String
  package let userID: uid_t
  package let groupID: gid_t
  /// What goes before a command so that it runs as this account; empty when that is this process's.
  package let prefix: [String]

  /// Whether servers run as another account than this process.
  package var isOther: Bool { !prefix.isEmpty }

  /// Finds the account. Throws when root has no account or no tool to lend it to a server.
  package static func current() throws -> ServerAccount {
    guard geteuid() == 0 else {
      return ServerAccount(name: "", userID: geteuid(), groupID: getegid(), prefix: [])
    }
    guard let (name, userID, groupID) = account("postgres") ?? account("nobody") else {
      throw ServerError(
        "root cannot run PostgreSQL, and there is no account postgres or nobody",
        help: "make one: useradd --system postgres")
    }
    for folder in ["/usr/bin", "/bin", "/usr/sbin", "/sbin"] {
      let tool = "\(folder)/setpriv"
      guard access(tool, X_OK) == 0 else { continue }
      return ServerAccount(
        name: name, userID: userID, groupID: groupID,
        prefix: [tool, "--reuid=\(userID)", "--regid=\(groupID)", "--init-groups", "--"])
    }
    for folder in ["/usr/sbin", "/sbin", "/usr/bin", "/bin"] {
      let tool = "\(folder)/runuser"
      guard access(tool, X_OK) == 0 else { continue }
      return ServerAccount(
        name: name, userID: userID, groupID: groupID, prefix: [tool, "-u", name, "--"])
    }
    throw ServerError(
      "root cannot run PostgreSQL, and neither setpriv nor runuser is here",
      help: "apt-get install util-linux, or run as another user")
  }

  /// The command line that runs `script` under `sh` as this account, with `arguments` as its `$1`
  /// and on. It starts in `/`: the current folder may be closed to the account.
  func shell(_ script: String, name: String = "whimbrel", _ arguments: [String]) -> [String] {
    prefix + ["/bin/sh", "-c", "cd / || exit 1\n" + script, name] + arguments
  }

  /// The command line that runs `command` as this account.
  func command(_ command: [String]) -> [String] {
    shell("exec \"$@\"", command)
  }

  /// Whether this account may pass through every folder above `path` and read `path` itself,
  /// by the permission bits.
  func canReach(_ path: String) -> Bool {
    guard isOther else { return access(path, R_OK | X_OK) == 0 }
    var folder = ""
    let parts = path.split(separator: "/")
    for (index, part) in parts.enumerated() {
      folder += "/\(part)"
      var info = stat()
      guard stat(folder, &info) == 0 else { return false }
      let wanted: mode_t = index == parts.count - 1 ? 0o5 : 0o1
      let shift: mode_t = info.st_uid == userID ? 6 : info.st_gid == groupID ? 3 : 0
      guard (info.st_mode >> shift) & wanted == wanted else { return false }
    }
    return true
  }

  private static func account(_ name: String) -> (String, uid_t, gid_t)? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      return nil
    }
    return (name, entry.pw_uid, entry.pw_gid)
  }
}
