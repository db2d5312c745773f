import Foundation

/// What a server writes about itself into `postmaster.pid` in its data directory.
///
/// The lines are described in PostgreSQL's `src/include/utils/pidfile.h`.
struct PostmasterFile: Hashable {
  let pid: pid_t
  let port: Int
  let socketFolder: String
  /// Whether connections are accepted: the status line says `ready`.
  let isReady: Bool

  /// Reads the file of a data directory; nil when there is none or it is not yet complete.
  init?(dataDirectory: String) {
    guard
      let text = try? String(contentsOfFile: "\(dataDirectory)/postmaster.pid", encoding: .utf8)
    else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count >= 5, let pid = pid_t(lines[0].trimmingCharacters(in: .whitespaces)),
      pid > 1, let port = Int(lines[3])
    else { return nil }
    self.pid = pid
    self.port = port
    socketFolder = lines[4]
    isReady = lines.count > 7 && lines[7].hasPrefix("ready")
  }

  /// Makes a file that a crash left behind harmless. Call it when no server of the data directory
  /// is running.
  ///
  /// PostgreSQL takes the file for a live server's when the process number in it is in use again,
  /// which after the restart of a container it is. The file is not removed: by the rest of it the
  /// server sees whether a process of the crashed one still works on the data.
  static func disown(dataDirectory: String) {
    let path = "\(dataDirectory)/postmaster.pid"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      let end = text.firstIndex(of: "\n"), let handle = FileHandle(forWritingAtPath: path)
    else { return }
    defer { try? handle.close() }
    let nobody = String(Int32.max - 1)
    try? handle.truncate(atOffset: 0)
    try? handle.write(contentsOf: Data((nobody + text[end...]).utf8))
  }

  var socket: String { "\(socketFolder)/.s.PGSQL.\(port)" }

  /// Whether the process that the file names is alive and is the server of this data directory,
  /// rather than another that got its number after a crash.
  func isAlive(dataDirectory: String) -> Bool {
    guard kill(pid, 0) == 0 else { return false }
    #if os(Linux)
      // A server's working directory is its data directory.
      var server = stat()
      var data = stat()
      guard stat("/proc/\(pid)/cwd", &server) == 0, stat(dataDirectory, &data) == 0 else {
        return false
      }
      return server.st_dev == data.st_dev && server.st_ino == data.st_ino
    #else
      let told = try? Spawn.run(
        ["/bin/ps", "-ww", "-o", "command=", "-p", "\(pid)"],
        environment: Spawn.cleanEnvironment())
      return told?.output.contains(dataDirectory) ?? false
    #endif
  }
}
