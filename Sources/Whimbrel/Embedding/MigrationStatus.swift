import WhimbrelPlanning

/// A revision as its file's header says it.
public struct MigrationRevision: Sendable, Hashable, CustomStringConvertible {
  public let id: String
  public let message: String
  public let file: String

  init(_ revision: Revision) {
    id = revision.id.text
    message = revision.message
    file = revision.source.name
  }

  public var description: String { "\(id) \(message)" }
}

/// Where a database stands.
public struct MigrationStatus: Sendable, Hashable {
  /// In the order in which they are applied.
  public let applied: [MigrationRevision]
  public let pending: [MigrationRevision]
  /// The one that was begun and not finished, which the next run goes on with.
  public let halfDone: MigrationRevision?
}

/// Why a migration ended before its end.
public struct MigrationError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, where, and a line `help:` that can be obeyed; never with a password.
  public let description: String
  /// As the command would exit: 4 an applied revision was changed, 5 a lock, 6 a decision, else 1.
  public let exitCode: Int32

  /// The first line.
  public var summary: String {
    String(description.prefix { $0 != "\n" })
  }

  /// What it was made of: the runner tells a lock time-out in a data step from a mistake by it.
  let cause: any Error

  init(_ cause: any Error) {
    let report = ErrorReport(cause)
    description = report.text
    exitCode = report.code.rawValue
    self.cause = cause
  }
}
