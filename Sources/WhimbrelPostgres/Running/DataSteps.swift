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
      let opening = self.opening(work)
      _ = try await connection.pipeline(opening.queries)
      var next: String?
      try await watching { next = try await body(connection, work.cursor) }
      guard await connection.transactionStatus != .idle else {
        throw RunnerError(
          .failed, "the data step \(name) has ended its transaction itself",
          help: "take COMMIT and ROLLBACK out of it: a step in batches commits after each of them")
      }
      var closing = ownSession(version)
      if let next {
        closing.append(
          ledger.cursor(
            work, next, milliseconds: Int(spent.milliseconds), tool: options.toolVersion))
        closing.append("COMMIT")
        _ = try await connection.pipeline(closing)
        work.from = work.during
        work.cursor = next
        run.onEvent(.batchFinished(work.unit, name: name, cursor: next))
      } else {
        if work.isLast { closing.append(finished(work)) }
        closing += [change(work), "COMMIT"]
        _ = try await connection.pipeline(closing)
        return finish(work, began)
      }
    }
  }
}
