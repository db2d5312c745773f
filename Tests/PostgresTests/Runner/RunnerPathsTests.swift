import Foundation
import Testing
import WhimbrelPlanning
import WhimbrelPostgres

/// Every path through the runner: each action succeeds, or fails in each way it can, before or after
/// the database has done what it was asked; failed runs are run again. In the end everything was done
/// once, and the ledger says so.
@Suite struct RunnerPathsTests {
  /// How many faults a history has.
  private static let faults =
    ProcessInfo.processInfo.environment["WHIMBREL_TEST_SOAK"] == nil ? 2 : 3

  private static func revisions() throws -> Revisions {
    var revisions = Revisions()
    try revisions.add(
      "one",
      """
      CREATE TABLE a (id int);

      -- whimbrel: autocommit

      CREATE INDEX CONCURRENTLY ix ON a (id);
      INSERT INTO a VALUES (1);
      CALL p();
      """, down: "-- whimbrel: autocommit\n\nDROP INDEX CONCURRENTLY ix;\nDROP TABLE a;")
    try revisions.add(
      "two",
      "-- whimbrel: preflight\n-- nothing\nSELECT 1 WHERE false;\n-- whimbrel: call fill\n\n-- whimbrel: transaction\n\nCREATE TABLE b (id int);",
      down: "DROP TABLE b;")
    return revisions
  }

  @Test func upward() throws {
    let revisions = try Self.revisions()
    var explorer = Explorer(request: revisions.upgrade)
    explorer.explore(World(), faults: Self.faults)
    #expect(explorer.histories > 2000)
    #expect(explorer.problems == [:])
  }

  @Test func backward() throws {
    let revisions = try Self.revisions()
    var world = World()
    for known in revisions.all {
      let steps = known.revision.upgrade.steps.count
      world.ledger.rows.append(
        LedgerRow(
          id: known.id, digest: known.digest, message: "", state: .applied,
          position: Position(steps: steps), stepCount: steps))
    }
    let ids = revisions.all.map(\.id)
    let all = RunRequest(.downgrade, known: revisions.all) { state in
      ids.filter { state.applied.contains($0) }.reversed()
    }
    var explorer = Explorer(request: all)
    explorer.explore(world, faults: Self.faults)
    #expect(explorer.histories > 500)
    #expect(explorer.problems == [:])
  }
}

/// A database as far as the runner can tell.
private struct World {
  var ledger = LedgerState()
  /// How often each piece, or batch of a data step, was done: `000000000001 upgrade 1.0`.
  var done: [String: Int] = [:]
  /// Pieces that were sent and left something half done.
  var isInvalid: Set<String> = []
  /// Why the ledger was written to by somebody who had read something else.
  var problem: String?

  static func key(_ work: Work) -> String {
    "\(work.unit.id) \(work.unit.direction.rawValue) \(work.piece.from)"
  }

  /// As the ledger's own SQL: the row must be where the work takes it to be.
  mutating func write(_ work: Work, from: RowProgress?, to: RowProgress?, begun: Bool = false) {
    let index = ledger.rows.firstIndex { $0.id == work.unit.id }
    if index.map({ ledger.rows[$0].progress }) != from {
      problem = "\(Self.key(work)) expects \(String(describing: from)), and finds another row"
    }
    if let index { ledger.rows.remove(at: index) }
    guard let to else { return }
    ledger.rows.append(
      LedgerRow(
        id: work.unit.id, digest: work.unit.known.digest, message: "", state: to.state,
        position: to.position, stepCount: work.stepCount,
        begun: begun ? Backend(pid: 7, start: "then") : nil))
  }

  mutating func perform(_ key: String) { done[key, default: 0] += 1 }

  /// The piece and its row, in one transaction; a data step in two batches, of which the second can
  /// be left out.
  mutating func run(_ work: Work, isPartial: Bool = false) {
    let key = Self.key(work)
    guard case .call = work.piece.kind else {
      perform(key)
      return write(work, from: work.from, to: work.to)
    }
    var from = work.from
    if work.cursor == nil {
      perform("\(key) first")
      write(work, from: from, to: work.during)
      ledger.rows[ledger.rows.count - 1].cursor = "half"
      from = work.during
    }
    if isPartial { return }
    perform("\(key) second")
    write(work, from: from, to: work.to)
  }
}

/// What comes of an action, and how many faults that costs.
private struct Outcome {
  var world: World
  var input: RunnerInput
  var cost = 1
}

/// Goes through all histories, depth first.
private struct Explorer {
  let request: RunRequest
  var histories = 0
  var problems: [String: Int] = [:]

  private static var options: RunnerOptions {
    var options = RunnerOptions.test
    options.retries = 1
    return options
  }

  init(request: RunRequest) { self.request = request }

  mutating func explore(_ world: World, faults: Int) {
    // A fault ends a run, and the next one may have to ask a person before the last goes through.
    begin(world, faults, resume: nil, runs: 2 * faults + 1)
  }

  private mutating func begin(
    _ world: World, _ faults: Int, resume: RunnerOptions.Resume?, runs: Int
  ) {
    guard runs > 0 else { return note("it never ends") }
    var options = Self.options
    options.resume = resume
    var steps = DataSteps()
    steps.register("fill", upgrade: { _, _ in nil }, downgrade: { _, _ in nil })
    var runner = Runner(request, options, steps: steps)
    let action = runner.start()
    go(on: runner, action, world, faults, runs)
  }

  private mutating func note(_ problem: String) { problems[problem, default: 0] += 1 }

  private mutating func go(
    on runner: Runner, _ action: RunnerAction, _ world: World, _ faults: Int, _ runs: Int
  ) {
    if let problem = world.problem { return note(problem) }
    if case .end(let result) = action { return end(result, world, faults, runs) }
    for outcome in outcomes(action, world) where outcome.cost <= faults {
      var next = runner
      let following = next.take(outcome.input)
      go(on: next, following, outcome.world, faults - outcome.cost, runs)
    }
  }

  private mutating func end(
    _ result: Result<Void, any Error>, _ world: World, _ faults: Int, _ runs: Int
  ) {
    switch result {
    case .success:
      histories += 1
      for (key, count) in world.done where count != 1 { note("\(key) was done \(count) times") }
      let pieces = request.known.values.reduce(0) { count, known in
        let section =
          request.direction == .upgrade ? known.revision.upgrade : known.revision.downgrade
        return section.pieces.reduce(count) { $0 + ($1.step?.kind == .call("fill") ? 2 : 1) }
      }
      if world.done.count != pieces { note("\(world.done.count) of \(pieces) pieces were done") }
      let states = world.ledger.rows.map(\.state)
      let wanted: [LedgerRow.State] = request.direction == .upgrade ? [.applied, .applied] : []
      if states != wanted { note("the ledger says \(states)") }
      if !world.isInvalid.isEmpty { note("something is left half done") }
    case .failure(let error as RunnerError) where error.message.contains("did not ask for"):
      note(error.message)
    case .failure(let error as RunnerError) where error.kind == .decision:
      // A person looks, and says what is true.
      let row = world.ledger.halfDone
      let key = row.map { "\($0.id) \(request.direction.rawValue) \($0.position)" } ?? ""
      begin(world, faults, resume: world.done[key] == nil ? .retry : .skip, runs: runs - 1)
    case .failure:
      begin(world, faults, resume: nil, runs: runs - 1)
    }
  }

  private func failed(_ kind: RunnerFailure.Kind) -> RunnerInput {
    .failed(RunnerFailure(kind, RunnerError(kind == .lockTimeout ? .locked : .failed, "\(kind)")))
  }

  /// Fails in each of these ways without having done anything.
  private func undone(_ world: World, _ kinds: RunnerFailure.Kind...) -> [Outcome] {
    kinds.map { Outcome(world: world, input: failed($0)) }
  }

  /// First what happens without a fault.
  private func outcomes(_ action: RunnerAction, _ world: World) -> [Outcome] {
    func done(_ change: (inout World) -> Void = { _ in }) -> [Outcome] {
      var changed = world
      change(&changed)
      // Done, and the answer is lost on its way.
      return [
        Outcome(world: changed, input: .done, cost: 0),
        Outcome(world: changed, input: failed(.lost)),
      ]
    }
    switch action {
    case .readLedger:
      return [Outcome(world: world, input: .ledger(world.ledger), cost: 0)]
        + undone(world, .lost, .other)
    case .takeLock, .awaitBackend:
      return done() + undone(world, .lockHeld, .interrupted)
    case .ask:
      return done() + undone(world, .lockTimeout, .other, .interrupted)
    case .run(let work):
      if work.piece.statements.first?.kind == .call {
        // The procedure commits, which no transaction can hold.
        return [Outcome(world: world, input: failed(.needsToBeAlone), cost: 0)]
          + undone(world, .lost, .lockTimeout, .other)
      }
      var all = done { $0.run(work) }
      all += undone(world, .lost, .lockTimeout, .transient, .other, .interrupted)
      if case .call = work.piece.kind, work.cursor == nil {
        var half = world
        half.run(work, isPartial: true)
        all += [.lost, .lockTimeout, .other].map { Outcome(world: half, input: failed($0)) }
      }
      return all
    case .begin(let work):
      return done { $0.write(work, from: work.from, to: work.during, begun: true) }
        + undone(world, .lost, .other, .interrupted)
    case .send(let work):
      let key = World.key(work)
      var all = done { $0.perform(key) }
      all += undone(world, .lost, .lockTimeout, .transient, .other, .interrupted)
      if work.piece.statements.first?.kind.isIndexBuild == true {
        var invalid = world
        invalid.isInvalid.insert(key)
        all += [.lost, .transient, .interrupted].map { Outcome(world: invalid, input: failed($0)) }
      }
      return all
    case .settle(let work):
      return done { $0.write(work, from: work.from, to: work.to) }
        + undone(world, .lost, .other, .interrupted)
    case .examine(let work):
      return [Outcome(world: world, input: .found(finding(work, world)), cost: 0)]
        + undone(world, .lost, .other)
    case .repair(let work, _):
      return done { $0.isInvalid.remove(World.key(work)) } + undone(world, .lost, .lockTimeout)
    case .backOff:
      return [Outcome(world: world, input: .done, cost: 0)] + undone(world, .interrupted)
    case .reconnect: return done()
    case .recordFailure:
      return [Outcome(world: world, input: .done, cost: 0)] + undone(world, .lost)
    case .rewrite, .end: return []
    }
  }

  private func finding(_ work: Work, _ world: World) -> Finding {
    let key = World.key(work)
    if work.piece.statements.first?.kind == .call { return .unknown("who knows") }
    if world.isInvalid.contains(key) { return .clearThenAgain(["DROP INDEX CONCURRENTLY ix"]) }
    return world.done[key] == nil ? .again : .done
  }
}

extension StatementKind {
  fileprivate var isIndexBuild: Bool {
    if case .createIndexConcurrently = self { return true }
    return false
  }
}
