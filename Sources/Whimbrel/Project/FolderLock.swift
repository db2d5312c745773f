#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A lock between processes on a folder, freed when the process ends, however it ends.
enum FolderLock {
  /// Runs `work` while no other process holds the folder. Throws what `work` throws, or `Failure`.
  static func hold<Result>(
    _ folder: String, shown: String, _ work: () throws -> Result
  ) throws -> Result {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Files.unable("lock \(shown)", errno) }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw Files.unable("lock \(shown)", errno) }
    }
    return try work()
  }
}
