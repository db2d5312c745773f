import Foundation

/// The project's private server: started on first use from the PostgreSQL programs on this
/// machine, on a unix socket only, and left running until it is stopped.
package struct LocalServer: Sendable {
  /// The project's folder, absolute, with symbolic links resolved.
  package let project: String
  package let binaries: ServerBinaries
  /// The name of the project's database.
  package let database: String
  let account: ServerAccount

  /// What the server is doing.
  package enum Status: Hashable, Sendable {
    /// Never started here.
    case absent
    case stopped
    case running(pid: Int32, socketFolder: String)
  }

  /// What starting gave.
  package struct Started: Hashable, Sendable {
    /// A libpq keyword string for the project's database.
    package let conninfo: String
    package let url: String
    /// Whether it was started now; false when it was running already.
    package let isNew: Bool
  }

  /// Finds the server of the project in `project`. Its data decides the major version; without
  /// data `major` does, or else the newest install that has all of `extensions`, or else the newest.
  ///
  /// Throws when there are no server programs for that version.
  package init(
    project: String, database: String? = nil, major: Int? = nil, extensions: [String] = [],
    binaries candidates: [ServerBinaries]? = nil
  ) throws {
    guard let real = realpath(project, nil) else {
      throw ServerError("there is no folder \(project)", help: "name the project's folder")
    }
    defer { free(real) }
    self.project = String(cString: real)
    account = try ServerAccount.current()
    self.database = database ?? Self.databaseName(for: self.project)
    let home = Self.home(of: self.project, account: account)
    let all = candidates ?? ServerBinaries.installed()
    let made = Self.majors(in: home).filter { major == nil || $0 == major }
    if let newest = made.last {
      let usable = made.last { one in all.contains { $0.major == one } } ?? newest
      do {
        binaries = try ServerBinaries.choose(major: usable, from: all)
      } catch let error as ServerError {
        throw ServerError(
          "the project's local database was made by PostgreSQL \(usable), and \(error.summary)",
          detail: error.detail,
          help: "\(error.help); to start afresh with another version: rm -r \(home)/pg\(usable)")
      }
    } else if let complete = try? ServerBinaries.choose(
      major: major, extensions: extensions, from: all)
    {
      binaries = complete
    } else {
      binaries = try ServerBinaries.choose(major: major, from: all)
    }
  }

  /// The data directory.
  package var dataDirectory: String {
    "\(Self.home(of: project, account: account))/pg\(binaries.major)"
  }

  /// The server's log.
  package var log: String { "\(dataDirectory)/server.log" }

  /// Where the socket is put: the path a server that is running reports may be another.
  var socketFolder: String {
    let temporary = ServerFolders.temporary(for: account)
    return "\(temporary)/whimbrel-\(account.userID)-\(ProjectMark.tag(project))"
  }

  /// Says what the server is doing, without changing anything.
  package func status() -> Status {
    guard DataDirectory.exists(dataDirectory) else { return .absent }
    guard let state = PostmasterFile(dataDirectory: dataDirectory),
      state.isAlive(dataDirectory: dataDirectory)
    else { return .stopped }
    return .running(pid: state.pid, socketFolder: state.socketFolder)
  }

  /// The connection URL, whether or not the server is running.
  package var url: String {
    guard case .running(_, let folder) = status() else {
      return Conninfo.url(socketFolder: socketFolder, port: 5432, database: database)
    }
    return Conninfo.url(socketFolder: folder, port: 5432, database: database)
  }

  /// Where the data of the project's servers are, a folder per major version.
  static func home(of project: String, account: ServerAccount) -> String {
    account.isOther
      ? "\(ServerFolders.rootHome)/\(ProjectMark.tag(project))" : "\(project)/.whimbrel"
  }

  /// The major versions that there are data directories of, ascending.
  static func majors(in home: String) -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: home)) ?? []
    return
      names
      .filter { $0.hasPrefix("pg") && DataDirectory.exists("\(home)/\($0)") }
      .compactMap { Int($0.dropFirst(2)) }.sorted()
  }

  /// The project folder's name as a database name: ASCII letters in lower case, digits and `_`.
  static func databaseName(for project: String) -> String {
    let folder = project.utf8.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? []
    var bytes: [UInt8] = []
    for byte in folder.prefix(63) {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte + 32)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        bytes.append(byte)
      default: bytes.append(UInt8(ascii: "_"))
      }
    }
    let name = String(decoding: bytes, as: UTF8.self)
    // The server's own databases are not a project's.
    return ["", "postgres", "template0", "template1"].contains(name) ? "\(name)_dev" : name
  }
}
