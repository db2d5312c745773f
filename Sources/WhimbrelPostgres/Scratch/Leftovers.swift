import Foundation

/// The folders of throwaway servers whose owner and watchdog were killed together, as the end of
/// a container does: found and removed by the next server that starts.
enum Leftovers {
  /// A lock on a throwaway server's folder that says its owner is alive.
  ///
  /// Process ids would not do: two containers may share a temporary folder.
  final class Claim: Sendable {
    private let descriptor: Int32

    init(_ folder: String) {
      descriptor = open(Leftovers.claimFile(folder), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      flock(descriptor, LOCK_EX | LOCK_NB)
    }

    deinit { close(descriptor) }
  }

  /// A fresh name for a throwaway server's folder.
  static func newName(in temporary: String, account: ServerAccount) -> String {
    let random = String(UInt64.random(in: .min ... .max), radix: 36)
    return "\(temporary)/\(prefix(account))\(random)"
  }

  /// Removes folders that are at least ten minutes old and that nobody claims.
  static func sweep(_ temporary: String, account: ServerAccount) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: temporary)) ?? []
    for name in names where name.hasPrefix(prefix(account)) {
      let folder = "\(temporary)/\(name)"
      var info = stat()
      guard lstat(folder, &info) == 0, info.st_mode & S_IFMT == S_IFDIR,
        info.st_uid == account.userID,
        Date().timeIntervalSince1970 - Double(modified(info)) > 600,
        !isClaimed(folder)
      else { continue }
      let data = "\(folder)/data"
      if let state = PostmasterFile(dataDirectory: data), state.isAlive(dataDirectory: data) {
        kill(state.pid, SIGQUIT)
      }
      try? FileManager.default.removeItem(atPath: folder)
    }
  }

  private static func isClaimed(_ folder: String) -> Bool {
    let descriptor = open(claimFile(folder), O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return errno != ENOENT }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }

  private static func claimFile(_ folder: String) -> String { "\(folder)/owner.lock" }

  private static func prefix(_ account: ServerAccount) -> String {
    "whimbrel-run-\(account.userID)-"
  }

  private static func modified(_ info: stat) -> Int {
    #if os(Linux)
      info.st_mtim.tv_sec
    #else
      info.st_mtimespec.tv_sec
    #endif
  }
}
