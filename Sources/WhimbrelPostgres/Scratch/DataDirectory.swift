import Foundation

/// Making data directories: by `initdb`, or as a copy of one that `initdb` made before.
enum DataDirectory {
  /// The locale of our servers: bytes in order, and letters beyond ASCII known as letters.
  static let locale: String = {
    #if os(Linux)
      let characters = Int32(1 << LC_CTYPE)
    #else
      let characters = LC_CTYPE_MASK
    #endif
    guard let known = newlocale(characters, "C.UTF-8", nil) else { return "C" }
    freelocale(known)
    return "C.UTF-8"
  }()

  /// Whether `path` holds a complete data directory, as far as the files at its top tell.
  static func exists(_ path: String) -> Bool {
    access("\(path)/PG_VERSION", F_OK) == 0 && access("\(path)/global/pg_control", F_OK) == 0
  }

  /// Runs `initdb` for `path`, whose parent must be a folder that the account can write to.
  ///
  /// The directory appears under its name only when complete, so that a kill leaves nothing that
  /// looks like one. The caller holds a lock that keeps others from making the same one. Throws
  /// what `initdb` says.
  static func initialise(
    _ path: String, binaries: ServerBinaries, account: ServerAccount, arguments: [String]
  ) throws {
    let script = """
      unfinished=$1 finished=$2; shift 2
      rm -rf "$unfinished" && "$@" -D "$unfinished" && mv "$unfinished" "$finished"
      """
    let initdb =
      [binaries.program("initdb"), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
      + ["--locale=\(locale)", "--no-instructions"] + arguments
    let outcome = try Spawn.run(
      account.shell(script, ["\(path).new", path] + initdb),
      environment: Spawn.cleanEnvironment())
    guard outcome.status == 0, exists(path) else {
      throw ServerError(
        "initdb could not make \(path)", detail: lastLines(of: outcome.output),
        help: "see that \((path as NSString).deletingLastPathComponent) has space and may be "
          + "written to, and that \(binaries.program("initdb")) works by itself")
    }
  }

  /// The path of a fresh data directory of this exact version to be copied from, made on first use
  /// (half a second). Throws what `initdb` says.
  static func template(_ binaries: ServerBinaries, account: ServerAccount) throws -> String {
    // Small WAL files and no checksums: less to copy, and nothing here outlives its command.
    let arguments =
      ["--wal-segsize=1"] + (binaries.major >= 18 ? ["--no-data-checksums"] : [])
    let key = [binaries.version, binaries.directory, locale] + arguments
    let cache = ServerFolders.cache(for: account)
    let path = "\(cache)/pg\(binaries.major)-\(ServerFolders.tag(key.joined(separator: "\n")))"
    if exists(path) { return path }
    try ServerFolders.makePrivate(cache, for: account)
    return try FileLock.hold("\(path).lock") {
      if exists(path) { return path }
      try initialise(path, binaries: binaries, account: account, arguments: arguments)
      return path
    }
  }

  /// The end of what a program printed or logged, for an error.
  static func lastLines(of text: String) -> String {
    text.split(separator: "\n").suffix(6).joined(separator: "\n")
  }
}
