import Foundation
import Synchronization

/// One PostgreSQL server install on this machine.
package struct ServerBinaries: Hashable, Sendable {
  /// The folder of `postgres` and `initdb`, with symbolic links resolved.
  package let directory: String
  /// What `postgres --version` says after the product's name: `15.14 (Debian 15.14-0+deb12u1)`.
  package let version: String
  /// The major version: 15.
  package let major: Int
  /// Where the install keeps `postgres.bki` and the extensions' control files.
  package let shareDirectory: String

  /// The path of one of the install's programs.
  package func program(_ name: String) -> String { "\(directory)/\(name)" }

  /// Whether `CREATE EXTENSION name` would find a control file in this install.
  package func hasExtension(_ name: String) -> Bool {
    // A name with a slash would look elsewhere; PostgreSQL refuses such names too.
    !name.isEmpty && !name.utf8.contains(UInt8(ascii: "/"))
      && access("\(shareDirectory)/extension/\(name).control", R_OK) == 0
  }

  // Each install is asked for its version once a process: 5 ms each.
  private static let known = Mutex<[String: ServerBinaries]>([:])

  /// The installs found on this machine, newest major first, and among equals those that come
  /// first in: `WHIMBREL_PG_BIN` (folders with colons between; then only these are looked at), the
  /// places of Debian, the RPMs, Homebrew and the installers, `PATH`, `pg_config --bindir`.
  package static func installed() -> [ServerBinaries] {
    installed(in: candidateDirectories(ProcessInfo.processInfo.environment))
  }

  /// The installs in the given `bin` folders, newest major first; folders without one are skipped.
  package static func installed(in directories: [String]) -> [ServerBinaries] {
    var seen: Set<String> = []
    var found: [ServerBinaries] = []
    for directory in directories {
      guard let real = resolved(directory), seen.insert(real).inserted,
        let binaries = examine(real)
      else { continue }
      found.append(binaries)
    }
    // Sorting is not stable by contract; the place in the search is the second key.
    return found.enumerated()
      .sorted { ($1.element.major, $0.offset) < ($0.element.major, $1.offset) }
      .map(\.element)
  }

  /// Chooses an install by major version (any when nil: the newest) that has all of `extensions`.
  ///
  /// Throws an error that says what to install when there is none.
  package static func choose(
    major: Int? = nil, extensions: [String] = [], from candidates: [ServerBinaries]? = nil
  ) throws -> ServerBinaries {
    // Where the folder's name says the version, the others need not be asked.
    let likely = major.map { candidates ?? installed(in: Self.directories(named: $0)) } ?? []
    let account = try ServerAccount.current()
    func suits(_ install: ServerBinaries) -> Bool {
      (major == nil || install.major == major) && account.canReach(install.directory)
        && extensions.allSatisfy(install.hasExtension)
    }
    if let first = likely.first(where: suits) { return first }
    let all = candidates ?? installed()
    let ofMajor = all.filter { major == nil || $0.major == major }
    let wanted = major.map { "PostgreSQL \($0)" } ?? "PostgreSQL"
    let package = "postgresql\(major.map { "-\($0)" } ?? "")"
    #if os(macOS)
      let install = "brew install \(package.replacingOccurrences(of: "l-", with: "l@"))"
    #else
      let install = "apt-get install \(package)"
    #endif
    guard !ofMajor.isEmpty else {
      let others = all.isEmpty ? "" : "found: \(all.map(\.version).joined(separator: ", "))"
      throw ServerError(
        "no \(wanted) server programs on this machine", detail: others,
        help: "\(install), or set WHIMBREL_PG_BIN to the folder of initdb, or give --scratch URL")
    }
    let readable = ofMajor.filter { account.canReach($0.directory) }
    guard let first = readable.first else {
      throw ServerError(
        "the \(wanted) server programs in \(ofMajor[0].directory) are closed to the account "
          + "\(account.name), which has to run them for root",
        help: "\(install), or move them to a folder that everyone may read")
    }
    if let complete = readable.first(where: suits) { return complete }
    let missing = extensions.filter { !first.hasExtension($0) }.sorted()
    throw ServerError(
      "the \(wanted) in \(first.directory) has no extension \(missing.joined(separator: ", "))",
      help: "\(install) and the extension's package, or give --scratch URL")
  }

  private static func examine(_ directory: String) -> ServerBinaries? {
    if let binaries = known.withLock({ $0[directory] }) { return binaries }
    let postgres = "\(directory)/postgres"
    guard access(postgres, X_OK) == 0, access("\(directory)/initdb", X_OK) == 0,
      let outcome = try? Spawn.run(
        [postgres, "--version"], environment: Spawn.cleanEnvironment()),
      outcome.status == 0, let version = parseVersion(outcome.output),
      let share = shareDirectory(of: directory, major: version.major)
    else { return nil }
    let binaries = ServerBinaries(
      directory: directory, version: version.text, major: version.major, shareDirectory: share)
    known.withLock { $0[directory] = binaries }
    return binaries
  }

  /// Reads `postgres (PostgreSQL) 15.14 (Debian …)`, `… 18beta1`.
  static func parseVersion(_ line: String) -> (text: String, major: Int)? {
    let trimmed = line.trimmingCharacters(in: .whitespacesAndNewlines)
    guard let marker = trimmed.range(of: "(PostgreSQL) ") else { return nil }
    let text = String(trimmed[marker.upperBound...])
    guard let major = Int(text.prefix { $0.isNumber }) else { return nil }
    return (text, major)
  }

  private static func shareDirectory(of directory: String, major: Int) -> String? {
    let prefix = (directory as NSString).deletingLastPathComponent
    let usual = [
      "/usr/share/postgresql/\(major)", "\(prefix)/share/postgresql", "\(prefix)/share",
      "\(prefix)/share/postgresql@\(major)",
    ]
    // Debian keeps an install's programs and its shared files apart.
    let order = directory.hasPrefix("/usr/lib/postgresql/") ? usual : Array(usual.dropFirst())
    for candidate in order where access("\(candidate)/postgres.bki", R_OK) == 0 {
      return candidate
    }
    let told = try? Spawn.run(
      ["\(directory)/pg_config", "--sharedir"], environment: Spawn.cleanEnvironment())
    guard let told, told.status == 0 else { return nil }
    return told.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
