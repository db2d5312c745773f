import WhimbrelPlanning

/// The data steps written in Swift, by the names that `-- whimbrel: call NAME` says.
package struct DataSteps: Sendable {
  /// Runs in a transaction with the cursor of the batch before it, nil for the first one; gives
  /// the cursor to go on from, or nil when all is done.
  package typealias Body = @Sendable (Connection, String?) async throws -> String?

  private var bodies: [RunDirection: [String: Body]] = [:]

  package init() {}

  package mutating func register(
    _ name: String, upgrade: Body? = nil, downgrade: Body? = nil
  ) {
    bodies[.upgrade, default: [:]][name] = upgrade
    bodies[.downgrade, default: [:]][name] = downgrade
  }

  package subscript(name: String, direction: RunDirection) -> Body? {
    bodies[direction]?[name]
  }

  /// Throws for the first call in these units that nothing is registered for.
  func check(_ units: [RunUnit]) throws(RunnerError) {
    for unit in units {
      for step in unit.section.steps {
        guard case .call(let name) = step.kind, self[name, unit.direction] == nil else { continue }
        let known = (bodies[unit.direction] ?? [:]).keys.sorted().joined(separator: ", ")
        let file = unit.revision.source
        let message = "no data step \"\(name)\" is registered for \(unit.direction.rawValue)"
        let help =
          "register it in the command's `dataSteps`, and run that command rather than the "
          + "prebuilt one" + (known.isEmpty ? "" : "; registered are: \(known)")
        throw RunnerError(
          .failed, message, help: help,
          diagnostic: file.diagnostic(
            message, at: file.contentRange(ofLine: step.line), help: help))
      }
    }
  }
}

extension RunnerDriver {
  /// Runs a data step, each batch in a transaction with its cursor, the last one with the row.
  mutating func runCall(_ name: String, _ work: Work) async throws {
    guard let body = run.steps[name, work.unit.direction] else {
      throw RunnerError(.failed, "no data step \"\(name)\" is registered")
    }
    var work = work
    let began = ContinuousClock.now
    announce(work)
    if work.from == nil { work.keptExtensions = try await extensionsThere(work.unit) }
    run.onEvent(.callBegan(work.unit, name: name, number: work.piece.firstNumber))
    while true {
      try stopIfInterrupted()
      // A transaction that the step has begun itself has no such savepoint.
      _ = try await connection.pipeline(opening(work).queries + ["SAVEPOINT whimbrel"])
      let next = try await callBatch(name, body, work)
      var closing = ["RELEASE SAVEPOINT whimbrel"] + ownSession(version)
      if let next {
        closing.append(
          ledger.cursor(
            work, next, milliseconds: Int(spent.milliseconds), tool: options.toolVersion))
      } else {
        if work.isLast { closing.append(finished(work)) }
        closing.append(change(work))
      }
      closing.append("COMMIT")
      do {
        _ = try await connection.pipeline(closing)
      } catch let error as PostgresError where error.queryIndex == 0 {
        throw Self.stepError(name, work, error)
      }
      guard let next else { return finish(work, began) }
      work.from = work.during
      work.cursor = next
      run.onEvent(.batchFinished(work.unit, name: name, cursor: next))
    }
  }

  /// What the step gives, or throws as the server or it says.
  private func callBatch(_ name: String, _ body: DataSteps.Body, _ work: Work) async throws
    -> String?
  {
    var next: String?
    do {
      try await watching(work) { next = try await body(connection, work.cursor) }
      return next
    } catch let error as PostgresError {
      throw error
    } catch let error as ConnectionError {
      throw error
    } catch is CancellationError where Task.isCancelled || Interrupts.isInterrupted {
      throw ConnectionError.interrupted
    } catch {
      throw Self.stepError(
        work, "the data step \(name) failed: \(error)",
        help: "what its last batch did is rolled back; correct the cause and run the same command "
          + "again")
    }
  }

  /// Why the step's transaction cannot be committed by us.
  private static func stepError(_ name: String, _ work: Work, _ error: PostgresError)
    -> RunnerError
  {
    // In failed SQL transaction: a statement of it failed, and it went on.
    error.sqlState == "25P02"
      ? stepError(
        work, "the data step \(name) went on after one of its statements had failed",
        help: "let the error through, or put the statement between SAVEPOINT and ROLLBACK TO")
      : stepError(
        work, "the data step \(name) has ended its transaction itself",
        help: "take COMMIT and ROLLBACK out of it: a step in batches commits after each of them")
  }

  private static func stepError(_ work: Work, _ message: String, help: String) -> RunnerError {
    let file = work.unit.revision.source
    return RunnerError(
      .failed, message, help: help,
      diagnostic: work.piece.step.map {
        file.diagnostic(message, at: file.contentRange(ofLine: $0.line), help: help)
      })
  }
}
