import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Revisions as a script for psql that keeps the ledger as the runner does.
struct OfflineScript {
  let direction: RunDirection
  let revisions: [KnownRevision]
  let ledger: Ledger
  /// What follows `SET search_path =`.
  let path: String

  /// Empty when there is nothing to run.
  var text: String {
    guard !revisions.isEmpty else { return "" }
    var blocks = [
      "-- run with psql -v ON_ERROR_STOP=1 -f, while nobody else migrates",
      "SET search_path = \(path);\nSET client_encoding = 'UTF8';",
    ]
    if direction == .upgrade {
      blocks.append("CREATE SCHEMA IF NOT EXISTS \(ledger.schema.quoted);")
      blocks += ledger.definitions.map { "\($0.trimmedEnd);" }
    }
    for known in revisions { blocks += self.blocks(known) }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func blocks(_ known: KnownRevision) -> [String] {
    let unit = RunUnit(known, direction)
    let word = direction == .upgrade ? "apply" : "take back"
    var blocks = ["-- \(word) \(known.revision.source.name)"]
    if let reason = unit.section.irreversible {
      return blocks + ["-- irreversible: \(reason)", "\\quit 3"]
    }
    let steps = unit.section.steps
    for (index, step) in steps.enumerated() {
      let isLast = index == steps.count - 1
      let statements = step.statements.map { "\($0.text);" }
      switch step.kind {
      case .transaction:
        blocks += ["BEGIN;"] + statements + (isLast ? [row(known, unit)] : []) + ["COMMIT;"]
      case .autocommit: blocks += statements + (isLast ? [row(known, unit)] : [])
      case .call(let name):
        blocks.append("-- the data step \(name) is not in this script: run it here")
        if isLast { blocks.append(row(known, unit)) }
      }
    }
    return steps.isEmpty ? blocks + [row(known, unit)] : blocks
  }

  private func row(_ known: KnownRevision, _ unit: RunUnit) -> String {
    let table = "\(ledger.schema.quoted).revision"
    let id = SQLText(known.id.text).literal
    guard direction == .upgrade else { return "DELETE FROM \(table) WHERE id = \(id);" }
    let steps = unit.section.steps.count
    return """
      INSERT INTO \(table)
        (id, digest, message, state, steps, steps_done, statements_done, tool_version)
      VALUES
        (\(id), \(SQLText(known.digest).literal), \(SQLText(known.revision.title).literal), 'applied', \
      \(steps), \(steps), 0, \(SQLText(WhimbrelVersion.text).literal));
      """
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    String(reversed().drop(while: \.isWhitespace).reversed())
  }
}
