import WhimbrelModel
import WhimbrelPlanning

/// The line `help:` of a server's error in a run.
extension RunnerDriver {
  static func help(for error: PostgresError, _ statement: SQLStatement?) -> String {
    switch error.sqlState {
    case PostgresError.State.lockNotAvailable:
      "run it again when the sessions that hold the lock are done, or allow more time with "
        + "--lock-timeout or a line \"-- whimbrel: lock_timeout 10s\" in the step"
    case PostgresError.State.insufficientPrivilege:
      "GRANT the role what it lacks, or connect as another: it needs CREATE on the database (for the "
        + "ledger) and on the schema, and has to own what it changes"
    case PostgresError.State.queryCanceled:
      "allow more time with a line \"-- whimbrel: statement_timeout 10min\" in the step"
    case "55P04":
      "put a line \"-- whimbrel: transaction\" after the ALTER TYPE … ADD VALUE: a label can be "
        + "used once it is committed"
    case "57P01":
      "the session was ended by an administrator: run the same command again"
    case "23505":
      duplicates(error, statement) ?? correct
    default: correct
    }
  }

  private static let correct =
    "correct the cause and run the same command again: it goes on behind what is done"

  /// Which rows are in the way of a unique index, for the values themselves are not shown.
  private static func duplicates(_ error: PostgresError, _ statement: SQLStatement?) -> String? {
    guard let key = RowContents.key(in: error.detail), let table = error.table,
      let word = statement?.tokens.first?.text, ["create", "alter", "reindex"].contains(word)
    else { return nil }
    let schema = error.schema.map { Name($0).quoted + "." } ?? ""
    return "see which rows are alike, and run the same command again: SELECT \(key), count(*) "
      + "FROM \(schema)\(Name(table).quoted) GROUP BY \(key) HAVING count(*) > 1"
  }
}

extension PostgresError {
  /// Whether another session changed the same row of a system catalog at the same time, such as a
  /// GRANT on a schema that tenants share; the server has no SQLSTATE of its own for it.
  var isCatalogRace: Bool {
    sqlState == "XX000"
      && ["simple_heap_update", "simple_heap_delete", "heap_inplace_update"].contains(routine)
  }
}
