import WhimbrelPlanning

/// From an error to what the runner acts on and the user reads.
extension RunnerDriver {
  /// Rolls back what is open, and says what `error` means.
  mutating func failure(_ error: any Error, in action: RunnerAction) async -> RunnerFailure {
    await rollBack()
    let work = action.work
    let interrupted = RunnerError(
      .interrupted, "interrupted: what was not recorded as done is rolled back",
      help: "run the same command again")
    switch error {
    case let failure as RunnerFailure: return failure
    case let error as RunnerError: return RunnerFailure(.other, error)
    case let error as ConnectionError:
      switch error.kind {
      case .interrupted: return RunnerFailure(.interrupted, interrupted)
      case .lost, .closed, .noServer, .timeout, .refused:
        return RunnerFailure(.lost, RunnerError(.failed, error.message, help: error.help))
      default:
        return RunnerFailure(.other, RunnerError(.failed, error.message, help: error.help))
      }
    case LedgerWriteError.lockLost: return RunnerFailure(.other, Self.lockLost)
    case LedgerWriteError.changedByOthers: return RunnerFailure(.other, Self.changedByOthers)
    case let error as PostgresError:
      if error.sqlState == PostgresError.State.queryCanceled,
        Task.isCancelled || Interrupts.isInterrupted
      {
        return RunnerFailure(.interrupted, interrupted)
      }
      return classify(error, work, in: action)
    case let error as SourceDiagnostic:
      return RunnerFailure(.other, RunnerError(.failed, error.message, diagnostic: error))
    default:
      return RunnerFailure(.other, RunnerError(.failed, "\(error)"))
    }
  }

  private func classify(_ error: PostgresError, _ work: Work?, in action: RunnerAction)
    -> RunnerFailure
  {
    var statement: SQLStatement?
    switch action {
    case .run(let work):
      let batch = batch(work)
      let index = error.queryIndex ?? -1
      if case .batches = work.piece.kind, error.queryIndex == nil {
        statement = work.piece.statements.first
      } else if let place = batch.places[index] {
        statement = batch.statements[place].1
      } else if error.sqlState == "22012" {
        // None of a revision's own statements: one of our conditions divides by zero.
        switch index {
        case 1: return RunnerFailure(.other, Self.lockLost)
        case batch.home: return RunnerFailure(.other, homeless)
        case 2...: return RunnerFailure(.other, Self.changedByOthers)
        default: break
        }
      }
    case .ask(let work):
      statement = error.queryIndex.flatMap { work.unit.section.question(ofQuery: $0)?.statement }
    case .send(let work): statement = work.piece.statements.first
    default: break
    }
    let isRace = error.isCatalogRace
    let error = describe(error, statement, work)
    switch error.postgres?.sqlState {
    case PostgresError.State.lockNotAvailable: return RunnerFailure(.lockTimeout, error)
    case PostgresError.State.deadlockDetected, PostgresError.State.serializationFailure:
      return RunnerFailure(.transient, error)
    case _ where isRace: return RunnerFailure(.transient, error)
    // Active transaction; invalid transaction termination, by a COMMIT in a procedure.
    case "25001", "2D000": return RunnerFailure(.needsToBeAlone, error)
    case "57P02", "57P03", "08006", "08003": return RunnerFailure(.lost, error)
    default: return RunnerFailure(.other, error)
    }
  }

  private func describe(_ error: PostgresError, _ statement: SQLStatement?, _ work: Work?)
    -> RunnerError
  {
    let state = error.sqlState
    let isLock = state == PostgresError.State.lockNotAvailable
    let kind: RunnerError.Kind = isLock ? .locked : .failed
    let message = "\(error.message) (SQLSTATE \(state))"
    var notes: [String] = []
    if let detail = error.detail { notes.append("DETAIL: \(detail)") }
    if let hint = error.hint { notes.append("HINT: \(hint)") }
    if let context = error.context { notes.append("CONTEXT: \(context)") }
    if isLock { notes += blockers.sessions.map { "blocked by \($0)" } }
    let help = Self.help(for: error, statement)
    var diagnostic: SourceDiagnostic?
    if let statement {
      if let position = error.position {
        diagnostic = statement.diagnostic(
          message, atCharacter: position, help: help, notes: notes)
      } else {
        diagnostic = statement.diagnostic(message, help: help)
        diagnostic?.notes = notes
      }
    } else if let work {
      notes.insert("in \(work.unit.revision.source.name), at the end of a step", at: 0)
    }
    return RunnerError(
      kind, message, notes: notes, help: help, diagnostic: diagnostic, postgres: error)
  }

  private var homeless: RunnerError {
    let home = options.home.quoted
    return RunnerError(
      .failed, "the schema \(home) is not there, or this role may not use it; nothing was changed",
      help: "correct its name, or CREATE SCHEMA \(home); or GRANT USAGE, CREATE ON SCHEMA \(home)")
  }

  private static let lockLost = RunnerError(
    .failed, "this session does not hold the runner's lock any more; nothing was changed",
    help: "connect to the server itself rather than through a pooler, and run the command again")

  private static let changedByOthers = RunnerError(
    .failed, "the ledger was changed by another program meanwhile; the step is rolled back",
    help: "look at `status`, and run the command again")
}

extension RunnerAction {
  var work: Work? {
    switch self {
    case .ask(let work), .run(let work), .begin(let work), .send(let work), .settle(let work),
      .examine(let work), .repair(let work, _), .backOff(let work, _, _),
      .recordFailure(let work, _):
      work
    default: nil
    }
  }
}
