import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// `adopt`: goes on where another migration tool stops.
enum AdoptCommand: Command {
  static let name = "adopt"
  static let summary = "takes a database over from Alembic, Flyway, Prisma, Django and others"
  static let details = """
    Finds the tool by its history table, writes a baseline of what the database has, with the history in
    its header, and records it there as applied. The history table itself is left alone from then on.
    Run on a further database, it records the baseline there once it has shown that it is equal.
    Known are \(HistoryTable.all.map(\.tool).joined(separator: ", ")).
    """
  static let alembic = Option(
    "alembic", "DIR", "Alembic's versions/ folder, for the messages of its revisions")
  static let message = Option(
    "message", short: "m", "TEXT", "what the baseline is called (adopted from …)")
  static let unmanaged = RevisionCommand.unmanaged
  static let noProof = RevisionCommand.noProof
  static let dryRun = RevisionCommand.dryRun
  static let parameters: [any Parameter] = [alembic, message, unmanaged, noProof, dryRun]
  static let examples: [(words: String, does: String)] = [
    ("", "on the database of DATABASE_URL"),
    ("--alembic alembic/versions", "keeps the messages of Alembic's revisions too"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let folder = VersionsFolder(context.project, context.configuration)
    let versions = try folder.readIntact()
    let target = try await Target.find(context)
    let connection = try await target.connect(context)
    let found = try await MigrationHistory.all(in: connection)
    let ledger = try await Ledger(schema: context.configuration.ledgerSchema.text).read(connection)
    await connection.close()
    if !ledger.rows.isEmpty {
      context.terminal.note("The database has a ledger already: there is nothing to adopt")
      return .done
    }
    guard !found.isEmpty else {
      throw Failure(
        "no history table of another tool is in \(target.string.redacted)",
        help: "\(context.program) baseline takes over a database without one")
    }
    try refuseUnfinished(found)
    var left = try folder.unmanaged()
    for id in found.flatMap(\.tables) {
      left.add(ObjectPattern(ObjectName(id, home: context.configuration.home)))
    }
    try left.add(arguments[unmanaged])
    let baseline = Baseline(context, folder, left)
    if !versions.isEmpty { return try await further(baseline, versions, target, context) }
    let tools = found.map(\.table.tool).joined(separator: " and ")
    let lines = try header(found, arguments, context)
    let text = ([arguments[message] ?? "adopted from \(tools)", ""] + lines)
      .joined(separator: "\n")
    guard
      let written = try await baseline.written(
        text, target: target, proves: !arguments[noProof])
    else {
      context.terminal.note("Nothing but the history of \(tools) is there: no baseline is needed")
      if !arguments[dryRun] { try folder.write(left) }
      return .done
    }
    if arguments[dryRun] {
      context.terminal.output.write(written.source.text(written.source.bytes.indices))
      return .done
    }
    try folder.write(left)
    try await baseline.record(written, in: versions)
    context.terminal.print(written.source.name)
    for history in found { farewell(history, context) }
    return .done
  }

  /// What the tool itself says is not done cannot be the beginning of anything.
  private static func refuseUnfinished(_ found: [MigrationHistory]) throws(Failure) {
    for history in found {
      guard let entry = history.entries.first(where: { !$0.isFinished }) else { continue }
      throw Failure(
        "\(history.table.table) says that \(entry.line) of \(history.table.tool) is not finished",
        help: "finish or repair it with \(history.table.tool) first")
    }
  }

  /// What the histories say, a line a migration.
  private static func header(
    _ found: [MigrationHistory], _ arguments: Arguments, _ context: Context
  ) throws -> [String] {
    var lines: [String] = []
    for history in found {
      var entries = history.entries.map(\.line)
      if let path = arguments[alembic], history.table.tool == "Alembic" {
        let folder = try AlembicFolder(context.project.path(path), shown: path)
        let chain = try folder.chain(to: history.entries.map(\.id))
        entries = chain.map { "\($0.id) \($0.message)" }
        for script in folder.others(than: chain) {
          context.terminal.warn(
            "\(script.file) is not applied here: apply it with Alembic first, or say it again")
        }
      }
      lines.append("\(history.table.tool) had applied \(entries.isEmpty ? "nothing" : "these:")")
      lines += entries.map { "  \($0)" }
    }
    return lines
  }

  /// A database that is not the first: it is recorded as being at the baseline when it is.
  private static func further(
    _ baseline: Baseline, _ versions: Versions, _ target: Target, _ context: Context
  ) async throws -> ExitCode {
    let graph = try versions.graph()
    guard graph.bases.count == 1, let first = graph.bases.first, let root = versions.byID[first],
      let known = versions.knownByID[first]
    else {
      throw Failure(
        "there are \(graph.bases.count) first revisions, and none is the baseline",
        help: "record what the database has with \(context.program) stamp")
    }
    let changes = try await baseline.differences(from: root, target: target)
    guard changes.isEmpty else {
      throw Failure(
        "the database is not what \(versions.title(first)) makes",
        details: changes.prefix(12).map { "  \($0.inDatabase)" },
        help: "bring it to where the first database was with the old tool, and run it again")
    }
    _ = try await Stamping.run(context) { _ in LedgerEdit(.baseline, add: [known]) }
    context.terminal.print("recorded \(versions.title(first))")
    return .done
  }

  private static func farewell(_ history: MigrationHistory, _ context: Context) {
    let tool = history.table.tool
    let names = history.tables.map { "\($0.schema.quoted).\($0.name.quoted)" }
    context.terminal.note(
      """
      to retire \(tool):
        run \(context.program) adopt on each other database that \(tool) migrates
        put \(context.program) upgrade where \(history.table.command) is run
        remove \(history.table.files)
        when nothing runs \(tool) any more: DROP TABLE \(names.joined(separator: ", "));
      """)
  }
}
