import WhimbrelPlanning
import WhimbrelPostgres

/// `status`: what is applied and what is not.
enum StatusCommand: Command {
  static let name = "status"
  static let aliases = ["current"]
  static let summary = "shows what is applied to the database, what is not, and what to do next"
  static let examples: [(words: String, does: String)] = [
    ("", "in words"), ("--format json", "for programs"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let versions = try VersionsFolder(context.project, context.configuration).readIntact()
    let target = try await Target.find(context)
    let connection = try await target.connect(context)
    let state = try await AppliedState.read(connection, versions, context)
    let ledger = Ledger(schema: context.configuration.ledgerSchema.text)
    let look = try await LedgerLook.read(ledger, connection)
    await connection.close()
    let status = Status(
      database: target.string.redacted, program: context.program, state: state, look: look,
      versions: versions)
    context.terminal.print(
      context.terminal.format == .json
        ? status.json.text : status.lines.joined(separator: "\n"))
    return .done
  }
}

/// Where a database stands.
struct Status {
  /// Without a password.
  let database: String
  let program: String
  let state: AppliedState
  let look: LedgerLook
  let versions: Versions

  private var graph: RevisionGraph { state.graph }

  var lines: [String] {
    let heads = Set(graph.heads)
    let current = graph.appliedHeads.map { id in
      versions.title(id) + (heads.contains(id) ? " (head)" : "")
    }
    var rows = [("database", [database])]
    rows.append(("current", current.isEmpty ? ["nothing is applied"] : current))
    if let half = state.ledger.halfDone {
      rows.append((half.state == .applying ? "half applied" : "half taken back", describe(half)))
    }
    if let runner = look.runner { rows.append(("running", ["\(runner)"])) }
    if let failure = look.failure { rows.append(("last failure", describe(failure))) }
    rows.append(("pending", graph.pending.isEmpty ? ["none"] : graph.pending.map(versions.title)))
    rows.append(("next", [next.text]))
    return rows.flatMap { title, texts in
      texts.enumerated().map { index, text in
        let title = index == 0 ? title : ""
        return title + String(repeating: " ", count: max(1, 17 - title.count)) + text
      }
    }
  }

  private func describe(_ half: LedgerRow) -> [String] {
    let done = "\(half.position.steps) of \(half.stepCount) steps are done"
    var lines = ["\(versions.title(half.id)): \(done)"]
    guard let revision = versions.byID[half.id], let piece = half.piece(of: revision) else {
      return lines
    }
    if let statement = piece.statements.first {
      let text = statement.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let begun = half.begun.map { " was begun by pid \($0.pid)" } ?? " is next"
      lines.append("\(revision.source.name):\(statement.line)\(begun): \(text.prefix(60))")
    } else if case .call(let name) = piece.kind {
      lines.append("the data step \(name)" + (half.cursor.map { ", done up to \($0)" } ?? ""))
    }
    return lines
  }

  private func describe(_ failure: LedgerLook.Failure) -> [String] {
    let place = failure.place ?? failure.revision ?? ""
    let code = failure.sqlState.map { " (SQLSTATE \($0))" } ?? ""
    return [
      "\(failure.at): \(place.isEmpty ? "" : "\(place): ")\(failure.error)\(code)"
    ]
  }

  /// What to type: a command's name and its words, or nothing.
  private var next: (command: String?, text: String) {
    if look.runner != nil { return (nil, "wait until it is done, then \(program) status") }
    if let half = state.ledger.halfDone {
      let command = half.state == .applying ? "upgrade" : "downgrade \(target(of: half))"
      return (command, "\(program) \(command), which goes on where it stopped")
    }
    if graph.pending.isEmpty { return (nil, "nothing: all revisions are applied") }
    let command = graph.heads.count > 1 ? "upgrade heads" : "upgrade"
    return (command, "\(program) \(command)")
  }

  /// Where a downgrade ends that takes this revision back: its parent stays.
  private func target(of half: LedgerRow) -> String {
    versions.byID[half.id]?.parents.first?.text ?? "base"
  }

  var json: JSON {
    let half = state.ledger.halfDone.map { row -> JSON in
      [
        "id": .string(row.id.text), "state": .string(row.state.rawValue),
        "steps_done": .number(row.position.steps), "steps": .number(row.stepCount),
        "statements_done": .number(row.position.statements),
        "cursor": row.cursor.map(JSON.string) ?? .null,
      ]
    }
    let runner = look.runner.map { session -> JSON in
      [
        "pid": .number(session.pid), "user": .string(session.user),
        "seconds": session.seconds.map(JSON.number) ?? .null, "query": .string(session.query),
      ]
    }
    let failure = look.failure.map { failure -> JSON in
      [
        "at": .string(failure.at), "revision": failure.revision.map(JSON.string) ?? .null,
        "place": failure.place.map(JSON.string) ?? .null, "error": .string(failure.error),
        "sqlstate": failure.sqlState.map(JSON.string) ?? .null,
      ]
    }
    return [
      "format": 1, "database": .string(database),
      "current": JSON(graph.appliedHeads.map(\.text)), "heads": JSON(graph.heads.map(\.text)),
      "half_done": half ?? .null, "running": runner ?? .null, "last_failure": failure ?? .null,
      "applied": .array(graph.sorted(graph.applied).map(versions.json)),
      "pending": .array(graph.pending.map(versions.json)),
      "next": next.command.map(JSON.string) ?? .null,
    ]
  }
}
