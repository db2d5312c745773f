#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes whole files or nothing: a crash leaves the old state or the new one.
enum AtomicFile {
  /// Writes a file that must not be there yet. Throws `Failure` when it is.
  static func create(
    _ path: String, shown: String, _ bytes: [UInt8], mode: mode_t = 0o666
  ) throws(Failure) {
    let temporary = try write(bytes, beside: path, shown: shown, mode: mode)
    defer { unlink(temporary) }
    // `rename` would replace a file that another command wrote meanwhile; `link` does not.
    guard link(temporary, path) == 0 else {
      if errno == EEXIST {
        throw Failure("\(shown) is there already", help: "run the command again")
      }
      throw Files.unable("write \(shown)", errno)
    }
    try sync(folderOf: path, shown: shown)
  }

  /// Writes a file in place of another.
  static func replace(_ path: String, shown: String, _ bytes: [UInt8]) throws(Failure) {
    let temporary = try write(bytes, beside: path, shown: shown)
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw Files.unable("write \(shown)", code)
    }
    try sync(folderOf: path, shown: shown)
  }

  /// Gives a file another name in the same file system; what has that name already stays.
  static func move(_ path: String, to target: String, shown: String) throws(Failure) {
    if Files.exists(target) {
      throw Failure("\(shown) cannot be moved: \(target) is there already", help: "move that away")
    }
    // In one go: with a second link in between, a crash would leave the revision there twice.
    guard rename(path, target) == 0 else { throw Files.unable("move \(shown)", errno) }
    try sync(folderOf: target, shown: shown)
    try sync(folderOf: path, shown: shown)
  }

  private static func write(
    _ bytes: [UInt8], beside path: String, shown: String, mode: mode_t = 0o666
  ) throws(Failure) -> String {
    let temporary =
      "\(path).\(getpid()).\(String(UInt32.random(in: 0...UInt32.max), radix: 36)).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Files.unable("write \(shown)", errno) }
    var code: Int32 = 0
    bytes.withUnsafeBytes { buffer in
      var rest = buffer
      while !rest.isEmpty, code == 0 {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        #else
          let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
        if count > 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno != EINTR {
          code = errno
        }
      }
    }
    if code == 0, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw Files.unable("write \(shown)", code)
    }
    return temporary
  }

  private static func sync(folderOf path: String, shown: String) throws(Failure) {
    let descriptor = open(Files.parent(of: path) ?? ".", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // Some file systems have no sync of folders; the file itself is safe.
    if fsync(descriptor) != 0, errno != EINVAL, errno != EBADF {
      throw Files.unable("write \(shown)", errno)
    }
  }
}
