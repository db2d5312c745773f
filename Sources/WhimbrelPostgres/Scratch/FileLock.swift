import Foundation

/// A lock between processes on a file, freed when the process ends, however it ends.
enum FileLock {
  /// Waits until no other process holds the lock on `path`, and runs `work` under it. Throws what
  /// `work` throws, or that the file cannot be locked.
  static func hold<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw ServerError(
        "cannot lock \(path): \(String(cString: strerror(errno)))",
        help: "make its folder writable for this account")
    }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        throw ServerError(
          "cannot lock \(path): \(String(cString: strerror(errno)))",
          help: "keep the project on a file system that has locks")
      }
    }
    return try work()
  }
}
