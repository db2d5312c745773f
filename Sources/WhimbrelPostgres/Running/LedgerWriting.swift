import WhimbrelModel
import WhimbrelPlanning

/// What is written to the ledger. Each change says what it found before it, and fails when that
/// is not so: two runs cannot both do the same.
extension Ledger {
  /// The row's change by the work; `milliseconds` is what its revision took before this
  /// transaction began.
  func change(_ work: Work, milliseconds: Int, tool: String) -> Query {
    guard let to = work.to else {
      return guarded("DELETE FROM \(revisions) WHERE \(Self.isAt)", at(work))
    }
    return write(work, to, tool: tool, milliseconds: milliseconds)
  }

  /// Records that this session now begins the statement of the work.
  func beginning(_ work: Work, statement: String, tool: String) -> Query {
    write(work, work.during, tool: tool, begun: statement)
  }

  /// Keeps how far a data step has got.
  func cursor(_ work: Work, _ cursor: String, milliseconds: Int, tool: String) -> Query {
    write(work, work.during, tool: tool, milliseconds: milliseconds, cursor: cursor)
  }

  /// Adds to the history.
  func event(
    _ kind: String, id: RevisionID?, digest: String? = nil, place: String? = nil,
    milliseconds: Int? = nil, sqlState: String? = nil, error: String? = nil, tool: String
  ) -> Query {
    Query(
      """
      INSERT INTO \(events)
        (kind, revision, digest, place, milliseconds, sqlstate, error, tool_version)
      VALUES ($1, $2, $3, $4, $5::pg_catalog.int8 + \(Self.elapsed), $6, $7, $8)
      """,
      [
        kind, id?.text, digest, place, milliseconds.map { "\($0)" }, sqlState, error, tool,
      ])
  }

  /// What a run's last piece of a revision writes beside the row.
  func finished(_ work: Work, milliseconds: Int, tool: String) -> Query {
    event(
      work.unit.direction.rawValue, id: work.unit.id, digest: work.unit.known.digest,
      milliseconds: milliseconds, tool: tool)
  }

  private func write(
    _ work: Work, _ to: RowProgress, tool: String, milliseconds: Int = 0, begun: String? = nil,
    cursor: String? = nil
  ) -> Query {
    let known = work.unit.known
    var values: [String?] = [
      known.id.text, to.state.rawValue, "\(work.stepCount)", "\(to.position.steps)",
      "\(to.position.statements)", tool, "\(milliseconds)", cursor, begun,
    ]
    let session =
      begun == nil
      ? "NULL::pg_catalog.int4, NULL::pg_catalog.timestamptz, NULL::pg_catalog.text"
      : """
      pg_catalog.pg_backend_pid(), (SELECT a.backend_start FROM pg_catalog.pg_stat_activity a \
      WHERE a.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid()), \
      pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to($9::pg_catalog.text, 'UTF8')), 'hex')
      """
    // The parameter must be of a known type also where it is not used.
    let unused = begun == nil ? " AND ($9::pg_catalog.text) IS NULL" : ""
    guard let from = work.from else {
      values += [
        known.digest, known.revision.title, Self.array(work.keptExtensions),
      ]
      return Query(
        """
        INSERT INTO \(revisions) (id, state, steps, steps_done, statements_done, tool_version,
          milliseconds, cursor, begun_pid, begun_backend_start, begun_digest, digest, message,
          kept_extensions)
        SELECT $1, $2, $3::pg_catalog.int4, $4::pg_catalog.int4, $5::pg_catalog.int4, $6,
          $7::pg_catalog.int8 + \(Self.elapsed), $8, \(session), $10, $11, $12::pg_catalog.text[]
        WHERE true\(unused)
        """, values)
    }
    values += [
      from.state.rawValue, "\(from.position.steps)", "\(from.position.statements)",
    ]
    return guarded(
      """
      UPDATE \(revisions) SET state = $2, steps = $3::pg_catalog.int4,
        steps_done = $4::pg_catalog.int4, statements_done = $5::pg_catalog.int4,
        tool_version = $6, milliseconds = $7::pg_catalog.int8 + \(Self.elapsed), cursor = $8,
        (begun_pid, begun_backend_start, begun_digest) = (SELECT \(session)),
        changed_at = pg_catalog.clock_timestamp(), changed_by = SESSION_USER
      WHERE id = $1 AND state = $10 AND steps_done = $11::pg_catalog.int4
        AND statements_done = $12::pg_catalog.int4\(unused)
      """, values)
  }

  private static let isAt =
    """
    id = $1 AND state = $2 AND steps_done = $3::pg_catalog.int4 \
    AND statements_done = $4::pg_catalog.int4
    """

  private func at(_ work: Work) -> [String?] {
    [
      work.unit.id.text, work.from?.state.rawValue, work.from.map { "\($0.position.steps)" },
      work.from.map { "\($0.position.statements)" },
    ]
  }

  /// Divides by the number of rows changed: no row is an error, which rolls all of it back.
  private func guarded(_ statement: String, _ values: [String?]) -> Query {
    Query(
      "WITH changed AS (\(statement) RETURNING 1) "
        + "SELECT 1 / pg_catalog.count(*) FROM changed", values)
  }

  /// How long the transaction has been going on.
  private static let elapsed =
    """
    pg_catalog.floor(1000 * extract(epoch FROM \
    pg_catalog.clock_timestamp() - pg_catalog.transaction_timestamp()))::pg_catalog.int8
    """

  static func array(_ values: [String]) -> String {
    let quoted = values.map { value in
      "\"" + value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
    }
    return "{" + quoted.joined(separator: ",") + "}"
  }
}
