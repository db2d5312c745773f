/// A revision that is to be written.
package struct RevisionDraft: Hashable, Sendable {
  package var header: RevisionHeader
  package var upgrade: [StepDraft]
  package var downgrade: [StepDraft]
  /// What is asked of the rows before each; the comment of each says what it looks for.
  package var upgradePreflight: [StatementDraft] = []
  package var downgradePreflight: [StatementDraft] = []
  /// Why there is no way back; then `downgrade` must be empty.
  package var irreversible: String?

  /// The message is made fit for a file (`RevisionMessage.normalised`).
  package init(
    header: RevisionHeader, upgrade: [StepDraft], downgrade: [StepDraft],
    irreversible: String? = nil
  ) {
    self.header = header
    self.header.message = RevisionMessage.normalised(header.message)
    self.header.loses = header.loses.map(RevisionMessage.line)
    self.header.decided = header.decided.map(RevisionMessage.line)
    self.upgrade = upgrade
    self.downgrade = downgrade
    self.irreversible = irreversible.map(RevisionMessage.line)
  }

  /// What a revision says, to be written again; its comments between statements are left out.
  package init(_ revision: Revision) {
    self.init(
      header: revision.header, upgrade: revision.upgrade.steps.map { StepDraft($0) },
      downgrade: revision.downgrade.steps.map { StepDraft($0) },
      irreversible: revision.downgrade.irreversible)
    upgradePreflight = revision.upgrade.preflight.map(StatementDraft.init)
    downgradePreflight = revision.downgrade.preflight.map(StatementDraft.init)
  }
}

/// A step that is to be written.
package struct StepDraft: Hashable, Sendable {
  package var kind: RevisionStep.Kind
  package var lockTimeout: StepTimeout?
  package var statementTimeout: StepTimeout?
  /// Lines of prose above its statements.
  package var comment: String?
  package var statements: [StatementDraft]

  package init(
    _ kind: RevisionStep.Kind = .transaction, lockTimeout: StepTimeout? = nil,
    statementTimeout: StepTimeout? = nil, comment: String? = nil,
    statements: [StatementDraft] = []
  ) {
    self.kind = kind
    self.lockTimeout = lockTimeout
    self.statementTimeout = statementTimeout
    self.comment = comment
    self.statements = statements
  }

  /// What a step says, to be written again, with lines of prose above it.
  package init(_ step: RevisionStep, comment: String? = nil) {
    self.init(
      step.kind, lockTimeout: step.lockTimeout, statementTimeout: step.statementTimeout,
      comment: comment,
      statements: step.statements.enumerated().map { index, statement in
        StatementDraft(
          statement.text,
          ignores: step.ignores.filter { $0.statement == index }.map { ($0.rule, $0.reason) })
      })
  }
}

/// A statement that is to be written.
package struct StatementDraft: Hashable, Sendable {
  /// One statement, without the `;`.
  package var text: String
  /// Lines of prose above it.
  package var comment: String?
  /// Lint rules that do not speak of it, each as `RULE: reason`.
  package var ignores: [String]

  package init(
    _ text: String, comment: String? = nil, ignores: [(rule: String, reason: String)] = []
  ) {
    self.text = text
    self.comment = comment
    self.ignores = ignores.map { "\($0.rule): \(RevisionMessage.line($0.reason))" }
  }

  init(_ question: RevisionQuestion) {
    self.init(question.statement.text, comment: question.title)
  }

  package static func == (a: StatementDraft, b: StatementDraft) -> Bool {
    a.text.utf8.elementsEqual(b.text.utf8) && a.comment == b.comment && a.ignores == b.ignores
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(Array(text.utf8)) }
}
