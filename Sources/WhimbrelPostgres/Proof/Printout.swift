import WhimbrelModel

/// What a server prints of every object in a database: the oracle of proofs.
///
/// It asks the catalogs by queries of its own and compares texts. Nothing here knows what the differ or
/// an inspection make of the same database, so that what those overlook shows.
package struct Printout: Sendable {
  /// One row of a system catalog.
  package struct Line: Hashable, Sendable {
    /// What it is about, and the relation that goes with.
    package let object: ObjectID
    package let whole: ObjectID?
    let isManaged: Bool
    let owner: String
    /// The catalog's name, then a `column=value` after each separator.
    let text: String
  }

  package let lines: [Line]
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
      return Printout(lines: answers.prefix(queries.count).flatMap(lines))
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

  private static func lines(_ rows: Rows) -> [Line] {
    rows.indices.map { row in
      let kind = ObjectKind.titled[rows[row, 0] ?? ""] ?? .database
      let object = ObjectID(
        kind, schema: Name(rows[row, 1] ?? ""), Name(rows[row, 2] ?? ""),
        member: Name(rows[row, 3] ?? ""))
      let whole = rows[row, 5].map {
        ObjectID(.table, schema: Name(rows[row, 4] ?? ""), Name($0))
      }
      return Line(
        object: object, whole: whole, isManaged: rows.bool(row, 6) ?? true,
        owner: rows[row, 7] ?? "", text: rows[row, 8] ?? "")
    }
  }
}

extension ObjectKind {
  fileprivate static let titled = Dictionary(
    allCases.map { ($0.title, $0) }, uniquingKeysWith: { first, _ in first })
}
