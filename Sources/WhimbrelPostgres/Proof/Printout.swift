import WhimbrelModel

/// What a server prints of every object in a database: the oracle of proofs.
///
/// It asks the catalogs by queries of its own and compares texts. Nothing here knows what the differ or
/// an inspection make of the same database, so that what those overlook shows.
package struct Printout: Sendable {
  /// The rows of one system catalog each, as `PrintedCatalog` asks for them.
  let answers: [Rows]
  /// What no text of SQL has in it.
  static let separator = "\u{1}"

  /// The printout of the database that `connection` is in, in one snapshot.
  ///
  /// Pins the session for itself and leaves it as it was. In a transaction it reads that
  /// transaction's own state. Only the extensions in `versioned` are printed with their versions.
  /// Throws `PostgresError` or `ConnectionError`.
  package static func read(
    _ connection: Connection, scope: Scope, versioned: [Name] = []
  ) async throws -> Printout {
    let columns = try await CatalogColumns.read(connection)
    let namespaces = "(\(scope.namespaces))"
    let catalogs = catalogs(scope, versioned)
    let presence = Query("SELECT " + catalogs.map { $0.presence() }.joined(separator: ", "))
    let isNested = await connection.transactionStatus == .inTransaction
    let settings = SessionSettings(
      searchPath: "pg_catalog, pg_temp", rowSecurity: false, others: ["work_mem": "64MB"])
    let begin: [Query] = [
      isNested
        ? "SAVEPOINT whimbrel_printout" : "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
      settings.query(for: await connection.serverVersion),
    ]
    let end: [Query] =
      isNested ? ["ROLLBACK TO whimbrel_printout", "RELEASE whimbrel_printout"] : ["ROLLBACK"]
    do {
      let found = try await connection.pipeline(begin + [presence])[begin.count]
      let queries = catalogs.indices.filter { found.bool(0, $0) ?? true }.map { place in
        Query(catalogs[place].sql(columns, namespaces: namespaces))
      }
      let answers = try await connection.pipeline(queries + end)
      return Printout(answers: Array(answers.prefix(queries.count)))
    } catch let error as PostgresError {
      for query in end { try await connection.query(query) }
      throw error
    }
  }

  /// Every catalog that is printed of a database.
  package static func catalogs(_ scope: Scope, _ versioned: [Name]) -> [PrintedCatalog] {
    let inSchemas =
      PrintedCatalog.relations + PrintedCatalog.definitions + PrintedCatalog.textSearch
    let extensions = PrintedCatalog.extensions(versioned: versioned.map(\.text))
    return inSchemas + [extensions] + (scope.isDatabaseWide ? PrintedCatalog.databaseWide : [])
  }
}
