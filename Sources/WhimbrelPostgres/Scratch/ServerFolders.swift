import Foundation

/// Where the files of our servers are kept, and folders that only their account can enter.
package enum ServerFolders {
  /// What a server run for root keeps its data in: the account `postgres` cannot enter root's home.
  static let rootHome = "/var/lib/whimbrel"

  /// 8 hex digits of FNV-1a (32 bit) over the bytes of `text`: the same on every run and machine.
  static func tag(_ text: String) -> String {
    var hash: UInt32 = 0x811c_9dc5
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// The folder for sockets and throwaway servers: `TMPDIR` where the account can use it and the
  /// path leaves room for a socket's name (107 bytes, 103 on macOS), else `/tmp`.
  static func temporary(for account: ServerAccount) -> String {
    let told = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    let folder = told.count > 1 && told.hasSuffix("/") ? String(told.dropLast()) : told
    guard folder.hasPrefix("/"), folder.utf8.count <= 56, account.canReach(folder) else {
      return "/tmp"
    }
    var info = stat()
    let open = stat(folder, &info) == 0 && info.st_mode & 0o1002 == 0o1002
    return open || !account.isOther ? folder : "/tmp"
  }

  /// The folder for throwaway servers: in memory where there is plenty, since making databases is
  /// mostly writing files that nobody will want, else the temporary folder. `TMPDIR` wins.
  static func throwaway(for account: ServerAccount) -> String {
    let memory = "/dev/shm"
    let gigabyte: UInt64 = 1 << 30
    guard ProcessInfo.processInfo.environment["TMPDIR"] == nil, account.canReach(memory),
      freeBytes(memory) >= 2 * gigabyte, spareMemory() >= 4 * gigabyte
    else { return temporary(for: account) }
    return memory
  }

  private static func freeBytes(_ folder: String) -> UInt64 {
    var info = statvfs()
    guard statvfs(folder, &info) == 0 else { return 0 }
    return UInt64(info.f_bavail) * UInt64(info.f_frsize)
  }

  /// The memory that could be taken without swapping, and within the limit of a container.
  private static func spareMemory() -> UInt64 {
    let text = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    let kilobytes = line.flatMap { UInt64($0.filter(\.isNumber)) } ?? 0
    // "max" is no number, and neither is a file that is not there.
    let limits = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
      .compactMap { try? String(contentsOfFile: $0, encoding: .utf8) }
      .compactMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    return min(kilobytes * 1024, limits.min() ?? .max)
  }

  /// Where initialised data directories are kept to be copied from.
  static func cache(for account: ServerAccount) -> String {
    if account.isOther { return "\(rootHome)/cache" }
    let environment = ProcessInfo.processInfo.environment
    if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") { return "\(base)/whimbrel" }
    if let home = environment["HOME"], home.hasPrefix("/"), access(home, W_OK | X_OK) == 0 {
      return "\(home)/.cache/whimbrel"
    }
    return "\(temporary(for: account))/whimbrel-cache-\(account.userID)"
  }

  /// Makes the folder that holds a project's data directories. In the project it is kept out of git.
  /// Throws when it cannot be made.
  static func makeHome(_ folder: String, for account: ServerAccount) throws {
    if account.isOther { return try makePrivate(folder, for: account) }
    let ignore = "\(folder)/.gitignore"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if access(ignore, F_OK) != 0 {
      try "*\n".write(toFile: ignore, atomically: true, encoding: .utf8)
    }
  }

  /// Makes `folder`, and what is missing above it, so that the account can work in it and no one
  /// else can enter it. Throws when it is there and somebody else's, a link, or open to others.
  static func makePrivate(_ folder: String, for account: ServerAccount) throws {
    let parent = (folder as NSString).deletingLastPathComponent
    if access(parent, F_OK) != 0 {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      // A strict umask of root's would close it to the server's account.
      if account.isOther { chmod(parent, 0o755) }
    }
    if mkdir(folder, 0o700) == 0 {
      if account.isOther { chown(folder, account.userID, account.groupID) }
      return
    }
    guard errno == EEXIST else {
      throw ServerError(
        "cannot make the folder \(folder): \(String(cString: strerror(errno)))",
        help: "make it writable for this account")
    }
    var info = stat()
    // A folder in /tmp may have been put there by anyone, and may be a link to elsewhere.
    guard lstat(folder, &info) == 0, info.st_mode & S_IFMT == S_IFDIR,
      info.st_uid == account.userID, info.st_mode & 0o077 == 0
    else {
      throw ServerError(
        "the folder \(folder) is not a private folder of the account that runs the server",
        help: "look at what is in it, then remove it: rm -r \(folder)")
    }
  }
}
