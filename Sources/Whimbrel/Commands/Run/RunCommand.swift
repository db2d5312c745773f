import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// What `upgrade` and `downgrade` have in common.
enum RunCommand {
  static let sql = Flag(
    "sql",
    "prints the script instead; a range such as base:head, from a state to another, needs no database"
  )
  static let idempotent = Flag(
    "idempotent", "with --sql: leaves out each revision that is done when the script is run")
  static let dryRun = Flag("dry-run", "shows what would be run")
  static let wait = Option("wait", "TIME", "how long to wait for another runner: 5s, 10min (5min)")
  static let lockTimeout = Option(
    "lock-timeout", "TIME", "how long a statement waits for a table's lock (2s)")
  static let statementTimeout = Option(
    "statement-timeout", "TIME",
    "how long a statement runs that builds and validates nothing (no limit)")
  static let retries = Option(
    "retries", "N", "how often a step is tried again after a lock time-out (10)")
  static let resume = Option(
    "resume", "HOW", choices: ["retry", "skip"],
    "retry or skip the statement that an earlier run began and whose end nobody knows")
  static let role = Option("role", "NAME", "runs as this role (SET ROLE)")
  static let trustSchema = Flag(
    "trust-schema", "runs even where other roles may create in the search path")
  static let acceptLoss = Flag("accept-loss", "takes back what loses data that no upgrade restores")
  static let shared: [any Parameter] =
    [
      sql, idempotent, dryRun, wait, lockTimeout, statementTimeout, retries, resume, role,
      trustSchema,
    ] + TargetsRun.parameters

  static func run(
    _ direction: RunDirection, to text: String, _ arguments: Arguments, _ context: Context
  ) async throws -> ExitCode {
    guard !arguments[sql] || arguments[TargetsRun.targets] == nil else {
      throw UsageError(
        "--sql writes one script, not one for each of --targets",
        help: "write the script of each database or schema with --database-url and --search-path")
    }
    let versions = try VersionsFolder(context.project, context.configuration).readIntact()
    if arguments[sql], let range = try RevisionName.range(text) {
      let ids = try self.ids(direction, from: range.from, to: range.to, versions)
      return try script(
        direction, ids, versions, context.configuration.searchPath, arguments, context)
    }
    let name = try RevisionName(text)
    let path: @Sendable (LedgerState) throws -> [RevisionID] = { state in
      let graph = try versions.graph(applied: state.applied)
      return direction == .upgrade
        ? try graph.upgradePath(to: name) : try graph.downgradePath(to: name)
    }
    if let file = arguments[TargetsRun.targets] {
      let many = TargetsRun(
        request: RunRequest(direction, known: versions.known, path: path),
        steps: DataSteps(context.settings.dataSteps), context: context,
        options: { try Self.options(arguments, $0, context) },
        extensionSchemas: versions.all.extensionSchemas(
          apartFrom: context.configuration.searchPath), isDry: arguments[dryRun])
      return try await many.run(arguments, file: file)
    }
    let target = try await Target.find(
      context, extensions: Set(versions.all.createdExtensions.map(\.text)).sorted())
    let connection = try await target.connect(context)
    let searchPath = try await LiveDatabase.searchPath(
      context.configuration.searchPath
        + versions.all.extensionSchemas(
          apartFrom: context.configuration.searchPath), with: connection)
    if arguments[sql] || arguments[dryRun] {
      let state = try await AppliedState.read(connection, versions, context)
      await connection.close()
      let ids = try path(state.ledger)
      return arguments[sql]
        ? try script(direction, ids, versions, searchPath, arguments, context)
        : show(direction, ids, versions, context)
    }
    await connection.close()
    let options = try options(arguments, searchPath, context)
    let progress = RunProgress(context.terminal)
    let steps = DataSteps(context.settings.dataSteps)
    let run = MigrationRun(target.string, options, steps: steps) { progress.take($0) }
    let report: RunReport
    do {
      report = try await run.run(RunRequest(direction, known: versions.known, path: path))
    } catch {
      progress.end()
      throw error
    }
    progress.end()
    return said(report, context)
  }

  /// The revisions between two states: what leads to `from` is taken for applied.
  private static func ids(
    _ direction: RunDirection, from: RevisionName?, to: RevisionName?, _ versions: Versions
  ) throws -> [RevisionID] {
    let graph = try versions.graph()
    let start = try from.map { try graph.resolve($0) } ?? (direction == .upgrade ? [] : graph.heads)
    let assumed = try versions.graph(applied: graph.withNeeds(start))
    return direction == .upgrade
      ? try assumed.upgradePath(to: to ?? RevisionName("heads"))
      : try assumed.downgradePath(to: to ?? RevisionName("base"))
  }

  private static func options(
    _ arguments: Arguments, _ path: [Name], _ context: Context
  ) throws -> RunnerOptions {
    var options = RunnerOptions(Scope(searchPath: path), toolVersion: WhimbrelVersion.text)
    options.ledgerSchema = context.configuration.ledgerSchema.text
    options.trustsSchemas = arguments[trustSchema]
    options.role = arguments[role]
    options.wait = try time(wait, arguments) ?? options.wait
    options.lockTimeout = try time(lockTimeout, arguments) ?? options.lockTimeout
    options.statementTimeout = try time(statementTimeout, arguments)
    if let text = arguments[retries] {
      guard let count = Int(text), count >= 0 else {
        throw UsageError("--retries cannot be \"\(text)\"", help: "write a whole number, as 3")
      }
      options.retries = count
    }
    options.resume = arguments[resume].flatMap(RunnerOptions.Resume.init)
    options.acceptsLoss = arguments[acceptLoss]
    return options
  }

  private static func time(_ option: Option, _ arguments: Arguments) throws(UsageError) -> Duration?
  {
    guard let text = arguments[option] else { return nil }
    guard let duration = Duration(said: text) else {
      throw UsageError(
        "\(option.form.long) cannot be \"\(text)\"",
        help: "write a whole number with ms, s, min or h")
    }
    return duration
  }

  private static func script(
    _ direction: RunDirection, _ ids: [RevisionID], _ versions: Versions, _ path: [Name],
    _ arguments: Arguments, _ context: Context
  ) throws -> ExitCode {
    let scope = Scope(searchPath: path)
    let known = versions.knownByID
    let squashes = versions.all.filter { !$0.header.replaces.isEmpty }.map(\.id)
    let script = OfflineScript(
      direction: direction, revisions: ids.compactMap { known[$0] },
      ledger: Ledger(schema: context.configuration.ledgerSchema.text), path: scope.path,
      home: scope.home, lockTimeout: try time(lockTimeout, arguments) ?? .seconds(2),
      squashes: Set(squashes), isIdempotent: arguments[idempotent])
    context.terminal.output.write(script.text)
    return .done
  }

  private static func show(
    _ direction: RunDirection, _ ids: [RevisionID], _ versions: Versions, _ context: Context
  ) -> ExitCode {
    let known = versions.knownByID
    let units = ids.compactMap { known[$0] }.map { RunUnit($0, direction) }
    if context.terminal.format == .json {
      context.terminal.print(
        JSON.object([("format", 1), ("would", .array(units.map { versions.json($0.id) }))]).text)
      return .done
    }
    if units.isEmpty { context.terminal.note("nothing to do") }
    for unit in units {
      context.terminal.print(
        "\(direction == .upgrade ? "apply" : "take back") \(unit.revision.source.name)")
      for question in unit.section.preflight {
        context.terminal.print("  -- if there are no \(question.title)")
      }
      for statement in unit.section.steps.flatMap(\.statements) {
        context.terminal.print(
          "  " + statement.text.split(separator: "\n").joined(separator: "\n  ") + ";")
      }
    }
    return .done
  }

  private static func said(_ report: RunReport, _ context: Context) -> ExitCode {
    if context.terminal.format == .json {
      let entries = report.done.map { entry -> JSON in
        [
          "id": .string(entry.unit.id.text), "file": .string(entry.unit.revision.source.name),
          "milliseconds": .number(entry.duration.wholeMilliseconds),
        ]
      }
      context.terminal.print(JSON.object([("format", 1), ("done", .array(entries))]).text)
      return .done
    }
    if report.done.isEmpty { context.terminal.note("Nothing to do") }
    return .done
  }
}

extension Versions {
  var all: [Revision] { Array(files.values) }
}

extension [Revision] {
  /// Schemas that these revisions put extensions in.
  func extensionSchemas(apartFrom path: [Name]) -> [Name] {
    let statements = flatMap { $0.upgrade.steps }.flatMap(\.statements)
    let found = statements.filter { $0.createdExtension != nil }.compactMap { statement -> Name? in
      guard let index = statement.tokens.firstIndex(where: { $0.isWord("schema") }),
        index + 1 < statement.tokens.count
      else { return nil }
      return Name(statement.tokens[index + 1], in: statement.source)
    }
    return Set(found).subtracting(path + ["pg_catalog"]).sorted()
  }
}
