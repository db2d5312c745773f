import WhimbrelModel

/// How revisions are run.
package struct RunnerOptions: Sendable {
  /// The schema of the ledger.
  package var ledgerSchema = "whimbrel"
  /// The search path of revision statements, as SET takes it.
  package var searchPath: String
  /// The first schema in it, in which statements make what they name without a schema.
  package var home: Name
  /// Runs revisions on a search path in which others may create.
  package var trustsSchemas = false
  /// The role to run as (SET ROLE); nil runs as who connects.
  package var role: String?
  /// How long to wait for another runner.
  package var wait: Duration = .seconds(300)
  /// For statements that take a strong lock; a step's own directive wins.
  package var lockTimeout: Duration = .seconds(2)
  /// For statements that build and validate nothing; nil is no limit. A step's directive wins.
  package var statementTimeout: Duration?
  /// How often a step is tried again after a lock time-out or deadlock.
  package var retries = 10
  /// When no further try is begun.
  package var retryLimit: Duration = .seconds(300)
  /// What to do with a statement of which only a person can tell whether it is done.
  package var resume: Resume?
  /// Runs downgrades whose header says what they lose.
  package var acceptsLoss = false
  /// What the ledger says made it.
  package var toolVersion: String

  package enum Resume: String, Sendable { case retry, skip }

  package init(_ scope: Scope = Scope(), toolVersion: String) {
    searchPath = scope.path
    home = scope.home
    self.toolVersion = toolVersion
  }
}
