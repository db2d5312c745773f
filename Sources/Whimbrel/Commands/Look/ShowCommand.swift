import WhimbrelPlanning
import WhimbrelPostgres

/// `show`: one revision.
enum ShowCommand: Command {
  static let name = "show"
  static let summary = "shows a revision: its file, its SQL, and where it is applied"
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
    if context.terminal.format == .json {
      context.terminal.print(json(revision, row, state, versions).text)
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
    context.terminal.output.write(revision.source.text(revision.source.bytes.indices))
    return .done
  }

  private static func json(
    _ revision: Revision, _ row: LedgerRow?, _ state: AppliedState?, _ versions: Versions
  ) -> JSON {
    guard case .object(var pairs) = versions.json(revision.id) else { return .null }
    pairs.insert(("format", 1), at: 0)
    pairs.append(("decided", JSON(revision.header.decided)))
    pairs.append(("loses", JSON(revision.header.loses)))
    pairs.append(("labels", JSON(revision.header.branchLabels)))
    pairs.append(("upgrade", json(revision.upgrade)))
    pairs.append(("downgrade", json(revision.downgrade)))
    pairs.append(("irreversible", JSON(revision.downgrade.irreversible)))
    pairs.append(("state", state == nil ? .null : .string(row?.state.rawValue ?? "pending")))
    pairs.append(("changed_at", JSON(row?.changedAt)))
    pairs.append(("changed_by", JSON(row?.changedBy)))
    return .object(pairs)
  }

  private static func json(_ section: RevisionSection) -> JSON {
    .array(
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
          "statements": .array(
            step.statements.map { ["sql": .string($0.text), "line": .number($0.line)] }),
        ]
      })
  }
}
