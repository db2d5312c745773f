import WhimbrelModel
import WhimbrelPlanning

/// A plan as a script for psql, or as JSON.
struct DiffScript {
  let from: String
  let to: String
  let plan: Plan
  /// What follows `SET search_path =`.
  let path: String
  /// What was seen on either side and is not compared.
  var unmanaged: [Catalog.Unmanaged] = []

  /// Empty for an empty plan; else with the settings under which its names resolve.
  var sql: String {
    guard !plan.isEmpty else { return "" }
    var blocks = [
      "-- from \(Self.line(from))\n-- to   \(Self.line(to))",
      "SET search_path = \(path);\nSET check_function_bodies = off;",
    ]
    blocks += plan.preflights.map {
      PreflightScript.block(title: $0.title.text, query: $0.query.text)
    }
    for step in plan.steps {
      if !step.isAutocommit { blocks.append("BEGIN;") }
      blocks += step.statements.filter { !$0.leavesBodiesUnchecked }.map(Self.written)
      if !step.isAutocommit { blocks.append("COMMIT;") }
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// `format` is the number of this shape: keys are added to it, never changed or taken away.
  var json: JSON {
    [
      "format": 1, "from": .string(from), "to": .string(to),
      "equal": .bool(plan.changes.isEmpty),
      "changes": .array(plan.changes.map(Self.json)),
      "statements": .array(
        plan.steps.enumerated().flatMap { index, step in
          step.statements.map { Self.json($0, step: index, isAutocommit: step.isAutocommit) }
        }),
      "preflight": .array(
        plan.preflights.map {
          ["looks_for": .string($0.title.text), "sql": .string($0.query.text)]
        }),
      "loses": JSON(plan.losses), "search_path": .string(path),
      "unmanaged": .array(unmanaged.map(\.json)),
    ]
  }

  private static func written(_ statement: Statement) -> String {
    let hazards = statement.hazards.map { "-- \(line($0.message))\n" }
    return hazards.joined() + statement.sql + ";"
  }

  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  static func json(_ change: Change) -> JSON {
    var keys: [(String, JSON)] = [("action", .string(change.action))]
    keys += pairs(of: change.id)
    if case .rename(let old, _) = change { keys.append(("renamed_from", .object(pairs(of: old)))) }
    keys.append(("text", .string(change.description)))
    return .object(keys)
  }

  private static func pairs(of id: ObjectID) -> [(String, JSON)] {
    [
      ("kind", .string(id.kind.title)), ("schema", .string(id.schema.text)),
      ("name", .string(id.name.text)), ("member", .string(id.member.text)),
    ]
  }

  private static func json(_ statement: Statement, step: Int, isAutocommit: Bool) -> JSON {
    [
      "sql": .string(statement.sql), "step": .number(step),
      "transaction": .bool(!isAutocommit),
      "object": .object(pairs(of: statement.object)),
      "lock": JSON(statement.lock?.title), "blocks": JSON(statement.lock?.blocks),
      "hazards": .array(
        statement.hazards.map { ["code": .string($0.code), "message": .string($0.message)] }),
    ]
  }
}

extension Catalog.Unmanaged {
  var json: JSON {
    [
      "subject": .string(subject.rawValue), "object": .string(object), "reason": .string(reason),
    ]
  }
}

extension Change {
  /// The stable word for it in JSON.
  var action: String {
    switch self {
    case .create: "create"
    case .drop: "drop"
    case .alter: "alter"
    case .rename: "rename"
    case .comment: "comment"
    case .privileges: "privileges"
    case .owner: "owner"
    }
  }
}
