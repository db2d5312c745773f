import WhimbrelPlanning

/// Decides what a run does next: a value that is told what came of each action.
///
///     var runner = Runner(request, options)
///     var action = runner.start()
///     while true { action = runner.take(outcome of action) }   // RunnerDriver
///
/// It touches nothing, so every path through a run can be tested without a server.
package struct Runner: Sendable {
  enum State: Sendable {
    case idle
    /// Reading the ledger without the lock: when there is nothing to do, nobody is waited for.
    case peeking
    case locking
    case reading
    case rewriting
    case awaitingBackend
    /// Asking the rows what the revision must know before its first piece.
    case asking(Work)
    case running(Work)
    case beginning(Work)
    case sending(Work)
    case settling(Work)
    case examining(Work)
    case repairing(Work, thenAgain: Bool)
    case backingOff(Work)
    case reconnecting
    case recording(RunnerError)
    case ended
  }

  let request: RunRequest
  let options: RunnerOptions
  let steps: DataSteps
  var state = State.idle
  var ledger = LedgerState()
  /// What the ledger must say before anything runs, for a squash stands for what it says now.
  private var squash: LedgerEdit?
  /// What is left to do; the first is the one being done.
  var units: [RunUnit] = []
  /// Pieces of the first unit that the server wants outside a transaction.
  var alone: Set<Position> = []
  var started: Set<RevisionID> = []
  /// The revisions whose preflight has found nothing.
  var asked: Set<RevisionID> = []
  /// The person's answer about a statement that an earlier run began; it is good for that one alone.
  var answer: RunnerOptions.Resume?
  var attempt = 0
  var spent: Duration = .zero
  var reconnects = 0

  package init(
    _ request: RunRequest, _ options: RunnerOptions, steps: DataSteps = DataSteps()
  ) {
    self.request = request
    self.options = options
    self.steps = steps
    answer = options.resume
  }

  /// How many revisions are left, the one under way included.
  package var remaining: Int { units.count }

  package mutating func start() -> RunnerAction {
    state = .peeking
    return .readLedger(forWriting: false)
  }

  /// The next action, for what came of the last one.
  package mutating func take(_ input: RunnerInput) -> RunnerAction {
    switch (state, input) {
    case (.peeking, .ledger(let ledger)):
      return check(ledger) ?? (units.isEmpty && squash == nil ? end() : lock())
    case (.locking, .done): return read()
    case (.reading, .ledger(let ledger)):
      return check(ledger) ?? rewrite() ?? resume()
    case (.rewriting, .done):
      return resume()
    case (.awaitingBackend, .done):
      return next()
    case (.asking(let work), .done):
      asked.insert(work.unit.id)
      return attemptWork(work)
    case (.running(let work), .done), (.settling(let work), .done):
      return advance(past: work)
    case (.beginning(let work), .done):
      state = .sending(work)
      return .send(work)
    case (.sending(let work), .done):
      state = .settling(work)
      return .settle(work)
    case (.examining(let work), .found(let finding)):
      return act(on: finding, work)
    case (.repairing(let work, let again), .done):
      return again ? begin(work) : settle(work)
    case (.backingOff(let work), .done):
      // How far one in batches got before it failed is in the ledger.
      if work.piece.commitsOften { return read() }
      return work.piece.kind == .alone ? examine(work) : attemptWork(work)
    case (.reconnecting, .done):
      return lock()
    case (.recording(let error), .done), (.recording(let error), .failed):
      return end(error)
    case (_, .failed(let failure)):
      return act(on: failure)
    default:
      return end(RunnerError(.failed, "the runner was told what it did not ask for: \(input)"))
    }
  }

  // MARK: From the ledger to the work

  /// Takes the ledger over and asks for the path; nil when the run may go on.
  private mutating func check(_ found: LedgerState) -> RunnerAction? {
    do {
      try LedgerCheck.check(found, against: request)
      squash = .squash(found, known: request.known)
      let found = squash.map(found.edited) ?? found
      ledger = found
      var path = try request.path(found)
      if let half = found.halfDone, !path.isEmpty {
        guard let index = path.firstIndex(of: half.id) else {
          throw LedgerCheck.mustFinish(half, request)
        }
        path.remove(at: index)
        path.insert(half.id, at: 0)
      }
      units = try path.map { id in
        guard let known = request.known[id] else { throw LedgerCheck.unknownInPath(id) }
        return RunUnit(known, request.direction)
      }
      try LedgerCheck.check(units, ledger: found, options)
      try steps.check(units)
      return nil
    } catch {
      return end(error)
    }
  }

  private mutating func lock() -> RunnerAction {
    state = .locking
    return .takeLock
  }

  private mutating func read() -> RunnerAction {
    state = .reading
    return .readLedger(forWriting: true)
  }

  private mutating func rewrite() -> RunnerAction? {
    guard let squash else { return nil }
    state = .rewriting
    return .rewrite(squash)
  }

  private mutating func resume() -> RunnerAction {
    if let backend = ledger.halfDone?.begun {
      state = .awaitingBackend
      return .awaitBackend(backend)
    }
    return next()
  }

  mutating func next() -> RunnerAction {
    guard let unit = units.first else { return end() }
    let row = ledger[unit.id]
    guard let work = work(for: unit, row) else {
      return end(
        RunnerError(
          .failed,
          "the ledger says that \(unit.id) has got further than its file goes",
          help: "restore the file \(unit.revision.fileName) as it was when it was begun"))
    }
    started.insert(unit.id)
    if row?.begun != nil, case .together = work.piece.kind {
      // It was sent alone before, for the server had said that a transaction cannot hold it.
      alone.insert(work.piece.from)
      var again = work
      again.piece = work.piece.madeAlone()
      return examine(again)
    }
    if row?.begun != nil { return examine(work) }
    return attemptWork(work)
  }

  private func work(for unit: RunUnit, _ row: LedgerRow?) -> Work? {
    let section = unit.section
    let position = unit.isUnderWay(row) ? row?.position ?? .start : .start
    let pieces = section.pieces
    guard let index = pieces.firstIndex(where: { $0.from == position }) else { return nil }
    let isLast = index == pieces.count - 1
    let moving: LedgerRow.State = unit.direction == .upgrade ? .applying : .reverting
    let to: RowProgress? =
      if !isLast {
        RowProgress(state: moving, position: pieces[index].to)
      } else if unit.direction == .upgrade {
        RowProgress(state: .applied, position: Position(steps: section.steps.count))
      } else {
        nil
      }
    var piece = pieces[index]
    if alone.contains(piece.from), piece.kind == .together { piece = piece.madeAlone() }
    return Work(
      unit: unit, piece: piece, from: row?.progress, to: to,
      during: RowProgress(state: moving, position: position), stepCount: section.steps.count,
      keptExtensions: row?.keptExtensions ?? [], cursor: row?.cursor,
      isFirst: !started.contains(unit.id), attempt: attempt)
  }

  private mutating func advance(past work: Work) -> RunnerAction {
    ledger.take(work)
    attempt = 0
    spent = .zero
    reconnects = 0
    if work.isLast {
      units.removeFirst()
      alone = []
    }
    return next()
  }

  mutating func end(_ error: (any Error)? = nil) -> RunnerAction {
    state = .ended
    return .end(error.map { .failure($0) } ?? .success(()))
  }
}

extension RunUnit {
  /// Whether the row's position is of this unit's section.
  func isUnderWay(_ row: LedgerRow?) -> Bool {
    guard let row else { return false }
    return row.state == (direction == .upgrade ? .applying : .reverting)
  }
}

extension LedgerState {
  /// What the ledger says after the work is done.
  mutating func take(_ work: Work) {
    let index = rows.firstIndex { $0.id == work.unit.id }
    guard let to = work.to else {
      if let index { rows.remove(at: index) }
      return
    }
    if let index {
      rows[index].state = to.state
      rows[index].position = to.position
      rows[index].begun = nil
      rows[index].cursor = nil
    } else {
      let known = work.unit.known
      rows.append(
        LedgerRow(
          id: known.id, digest: known.digest, message: known.revision.title, state: to.state,
          position: to.position, stepCount: work.stepCount,
          keptExtensions: work.keptExtensions))
    }
  }

  /// What the ledger says once a statement of the work is recorded as begun.
  mutating func takeBegun(_ work: Work) {
    var begun = work
    begun.to = work.during
    take(begun)
  }
}
