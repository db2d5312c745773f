import WhimbrelModel

/// What `check` asks.
enum Question: String, CaseIterable, Sendable {
  /// Is the sum intact and the head single?
  case integrity
  /// Are there revisions that are not applied?
  case pending
  /// Does the model say more than the revisions?
  case model
  /// Has the live database drifted from the revisions?
  case drift

  var title: String {
    switch self {
    case .integrity: "the revisions are as they were written, with one head"
    case .pending: "every revision is applied"
    case .model: "the revisions make what the model says"
    case .drift: "the database is as the revisions made it"
    }
  }
}

/// One answer that is not yes.
struct Finding: Sendable {
  let question: Question
  /// The stable word for it in JSON, SARIF and annotations.
  let rule: String
  let message: String
  var place: SourcePlace?
  let help: String
  /// The SQL that would mend it, either way round.
  var mendings: [Mending] = []
}

/// Everything that `check` found.
struct CheckReport: Sendable {
  /// What was asked, in order.
  var asked: [Question] = []
  var findings: [Finding] = []
  /// What was seen in what was compared, and is not managed.
  var unmanaged: [Catalog.Unmanaged] = []
  /// What is said beside, and is no failure.
  var notes: [String] = []

  var code: ExitCode {
    if findings.contains(where: { $0.rule == "append-only" }) { return .appendOnlyBroken }
    return findings.isEmpty ? .done : .difference
  }
}
