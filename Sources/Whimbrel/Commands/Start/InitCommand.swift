import WhimbrelPlanning
import WhimbrelTemplates

/// `init`: what a project needs, beside what it has already.
enum InitCommand: Command {
  static let name = "init"
  static let summary = "puts a starter into this package: models, versions/, Makefile, CI"
  static let details = """
    Files that are there are left as they are, so that it can be run twice.
    """
  static let target = Option("name", "NAME", "what the executable is called (Database)")
  static let parameters: [any Parameter] = [target]
  static let examples: [(words: String, does: String)] = [
    ("", "in a package's folder"), ("--name Rootly", "with another name for the executable"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let root = context.project.current
    let package = "\(root)/Package.swift"
    guard Files.exists(package) else {
      throw Failure(
        "there is no Package.swift here",
        help: "swift package init --type empty, and run it again; or change to the package's folder"
      )
    }
    let name = try NewCommand.typeName(arguments[target] ?? "Database")
    let starter = Starter(root: root, name: name, context: context)
    try starter.write()
    let manifest = String(
      decoding: try Files.read(package, shown: "Package.swift"), as: UTF8.self)
    if !manifest.contains("\"Whimbrel\"") || !manifest.contains("\"\(name)\"") {
      context.terminal.note(
        """
        add to Package.swift:
          dependencies: [.package(url: "WHERE WHIMBREL IS", from: "\(WhimbrelVersion.text)")],
          targets: [.executableTarget(
            name: "\(name)", dependencies: [.product(name: "Whimbrel", package: "whimbrel")])],
        """)
    }
    context.terminal.note("then: make migration \"initial\" && make migrate")
    return .done
  }
}

/// The files of a new project.
struct Starter {
  let root: String
  let name: String
  let context: Context

  /// Throws `Failure` for what cannot be written.
  func write() throws(Failure) {
    let sources = "Sources/\(name)"
    try add("\(sources)/Schema.swift", Templates.schema)
    try add("\(sources)/Models/Users.swift", filled(Templates.model, type: "Users"))
    try add("templates/model.swift", Templates.model)
    try add("templates/revision.sql", Templates.revision)
    try add("versions/\(SumFile.fileName)", String(decoding: SumFile().bytes, as: UTF8.self))
    try add("Makefile", Templates.makefile)
    try add(".github/workflows/database.yml", Templates.workflow)
    try addLine("versions/\(SumFile.fileName) merge=union", to: ".gitattributes")
    try addLine(".whimbrel/", to: ".gitignore")
    try addLine(".build/", to: ".gitignore")
  }

  private func add(_ path: String, _ text: String) throws(Failure) {
    let full = "\(root)/\(path)"
    if Files.exists(full) {
      context.terminal.note("kept \(path)")
      return
    }
    if let folder = Files.parent(of: full) { try Files.makeFolder(folder, shown: folder) }
    let named = text.split(separator: "{{executable}}", omittingEmptySubsequences: false)
    try AtomicFile.create(full, shown: path, Array(named.joined(separator: name).utf8))
    context.terminal.print(path)
  }

  private func filled(_ template: String, type: String) -> String {
    template.split(separator: "{{type}}", omittingEmptySubsequences: false).joined(separator: type)
  }

  private func addLine(_ line: String, to path: String) throws(Failure) {
    let full = "\(root)/\(path)"
    var bytes = Files.exists(full) ? try Files.read(full, shown: path) : []
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0, as: UTF8.self)
    }
    if lines.contains(line) { return }
    if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    try AtomicFile.replace(full, shown: path, bytes + Array("\(line)\n".utf8))
    context.terminal.print("\(path): \(line)")
  }
}
