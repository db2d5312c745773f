import WhimbrelModel
import WhimbrelPlanning

/// Runs a section in a scratch database and looks after each statement at the locks it took, the files it
/// wrote anew and what is gone: the server says it, whoever wrote the statement.
///
/// A statement outside of a transaction leaves no lock to look at; it is run, and nothing is said of it.
struct EffectsRun {
  let connection: Connection
  let run: SectionRun

  /// A relation as it was before a statement.
  private struct Relation {
    let name: String
    let kind: UInt8
    var file: UInt32?
    var columns: [String: String]
    /// How often all of it was read, by this session: what the server has not passed on yet.
    var scans: Int
    var lock: Lock?
    var isChanged = false

    var isTable: Bool { "rpf".utf8.contains(kind) }
  }

  func effects(of section: RevisionSection) async throws -> [StatementEffects] {
    var found: [StatementEffects] = []
    for step in section.steps {
      guard case .transaction = step.kind else {
        try await run.run(step)
        continue
      }
      found += try await effects(of: step)
    }
    return found
  }

  private func effects(of step: RevisionStep) async throws -> [StatementEffects] {
    for statement in step.statements { try run.refuseReach(of: statement) }
    _ = try await connection.execute("BEGIN")
    do {
      var relations = try await self.relations()
      var found: [StatementEffects] = []
      for statement in step.statements {
        do {
          if let text = try await run.text(of: statement) {
            _ = try await connection.execute(text)
          }
        } catch let error as PostgresError {
          throw StatementRefusal(statement: statement, error: error)
        }
        found.append(try await look(StatementEffects(statement), &relations))
      }
      _ = try await connection.execute("COMMIT")
      return found
    } catch {
      if await connection.transactionStatus != .idle {
        _ = try await connection.execute("ROLLBACK")
      }
      guard let refusal = error as? StatementRefusal else { throw error }
      guard run.isThrowaway, let role = refusal.error.missingRole else { throw refusal.diagnostic }
      _ = try await connection.execute("CREATE ROLE \(Name(role).quoted) NOLOGIN")
      return try await effects(of: step)
    }
  }

  private func look(
    _ effects: StatementEffects, _ relations: inout [UInt32: Relation]
  ) async throws -> StatementEffects {
    var effects = effects
    let rows = try await connection.query(Self.locks)
    for row in rows.indices {
      guard let id = rows.oid(row, 0), var relation = relations[id] else { continue }
      let name = relation.name
      if let lock = rows.int(row, 1).flatMap(Lock.init), relation.lock.map({ $0 < lock }) ?? true {
        relation.lock = lock
        effects.locks.append(.init(relation: name, lock: lock))
      }
      guard rows.bool(row, 3) == true else {
        if relation.isTable { effects.drops.append("table \(name)") }
        relations[id] = nil
        continue
      }
      if rows.bool(row, 2) == true, relation.isTable, !relation.isChanged {
        relation.isChanged = true
        effects.changes.append(name)
      }
      let (file, scans) = (rows.oid(row, 4), rows.int(row, 6) ?? 0)
      if file != relation.file {
        effects.rewrites.append(name)
      } else if scans > relation.scans, relation.lock.map({ $0 >= .share }) ?? false {
        effects.scans.append(name)
      }
      (relation.file, relation.scans) = (file, scans)
      let columns = Set(rows.strings(row, 5) ?? [])
      for (number, column) in relation.columns where !columns.contains(number) {
        relation.columns[number] = nil
        if relation.isTable { effects.drops.append("column \(name).\(column)") }
      }
      relations[id] = relation
    }
    effects.drops.sort()
    return effects
  }

  private func relations() async throws -> [UInt32: Relation] {
    let rows = try await connection.query(Self.before)
    var found: [UInt32: Relation] = [:]
    for row in rows.indices {
      guard let id = rows.oid(row, 0), let kind = rows.char(row, 2) else { continue }
      let columns = zip(rows.strings(row, 4) ?? [], rows.strings(row, 5) ?? [])
      found[id] = Relation(
        name: rows[row, 1] ?? "", kind: kind, file: rows.oid(row, 3),
        columns: Dictionary(columns) { first, _ in first }, scans: rows.int(row, 6) ?? 0)
    }
    return found
  }

  private static let before = """
    SELECT c.oid, c.oid::pg_catalog.regclass::text, c.relkind,
      pg_catalog.pg_relation_filenode(c.oid),
      pg_catalog.array_agg(a.attnum ORDER BY a.attnum) FILTER (WHERE a.attnum > 0),
      pg_catalog.array_agg(pg_catalog.quote_ident(a.attname) ORDER BY a.attnum)
        FILTER (WHERE a.attnum > 0),
      pg_catalog.pg_stat_get_xact_numscans(c.oid)
    FROM pg_catalog.pg_class c
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p', 'm', 'f', 'v', 'S') AND c.oid >= 16384
      AND c.relnamespace <> 'pg_toast'::pg_catalog.regnamespace
    GROUP BY c.oid
    """

  /// In the order of `Lock`; ROW EXCLUSIVE is what changes rows (manual: Explicit Locking).
  private static let locks = """
    SELECT l.relation,
      pg_catalog.max(CASE l.mode WHEN 'AccessExclusiveLock' THEN 3 WHEN 'ExclusiveLock' THEN 3
        WHEN 'ShareRowExclusiveLock' THEN 2 WHEN 'ShareLock' THEN 1
        WHEN 'ShareUpdateExclusiveLock' THEN 0 END),
      pg_catalog.bool_or(l.mode = 'RowExclusiveLock'),
      pg_catalog.bool_or(c.oid IS NOT NULL),
      pg_catalog.pg_relation_filenode(l.relation),
      (SELECT pg_catalog.array_agg(a.attnum) FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = l.relation AND a.attnum > 0 AND NOT a.attisdropped),
      pg_catalog.pg_stat_get_xact_numscans(l.relation)
    FROM pg_catalog.pg_locks l
    LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation
    WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.relation >= 16384
    GROUP BY l.relation
    ORDER BY l.relation
    """
}

extension Proof {
  /// What each statement of a revision, up and then down, does to what was there, where `before` leads.
  ///
  /// Throws `SourceDiagnostic` when a statement is refused.
  package func effects(
    of revision: Revision, after before: [Revision]
  ) async throws -> (upgrade: [StatementEffects], downgrade: [StatementEffects]) {
    try await canonicaliser.withDatabase(after: before) { connection in
      let isThrowaway = canonicaliser.scratch.isThrowaway
      let run = EffectsRun(
        connection: connection, run: SectionRun(on: connection, isThrowaway: isThrowaway))
      let upgrade = try await run.effects(of: revision.upgrade)
      guard revision.downgrade.irreversible == nil else { return (upgrade, []) }
      return (upgrade, try await run.effects(of: revision.downgrade))
    }
  }
}
