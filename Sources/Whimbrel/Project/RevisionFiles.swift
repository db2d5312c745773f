import WhimbrelPlanning
import WhimbrelPostgres

/// Makes the files of new revisions as the project wants them: its template, its names, its hooks.
struct RevisionFiles {
  let context: Context
  let folder: VersionsFolder
  private let moment = Clock.now

  init(_ context: Context, _ folder: VersionsFolder) {
    self.context = context
    self.folder = folder
  }

  /// A header with an id of its own and the time that it is.
  func header(_ message: String, parents: [RevisionID] = []) -> RevisionHeader {
    RevisionHeader(
      message: message, id: RevisionID(random: UInt64.random(in: 0...UInt64.max)),
      parents: parents, created: Clock.text(of: moment))
  }

  /// The revision that a draft says. Nothing of it is in the folder yet.
  ///
  /// Throws `SourceDiagnostics` and `RevisionWriteError` for a template that does not fit, and `Failure`
  /// when a hook fails.
  func written(_ draft: RevisionDraft) throws -> Revision {
    let settings = context.settings
    let names = try RevisionFileName(
      pattern: Configuration.variable("WHIMBREL_FILE_NAME") ?? settings.fileName,
      slugLength: settings.slugLength)
    let file = names.make(
      moment: try Clock.text(
        of: moment, zone: Configuration.variable("WHIMBREL_TIME_ZONE") ?? settings.timeZone),
      message: draft.header.message, id: draft.header.id)
    let template = try ProjectTemplates(context).revision()
    let name = "\(folder.shown)/\(file)"
    let revision = try RevisionWriter.write(draft, template: template, name: name)
    return settings.revisionHooks.isEmpty ? revision : try hooked(revision, file)
  }

  /// What the hooks make of it, each of what the one before has left.
  private func hooked(_ revision: Revision, _ file: String) throws -> Revision {
    let work = context.project.path(".whimbrel/new")
    let path = "\(work)/\(file)"
    let shown = context.project.shown(path)
    try Files.makeFolder(work, shown: work)
    try AtomicFile.replace(path, shown: shown, revision.source.bytes)
    defer { Files.remove(path) }
    for hook in context.settings.revisionHooks {
      let command = hook.command(file: path)
      context.terminal.detail("hook: \(command.joined(separator: " "))")
      let outcome = try Spawn.run(command, in: context.project.root)
      guard outcome.status == 0 else {
        throw Failure(
          "the hook \(command[0]) failed with exit code \(outcome.status); nothing was written",
          details: outcome.output.split(separator: "\n").map { "  \($0)" },
          help: "correct what it complains of, or take it out of revisionHooks")
      }
    }
    let bytes = try Files.read(path, shown: shown)
    let found = try RevisionReader.read(SourceText(name: revision.source.name, bytes: bytes))
    guard found.header == revision.header else {
      throw Failure(
        "a hook changed the header of \(file); nothing was written",
        help: "keep the hooks to what comes after the header")
    }
    return found
  }
}
