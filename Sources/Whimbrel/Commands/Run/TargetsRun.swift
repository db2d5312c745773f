import Synchronization
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// The same revisions on many targets: the first one alone, for if it breaks only one is broken,
/// then as many at a time as is said.
struct TargetsRun: Sendable {
  static let targets = Option(
    "targets", "FILE", "runs on each database or schema that the file lists")
  static let parallel = Option("parallel", "N", "how many targets at a time (1)")
  static let keepGoing = Flag("keep-going", "goes on with the other targets when one fails")
  static let parameters: [any Parameter] = [targets, parallel, keepGoing]

  enum Outcome: Sendable {
    case done(RunReport)
    /// What `--dry-run` found to do.
    case would([RevisionID])
    case failed(code: ExitCode, text: String)
    /// Not begun, for another one had failed.
    case skipped
  }

  let request: RunRequest
  let steps: DataSteps
  let context: Context
  /// Options for a search path; the ledger's schema is set here.
  let options: @Sendable ([Name]) throws -> RunnerOptions
  let extensionSchemas: [Name]
  /// Whether it only says what it would run.
  let isDry: Bool

  func run(_ arguments: Arguments, file: String) async throws -> ExitCode {
    let width = arguments[Self.parallel].map { Int($0) ?? 0 } ?? 1
    guard width > 0 else {
      throw UsageError("--parallel takes a number from 1", help: "such as --parallel 8")
    }
    let all = try await RunTarget.read(file, context)
    let outcomes = await run(all, width: width, keepGoing: arguments[Self.keepGoing])
    return report(zip(all, outcomes).map { ($0, $1) })
  }

  private func run(_ all: [RunTarget], width: Int, keepGoing: Bool) async -> [Outcome] {
    var outcomes = [Outcome](repeating: .skipped, count: all.count)
    outcomes[0] = await run(all[0])
    guard outcomes[0].isDone || keepGoing else { return outcomes }
    await withTaskGroup(of: (Int, Outcome).self) { group in
      var running = 0
      var goesOn = true
      func take() async {
        guard let (index, outcome) = await group.next() else { return }
        running -= 1
        outcomes[index] = outcome
        if !outcome.isDone, !keepGoing { goesOn = false }
      }
      for index in all.indices.dropFirst() {
        if running >= width { await take() }
        guard goesOn, !Interrupts.isInterrupted else { break }
        running += 1
        group.addTask { (index, await run(all[index])) }
      }
      while running > 0 { await take() }
    }
    return outcomes
  }

  private func run(_ target: RunTarget) async -> Outcome {
    do {
      let said = context.configuration.searchPath
      var path = target.schema.map { [$0] + said.dropFirst() } ?? said
      path += extensionSchemas.filter { !path.contains($0) }
      let connection = try await LiveDatabase.connect(target.string, context.terminal)
      if let schema = target.schema { try await Self.find(schema, connection) }
      path = try await LiveDatabase.searchPath(path, with: connection)
      let ledger = try target.ledgerSchema(context.configuration.ledgerSchema)
      if isDry {
        let state = try await Ledger(schema: ledger).read(connection)
        await connection.close()
        try LedgerCheck.check(state, against: request)
        return .would(try request.path(state))
      }
      await connection.close()
      var options = try options(path)
      options.ledgerSchema = ledger
      let terminal = context.terminal
      let name = target.name
      let run = MigrationRun(target.string, options, steps: steps) { event in
        switch event {
        case .retrying(_, let attempt, let count, _, let error):
          terminal.note("\(name): \(error.message); try \(attempt) of \(count)")
        case .waitingForLock(let session, _):
          terminal.note("\(name): waiting for another runner" + (session.map { ": \($0)" } ?? ""))
        default: break
        }
      }
      let report = try await run.run(request)
      if !report.done.isEmpty { terminal.note("\(name): \(report.done.count) revisions") }
      return .done(report)
    } catch {
      let report = ErrorReport(error)
      return .failed(code: report.code, text: report.text)
    }
  }

  /// Throws when the schema is not there: nothing is made for it then, not even its ledger.
  private static func find(_ schema: Name, _ connection: Connection) async throws {
    let rows = try await connection.query(
      "SELECT pg_catalog.to_regnamespace($1) IS NOT NULL", [schema.quoted])
    if rows.bool(0, 0) == true { return }
    await connection.close()
    throw Failure(
      "the schema \(schema.quoted) is not there",
      help: "correct its name, or CREATE SCHEMA \(schema.quoted)")
  }

  private func report(_ all: [(RunTarget, Outcome)]) -> ExitCode {
    var code = ExitCode.done
    var counts = (done: 0, failed: 0, skipped: 0)
    var entries: [JSON] = []
    for (target, outcome) in all {
      switch outcome {
      case .done(let report):
        counts.done += 1
        entries.append([
          "target": .string(target.name), "state": "done",
          "revisions": JSON(report.done.map(\.unit.id.text)),
        ])
      case .would(let ids):
        counts.done += 1
        entries.append([
          "target": .string(target.name), "state": "would", "revisions": JSON(ids.map(\.text)),
        ])
        if context.terminal.format != .json {
          let what = ids.isEmpty ? "nothing to do" : ids.map(\.text).joined(separator: ", ")
          context.terminal.print("\(target.name): \(what)")
        }
      case .failed(let found, let text):
        // One kind of failure is said as it is, several as what they have in common.
        code = code == .done || code == found ? found : .failed
        counts.failed += 1
        entries.append([
          "target": .string(target.name), "state": "failed", "error": .string(text),
        ])
        if context.terminal.format != .json {
          context.terminal.errors.write("\(target.name): \(text)\n")
        }
      case .skipped:
        counts.skipped += 1
        entries.append(["target": .string(target.name), "state": "skipped"])
      }
    }
    if context.terminal.format == .json {
      context.terminal.print(JSON.object([("format", 1), ("targets", .array(entries))]).text)
    } else {
      let word = isDry ? "were looked at" : "are done"
      context.terminal.print(
        "\(counts.done) of \(all.count) targets \(word), \(counts.failed) failed, "
          + "\(counts.skipped) not begun")
    }
    return code
  }
}

extension TargetsRun.Outcome {
  var isDone: Bool {
    switch self {
    case .done, .would: true
    case .failed, .skipped: false
    }
  }
}
