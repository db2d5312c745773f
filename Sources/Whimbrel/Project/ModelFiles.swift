import WhimbrelModel
import WhimbrelPlanning

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The Swift files of a model: a table that nobody put into the schema must not be forgotten.
struct ModelFiles {
  let context: Context

  init(_ context: Context) { self.context = context }

  /// A `struct X: Table` in a file.
  struct Found {
    let type: String
    let file: String
    let line: Int
    /// The line of the next one in the file.
    let end: Int
  }

  /// Throws `Failure` for a table missing from the schema, and for a program that is older than its
  /// model.
  func check(_ desired: Desired, acceptsStale: Bool) throws(Failure) {
    guard case .model(let declared, _) = desired else { return }
    let files = try self.files(declared)
    if !acceptsStale { try refuseStale(files) }
    if let missing = try missing(declared, files).first {
      throw Failure(
        "\(context.project.shown(missing.file)):\(missing.line): the table \(missing.type) is not in the schema",
        help: "add \(missing.type).self to the list of the Schema, or remove the struct")
    }
  }

  /// Tables in the model's files that the schema does not have.
  func missing(_ declared: DeclaredSchema, _ files: [String]? = nil) throws(Failure) -> [Found] {
    var missing: [Found] = []
    var all = files
    if all == nil { all = try self.files(declared) }
    for file in all ?? [] {
      let source = SourceText(
        name: file, bytes: try Files.read(file, shown: context.project.shown(file)))
      let lines = Set(
        declared.places.values.filter { $0.file == file }.map(\.line))
      missing += Self.tables(in: source).filter { found in
        !lines.contains { found.line <= $0 && $0 < found.end }
      }
    }
    return missing
  }

  /// Swift files in the model folder, or in the folders of the declared tables.
  private func files(_ declared: DeclaredSchema) throws(Failure) -> [String] {
    var folders: Set<String> = []
    if context.settings.models.isEmpty {
      for (id, place) in declared.places where id.kind == .table {
        if let folder = Files.parent(of: place.file) { folders.insert(folder) }
      }
    } else {
      folders.insert(context.project.path(context.settings.models))
    }
    var files: [String] = []
    for folder in folders.sorted() where Files.isFolder(folder) {
      let names = try Files.names(in: folder, shown: context.project.shown(folder))
      files += names.filter { $0.hasSuffix(".swift") }.map { "\(folder)/\($0)" }
    }
    return files
  }

  /// Finds `struct X: Table` outside comments, as far as a scan of lines can.
  static func tables(in source: SourceText) -> [Found] {
    var found: [Found] = []
    var isInComment = false
    for line in 1...source.lineCount {
      let text = source.text(source.contentRange(ofLine: line))
      let words = text.split(whereSeparator: { " \t:{,&<(".contains($0) }).map(String.init)
      if text.contains("/*") { isInComment = true }
      defer { if text.contains("*/") { isInComment = false } }
      guard !isInComment, let keyword = words.firstIndex(of: "struct"), keyword + 1 < words.count,
        !words[..<keyword].contains(where: { $0.hasPrefix("//") }),
        let colon = text.firstIndex(of: ":"),
        text[colon...].split(whereSeparator: { " \t:{,&".contains($0) }).contains("Table")
      else { continue }
      if let last = found.popLast() {
        found.append(Found(type: last.type, file: last.file, line: last.line, end: line))
      }
      found.append(
        Found(type: words[keyword + 1], file: source.name, line: line, end: source.lineCount + 1))
    }
    return found
  }

  private func refuseStale(_ files: [String]) throws(Failure) {
    #if canImport(Glibc)
      let executable = "/proc/self/exe"
    #else
      let executable = CommandLine.arguments.first ?? ""
    #endif
    guard let built = Self.changed(executable) else { return }
    for file in files {
      guard let edited = Self.changed(file), edited > built else { continue }
      throw Failure(
        "\(context.project.shown(file)) is newer than this program",
        help: "swift build, and run it again; or say --stale-ok")
    }
  }

  private static func changed(_ path: String) -> Int? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    #if canImport(Glibc)
      return info.st_mtim.tv_sec
    #else
      return info.st_mtimespec.tv_sec
    #endif
  }
}
