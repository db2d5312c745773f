import WhimbrelPlanning

/// The folder of the revisions, its sum file, and the list of what is left alone.
struct VersionsFolder: Sendable {
  /// Absolute.
  let path: String
  /// As a person says it.
  let shown: String

  static let unmanagedFile = "unmanaged"
  /// The revisions that squashes stand for.
  static let squashed = "squashed"

  init(path: String, shown: String) {
    self.path = path
    self.shown = shown
  }

  init(_ project: Project, _ configuration: Configuration) {
    path = project.path(configuration.versions)
    shown = project.shown(path)
  }

  /// Every revision with the sum file as it is, whether or not they fit.
  ///
  /// Throws `Failure` for what cannot be read and `SourceDiagnostics` for what does not read.
  func read() throws -> Versions {
    var files: [String: Revision] = [:]
    for name in try revisionNames() {
      let source = SourceText(
        name: "\(shown)/\(name)",
        bytes: try Files.read("\(path)/\(name)", shown: "\(shown)/\(name)"))
      files[name] = try RevisionReader.read(source)
    }
    let sum = "\(path)/\(SumFile.fileName)"
    var recorded = SumFile()
    if Files.exists(sum) {
      let bytes = try Files.read(sum, shown: "\(shown)/\(SumFile.fileName)")
      recorded = try SumFile(SourceText(name: "\(shown)/\(SumFile.fileName)", bytes: bytes))
    }
    return Versions(folder: self, files: files, recorded: recorded)
  }

  /// The same, when the sum file says that no revision was edited, lost, renamed or added by hand.
  ///
  /// Throws what `read` throws, and `Failure` with exit code 4.
  func readIntact() throws -> Versions {
    let versions = try read()
    if let failure = versions.appendOnlyFailure { throw failure }
    return versions
  }

  /// What stands in `versions/unmanaged`.
  func unmanaged() throws -> Unmanaged {
    let file = "\(path)/\(Self.unmanagedFile)"
    guard Files.exists(file) else { return Unmanaged() }
    let name = "\(shown)/\(Self.unmanagedFile)"
    return try Unmanaged(SourceText(name: name, bytes: try Files.read(file, shown: name)))
  }

  /// Writes a revision and the sum that has it, while no other command does.
  ///
  /// Throws `Failure` when `versions` is not what the folder holds any more.
  func add(_ revision: Revision, to versions: Versions) throws {
    try change(versions) { files, _ in
      try AtomicFile.create(
        "\(path)/\(revision.fileName)", shown: revision.source.name, revision.source.bytes)
      files[revision.fileName] = revision
    }
  }

  /// Writes revisions over their files, by file name, and the sum with them.
  func replace(_ revisions: [String: Revision], in versions: Versions) throws {
    try change(versions) { files, _ in
      for (name, revision) in revisions {
        try AtomicFile.replace(
          "\(path)/\(name)", shown: "\(shown)/\(name)", revision.source.bytes)
        files[name] = revision
      }
    }
  }

  /// Writes a squash, and moves the files of what it stands for to where those are kept.
  func add(squash: Revision, to versions: Versions) throws {
    let replaced = Set(squash.header.replaces)
    try Files.makeFolder("\(path)/\(Self.squashed)", shown: "\(shown)/\(Self.squashed)")
    try change(versions) { files, _ in
      try AtomicFile.create(
        "\(path)/\(squash.fileName)", shown: squash.source.name, squash.source.bytes)
      for (name, revision) in files where replaced.contains(revision.id) {
        let kept = "\(Self.squashed)/\(revision.fileName)"
        if name == kept { continue }
        try AtomicFile.move("\(path)/\(name)", to: "\(path)/\(kept)", shown: "\(shown)/\(name)")
        files[name] = nil
        files[kept] = revision
      }
      files[squash.fileName] = squash
    }
  }

  /// Deletes the files of revisions that squashes stand for; the sum keeps what later ones are
  /// summed with.
  func forget(_ names: [String], of versions: Versions) throws {
    try change(versions) { files, forgotten in
      let named = Set(files.filter { !names.contains($0.key) }.values.flatMap(\.parents))
      for name in names {
        guard let revision = files[name], let digest = versions.check.actual[name] else { continue }
        if named.contains(revision.id) { forgotten[revision.id] = digest }
        Files.remove("\(path)/\(name)")
        files[name] = nil
      }
    }
  }

  /// Changes files and then the sum, while no other command does. What was cut short is told apart by
  /// the sum, and `verify --rehash` takes it.
  private func change(
    _ versions: Versions,
    _ body: (inout [String: Revision], inout [RevisionID: Digest]) throws -> Void
  ) throws {
    try Files.makeFolder(path, shown: shown)
    try FolderLock.hold(path, shown: shown) {
      guard try revisionNames() == versions.files.keys.sorted(by: Self.byBytes) else {
        throw Failure(
          "\(shown) has changed meanwhile",
          help: "look at what was added, and run the command again")
      }
      var (files, forgotten) = (versions.files, versions.recorded.forgotten)
      try body(&files, &forgotten)
      try writeSum(SumFile(of: files, forgotten: forgotten))
    }
  }

  /// Replaces the sum file.
  func writeSum(_ sum: SumFile) throws(Failure) {
    try AtomicFile.replace(
      "\(path)/\(SumFile.fileName)", shown: "\(shown)/\(SumFile.fileName)", sum.bytes)
  }

  /// Adds lines to `versions/unmanaged`.
  func write(_ unmanaged: Unmanaged) throws {
    try Files.makeFolder(path, shown: shown)
    try AtomicFile.replace(
      "\(path)/\(Self.unmanagedFile)", shown: "\(shown)/\(Self.unmanagedFile)",
      Array(unmanaged.text.utf8))
  }

  /// Names of revision files below the folder, in order of their bytes.
  private func revisionNames() throws -> [String] {
    let own = try Files.names(in: path, shown: shown)
    let squashed = try Files.names(
      in: "\(path)/\(Self.squashed)", shown: "\(shown)/\(Self.squashed)")
    let names = own + squashed.map { "\(Self.squashed)/\($0)" }
    let revisions = names.filter { $0.hasSuffix(".sql") }
    for name in revisions { try refuseLinkOut(name) }
    return revisions.sorted(by: Self.byBytes)
  }

  /// A link to a file elsewhere would be summed here and changed there.
  private func refuseLinkOut(_ name: String) throws(Failure) {
    guard let real = Files.resolved("\(path)/\(name)"), let folder = Files.resolved(path) else {
      throw Failure(
        "\(shown)/\(name) is a link to nothing", help: "remove it, or put the file there")
    }
    guard real.hasPrefix(folder + "/") else {
      throw Failure(
        "\(shown)/\(name) is a link out of \(shown)", help: "put the file itself there")
    }
  }

  private static func byBytes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }
}
