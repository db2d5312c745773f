import WhimbrelPlanning
import WhimbrelPostgres

/// `show`: one revision.
enum ShowCommand: Command {
  static let name = "show"
  static let summary =
    "shows a revision: its SQL, what that does to a database in use, where it is applied"
  static let details = """
    What each statement blocks, rewrites, reads through and loses is found by running the revision in a
    scratch database.
    """
  static let noHazards = Flag("no-hazards", "shows the file alone, and runs nothing")
  static let parameters: [any Parameter] = [noHazards]
  static let revision = Positional("REVISION", "an id or 4 digits of it or more, head, a label")
  static let positionals = [revision]
  static let examples: [(words: String, does: String)] = [
    ("head", "the newest one"), ("801b --format json", "for programs"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let versions = try VersionsFolder(context.project, context.configuration).readIntact()
    let name = try RevisionName(arguments[Self.revision] ?? "head")
    let needsLedger = name.text == "current" || name.text.hasPrefix("-") || name.text.hasPrefix("+")
    let state: AppliedState?
    do {
      state = try await AppliedState.readIfThere(versions, context)
    } catch let error as ConnectionError where !needsLedger {
      context.terminal.warn("cannot see whether it is applied: \(error.message)")
      state = nil
    }
    let graph = try state?.graph ?? versions.graph()
    let id = try graph.resolveOne(name)
    guard let revision = versions.byID[id] else { return .failed }
    let row = state?.ledger[id]
    let effects =
      arguments[noHazards] ? nil : try await effects(of: revision, graph, versions, context)
    if context.terminal.format == .json {
      context.terminal.print(json(revision, effects, row, state, versions).text)
      return .done
    }
    context.terminal.note(revision.source.name)
    if let row {
      context.terminal.note(
        "\(row.state.rawValue) \(row.changedAt) by \(row.changedBy), whimbrel \(row.toolVersion)")
    } else if state != nil {
      context.terminal.note("not applied")
    }
    for note in revision.syntaxNotes() { context.terminal.warn("\(note)") }
    for one in (effects?.upgrade ?? []) + (effects?.downgrade ?? []) where !one.clauses.isEmpty {
      let place = "\(revision.source.name):\(one.statement.line)"
      context.terminal.note("\(place): \(one.clauses.joined(separator: "; "))")
    }
    context.terminal.output.write(revision.source.text(revision.source.bytes.indices))
    return .done
  }

  /// What its statements do to a database in use; nil, with a warning, where there is no scratch to see it.
  private static func effects(
    of revision: Revision, _ graph: RevisionGraph, _ versions: Versions, _ context: Context
  ) async throws -> Effects? {
    let before = graph.sorted(graph.withNeeds([revision.id]).subtracting([revision.id]))
      .compactMap { versions.byID[$0] }
    do {
      let bench = try await Workbench.open(
        context, desired: nil, revisions: before + [revision], target: nil)
      return try await Workbench.with(bench) { bench in
        try await bench.proof(runsForeignSQL: true, help: "").effects(of: revision, after: before)
      }
    } catch let error where !(error is CancellationError) {
      context.terminal.warn(
        "cannot see what it does to a database in use: \(ErrorReport(error).text)")
      return nil
    }
  }

  private typealias Effects = (upgrade: [StatementEffects], downgrade: [StatementEffects])

  private static func json(
    _ revision: Revision, _ effects: Effects?, _ row: LedgerRow?, _ state: AppliedState?,
    _ versions: Versions
  ) -> JSON {
    guard case .object(var pairs) = versions.json(revision.id) else { return .null }
    pairs.insert(("format", 1), at: 0)
    pairs.append(("decided", JSON(revision.header.decided)))
    pairs.append(("loses", JSON(revision.header.loses)))
    pairs.append(("labels", JSON(revision.header.branchLabels)))
    pairs.append(("upgrade", json(revision.upgrade, effects?.upgrade)))
    pairs.append(("downgrade", json(revision.downgrade, effects?.downgrade)))
    pairs.append(("irreversible", JSON(revision.downgrade.irreversible)))
    pairs.append(("state", state == nil ? .null : .string(row?.state.rawValue ?? "pending")))
    pairs.append(("changed_at", JSON(row?.changedAt)))
    pairs.append(("changed_by", JSON(row?.changedBy)))
    return .object(pairs)
  }

  private static func json(
    _ section: RevisionSection, _ effects: [StatementEffects]?
  ) -> JSON {
    let byLine = Dictionary((effects ?? []).map { ($0.statement.line, $0) }) { first, _ in first }
    return .array(
      section.steps.map { step in
        let kind: JSON =
          switch step.kind {
          case .transaction: "transaction"
          case .autocommit: "autocommit"
          case .batches(let source): .string("batches \(source)")
          case .call(let name): .string("call \(name)")
          }
        return [
          "step": kind,
          "statements": .array(step.statements.map { json($0, byLine[$0.line]) }),
        ]
      })
  }

  /// `hazards` is null for a statement of which nothing is known.
  private static func json(_ statement: SQLStatement, _ effects: StatementEffects?) -> JSON {
    let hazards: JSON =
      effects.map { effects in
        [
          "locks": .array(
            effects.locks.map {
              [
                "relation": .string($0.relation), "lock": .string($0.lock.title),
                "blocks": .string($0.lock.blocks),
              ]
            }),
          "rewrites": JSON(effects.rewrites), "reads_all_of": JSON(effects.scans),
          "loses": JSON(effects.drops), "changes_rows_of": JSON(effects.changes),
        ]
      } ?? .null
    return [
      "sql": .string(statement.text), "line": .number(statement.line), "hazards": hazards,
    ]
  }
}
