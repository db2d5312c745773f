import WhimbrelModel
import WhimbrelPlanning

/// What became of a statement that was begun: looked up by what it does
/// (docs/revisions.md, The ledger).
extension RunnerDriver {
  mutating func examine(_ work: Work) async throws -> Finding {
    guard let statement = work.piece.statements.first else { return .again }
    // Names resolve as they did for the statement.
    try await pinForStep(work)
    let finding = try await finding(for: statement)
    try await pinOwn()
    run.onEvent(.resumed(work.unit, statement, finding))
    return finding
  }

  private func finding(for statement: SQLStatement) async throws -> Finding {
    switch statement.kind {
    case .createIndexConcurrently(let index?, let table?, _):
      return try await indexFinding(statement, index, table)
    case .dropIndexConcurrently(let index?):
      return try await exists(index) ? .again : .done
    case .reindexConcurrently(let scope, let name):
      return .clearThenAgain(try await leftovers(of: scope, name))
    case .detachConcurrently(let table?, let partition?):
      return try await detachFinding(table, partition)
    case .vacuum, .cluster, .alterSystem: return .again
    default:
      return .unknown(
        "nobody can tell whether this statement, begun by an earlier run, was done")
    }
  }

  private func exists(_ name: WrittenName) async throws -> Bool {
    try await connection.query(
      "SELECT pg_catalog.to_regclass($1) IS NOT NULL", [name.description]
    ).bool(0, 0) == true
  }

  private func indexFinding(_ statement: SQLStatement, _ index: WrittenName, _ table: WrittenName)
    async throws -> Finding
  {
    // An index is in its table's schema, wherever the search path would look for it.
    let rows = try await connection.query(
      """
      SELECT i.indisvalid, n.nspname, c.relname, pg_catalog.pg_get_indexdef(c.oid),
        i.indrelid OPERATOR(pg_catalog.=) t.oid
      FROM pg_catalog.pg_class t
        JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) t.relnamespace
        JOIN pg_catalog.pg_class c ON c.relnamespace OPERATOR(pg_catalog.=) n.oid
          AND c.relname OPERATOR(pg_catalog.=) $2::pg_catalog.name
        LEFT JOIN pg_catalog.pg_index i ON i.indexrelid OPERATOR(pg_catalog.=) c.oid
      WHERE t.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)
      """, [table.description, index.name.text])
    if rows.isEmpty { return .again }
    let name = WrittenName(
      schema: Name(rows[0, 1] ?? ""), name: Name(rows[0, 2] ?? ""))
    guard rows.bool(0, 4) == true else {
      return .conflict("\(name) is there already and is no index of \(table)")
    }
    if rows.bool(0, 0) == false {
      return .clearThenAgain(["DROP INDEX CONCURRENTLY IF EXISTS \(name)"])
    }
    let wanted = try await IndexProbe.definition(statement, index, table, connection)
    guard let wanted else {
      return .unknown("the index \(name) is there, and it cannot be told whether it is this one")
    }
    let found = IndexProbe.withoutNames(rows[0, 3] ?? "")
    return wanted == found
      ? .done : .conflict("the index \(name) is there already and is another one: \(found)")
  }

  /// The indexes that an interrupted REINDEX CONCURRENTLY leaves: `…_ccnew`, `…_ccold`, INVALID.
  private func leftovers(of scope: String, _ name: WrittenName?) async throws -> [String] {
    let rows = try await connection.query(
      """
      SELECT n.nspname, c.relname
      FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
      WHERE NOT i.indisvalid AND c.relname OPERATOR(pg_catalog.~) '_cc(new|old)[0-9]*$'
        AND n.nspname OPERATOR(pg_catalog.<>) 'pg_toast'
        AND CASE $1
          WHEN 'table' THEN i.indrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($2)
          WHEN 'index' THEN i.indrelid OPERATOR(pg_catalog.=) (
            SELECT x.indrelid FROM pg_catalog.pg_index x
            WHERE x.indexrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($2))
          WHEN 'schema' THEN n.oid OPERATOR(pg_catalog.=) pg_catalog.to_regnamespace($2)
          ELSE true
        END
      """, [scope, name?.description])
    return rows.indices.map { row in
      let index = WrittenName(
        schema: Name(rows[row, 0] ?? ""), name: Name(rows[row, 1] ?? ""))
      return "DROP INDEX CONCURRENTLY IF EXISTS \(index)"
    }
  }

  private func detachFinding(_ table: WrittenName, _ partition: WrittenName) async throws
    -> Finding
  {
    let rows = try await connection.query(
      """
      SELECT i.inhdetachpending FROM pg_catalog.pg_inherits i
      WHERE i.inhparent OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)
        AND i.inhrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($2)
      """, [table.description, partition.description])
    if rows.isEmpty { return .done }
    return rows.bool(0, 0) == true
      ? .finish(["ALTER TABLE \(table) DETACH PARTITION \(partition) FINALIZE"]) : .again
  }
}

/// What a CREATE INDEX statement would make, as the server prints it.
enum IndexProbe {
  /// Builds it on an empty copy of the table, in a transaction that is rolled back; nil when that
  /// cannot be done.
  static func definition(
    _ statement: SQLStatement, _ index: WrittenName, _ table: WrittenName, _ connection: Connection
  ) async throws -> String? {
    guard let probe = probeText(statement) else { return nil }
    let result: Result<String?, PostgresError>
    do {
      let rows = try await connection.pipeline([
        "BEGIN",
        Query("CREATE TEMPORARY TABLE whimbrel_probe (LIKE \(table)) ON COMMIT DROP"),
        Query(probe),
        """
        SELECT pg_catalog.pg_get_indexdef(i.indexrelid) FROM pg_catalog.pg_index i
        WHERE i.indrelid OPERATOR(pg_catalog.=) 'pg_temp.whimbrel_probe'::pg_catalog.regclass
        """,
        "ROLLBACK",
      ])
      result = .success(rows[3][0])
    } catch let error as PostgresError {
      try await connection.execute("ROLLBACK")
      result = .failure(error)
    }
    return try? result.get().map(withoutNames)
  }

  /// The statement with its own names replaced: an unnamed index on the copy.
  private static func probeText(_ statement: SQLStatement) -> String? {
    let tokens = statement.tokens
    guard let concurrently = tokens.firstIndex(where: { $0.isWord("concurrently") }),
      let on = tokens[concurrently...].firstIndex(where: { $0.isWord("on") })
    else { return nil }
    var end = tokens.index(after: on)
    if end < tokens.endIndex, tokens[end].isWord("only") { end += 1 }
    // The table's name, with its schema: names and dots, up to USING or the parenthesis.
    var isName = true
    while end < tokens.endIndex {
      let token = tokens[end]
      let isDot = token.isSymbol(".")
      guard isName ? token.kind == .word || token.kind == .quotedName : isDot else { break }
      isName.toggle()
      end += 1
    }
    guard end < tokens.endIndex else { return nil }
    let head = statement.source.text(
      statement.range.lowerBound..<tokens[concurrently].range.lowerBound)
    let rest = statement.source.text(tokens[end].range.lowerBound..<statement.range.upperBound)
    return head + "ON pg_temp.whimbrel_probe " + rest
  }

  /// `UNIQUE USING btree (…)`: what stands before the name, and what comes after the table.
  static func withoutNames(_ definition: String) -> String {
    let unique = definition.hasPrefix("CREATE UNIQUE ") ? "UNIQUE " : ""
    guard let using = definition.range(of: " USING ") else { return definition }
    return unique + definition[definition.index(after: using.lowerBound)...]
  }
}
