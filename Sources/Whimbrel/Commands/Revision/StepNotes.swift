import WhimbrelModel
import WhimbrelPlanning

/// A plan as the steps of a revision, with what a reviewer must know above each statement.
struct StepNotes {
  let plan: Plan
  let target: Catalog
  private let created: Set<ObjectID>
  private let dropped: Set<ObjectID>

  /// `target` is what the plan leads to.
  init(_ plan: Plan, _ target: Catalog) {
    self.plan = plan
    self.target = target
    var created: Set<ObjectID> = []
    var dropped: Set<ObjectID> = []
    for change in plan.changes {
      if case .create(let id) = change { created.insert(id) }
      if case .drop(let id) = change { dropped.insert(id) }
    }
    self.created = created
    self.dropped = dropped
  }

  var drafts: [StepDraft] {
    plan.steps.map { step in
      let kind: RevisionStep.Kind =
        if let source = step.batches { .batches(source) } else {
          step.isAutocommit ? .autocommit : .transaction
        }
      return StepDraft(
        kind,
        statements: step.statements.map { statement in
          let notes = notes(for: statement)
          return StatementDraft(
            statement.ownText, comment: notes.isEmpty ? nil : notes.joined(separator: "\n"))
        })
    }
  }

  /// Nothing for a table that has no rows yet, and no word that a DROP drops.
  private func notes(for statement: Statement) -> [String] {
    if created.contains(relation(of: statement.object)) { return [] }
    return statement.hazards.compactMap { hazard in
      hazard.isLossy && dropped.contains(statement.object) ? nil : hazard.message
    }
  }

  private func relation(of id: ObjectID) -> ObjectID {
    if case .index(let index)? = target[id] { return index.relation }
    return id.member.isEmpty ? id : id.with(.table)
  }
}

extension StatementDraft {
  /// A question to the rows, under what it looks for.
  init(_ preflight: Preflight) {
    self.init(preflight.query.text, comment: preflight.title.text)
  }
}
