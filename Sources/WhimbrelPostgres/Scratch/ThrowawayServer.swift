import Foundation
import Synchronization

/// A server of our own that lives as long as this value, and never longer than this process.
///
/// It listens on a unix socket in a folder that only its account can enter, and keeps nothing
/// safe: `fsync` is off.
package final class ThrowawayServer: Sendable {
  package let binaries: ServerBinaries
  /// Holds the data, the log and the socket; removed when the server ends.
  package let folder: String
  private let watchdog: Mutex<Watchdog?>
  private let claim: Leftovers.Claim

  private static let settings = [
    "listen_addresses=", "unix_socket_permissions=0700", "fsync=off", "synchronous_commit=off",
    "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "shared_buffers=32MB",
    "max_connections=50", "max_locks_per_transaction=1024", "jit=off", "min_wal_size=8MB",
    "max_wal_size=256MB", "checkpoint_timeout=1h", "autovacuum_naptime=1h",
    "log_destination=stderr", "logging_collector=off", "dynamic_shared_memory_type=mmap",
    "update_process_title=off",
  ]

  private init(
    binaries: ServerBinaries, folder: String, watchdog: Watchdog, claim: Leftovers.Claim
  ) {
    self.binaries = binaries
    self.folder = folder
    self.watchdog = Mutex(watchdog)
    self.claim = claim
  }

  /// Starts a server of the given major version (nil: the newest) that has all of `extensions`,
  /// from `binaries` (nil: what is installed). Takes about 150 ms, the first time of a version a
  /// second. Throws when there are no such programs, or what the server says when it cannot start.
  package static func start(
    major: Int? = nil, extensions: [String] = [], binaries: [ServerBinaries]? = nil
  ) async throws -> ThrowawayServer {
    let chosen = try await offPool {
      try ServerBinaries.choose(major: major, extensions: extensions, from: binaries)
    }
    return try await start(of: chosen)
  }

  /// Starts a server from the given programs. Throws what it says when it cannot start.
  package static func start(of binaries: ServerBinaries) async throws -> ThrowawayServer {
    try await offPool { try start(binaries) }
  }

  /// A libpq connection string for one of the server's databases, as its superuser.
  package func conninfo(database: String = "postgres") -> String {
    Conninfo.text(socketFolder: folder, port: 5432, database: database)
  }

  /// Leaves it for a person to look at, for an hour after this process has ended, or until a server that
  /// starts more than ten minutes later sweeps it away.
  func keep() { watchdog.withLock { $0?.keep() } }

  /// Stops the server at once and removes its folder; does nothing the second time.
  package func stop() async {
    let taken = watchdog.withLock { held in
      defer { held = nil }
      return held
    }
    guard let taken else { return }
    await offPool { taken.release() }
  }

  deinit {
    guard let left = watchdog.withLock({ $0 }) else { return }
    // The watchdog has to be waited for, and a value may die on any thread.
    DispatchQueue.global().async { left.release() }
  }

  private static func start(_ binaries: ServerBinaries) throws -> ThrowawayServer {
    let account = try ServerAccount.current()
    let template = try DataDirectory.template(binaries, account: account)
    let temporary = ServerFolders.throwaway(for: account)
    Leftovers.sweep(temporary, account: account)
    let folder = Leftovers.newName(in: temporary, account: account)
    var command = [binaries.program("postgres"), "-c", "unix_socket_directories=\(folder)"]
    for setting in settings { command += ["-c", setting] }
    let watchdog = try Watchdog(
      folder: folder, template: template, server: command, account: account)
    let deadline = ContinuousClock.now + .seconds(60)
    while true {
      let died = watchdog.hasDied(within: 2)
      if let state = PostmasterFile(dataDirectory: "\(folder)/data"), state.isReady, !died {
        let claim = Leftovers.Claim(folder)
        return ThrowawayServer(
          binaries: binaries, folder: folder, watchdog: watchdog, claim: claim)
      }
      guard died || ContinuousClock.now > deadline else { continue }
      let log = (try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)) ?? ""
      watchdog.release()
      throw ServerError(
        died
          ? "a throwaway PostgreSQL \(binaries.major) server did not start in \(folder)"
          : "a throwaway PostgreSQL \(binaries.major) server was not ready within 60 s",
        detail: DataDirectory.lastLines(of: log),
        help: "see that \(temporary) has 50 MB to spare, or give --scratch URL")
    }
  }
}
