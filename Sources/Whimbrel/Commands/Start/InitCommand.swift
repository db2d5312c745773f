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
  static let gitHook = Flag(
    "git-hook", "adds a pre-commit hook that refuses edited, lost, renamed and hand-added revisions"
  )
  static let parameters: [any Parameter] = [target, gitHook]
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
    try starter.addHook(isAsked: arguments[gitHook])
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
    try add("\(sources)/Models/Users.swift", filled(Templates.model, "type", "Users"))
    try add("templates/model.swift", Templates.model)
    try add("templates/revision.sql", Templates.revision)
    try add("versions/\(SumFile.fileName)", String(decoding: SumFile().bytes, as: UTF8.self))
    try add("Makefile", Templates.makefile)
    try add(".github/workflows/database.yml", Templates.workflow)
    try addLine("versions/\(SumFile.fileName) merge=union", to: ".gitattributes")
    try addLine(".whimbrel/", to: ".gitignore")
    try addLine(".build/", to: ".gitignore")
  }

  /// Puts a hook into git's folder for them, when that is asked for, here or at the terminal.
  func addHook(isAsked: Bool) throws {
    let git = Git(folder: root)
    guard let hook = try git.line(["rev-parse", "--git-path", "hooks/pre-commit"]) else {
      if isAsked {
        throw Failure("this folder is in no git repository", help: "git init, and run it again")
      }
      return
    }
    let path = hook.hasPrefix("/") ? hook : "\(root)/\(hook)"
    let folder = try git.line(["rev-parse", "--show-prefix"]) ?? ""
    let text = filled(filled(Templates.preCommit, "executable", name), "folder", folder)
    if Files.exists(path) {
      let isOurs = try Files.read(path, shown: hook) == Array(text.utf8)
      context.terminal.note(
        isOurs || !isAsked
          ? "kept \(hook)" : "kept \(hook), which is yours: add to it \(name) verify --quiet")
      return
    }
    var isWanted = isAsked
    if !isWanted, context.terminal.isInteractive {
      isWanted =
        context.terminal.ask("a git hook that verifies revisions before a commit? [y/N]")
        .map { ["y", "yes"].contains($0.lowercased()) } ?? false
    } else if !isWanted {
      context.terminal.note("init --git-hook adds a hook that verifies revisions before a commit")
    }
    guard isWanted else { return }
    if let folder = Files.parent(of: path) { try Files.makeFolder(folder, shown: folder) }
    try AtomicFile.create(path, shown: hook, Array(text.utf8), mode: 0o777)
    context.terminal.print(hook)
  }

  private func add(_ path: String, _ text: String) throws(Failure) {
    let full = "\(root)/\(path)"
    if Files.exists(full) {
      context.terminal.note("kept \(path)")
      return
    }
    if let folder = Files.parent(of: full) { try Files.makeFolder(folder, shown: folder) }
    try AtomicFile.create(full, shown: path, Array(filled(text, "executable", name).utf8))
    context.terminal.print(path)
  }

  private func filled(_ template: String, _ place: String, _ value: String) -> String {
    template.split(separator: "{{\(place)}}", omittingEmptySubsequences: false)
      .joined(separator: value)
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
