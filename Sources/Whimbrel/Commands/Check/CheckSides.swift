import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// What the revisions are compared with: the model, and the live database.
struct CheckSides: Sendable {
  let desired: Desired?
  let bench: Workbench
  /// nil when no database is asked about.
  let ledger: LedgerState?
  /// What the database holds, read while everything else is made out of files.
  let live: Task<Catalog, any Error>?

  /// Opens what the questions need; `revisions` say what a local server has to have.
  static func open(
    _ context: Context, _ questions: [Question], revisions: [Revision]
  ) async throws -> CheckSides {
    let desired = try desired(context, questions)
    var target: Target?
    if questions.contains(.pending) || questions.contains(.drift) {
      let extensions = (desired?.extensions ?? []) + revisions.createdExtensions
      target = try await Target.find(context, extensions: Set(extensions.map(\.text)).sorted())
    }
    let bench = try await Workbench.open(
      context, desired: desired, revisions: revisions, target: target)
    guard let connection = bench.live else {
      bench.lookAhead()
      return CheckSides(desired: desired, bench: bench, ledger: nil, live: nil)
    }
    let ledger = Ledger(schema: context.configuration.ledgerSchema.text)
    let state = try await ledger.read(connection)
    // Asked first: the server takes longest, and what follows may keep every thread busy.
    let live = questions.contains(.drift) ? Task { try await bench.liveCatalog() } : nil
    bench.lookAhead()
    return CheckSides(desired: desired, bench: bench, ledger: state, live: live)
  }

  /// The same at once, where it does not wait for the revisions: a named database needs none of
  /// them, and its server is the one that takes longest.
  static func begin(
    _ context: Context, _ questions: [Question]
  ) -> Task<CheckSides, any Error>? {
    guard questions.contains(.drift), context.configuration.database != nil else { return nil }
    return Task { try await open(context, questions, revisions: []) }
  }

  private static func desired(_ context: Context, _ questions: [Question]) throws -> Desired? {
    if questions.contains(.model) { return try Desired.load(context) }
    guard questions.contains(.drift), context.hasDesired else { return nil }
    // Which partitions are another program's says the model.
    let found = try Desired.load(context)
    return found.hints.unmanagedPartitions.isEmpty ? nil : found
  }
}
