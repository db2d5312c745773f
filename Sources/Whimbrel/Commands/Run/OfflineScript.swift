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
  /// The managed schema.
  let home: Name
  /// How long a statement of a transaction waits for a table's lock.
  let lockTimeout: Duration
  /// Revisions that stand for others, which a ledger may have in their place.
  var squashes: Set<RevisionID> = []
  /// Whether each revision is left out where the ledger says that it is done.
  var isIdempotent = false

  /// Empty when there is nothing to run.
  var text: String {
    guard !revisions.isEmpty else { return "" }
    var blocks = [
      "-- run with psql -X -f; it ends at the first error"
        + (isIdempotent ? ", and can be run again" : ""),
      "\\set ON_ERROR_STOP on", settings,
      raise(
        "another runner works on this ledger",
        unless: RunnerLock(ledgerSchema: ledger.schema).tryLock),
    ]
    if direction == .upgrade {
      blocks.append("CREATE SCHEMA IF NOT EXISTS \(ledger.schema.quoted);")
      blocks += ledger.definitions.map { "\($0.trimmedEnd);" }
    }
    blocks.append(
      raise(
        "a revision is half done: finish it with the command first",
        unless: "NOT EXISTS (SELECT FROM \(table) WHERE state <> 'applied')"))
    for known in revisions {
      let unit = RunUnit(known, direction)
      let word = direction == .upgrade ? "apply" : "take back"
      blocks.append("-- \(word) \(known.revision.source.name)")
      if direction == .downgrade {
        blocks += known.revision.header.loses.map { "-- loses: \($0)" }
      }
      blocks.append(
        raise(
          "\(known.id) was applied with another file",
          unless: "NOT EXISTS (SELECT FROM \(table) WHERE id = \(literal(known.id.text)) "
            + "AND digest <> \(literal(known.digest)))"))
      blocks += isIdempotent ? guarded(unit) : self.blocks(unit)
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The session as the runner pins it, but for what only a superuser may set.
  private var settings: String {
    SessionSettings(searchPath: path, rowSecurity: true, checkFunctionBodies: true)
      .settings(for: ServerVersion(major: 12))
      .filter { $0.name != "session_replication_role" }
      .map { name, value in
        name == "search_path"
          ? "SET search_path = \(value);" : "SET \(name) = \(SQLText(value).literal);"
      }.joined(separator: "\n")
  }

  private func guarded(_ unit: RunUnit) -> [String] {
    let isThere = "EXISTS (SELECT FROM \(table) WHERE id = \(literal(unit.id.text)))"
    return [
      "SELECT \(direction == .upgrade ? "NOT " : "")\(isThere) AS whimbrel_runs \\gset",
      "\\if :whimbrel_runs",
    ] + blocks(unit) + ["\\endif"]
  }

  /// What has to be so before the revision is run.
  private func conditions(_ unit: RunUnit) -> [String] {
    let isThere = "EXISTS (SELECT FROM \(table) WHERE id = \(literal(unit.id.text)))"
    var conditions =
      direction == .upgrade
      ? [raise("\(unit.id) is applied already", unless: "NOT \(isThere)")]
      : [raise("\(unit.id) is not applied", unless: isThere)]
    let parents = unit.revision.parents.filter { !squashes.contains($0) }
    if direction == .upgrade, !parents.isEmpty {
      let list = parents.map { literal($0.text) }.joined(separator: ", ")
      conditions.append(
        raise(
          "\(unit.id) comes after \(parents.map(\.text).joined(separator: ", ")), which is not applied",
          unless: "(SELECT count(*) FROM \(table) WHERE id IN (\(list))) = \(parents.count)"))
    }
    if !unit.section.steps.flatMap(\.statements).contains(where: \.makesSchema) {
      conditions.append(
        raise(
          "the schema \(home) is not there, or this role may not use it",
          unless: "pg_catalog.current_schema() = \(literal(home.text))"))
    }
    return conditions
  }

  /// A statement that fails with `message` unless `condition` is true.
  private func raise(_ message: String, unless condition: String) -> String {
    let body = """
      BEGIN
        IF (\(condition)) IS NOT TRUE THEN
          RAISE EXCEPTION USING MESSAGE = \(literal(message));
        END IF;
      END
      """
    var tag = "$whimbrel$"
    while body.contains(tag) { tag = "$_" + tag.dropFirst() }
    return "DO \(tag)\n\(body)\n\(tag);"
  }

  private func blocks(_ unit: RunUnit) -> [String] {
    if let reason = unit.section.irreversible {
      return [
        "\\warn irreversible: \(reason.split(separator: "'").joined(separator: " "))",
        "DO $$ BEGIN RAISE 'this revision cannot be taken back'; END $$;",
      ]
    }
    let extensions = self.extensions(unit)
    var blocks = conditions(unit)
    blocks += unit.section.preflight.map {
      PreflightScript.block(title: $0.title, query: $0.statement.text)
    }
    if !extensions.isEmpty {
      let names = extensions.map(literal).joined(separator: ", ")
      blocks.append(
        """
        SELECT coalesce(array_agg(extname::text), '{}') AS whimbrel_kept FROM pg_extension
        WHERE extname IN (\(names)) \\gset
        """)
    }
    let record = self.record(unit, keeps: !extensions.isEmpty)
    let steps = unit.section.steps
    for (index, step) in steps.enumerated() {
      let end = index == steps.count - 1 ? record : []
      let statements = step.statements.flatMap { statement($0, unit) }
      switch step.kind {
      case .transaction:
        blocks += ["BEGIN;"] + timeouts(step, isLocal: true) + statements + end + ["COMMIT;"]
      case .autocommit:
        blocks += timeouts(step, isLocal: false) + statements
        if !end.isEmpty { blocks += ["BEGIN;"] + end + ["COMMIT;"] }
      case .batches(let source):
        blocks += ["BEGIN;"] + timeouts(step, isLocal: true)
        blocks += statements.map {
          "-- in one go: a script has no batches\n\(source.clause())\($0)"
        }
        blocks += end + ["COMMIT;"]
      case .call(let name):
        blocks += [
          "\\warn the data step \(name) is written in Swift and cannot be in a script",
          "DO $$ BEGIN RAISE 'run this revision with the command that has its data step'; END $$;",
        ]
      }
    }
    return steps.isEmpty ? blocks + ["BEGIN;"] + record + ["COMMIT;"] : blocks
  }

  /// A CONCURRENTLY form that times out leaves an INVALID index, so it waits as long as it must.
  private func timeouts(_ step: RevisionStep, isLocal: Bool) -> [String] {
    let usual = isLocal ? "\(lockTimeout.wholeMilliseconds)ms" : "0"
    let verb = isLocal ? "SET LOCAL" : "SET"
    return [
      "\(verb) lock_timeout = \(literal(step.lockTimeout?.text ?? usual));",
      "\(verb) statement_timeout = \(literal(step.statementTimeout?.text ?? "0"));",
    ]
  }

  /// An extension that was there before the revision stays.
  private func statement(_ statement: SQLStatement, _ unit: RunUnit) -> [String] {
    guard direction == .downgrade, case .dropExtension(let names) = statement.kind,
      names.count == 1, let name = names.first
    else { return ["\(statement.text);"] }
    return [
      """
      SELECT NOT \(literal(name.text)) = ANY (kept_extensions) AS whimbrel_drops
      FROM \(table) WHERE id = \(literal(unit.id.text)) \\gset
      """, "\\if :whimbrel_drops", "\(statement.text);", "\\endif",
    ]
  }

  private func extensions(_ unit: RunUnit) -> [String] {
    guard direction == .upgrade else { return [] }
    return unit.section.steps.flatMap(\.statements).compactMap { statement in
      guard case .createExtension(let name?, ifNotExists: true) = statement.kind else { return nil }
      return name.text
    }
  }

  /// The ledger's row and the line of its history.
  private func record(_ unit: RunUnit, keeps: Bool) -> [String] {
    let known = unit.known
    let tool = literal(WhimbrelVersion.text)
    let (id, digest) = (literal(known.id.text), literal(known.digest))
    let event = """
      INSERT INTO \(ledger.schema.quoted).event (kind, revision, digest, tool_version)
      VALUES (\(literal(direction.rawValue)), \(id), \(digest), \(tool));
      """
    guard direction == .upgrade else { return ["DELETE FROM \(table) WHERE id = \(id);", event] }
    let steps = unit.section.steps.count
    return [
      """
      INSERT INTO \(table)
        (id, digest, message, state, steps, steps_done, statements_done, kept_extensions,
          tool_version)
      VALUES
        (\(id), \(digest), \(literal(known.revision.title)), 'applied',
          \(steps), \(steps), 0, \(keeps ? ":'whimbrel_kept'" : "'{}'"), \(tool));
      """, event,
    ]
  }

  private var table: String { "\(ledger.schema.quoted).revision" }
  private func literal(_ text: String) -> String { SQLText(text).literal }
}

extension String {
  fileprivate var trimmedEnd: String {
    String(reversed().drop(while: \.isWhitespace).reversed())
  }
}
