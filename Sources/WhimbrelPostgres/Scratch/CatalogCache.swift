import Foundation
import WhimbrelModel
import WhimbrelPlanning

/// Keeps what scratch servers answered to inspections on disk, so that the same question needs no
/// server again.
///
/// The answers are kept rather than catalogs: these are made of them by the same code as of a live
/// server's, so a file has no shape of its own that could fall behind.
package struct CatalogCache: Sendable {
  /// The folder they are kept in.
  package let folder: String
  /// Whimbrel's own version: another one asks anew.
  package let version: String
  /// How many bytes may be kept; beyond it the ones that were not used for longest go.
  let limit: Int
  private let memory = CatalogMemory()

  package init(folder: String, version: String, limit: Int = 200 << 20) {
    self.folder = folder
    self.version = version
    self.limit = limit
  }

  /// The cache of this account: in `XDG_CACHE_HOME`, else `~/.cache`; nil when there is no home.
  package static func standard(version: String) -> CatalogCache? {
    let environment = ProcessInfo.processInfo.environment
    var base = environment["XDG_CACHE_HOME"] ?? ""
    if !base.hasPrefix("/") {
      guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
      base = "\(home)/.cache"
    }
    return CatalogCache(folder: "\(base)/whimbrel/catalogs", version: version)
  }

  private static let magic = Array("whimbrel answers 1\n".utf8)
  private static let header = magic.count + 64

  /// The catalog that is kept under a key; nil when none is.
  func catalog(_ key: CacheKey, to scope: Scope) async throws -> Catalog? {
    guard let digest = digest(key) else { return nil }
    let catalog = try await memory.catalog(digest) { try answers(key, to: scope)?.catalog() }
    if let catalog { unite(key, catalog) }
    return catalog
  }

  /// Keeps one file for two keys that lead to the same catalog, so that it is made of it once.
  private func unite(_ key: CacheKey, _ catalog: Catalog) {
    if let twin = memory.note(catalog, key), digest(key) != digest(twin) { link(key, to: twin) }
  }

  /// Makes what is kept under `other` the answer to `key` too.
  func link(_ key: CacheKey, to other: CacheKey) {
    let temporary = temporaryPath(of: key)
    // It may be gone by now, and a file system may know no links: then it is asked anew.
    guard Foundation.link(path(of: other), temporary) == 0 else { return }
    if rename(temporary, path(of: key)) != 0 { unlink(temporary) }
  }

  /// The digest that a file begins with; nil when there is none.
  private func digest(_ key: CacheKey) -> String? {
    let descriptor = open(path(of: key), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: Self.header)
    guard Foundation.read(descriptor, &bytes, bytes.count) == bytes.count else { return nil }
    return String(decoding: bytes[Self.magic.count...], as: UTF8.self)
  }

  /// What is kept under a key; nil when nothing is, or not what was written.
  private func answers(_ key: CacheKey, to scope: Scope) -> InspectionAnswers? {
    let path = path(of: key)
    guard let file = read(path), file.count > Self.header, file.starts(with: Self.magic),
      file[Self.magic.count..<Self.header].elementsEqual(
        Digest(of: Array(file[Self.header...])).hex.utf8)
    else { return nil }
    var reader = StoredRows.Reader(file: file, offset: Self.header)
    guard let number = reader.number(), let count = reader.number() else { return nil }
    let request = InspectionRequest(scope: scope, version: ServerVersion(number))
    guard request.parts.count == count else { return nil }
    var offset = reader.offset
    var rows: [Rows] = []
    for _ in 0..<count {
      guard let stored = StoredRows(file, at: &offset) else { return nil }
      rows.append(Rows(stored))
    }
    // What was used last stays longest.
    utimes(path, nil)
    return InspectionAnswers(request: request, rows: rows)
  }

  func has(_ key: CacheKey) -> Bool { access(path(of: key), R_OK) == 0 }

  /// Keeps answers under a key. A disk that is full or closed only costs the time of asking again.
  func keep(_ answers: InspectionAnswers, _ catalog: Catalog, _ key: CacheKey) {
    var body: [UInt8] = []
    StoredRows.append(UInt32(answers.request.version.number), to: &body)
    StoredRows.append(UInt32(answers.rows.count), to: &body)
    for rows in answers.rows {
      guard StoredRows.append(rows, to: &body) else { return }
    }
    guard body.count < limit / 2, isOurs() else { return }
    let temporary = temporaryPath(of: key)
    guard write(Self.magic + Array(Digest(of: body).hex.utf8) + body, temporary),
      rename(temporary, path(of: key)) == 0
    else {
      unlink(temporary)
      return
    }
    unite(key, catalog)
    trim()
  }

  private func temporaryPath(of key: CacheKey) -> String {
    "\(folder)/\(key.hex).\(UInt32.random(in: .min ... .max)).tmp"
  }

  private func path(of key: CacheKey) -> String { "\(folder)/\(key.hex)" }

  /// Makes the folder; false when others could write to it.
  private func isOurs() -> Bool {
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    var info = stat()
    return lstat(folder, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
      && info.st_uid == geteuid() && info.st_mode & 0o022 == 0
  }

  private func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_uid == geteuid(), info.st_size <= limit else {
      return nil
    }
    return [UInt8](unsafeUninitializedCapacity: Int(info.st_size)) { buffer, count in
      while count < buffer.count {
        let got = Foundation.read(descriptor, &buffer[count], buffer.count - count)
        if got > 0 { count += got } else if got == 0 || errno != EINTR { return }
      }
    }
  }

  private func write(_ bytes: [UInt8], _ path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return false }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { break }
    }
    // Not synced: a file that a crash cut short is known by its digest.
    return close(descriptor) == 0 && rest.isEmpty
  }

  /// Removes what was not used for longest until the rest fits, and what a kill left half written.
  private func trim() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var files: [(path: String, used: Date, size: Int)] = []
    for name in names {
      let path = "\(folder)/\(name)"
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
        let used = attributes[.modificationDate] as? Date, let size = attributes[.size] as? Int
      else { continue }
      if name.hasSuffix(".tmp") {
        if used.timeIntervalSinceNow < -3600 { unlink(path) }
      } else {
        files.append((path, used, size))
      }
    }
    var total = files.reduce(0) { $0 + $1.size }
    for file in files.sorted(by: { $0.used < $1.used }) where total > limit {
      unlink(file.path)
      total -= file.size
    }
  }
}
