import WhimbrelPlanning

/// What the runner does with statements that must stand alone, and with failures.
extension Runner {
  mutating func attemptWork(_ work: Work) -> RunnerAction {
    var work = work
    work.attempt = attempt
    // Before the first change, and again after a pause: rows may have come meanwhile.
    if work.piece.from == .start, !work.unit.section.preflight.isEmpty,
      !asked.contains(work.unit.id)
    {
      state = .asking(work)
      return .ask(work)
    }
    if work.piece.kind == .alone { return begin(work) }
    state = .running(work)
    return .run(work)
  }

  mutating func begin(_ work: Work) -> RunnerAction {
    // What this run begins itself nobody has looked at yet.
    answer = nil
    var work = work
    work.from = ledger[work.unit.id]?.progress
    ledger.takeBegun(work)
    var begun = work
    begun.from = work.during
    state = .beginning(begun)
    return .begin(work)
  }

  mutating func settle(_ work: Work) -> RunnerAction {
    var work = work
    work.from = work.during
    state = .settling(work)
    return .settle(work)
  }

  mutating func examine(_ work: Work) -> RunnerAction {
    state = .examining(work)
    return .examine(work)
  }

  mutating func act(on finding: Finding, _ work: Work) -> RunnerAction {
    switch finding {
    case .done: return settle(work)
    case .again: return begin(work)
    case .clearThenAgain(let statements):
      state = .repairing(work, thenAgain: true)
      return .repair(work, statements)
    case .finish(let statements):
      state = .repairing(work, thenAgain: false)
      return .repair(work, statements)
    case .conflict(let why):
      return record(
        .at(work, why, help: "rename or drop what is there, then run the same command again"),
        work)
    case .unknown(let why):
      defer { answer = nil }
      switch answer {
      case .retry: return begin(work)
      case .skip: return settle(work)
      case nil:
        return record(
          .at(
            work, why, kind: .decision,
            help: "look whether it is done: run the same command with --resume skip if it is, "
              + "with --resume retry if it is not"), work)
      }
    }
  }

  mutating func act(on failure: RunnerFailure) -> RunnerAction {
    spent += failure.after
    guard let work else {
      if failure.kind == .lost, case .peeking = state { return end(failure.error) }
      return failure.kind == .lost ? reconnect(failure) : end(failure.error)
    }
    switch failure.kind {
    case .lost: return reconnect(failure)
    case .needsToBeAlone where work.piece.mayNeedToBeAlone:
      alone.insert(work.piece.from)
      var again = work
      again.piece = work.piece.madeAlone()
      return begin(again)
    case .lockTimeout, .transient:
      guard attempt < options.retries, spent < options.retryLimit else {
        return record(failure.error, work)
      }
      attempt += 1
      let pause = Self.pause(before: attempt)
      spent += pause
      state = .backingOff(work)
      return .backOff(work, for: pause, because: failure)
    default: return record(failure.error, work)
    }
  }

  /// Doubles from a quarter of a second to 30 s; the driver jitters it.
  static func pause(before attempt: Int) -> Duration {
    .milliseconds(min(30_000, 250 << min(attempt - 1, 7)))
  }

  private mutating func reconnect(_ failure: RunnerFailure) -> RunnerAction {
    // A server that is gone for good is not asked for ever.
    guard reconnects < 5 else { return end(failure.error) }
    reconnects += 1
    state = .reconnecting
    return .reconnect(attempt: reconnects)
  }

  private mutating func record(_ error: RunnerError, _ work: Work) -> RunnerAction {
    state = .recording(error)
    return .recordFailure(work, error)
  }

  /// What is being done to a revision now.
  private var work: Work? {
    switch state {
    case .asking(let work), .running(let work), .beginning(let work), .sending(let work),
      .settling(let work),
      .examining(let work), .repairing(let work, _), .backingOff(let work):
      work
    default: nil
    }
  }
}

extension RunnerError {
  /// About the first statement of the work.
  static func at(_ work: Work, _ message: String, kind: Kind = .failed, help: String)
    -> RunnerError
  {
    RunnerError(
      kind, message, help: help,
      diagnostic: work.piece.statements.first?.diagnostic(message, help: help))
  }
}
