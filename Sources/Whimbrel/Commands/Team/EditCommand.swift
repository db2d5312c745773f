import WhimbrelPlanning
import WhimbrelPostgres

/// `edit`: a revision that nobody has yet, in the person's editor.
enum EditCommand: Command {
  static let name = "edit"
  static let summary = "opens a revision in your editor, proves what you made of it, and sums it"
  static let details = """
    The editor is $VISUAL or $EDITOR. What you edit is a copy: the revision changes when the copy reads
    and runs, and until then it is kept, and edit goes on with it. A revision that the connected
    database has, or that git's main branch has, is not edited.
    """
  static let revision = Positional(
    "REVISION", isRequired: false, "an id or 4 digits of it or more, a label (head)")
  static let noProof = Flag("no-proof", "takes it without running it in a scratch database")
  static let positionals = [revision]
  static let parameters: [any Parameter] = [LocalRevisions.since, noProof]
  static let examples: [(words: String, does: String)] = [
    ("", "edits the newest one"), ("801b", "edits that one"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let folder = VersionsFolder(context.project, context.configuration)
    let versions = try folder.readIntact()
    let local = try await LocalRevisions(versions, arguments, context)
    let graph = try local.graph()
    let id = try graph.resolveOne(RevisionName(arguments[revision] ?? "head"))
    guard let old = versions.byID[id], let name = versions.name(of: id) else { return .failed }
    try local.check(graph.sorted(graph.withNeeding([id])), verb: "edited")
    let copy = Copy(of: old, context)
    try copy.edit()
    let new = try copy.read()
    if new.source.bytes == old.source.bytes {
      copy.discard()
      context.terminal.note("Nothing was changed")
      return .done
    }
    guard new.id == old.id else {
      throw copy.failure("its Revision ID was changed", "put \(old.id) back")
    }
    var files = versions.files
    files[name] = new
    let edited = Versions(folder: folder, files: files, recorded: versions.recorded)
    let order = try edited.graph()
    if !arguments[noProof] {
      // It, and what comes after it, up and down where it stands.
      let after = order.sorted(order.withNeeding([id]))
      let before = order.sorted(order.withNeeds(after).subtracting(after))
      let bench = try await Workbench.open(
        context, desired: nil, revisions: edited.all, target: context.scratchTarget)
      do {
        try await Workbench.with(bench) { bench in
          try await bench.rehearse(
            after.compactMap { edited.byID[$0] }, after: before.compactMap { edited.byID[$0] })
        }
      } catch {
        context.terminal.note(copy.kept)
        throw error
      }
    }
    try folder.replace([name: new], in: versions)
    copy.discard()
    context.terminal.print(new.source.name)
    return .done
  }

  /// What is edited: a copy, until it is good.
  struct Copy {
    let original: Revision
    let path: String
    let shown: String
    let context: Context

    init(of original: Revision, _ context: Context) {
      self.original = original
      self.context = context
      path = context.project.path(".whimbrel/edit/\(original.fileName)")
      shown = context.project.shown(path)
    }

    var kept: String { "your edit is kept in \(shown): \(context.program) edit goes on with it" }

    func edit() throws {
      if Files.exists(path) {
        context.terminal.note("going on with \(shown)")
      } else {
        let folder = Files.parent(of: path) ?? "."
        try Files.makeFolder(folder, shown: folder)
        try AtomicFile.create(path, shown: shown, original.source.bytes)
      }
      guard let editor = ["VISUAL", "EDITOR"].lazy.compactMap(Configuration.variable).first else {
        discardIfSame()
        throw Failure(
          "no editor is named", help: "set EDITOR, such as EDITOR=vi \(context.program) edit")
      }
      // As git does it: the editor may be a command with options.
      let status = try Spawn.runInForeground(["/bin/sh", "-c", "\(editor) \"$1\"", "edit", path])
      guard status == 0 else {
        discardIfSame()
        throw failure("the editor ended with exit code \(status)", "run the command again")
      }
    }

    /// Throws `SourceDiagnostics` with places in the copy.
    func read() throws -> Revision {
      let bytes = try Files.read(path, shown: shown)
      do {
        _ = try RevisionReader.read(SourceText(name: shown, bytes: bytes))
      } catch {
        context.terminal.note(kept)
        throw error
      }
      return try RevisionReader.read(SourceText(name: original.source.name, bytes: bytes))
    }

    func failure(_ what: String, _ help: String) -> Failure {
      Failure(what, details: Files.exists(path) ? [kept] : [], help: help)
    }

    func discard() { Files.remove(path) }

    private func discardIfSame() {
      if let bytes = try? Files.read(path, shown: shown), bytes == original.source.bytes {
        discard()
      }
    }
  }
}
