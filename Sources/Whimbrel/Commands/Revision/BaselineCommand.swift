import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// `baseline`: a first revision that makes what a live database has, recorded there as applied.
enum BaselineCommand: Command {
  static let name = "baseline"
  static let summary = "writes the first revision from a live database, and records it there"
  static let details = """
    For a database that was made by other means. What is another program's is left alone with
    --unmanaged, here and from then on. Nothing is run on the database but the record.
    """
  static let message = Option(
    "message", short: "m", "TEXT", "what the revision is called (baseline)")
  static let unmanaged = RevisionCommand.unmanaged
  static let noProof = RevisionCommand.noProof
  static let dryRun = RevisionCommand.dryRun
  static let parameters: [any Parameter] = [message, unmanaged, noProof, dryRun]
  static let examples: [(words: String, does: String)] = [
    ("--dry-run", "prints the revision and writes nothing"),
    ("--unmanaged schema:audit", "leaves a schema of another program alone"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let folder = VersionsFolder(context.project, context.configuration)
    let versions = try folder.readIntact()
    guard versions.isEmpty else {
      throw Failure(
        "there are revisions already, and a baseline is the first one",
        help: "\(context.program) stamp records revisions that a database has by other means")
    }
    var left = try folder.unmanaged()
    try left.add(arguments[unmanaged])
    let target = try await Target.find(context)
    let baseline = Baseline(context, folder, left)
    let message = arguments[message] ?? "baseline"
    guard
      let written = try await baseline.written(
        message, target: target, proves: !arguments[noProof])
    else {
      context.terminal.note("The database is empty: there is nothing to write")
      return .done
    }
    if arguments[dryRun] {
      context.terminal.output.write(written.source.text(written.source.bytes.indices))
      return .done
    }
    if !arguments[unmanaged].isEmpty { try folder.write(left) }
    try await baseline.record(written, in: versions)
    context.terminal.print(written.source.name)
    return .done
  }
}
