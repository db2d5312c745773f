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
  ///
  /// `written` is what its SQL files say; a statement of those that is refused throws
  /// `SourceDiagnostic`. `keepsDatabase` leaves the database that it was made in to `printout`.
  package func canonical(
    _ declared: DeclaredSchema, written: [SQLStatement] = [], keepsDatabase: Bool = false
  ) async throws -> Catalog {
    let makings = makings(of: declared, written)
    let catalog = try await cached(await key(of: makings), keepsDatabase: keepsDatabase) {
      try await create(makings, on: $0)
    }
    return catalog.authored(by: declared.catalog)
  }

  func key(of makings: Makings) async -> CacheKey {
    await rootKey().followed(by: makings.all.map(\.sql))
  }

  /// What makes a declaration, in an empty database.
  func makings(of declared: DeclaredSchema, _ written: [SQLStatement]) -> Makings {
    // A model does not say what every new database has.
    var wanted = declared.catalog
    wanted.objects.merge(Catalog.fresh.objects) { said, _ in said }
    let statements = Planner.plan(
      from: Catalog.fresh, to: wanted, hints: Hints(), names: Names(home: scope.home)
    ).statements
    return Makings(
      first: statements.map { Making.declared($0, declared.places) } + written.map(Making.written),
      last: declared.statements.map { Making.said($0.sql, $0.place) })
  }

  /// The catalog of an empty database after `fill` has run in it.
  package func catalog(
    key: [String], filledBy fill: (Connection) async throws -> Void
  ) async throws -> Catalog {
    try await cached(await rootKey().followed(by: key), fill)
  }

  /// The catalog that was kept under `key`, else that of an empty database after `fill`.
  ///
  /// `keepsDatabase` leaves one that was filled to who goes on from there.
  func cached(
    _ key: CacheKey, keepsDatabase: Bool = false, _ fill: (Connection) async throws -> Void
  ) async throws -> Catalog {
    if let known = try await cache?.catalog(key, to: scope) { return known }
    let identity = await scratch.identity()
    let answers = try await scratch.withDatabase(keptAs: keepsDatabase ? key : nil) { connection in
      try await pin(connection)
      try await fill(connection)
      return try await Inspector.ask(connection, scope: scope)
    }
    let catalog = try answers.catalog()
    // A server that did not start may have been replaced by another one.
    if let cache, await scratch.identity() == identity { cache.keep(answers, catalog, key) }
    return catalog
  }

  /// Makes a scratch session like those that revisions run in.
  func pin(_ connection: Connection) async throws {
    try await connection.pin(
      SessionSettings(searchPath: scope.path, checkFunctionBodies: false, hasTimeouts: false))
    // A new database has `public` alone; another managed schema is there before any revision is.
    if scope.home != "public" {
      _ = try await connection.execute("CREATE SCHEMA IF NOT EXISTS \(scope.home.quoted)")
    }
  }

  /// The key of an empty database: everything that a catalog depends on besides the statements.
  func rootKey() async -> CacheKey {
    let identity = await scratch.identity()
    let request = InspectionRequest(scope: scope, version: identity.version)
    return CacheKey(
      [cache?.version ?? "", scratch.needs.databaseOptions, scope.path] + identity.facts
        + scratch.needs.extensions.map(\.text) + request.queries.map(\.sql))
  }

  /// Makes all of it, or throws what a server says to the first that it refuses.
  func create(_ makings: Makings, on connection: Connection) async throws {
    try await create(makings.first, on: connection)
    try await create(makings.last, on: connection)
  }

  func create(_ makings: [Making], on connection: Connection) async throws {
    if let (making, error) = try await make(makings, on: connection).first {
      throw making.refusal(error)
    }
  }

  /// Runs what can run, again and again, until all is done or nothing more can be: a declared catalog
  /// does not say what needs what. Gives what the server refuses.
  func make(
    _ makings: [Making], on connection: Connection
  ) async throws -> [(Making, PostgresError)] {
    var waiting: [Making] = []
    // Our own are tried many at a time; what somebody wrote may end a transaction by itself.
    let ours = makings.prefix(while: \.isOurs)
    for start in stride(from: 0, to: ours.count, by: Connection.batchSize) {
      let batch = ours[start..<min(start + Connection.batchSize, ours.count)]
      if try await !connection.takes(batch.map { Query($0.sql) }) { waiting += batch }
    }
    waiting += makings[ours.endIndex...]
    var roles: Set<String> = []
    while !waiting.isEmpty {
      let results = try await connection.attempts(waiting.map { Query($0.sql) })
      var refused: [(Making, PostgresError)] = []
      var isProgress = false
      for (making, result) in zip(waiting, results) {
        guard case .failure(let error) = result else { continue }
        refused.append((making, error))
        // A role of the target's is made where nobody else has to live with it.
        guard scratch.isThrowaway, let role = error.missingRole, roles.insert(role).inserted else {
          continue
        }
        _ = try await connection.execute("CREATE ROLE \(Name(role).quoted) NOLOGIN")
        isProgress = true
      }
      if refused.count == waiting.count, !isProgress { return refused }
      waiting = refused.map(\.0)
    }
    return []
  }
}

/// What makes a declaration.
struct Makings: Sendable {
  /// In any order that works.
  var first: [Making]
  /// Once all that is there: default privileges are for what comes later.
  var last: [Making]

  var all: [Making] { first + last }
}

/// A statement that makes a part of a declared schema: one of ours, or one out of an SQL file.
enum Making: Sendable {
  case declared(Statement, [ObjectID: SourcePlace])
  case said(SQLText, SourcePlace)
  case written(SQLStatement)

  var isOurs: Bool { if case .declared = self { true } else { false } }

  var sql: String {
    switch self {
    case .declared(let statement, _): statement.sql
    case .said(let sql, _): sql.text
    case .written(let statement): statement.text
    }
  }

  func refusal(_ error: PostgresError) -> any Error {
    switch self {
    case .declared(let statement, let places):
      DeclarationRefused(
        "\(statement.object)", statement.sql, error,
        at: places[statement.object] ?? places[statement.object.with(.table)])
    case .said(let sql, let place): DeclarationRefused("this", sql.text, error, at: place)
    case .written(let statement): SectionRun.diagnostic(error, statement)
    }
  }
}

extension Scope {
  /// The managed schema: its names are written without a schema in front.
  package var home: Name { searchPath.first ?? "public" }
}

/// What a server says to a declaration that it cannot make.
package struct DeclarationRefused: Error, CustomStringConvertible {
  package let what: String
  package let sql: String
  package let error: PostgresError
  package let place: SourcePlace?

  init(_ what: String, _ sql: String, _ error: PostgresError, at place: SourcePlace?) {
    self.what = what
    self.sql = sql
    self.error = error
    self.place = place
  }

  package var description: String {
    let at = place.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
    return """
      \(at)PostgreSQL does not take \(what): \(error.message)
        \(sql)
      help: change the declaration\(what == "this" ? "" : " of \(what)")
      """
  }
}
