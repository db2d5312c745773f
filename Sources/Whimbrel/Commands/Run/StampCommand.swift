import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// `stamp`: says in the ledger what is applied, and runs nothing.
enum StampCommand: Command {
  static let name = "stamp"
  static let summary = "records a revision as applied, with all that it needs, without running it"
  static let target = Positional("TARGET", "head, base, an id or 4 digits of it or more")
  static let positionals = [target]
  static let examples: [(words: String, does: String)] = [
    ("head", "for a database that was brought there by other means"),
    ("base", "forgets all that is recorded"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let versions = try VersionsFolder(context.project, context.configuration).readIntact()
    let name = try RevisionName(arguments[target] ?? "head")
    let known = versions.knownByID
    let edit = try await Stamping.run(context) { state in
      let graph = try versions.graph(applied: state.applied)
      let wanted = graph.withNeeds(try graph.resolve(name))
      let there = Set(state.rows.map(\.id))
      return LedgerEdit(
        .stamp,
        add: graph.order.filter { wanted.contains($0) && !there.contains($0) }
          .compactMap { known[$0] },
        remove: state.rows.map(\.id).filter { !wanted.contains($0) })
    }
    if edit.isEmpty { context.terminal.note("Nothing to do") }
    for revision in edit.add { context.terminal.print("recorded \(versions.title(revision.id))") }
    for id in edit.remove { context.terminal.print("forgotten \(versions.title(id))") }
    return .done
  }
}

/// Changes a ledger under the runner's lock.
enum Stamping {
  static func run(
    _ context: Context, _ plan: @Sendable (LedgerState) throws -> LedgerEdit
  ) async throws -> LedgerEdit {
    let target = try await Target.find(context)
    var options = RunnerOptions(toolVersion: WhimbrelVersion.text)
    options.ledgerSchema = context.configuration.ledgerSchema.text
    let progress = RunProgress(context.terminal)
    return try await MigrationRun(target.string, options) { progress.take($0) }.edit(plan)
  }
}
