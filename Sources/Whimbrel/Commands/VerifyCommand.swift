import WhimbrelPlanning
import WhimbrelPostgres

/// `verify`: whether a revision was edited, lost, renamed or put in the middle.
enum VerifyCommand: Command {
  static let name = "verify"
  static let summary = "says whether a revision was edited, lost, renamed or added by hand"
  static let rehash = Flag(
    "rehash", "writes the sum anew, for revisions that the connected database does not have")
  static let since = Option(
    "since", "REF", "compares with git: what is there at the merge base with REF must be the same")
  static let parameters: [any Parameter] = [rehash, since]
  static let examples: [(words: String, does: String)] = [
    ("", "compares the files with versions/whimbrel.sum"),
    ("--since origin/main", "in CI: also with what is merged already"),
    ("--rehash", "after editing a revision that no database has yet"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let folder = VersionsFolder(context.project, context.configuration)
    let versions = try folder.read()
    if let reference = arguments[since] {
      try GitGuard(context.project, folder).verify(since: reference, versions)
    }
    if arguments[rehash] { return try await rehash(versions, context) }
    if let failure = versions.appendOnlyFailure { throw failure }
    _ = try versions.graph()
    if let state = try await AppliedState.readIfThere(versions, context) {
      context.terminal.detail("the ledger knows \(state.ledger.rows.count) of them")
    }
    let count = versions.files.count
    let what = count == 1 ? "1 revision is as it was" : "\(count) revisions are as they were"
    context.terminal.note("\(what) written")
    return .done
  }

  private static func rehash(_ versions: Versions, _ context: Context) async throws -> ExitCode {
    // Reading the ledger throws when it has one of the revisions with another digest.
    _ = try await AppliedState.readIfThere(versions, context)
    let findings = versions.check.findings
    if findings.isEmpty {
      context.terminal.note("the sum is right already")
      return .done
    }
    try Files.makeFolder(versions.folder.path, shown: versions.folder.shown)
    try FolderLock.hold(versions.folder.path, shown: versions.folder.shown) {
      try versions.folder.writeSum(
        SumFile(of: versions.files, forgotten: versions.recorded.forgotten))
    }
    for finding in findings { context.terminal.note("\(finding)") }
    context.terminal.print("\(versions.folder.shown)/\(SumFile.fileName)")
    return .done
  }
}
