import WhimbrelModel

/// How to get from one catalog to another: statements in order, cut into steps.
package struct Plan: Sendable {
  package var changes: [Change]
  package var statements: [Statement]
  /// What it starts from once the renames that were asked for are done; nil when there are none.
  package var renamed: Catalog?

  package init(changes: [Change], statements: [Statement]) {
    self.changes = changes
    self.statements = statements
  }

  package var isEmpty: Bool { statements.isEmpty }

  /// What is lost by running it, a line each.
  package var losses: [String] {
    statements.flatMap(\.hazards).compactMap { hazard in
      if case .losesData(let what) = hazard { return what }
      return nil
    }
  }

  /// Changes of types that PostgreSQL has no cast for, a line each: only a person can say how.
  package var missingCasts: [String] {
    statements.flatMap(\.hazards).compactMap { hazard in
      if case .needsUsing = hazard { return hazard.message }
      return nil
    }
  }

  /// What is asked of the rows before any of it runs, each once.
  package var preflights: [Preflight] {
    var seen: Set<Preflight> = []
    return statements.flatMap(\.preflights).filter { seen.insert($0).inserted }
  }

  /// A run of statements that commit together, or each alone.
  package struct Step: Sendable {
    package var isAutocommit: Bool
    /// What it goes through, when it does that in batches; then it has one statement.
    package var batches: BatchSource?
    package var statements: [Statement]
  }

  /// The statements as steps: a new one where a commit has to come between.
  package var steps: [Step] {
    var steps: [Step] = []
    var waitsForCommit = false
    for statement in statements {
      let isAlone = statement.mode == .alone
      if case .inBatches(let source) = statement.mode {
        steps.append(Step(isAutocommit: false, batches: source, statements: [statement]))
        waitsForCommit = false
        continue
      }
      let startsNew =
        steps.isEmpty || steps[steps.count - 1].isAutocommit != isAlone
        || steps[steps.count - 1].batches != nil
        || (waitsForCommit && statement.mode != .commitsBeforeUse)
      if startsNew {
        steps.append(Step(isAutocommit: isAlone, statements: []))
        waitsForCommit = false
      }
      if statement.mode == .commitsBeforeUse { waitsForCommit = true }
      steps[steps.count - 1].statements.append(statement)
    }
    return steps
  }
}
