import Testing
import WhimbrelPlanning
import WhimbrelPostgres

/// The runner as a value, without a server: every way a run can go.
@Suite struct RunnerMachineTests {
  private var revisions: Revisions {
    get throws {
      var revisions = Revisions()
      try revisions.add(
        "one",
        """
        CREATE TABLE a (id int);

        -- whimbrel: autocommit

        CREATE INDEX CONCURRENTLY ix ON a (id);
        CALL p();
        """,
        down: "DROP TABLE a;")
      try revisions.add("two", "CREATE TABLE b (id int);", down: "DROP TABLE b;")
      return revisions
    }
  }

  private func row(
    _ number: Int, _ state: LedgerRow.State, _ position: Position, begun: Bool = false
  ) throws -> LedgerRow {
    LedgerRow(
      id: try #require(RevisionID("00000000000\(number)")), digest: "sha256:\(number)",
      message: "", state: state, position: position, stepCount: 2,
      begun: begun ? Backend(pid: 7, start: "then") : nil)
  }

  /// Plays `inputs` against the runner and gives the words of its actions.
  private func play(
    _ request: RunRequest, _ options: RunnerOptions, _ inputs: [RunnerInput]
  ) -> [String] {
    var runner = Runner(request, options)
    var actions = [runner.start()]
    for input in inputs { actions.append(runner.take(input)) }
    return actions.map(\.words)
  }

  private func play(_ request: RunRequest, _ inputs: [RunnerInput]) -> [String] {
    play(request, .test, inputs)
  }

  private func failure(_ kind: RunnerFailure.Kind, after: Duration = .zero) -> RunnerInput {
    .failed(RunnerFailure(kind, RunnerError(.failed, "because"), after: after))
  }

  @Test func nothingToDoTakesNoLock() throws {
    let applied = LedgerState(rows: [
      try row(1, .applied, Position(steps: 2)), try row(2, .applied, Position(steps: 1)),
    ])
    #expect(try play(revisions.upgrade, [.ledger(applied)]) == ["read", "end"])
  }

  @Test func everyPieceInOrder() throws {
    let empty = LedgerState()
    let actions = try play(
      revisions.upgrade,
      [
        .ledger(empty), .done, .ledger(empty), .done, .done, .done, .done, .done, .done, .done,
      ])
    #expect(
      actions == [
        "read", "lock", "read for writing", "run 1@0.0 nil→applying 1.0",
        "begin 1@1.0 applying 1.0→applying 1.1", "send 1@1.0", "settle 1@1.0",
        "run 1@1.1 applying 1.1→applied 2.0", "run 2@0.0 nil→applied 1.0", "end",
      ] + ["end: the runner was told what it did not ask for: done"])
  }

  @Test func aPreflightIsAskedRightBeforeItsRevisionAndAgainAfterAPause() throws {
    var revisions = try revisions
    try revisions.add(
      "three", "-- whimbrel: preflight\n-- rows\nTABLE b;\n-- whimbrel: transaction\nSELECT 1;")
    let state = LedgerState(rows: [try row(1, .applied, Position(steps: 2))])
    let start: [RunnerInput] = [.ledger(state), .done, .ledger(state), .done]
    #expect(
      play(revisions.upgrade, start + [.done, .done])
        == [
          "read", "lock", "read for writing", "run 2@0.0 nil→applied 1.0", "ask 3",
          "run 3@0.0 nil→applied 1.0", "end",
        ])
    #expect(
      play(revisions.upgrade, start + [failure(.other), .done]).suffix(2)
        == ["record: because", "end: because"])
    #expect(
      play(revisions.upgrade, start + [failure(.lockTimeout), .done, .done, .done]).suffix(4)
        == ["back off 3@0.0 250", "ask 3", "run 3@0.0 nil→applied 1.0", "end"])
  }

  @Test func theWayBackEndsWithoutARow() throws {
    let applied = LedgerState(rows: [try row(1, .applied, Position(steps: 2))])
    let actions = try play(
      revisions.downgrade(), [.ledger(applied), .done, .ledger(applied), .done])
    #expect(
      actions == ["read", "lock", "read for writing", "run 1@0.0 applied 2.0→nil", "end"])
  }

  @Test func aCallThatCommitsIsSentAlone() throws {
    let half = LedgerState(rows: [try row(1, .applying, Position(steps: 1, statements: 1))])
    let actions = try play(
      revisions.upgrade, [.ledger(half), .done, .ledger(half), failure(.needsToBeAlone), .done])
    #expect(
      actions.suffix(3) == [
        "run 1@1.1 applying 1.1→applied 2.0", "begin 1@1.1 applying 1.1→applied 2.0",
        "send 1@1.1",
      ])
  }

  @Test(arguments: [
    (Finding.done, ["settle 1@1.0"]), (.again, ["begin 1@1.0 applying 1.0→applying 1.1"]),
    (.clearThenAgain(["x"]), ["repair 1@1.0: x", "begin 1@1.0 applying 1.0→applying 1.1"]),
    (.finish(["x"]), ["repair 1@1.0: x", "settle 1@1.0"]),
    (.conflict("c"), ["record: c", "end: c"]),
    (.unknown("u"), ["record: u", "end: u"]),
  ])
  func whatWasBegunIsLookedAt(finding: Finding, expected: [String]) throws {
    let half = LedgerState(rows: [try row(1, .applying, Position(steps: 1), begun: true)])
    let actions = try play(
      revisions.upgrade,
      [.ledger(half), .done, .ledger(half), .done, .found(finding)]
        + Array(repeating: .done, count: expected.count - 1))
    #expect(
      actions == ["read", "lock", "read for writing", "await 7", "examine 1@1.0"] + expected)
  }

  @Test func aPersonsAnswerIsTaken() throws {
    let half = LedgerState(rows: [try row(1, .applying, Position(steps: 1), begun: true)])
    for (answer, expected) in [
      (RunnerOptions.Resume.retry, "begin 1@1.0 applying 1.0→applying 1.1"),
      (.skip, "settle 1@1.0"),
    ] {
      var options = RunnerOptions.test
      options.resume = answer
      let actions = try play(
        revisions.upgrade, options,
        [.ledger(half), .done, .ledger(half), .done, .found(.unknown("u"))])
      #expect(actions.last == expected)
    }
  }

  @Test func lockTimeoutsAreTriedAgainAndThenGivenUp() throws {
    var options = RunnerOptions.test
    options.retries = 2
    let empty = LedgerState()
    let actions = try play(
      revisions.upgrade, options,
      [
        .ledger(empty), .done, .ledger(empty), failure(.lockTimeout), .done,
        failure(.transient), .done, failure(.lockTimeout), .done,
      ])
    #expect(
      actions.suffix(6) == [
        "back off 1@0.0 250", "run 1@0.0 nil→applying 1.0", "back off 1@0.0 500",
        "run 1@0.0 nil→applying 1.0", "record: because", "end: because",
      ])
  }

  @Test func noTryIsBegunAfterTheLimit() throws {
    var options = RunnerOptions.test
    options.retryLimit = .seconds(10)
    let empty = LedgerState()
    let actions = try play(
      revisions.upgrade, options,
      [.ledger(empty), .done, .ledger(empty), failure(.lockTimeout, after: .seconds(10))])
    #expect(actions.last == "record: because")
  }

  @Test func aTimedOutBuildIsLookedAtBeforeItsNextTry() throws {
    let half = LedgerState(rows: [try row(1, .applying, Position(steps: 1))])
    let actions = try play(
      revisions.upgrade,
      [.ledger(half), .done, .ledger(half), .done, failure(.transient), .done])
    #expect(
      actions.suffix(3) == ["send 1@1.0", "back off 1@1.0 250", "examine 1@1.0"])
  }

  @Test func aLostConnectionIsMadeAgainAndTheLedgerReadAgain() throws {
    let empty = LedgerState()
    let done = LedgerState(rows: [try row(1, .applying, Position(steps: 1))])
    let actions = try play(
      revisions.upgrade,
      [
        .ledger(empty), .done, .ledger(empty), failure(.lost), failure(.lost), .done, .done,
        .ledger(done),
      ])
    #expect(
      actions.suffix(5) == [
        "reconnect 1", "reconnect 2", "lock", "read for writing",
        "begin 1@1.0 applying 1.0→applying 1.1",
      ])
  }

  @Test func aServerThatIsGoneIsNotAskedForEver() throws {
    let empty = LedgerState()
    let actions = try play(
      revisions.upgrade,
      [.ledger(empty), .done, .ledger(empty)] + Array(repeating: failure(.lost), count: 6))
    #expect(actions.suffix(2) == ["reconnect 5", "end: because"])
  }

  @Test func interruptedIsRecordedAndEnds() throws {
    let empty = LedgerState()
    let actions = try play(
      revisions.upgrade,
      [.ledger(empty), .done, .ledger(empty), failure(.interrupted), failure(.lost)])
    #expect(actions.suffix(2) == ["record: because", "end: because"])
  }

  @Test func theHalfDoneOneComesFirstWhateverThePathSays() throws {
    let half = LedgerState(rows: [try row(2, .applying, .start)])
    let actions = try play(revisions.upgrade, [.ledger(half), .done, .ledger(half)])
    #expect(actions.last == "run 2@0.0 applying 0.0→applied 1.0")
  }

  @Test func theOtherDirectionIsRefusedWhileHalfDone() throws {
    let applying = LedgerState(rows: [try row(1, .applying, Position(steps: 1))])
    let reverting = LedgerState(rows: [try row(1, .reverting, .start)])
    #expect(
      try play(revisions.downgrade(), [.ledger(applying)]).last?.contains("half applied") == true)
    #expect(
      try play(revisions.upgrade, [.ledger(reverting)]).last?.contains("half taken back") == true)
  }

  @Test func aSquashTakesThePlaceOfWhatItReplaces() throws {
    var revisions = try revisions
    try revisions.addSquash("000000000003", of: ["000000000001", "000000000002"])
    let applied = LedgerState(rows: [
      try row(1, .applied, Position(steps: 2)), try row(2, .applied, Position(steps: 1)),
    ])
    let known = revisions.all
    let request = RunRequest(.upgrade, known: known) { state in
      state.applied.contains(known[2].id) ? [] : [known[2].id]
    }
    #expect(
      play(request, [.ledger(applied), .done, .ledger(applied), .done]) == [
        "read", "lock", "read for writing",
        "rewrite +000000000003 -000000000001 -000000000002", "end",
      ])
  }

  /// A squash of a squash is told in one go, whichever way the run goes.
  @Test(arguments: [RunDirection.upgrade, .downgrade])
  func aSquashOfASquash(_ direction: RunDirection) throws {
    var revisions = try revisions
    try revisions.addSquash("000000000009", of: ["000000000001", "000000000002"])
    try revisions.addSquash("000000000004", of: ["000000000009"])
    let applied = LedgerState(rows: [
      try row(1, .applied, Position(steps: 2)), try row(2, .applied, Position(steps: 1)),
    ])
    let request = RunRequest(direction, known: revisions.all) { _ in [] }
    #expect(
      play(request, [.ledger(applied), .done, .ledger(applied), .done]) == [
        "read", "lock", "read for writing",
        "rewrite +000000000004 -000000000001 -000000000002", "end",
      ])
  }

  /// Files that a squash has made needless are missed by a ledger with some of them, not with all.
  @Test func aSquashStandsForFilesThatAreGone() throws {
    var revisions = try revisions
    try revisions.addSquash("000000000003", of: ["000000000001", "000000000002"])
    let request = RunRequest(.upgrade, known: Array(revisions.all.suffix(1))) { _ in [] }
    let some = LedgerState(rows: [try row(1, .applied, Position(steps: 2))])
    let all = LedgerState(rows: some.rows + [try row(2, .applied, Position(steps: 1))])
    #expect(
      play(request, [.ledger(all), .done, .ledger(all), .done]).last(where: { $0 != "end" })
        == "rewrite +000000000003 -000000000001 -000000000002")
    #expect(play(request, [.ledger(some)]).last?.contains("of which there is no file") == true)
  }

  @Test func aCallWithoutADataStepIsFoundBeforeAnythingRuns() throws {
    var revisions = try revisions
    try revisions.add("three", "-- whimbrel: call fill", down: "-- whimbrel: call fill")
    let actions = play(revisions.upgrade, [.ledger(LedgerState())])
    #expect(actions.last?.contains("no data step \"fill\" is registered for upgrade") == true)
  }
}

extension RunnerAction {
  /// The action in a few words.
  var words: String {
    func at(_ work: Work) -> String { "\(work.unit.id.text.suffix(1))@\(work.piece.from)" }
    func progress(_ row: RowProgress?) -> String {
      row.map { "\($0.state) \($0.position)" } ?? "nil"
    }
    func change(_ work: Work) -> String { "\(progress(work.from))→\(progress(work.to))" }
    return switch self {
    case .readLedger(let forWriting): forWriting ? "read for writing" : "read"
    case .takeLock: "lock"
    case .rewrite(let edit):
      "rewrite "
        + (edit.add.map { "+\($0.id)" } + edit.remove.map { "-\($0)" })
        .joined(separator: " ")
    case .awaitBackend(let backend): "await \(backend.pid)"
    case .ask(let work): "ask \(work.unit.id.text.suffix(1))"
    case .run(let work): "run \(at(work)) \(change(work))"
    case .begin(let work): "begin \(at(work)) \(change(work))"
    case .send(let work): "send \(at(work))"
    case .settle(let work): "settle \(at(work))"
    case .examine(let work): "examine \(at(work))"
    case .repair(let work, let sql): "repair \(at(work)): \(sql.joined(separator: "; "))"
    case .backOff(let work, let pause, _):
      "back off \(at(work)) \(pause.components.seconds * 1000 + pause.components.attoseconds / 1_000_000_000_000_000)"
    case .reconnect(let attempt): "reconnect \(attempt)"
    case .recordFailure(_, let error): "record: \(error.message)"
    case .end(.success): "end"
    case .end(.failure(let error)): "end: \((error as? RunnerError)?.message ?? "\(error)")"
    }
  }
}
