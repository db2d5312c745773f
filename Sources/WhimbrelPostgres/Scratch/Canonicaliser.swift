import WhimbrelModel
import WhimbrelPlanning

/// Has a real server parse and print what a person wrote: the one place where expressions of different
/// origin become comparable.
package struct Canonicaliser: Sendable {
  let scratch: Scratch
  let scope: Scope
  let cache: CatalogCache?

  package init(scratch: Scratch, scope: Scope, cache: CatalogCache? = nil) {
    self.scratch = scratch
    self.scope = scope
    self.cache = cache
  }

  /// The catalog that a declaration makes, with the author's texts kept beside the printed ones.
  ///
  /// Throws `DeclarationRefused` with the statement that the server does not take.
  package func canonical(_ declared: DeclaredSchema) async throws -> Catalog {
    let names = Names(home: scope.home)
    // A model does not say what every new database has.
    var wanted = declared.catalog
    wanted.objects.merge(Catalog.fresh.objects) { said, _ in said }
    let statements = Planner.plan(
      from: Catalog.fresh, to: wanted, hints: Hints(), names: names
    ).statements
    let catalog = try await cached(key: statements.map(\.sql)) { connection in
      try await create(statements, on: connection, places: declared.places)
    }
    return catalog.authored(by: declared.catalog)
  }

  /// The catalog of an empty database after `fill` has run in it.
  package func catalog(
    key: [String], filledBy fill: (Connection) async throws -> Void
  ) async throws -> Catalog {
    try await cached(key: key, fill)
  }

  private func cached(
    key: [String], _ fill: (Connection) async throws -> Void
  ) async throws -> Catalog {
    try await cached(rootKey().followed(by: key), fill)
  }

  /// The catalog that was kept under `key`, else that of an empty database after `fill`.
  func cached(
    _ key: CacheKey, _ fill: (Connection) async throws -> Void
  ) async throws -> Catalog {
    if let answers = cache?.answers(key, to: scope) { return try answers.catalog() }
    let identity = await scratch.identity()
    let answers = try await scratch.withDatabase { connection in
      try await pin(connection)
      try await fill(connection)
      return try await Inspector.ask(connection, scope: scope)
    }
    let catalog = try answers.catalog()
    // A server that did not start may have been replaced by another one.
    if let cache, await scratch.identity() == identity { cache.keep(answers, key) }
    return catalog
  }

  func pin(_ connection: Connection) async throws {
    try await connection.pin(
      SessionSettings(searchPath: scope.path, checkFunctionBodies: false, hasTimeouts: false))
  }

  /// The key of an empty database: everything that a catalog depends on besides the statements.
  func rootKey() async -> CacheKey {
    let identity = await scratch.identity()
    let request = InspectionRequest(scope: scope, version: identity.version)
    return CacheKey(
      [cache?.version ?? "", scratch.needs.databaseOptions, scope.path] + identity.facts
        + scratch.needs.extensions.map(\.text) + request.queries.map(\.sql))
  }

  /// Runs what can run, again and again, until all is done or nothing more can be: a declared catalog
  /// does not say what needs what.
  func create(
    _ statements: [Statement], on connection: Connection, places: [ObjectID: SourcePlace]
  ) async throws {
    var waiting = statements
    while !waiting.isEmpty {
      let results = try await connection.attempts(waiting.map { Query($0.sql) })
      var refused: [(Statement, PostgresError)] = []
      for (statement, result) in zip(waiting, results) {
        if case .failure(let error) = result { refused.append((statement, error)) }
      }
      if refused.count == waiting.count, let (statement, error) = refused.first {
        throw DeclarationRefused(statement: statement, error: error, places: places)
      }
      waiting = refused.map(\.0)
    }
  }
}

extension Scope {
  /// The managed schema: its names are written without a schema in front.
  package var home: Name { searchPath.first ?? "public" }
}

/// What a server says to a declaration that it cannot make.
package struct DeclarationRefused: Error, CustomStringConvertible {
  package let statement: Statement
  package let error: PostgresError
  package let place: SourcePlace?

  init(statement: Statement, error: PostgresError, places: [ObjectID: SourcePlace]) {
    self.statement = statement
    self.error = error
    place = places[statement.object] ?? places[statement.object.with(.table)]
  }

  package var description: String {
    let at = place.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
    return """
      \(at)PostgreSQL does not take \(statement.object): \(error.message)
        \(statement.sql)
      help: change the declaration of \(statement.object)
      """
  }
}
