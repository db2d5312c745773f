/// A revision as its file says it (docs/revisions.md).
///
/// It keeps the bytes it was read from: writing it is writing `source.bytes`.
package struct Revision: Hashable, Sendable {
  package let source: SourceText
  package let header: RevisionHeader
  package let upgrade: RevisionSection
  package let downgrade: RevisionSection

  package var id: RevisionID { header.id }
  package var parents: [RevisionID] { header.parents }
  package var message: String { header.message }
  /// The first line of the message.
  package var title: String {
    String(message.prefix { $0 != "\n" })
  }
  package var fileName: String { source.fileName }

  /// What the parsers of other grammars than the server's object to, statement by statement.
  package func syntaxNotes() -> [SourceDiagnostic] {
    [upgrade, downgrade].flatMap { $0.preflight.map(\.statement) + $0.steps.flatMap(\.statements) }
      .compactMap(SQLSyntax.note)
  }
}

/// What a revision's first comment says of it.
package struct RevisionHeader: Hashable, Sendable {
  package var message: String
  package var id: RevisionID
  /// What it revises: none for a first revision, several for a merge.
  package var parents: [RevisionID]
  /// When it was made, in UTC: `2025-12-24T03:31:04Z`.
  package var created: String
  package var branchLabels: [String] = []
  /// Revisions that come before it without being its parents.
  package var dependsOn: [RevisionID] = []
  /// The revisions that a squash stands for.
  package var replaces: [RevisionID] = []
  /// What its downgrade cannot bring back, a line each.
  package var loses: [String] = []
  /// What a person decided about it, a line each.
  package var decided: [String] = []

  package init(
    message: String, id: RevisionID, parents: [RevisionID], created: String,
    branchLabels: [String] = [], dependsOn: [RevisionID] = [], replaces: [RevisionID] = [],
    loses: [String] = [], decided: [String] = []
  ) {
    self.message = message
    self.id = id
    self.parents = parents
    self.created = created
    self.branchLabels = branchLabels
    self.dependsOn = dependsOn
    self.replaces = replaces
    self.loses = loses
    self.decided = decided
  }
}

/// What a revision does in one direction: steps, one after the other.
package struct RevisionSection: Hashable, Sendable {
  /// What is asked of the rows before the first step.
  package var preflight: [RevisionQuestion] = []
  package var steps: [RevisionStep] = []
  /// Why there is no way back; only a downgrade has it, and then it has no steps.
  package var irreversible: String?

  package init(steps: [RevisionStep] = [], irreversible: String? = nil) {
    self.steps = steps
    self.irreversible = irreversible
  }

  package var isEmpty: Bool { preflight.isEmpty && steps.isEmpty && irreversible == nil }
}

/// A SELECT that must find nothing: the rows that the steps after it would stumble over.
package struct RevisionQuestion: Hashable, Sendable {
  /// What it looks for, in the words of the comment above it.
  package var title: String
  package var statement: SQLStatement
}

/// A part of a section that is done or not done as a whole, unless it is `autocommit`.
package struct RevisionStep: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// All statements in one transaction.
    case transaction
    /// Each statement alone.
    case autocommit
    /// A data step written in Swift, by its registered name.
    case call(String)
    /// One statement, again and again for the next rows, each time in a transaction of its own.
    case batches(BatchSource)
  }

  package var kind: Kind
  package var lockTimeout: StepTimeout?
  package var statementTimeout: StepTimeout?
  package var ignores: [IgnoredRule] = []
  package var statements: [SQLStatement] = []
  /// The line it begins in, from 1.
  package var line: Int

  package init(kind: Kind, statements: [SQLStatement] = [], line: Int) {
    self.kind = kind
    self.statements = statements
    self.line = line
  }
}

/// A lint rule that does not speak of one statement of a step.
package struct IgnoredRule: Hashable, Sendable {
  package let rule: String
  package let reason: String
  /// Which statement of the step, from 0, follows the directive.
  package let statement: Int
  /// The line of the directive, from 1.
  package let line: Int
}
