import WhimbrelPlanning

/// Why a run ended before its end: one line, PostgreSQL's own words, and what to do.
package struct RunnerError: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case failed
    /// An applied revision was edited, or its file is gone.
    case appendOnly
    /// Another runner has the lock, or a table's lock was not to be had.
    case locked
    /// A person must decide.
    case decision
    case interrupted
    /// The options are at fault.
    case usage

    /// As in docs/ci.md, Exit codes.
    package var exitCode: Int32 {
      switch self {
      case .failed: 1
      case .usage: 2
      case .appendOnly: 4
      case .locked: 5
      case .decision: 6
      case .interrupted: 130
      }
    }
  }

  package var kind: Kind
  package var message: String
  package var notes: [String]
  package var help: String?
  /// Where in a revision, when it is about a place there; it then says all of the above itself.
  package var diagnostic: SourceDiagnostic?
  package var postgres: PostgresError?

  package init(
    _ kind: Kind, _ message: String, notes: [String] = [], help: String? = nil,
    diagnostic: SourceDiagnostic? = nil, postgres: PostgresError? = nil
  ) {
    self.kind = kind
    self.message = message
    self.notes = notes
    self.help = help
    self.diagnostic = diagnostic
    self.postgres = postgres
  }

  package var exitCode: Int32 { kind.exitCode }
}

extension RunnerError: CustomStringConvertible {
  package var description: String {
    if let diagnostic { return diagnostic.description }
    return ([message] + notes + (help.map { ["help: \($0)"] } ?? [])).joined(separator: "\n")
  }
}
