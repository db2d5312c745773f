import WhimbrelModel
import WhimbrelPlanning

/// The queries of one transaction of a run.
struct Batch {
  var queries: [Query] = []
  /// The statements of the piece that are sent, with their numbers in the section.
  var statements: [(Int, SQLStatement)] = []
  /// Which of `statements` a query is, by the query's index.
  var places: [Int: Int] = [:]
  /// Extensions that are not dropped.
  var kept: [Name] = []
  /// Which query fails when the managed schema is not there.
  var home: Int?
}

extension RunnerDriver {
  /// BEGIN, proof that we hold the lock, the step's settings, its statements, our own settings,
  /// the ledger's row, COMMIT.
  func batch(_ work: Work) -> Batch {
    var batch = opening(work)
    let usual = milliseconds(timeouts(work).statement)
    var current = usual
    for (offset, statement) in work.piece.statements.enumerated() {
      if case .dropExtension(let names) = statement.kind, work.unit.direction == .downgrade {
        let kept = names.filter { work.keptExtensions.contains($0.text) }
        batch.kept += kept
        if kept.count == names.count, !names.isEmpty { continue }
      }
      // A build or validation takes as long as it takes.
      let wanted =
        work.piece.step?.statementTimeout == nil && statement.isLong ? "0" : usual
      if wanted != current {
        current = wanted
        batch.queries.append(Query("SET LOCAL statement_timeout = '\(wanted)'"))
      }
      batch.places[batch.queries.count] = batch.statements.count
      batch.statements.append((work.piece.firstNumber + offset, statement))
      batch.queries.append(Query(statement.text))
    }
    batch.queries += ownSession(version)
    if work.isLast { batch.queries.append(finished(work)) }
    batch.queries.append(change(work))
    batch.queries.append("COMMIT")
    return batch
  }

  /// What stands before the statements of a transaction.
  func opening(_ work: Work) -> Batch {
    var batch = Batch()
    batch.queries = ["BEGIN", lock.fence] + ownRole
    if work.piece.statements.contains(where: \.isShared) {
      batch.queries.append(RunnerLock.sharedQuery)
    }
    batch.queries.append(stepSettings(work).query(for: version))
    if !work.piece.statements.contains(where: \.makesSchema) {
      batch.home = batch.queries.count
      batch.queries.append(home)
    }
    return batch
  }

  /// An error (division by zero) unless the managed schema is where new objects go: without it they
  /// would go to the next schema of the path, the temporary one at last.
  private var home: Query {
    Query(
      """
      SELECT 1 / coalesce(
        pg_catalog.current_schema() OPERATOR(pg_catalog.=) $1::pg_catalog.name, false
      )::pg_catalog.int4
      """, [options.home.text])
  }

  func change(_ work: Work) -> Query {
    ledger.change(work, milliseconds: Int(spent.milliseconds), tool: options.toolVersion)
  }

  func finished(_ work: Work) -> Query {
    ledger.finished(work, milliseconds: Int(spent.milliseconds), tool: options.toolVersion)
  }

  /// Makes the session's role ours again, whatever a revision has set.
  var ownRole: [Query] {
    [
      "RESET SESSION AUTHORIZATION",
      options.role.map { Query("SET ROLE \(Name($0).quoted)") } ?? "RESET ROLE",
    ]
  }

  func ownSession(_ version: ServerVersion) -> [Query] {
    ownRole + [SessionSettings.own.query(for: version)]
  }

  /// The settings of a revision's statements: the same in each step, whatever the last one set.
  func stepSettings(_ work: Work) -> SessionSettings {
    let (lock, statement) = timeouts(work)
    return SessionSettings(
      searchPath: options.searchPath, rowSecurity: true, checkFunctionBodies: true,
      hasTimeouts: false,
      others: ["lock_timeout": milliseconds(lock), "statement_timeout": milliseconds(statement)])
  }

  /// The same for what is asked before: reading may take as long as it takes.
  var preflightSettings: SessionSettings {
    SessionSettings(
      searchPath: options.searchPath, rowSecurity: true, checkFunctionBodies: true,
      hasTimeouts: false,
      others: [
        "lock_timeout": milliseconds(Int(options.lockTimeout.milliseconds)),
        "statement_timeout": milliseconds(
          options.statementTimeout.map { Int($0.milliseconds) } ?? 0),
      ])
  }

  /// In milliseconds; 0 is no limit.
  private func timeouts(_ work: Work) -> (lock: Int, statement: Int) {
    let step = work.piece.step
    // A CONCURRENTLY form that times out leaves an INVALID index, so it waits as long as it must.
    let waits = work.piece.statements.contains { $0.kind.isConcurrent }
    let isLong = work.piece.kind == .alone && work.piece.statements.contains { $0.isLong }
    let lock = waits ? 0 : Int(options.lockTimeout.milliseconds)
    let statement = isLong ? 0 : options.statementTimeout.map { Int($0.milliseconds) } ?? 0
    return (
      step?.lockTimeout?.milliseconds ?? lock, step?.statementTimeout?.milliseconds ?? statement
    )
  }

  /// As PostgreSQL prints it, or the setting would seem to differ each time.
  private func milliseconds(_ count: Int) -> String {
    if count == 0 { return "0" }
    for (unit, size) in [("d", 86_400_000), ("h", 3_600_000), ("min", 60_000), ("s", 1000)]
    where count % size == 0 {
      return "\(count / size)\(unit)"
    }
    return "\(count)ms"
  }

  /// Which of the extensions that the revision makes if they are not there are there.
  func extensionsThere(_ unit: RunUnit) async throws -> [String] {
    guard unit.direction == .upgrade else { return [] }
    let names = unit.section.steps.flatMap(\.statements).compactMap { statement -> String? in
      guard case .createExtension(let name?, ifNotExists: true) = statement.kind else { return nil }
      return name.text
    }
    if names.isEmpty { return [] }
    let rows = try await connection.query(
      "SELECT extname FROM pg_catalog.pg_extension WHERE extname = ANY ($1::pg_catalog.name[])",
      [Ledger.array(names)])
    return rows.indices.compactMap { rows[$0, 0] }
  }
}

extension SQLStatement {
  /// Whether it makes or drops what ledgers of one database share.
  var isShared: Bool {
    switch kind {
    case .createExtension, .dropExtension: true
    default: false
    }
  }

  /// Whether it makes or renames a schema, which may be the managed one.
  package var makesSchema: Bool {
    let words = tokens.prefix(2).map(\.text)
    return words == ["create", "schema"] || words == ["alter", "schema"]
  }

  /// Whether it reads or builds in proportion to the rows that are there.
  var isLong: Bool {
    switch kind {
    case .createIndexConcurrently, .reindexConcurrently, .vacuum, .cluster: return true
    default: break
    }
    let words = tokens.prefix(4).map(\.text)
    if ["reindex", "refresh", "analyze", "cluster", "vacuum"].contains(words.first) { return true }
    if words.starts(with: ["create", "index"]) || words.starts(with: ["create", "unique", "index"])
    {
      return true
    }
    return tokens.contains { $0.isWord("validate") }
  }
}

extension StatementKind {
  var isConcurrent: Bool {
    switch self {
    case .createIndexConcurrently, .dropIndexConcurrently, .detachConcurrently: true
    case .reindexConcurrently: true
    default: false
    }
  }
}
