#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files and folders, with errors that a person can act on.
enum Files {
  /// More than any revision, template or model file that a person reviews.
  static let limit = 16 << 20

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  static var currentFolder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// The path without symbolic links; nil when it is not there.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The bytes of a regular file of at most `limit` bytes. Throws `Failure`.
  static func read(_ path: String, shown: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unable("read \(shown)", errno) }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      throw Failure("\(shown) is not a regular file", help: "move it away")
    }
    guard info.st_size <= limit else {
      throw Failure(
        "\(shown) has \(info.st_size) bytes; at most \(limit) are read",
        help: "load data with COPY from a program of its own, not in a file that is reviewed")
    }
    var bytes = [UInt8](repeating: 0, count: Int(info.st_size) + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        #if canImport(Glibc)
          Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        #else
          Darwin.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        #endif
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw unable("read \(shown)", errno) }
      if got == 0 { break }
      count += got
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// The names in a folder, in order of their bytes; none when there is no such folder.
  static func names(in folder: String, shown: String) throws(Failure) -> [String] {
    guard let directory = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw unable("read the folder \(shown)", errno)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static func makeFolder(_ path: String, shown: String) throws(Failure) {
    if isFolder(path) { return }
    if let parent = parent(of: path), !isFolder(parent) {
      try makeFolder(parent, shown: parent)
    }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw unable("make the folder \(shown)", errno)
    }
  }

  static func parent(of path: String) -> String? {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), path.utf8.count > 1 else {
      return nil
    }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func remove(_ path: String) { unlink(path) }

  static func unable(_ what: String, _ code: Int32) -> Failure {
    Failure(
      "cannot \(what): \(String(cString: strerror(code)))",
      help: code == EACCES || code == EPERM || code == EROFS
        ? "give this account the right to do it, or run the command as another"
        : "see that the path is right and the disk has room")
  }
}
