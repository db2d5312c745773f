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
      } else if index == 1 {
        return RunnerFailure(.other, Self.lockLost)
      } else if error.sqlState == "22012", index > 1 {
        return RunnerFailure(.other, Self.changedByOthers)
      }
    case .ask(let work):
      statement = error.queryIndex.flatMap { work.unit.section.question(ofQuery: $0)?.statement }
    case .send(let work): statement = work.piece.statements.first
    default: break
    }
    let error = describe(error, statement, work)
    let after = options.lockTimeout
    switch error.postgres?.sqlState {
    case PostgresError.State.lockNotAvailable:
      return RunnerFailure(.lockTimeout, error, after: after)
    case PostgresError.State.deadlockDetected, PostgresError.State.serializationFailure:
      return RunnerFailure(.transient, error, after: after)
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
    let help = Self.help(for: error)
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

  private static func help(for error: PostgresError) -> String {
    switch error.sqlState {
    case PostgresError.State.lockNotAvailable:
      "run it again when the sessions that hold the lock are done, or allow more time with "
        + "--lock-timeout or a line \"-- whimbrel: lock_timeout 10s\" in the step"
    case PostgresError.State.insufficientPrivilege:
      "GRANT the role what it lacks, or connect as another: it needs CREATE on the database (for the "
        + "ledger) and on the schema, and has to own what it changes"
    case PostgresError.State.queryCanceled:
      "allow more time with a line \"-- whimbrel: statement_timeout 10min\" in the step"
    case "55P04":
      "put a line \"-- whimbrel: transaction\" after the ALTER TYPE … ADD VALUE: a label can be "
        + "used once it is committed"
    case "57P01":
      "the session was ended by an administrator: run the same command again"
    default:
      "what this step did is rolled back; correct the cause and run the same command again"
    }
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
