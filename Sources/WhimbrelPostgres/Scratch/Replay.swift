import WhimbrelModel
import WhimbrelPlanning

extension Canonicaliser {
  /// What the revisions make of an empty database, run in the given order.
  ///
  /// With a cache, only what comes after the longest beginning that is in it is run, where that is
  /// sure to lead to the same. `keepsDatabase` leaves the database that all of them were run in to
  /// `withDatabase(after:)`. Throws `SourceDiagnostic` when a statement is refused.
  package func replay(_ revisions: [Revision], keepsDatabase: Bool = false) async throws -> Catalog
  {
    let keys = await keys(of: revisions)
    let key = keys[revisions.count]
    // What a part of a database is made like lacks what the rest may need.
    if scope.isWhole, let cache, !cache.has(key),
      let known = keys.indices.reversed().first(where: { $0 > 0 && cache.has(keys[$0]) }),
      let catalog = try await continued(
        revisions[known...], from: keys[known], to: key, after: revisions[..<known])
    {
      return catalog
    }
    return try await cached(key, keepsDatabase: keepsDatabase) { connection in
      try await run(revisions, on: connection)
    }
  }

  /// Runs `body` in a scratch database in which the revisions were run: the one that their replay kept,
  /// else a new one.
  package func withDatabase<Value: Sendable>(
    after revisions: [Revision], _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    let key = await keys(of: revisions)[revisions.count]
    return try await withDatabase(of: key, filledBy: { try await run(revisions, on: $0) }, body)
  }

  /// Runs `body` in that database, and leaves it to who comes for it later.
  func preparing<Value: Sendable>(
    after revisions: [Revision], _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    let key = await keys(of: revisions)[revisions.count]
    return try await withDatabase(
      of: key, keepsDatabase: true, filledBy: { try await run(revisions, on: $0) }, body)
  }

  /// Runs `body` in the database that was kept under a key, else in a new one after `fill`.
  func withDatabase<Value: Sendable>(
    of key: CacheKey, keepsDatabase: Bool = false,
    filledBy fill: (Connection) async throws -> Void,
    _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    let kept = keepsDatabase ? key : nil
    if let value = try await scratch.withDatabase(of: key, keptAs: kept, body) { return value }
    return try await scratch.withDatabase(keptAs: kept) { connection in
      try await pin(connection)
      try await fill(connection)
      return try await body(connection)
    }
  }

  private func run(_ revisions: [Revision], on connection: Connection) async throws {
    let run = SectionRun(on: connection, isThrowaway: scratch.isThrowaway)
    for revision in revisions { try await run.run(revision.upgrade) }
  }

  /// The keys of the states before, between and after the revisions.
  private func keys(of revisions: [Revision]) async -> [CacheKey] {
    var keys = [await rootKey()]
    for revision in revisions {
      let text = revision.source.text(revision.source.bytes.indices)
      keys.append(keys[keys.count - 1].followed(by: [text]))
    }
    return keys
  }

  /// Runs `rest` in a database that is made like the cached catalog of `before`; nil when that is no
  /// shorter way, or not sure to lead to the same as all of them.
  private func continued(
    _ rest: ArraySlice<Revision>, from known: CacheKey, to key: CacheKey,
    after before: ArraySlice<Revision>
  ) async throws -> Catalog? {
    // Statements that look at rows could meet other ones.
    guard rest.allSatisfy({ $0.upgrade.statements.allSatisfy(\.isDefinition) }),
      let start = try await cache?.catalog(known, to: scope), start.unmanaged.isEmpty
    else { return nil }
    let statements = Planner.plan(
      from: Catalog.fresh, to: start, names: Names(home: scope.home),
      options: Differ.Options(comparesOwners: true)
    ).statements
    // Looking whether it is the same takes its time too.
    let replayed = before.reduce(0) { $0 + $1.upgrade.statements.count }
    guard statements.count * 2 < replayed else { return nil }
    do {
      return try await cached(key) { connection in
        try await create(statements.map { .declared($0, [:]) }, on: connection)
        let made = try await Inspector.inspect(connection, scope: scope)
        guard made.isSame(as: start) else { throw NotRemade() }
        let run = SectionRun(on: connection, isThrowaway: scratch.isThrowaway)
        for revision in rest { try await run.run(revision.upgrade) }
      }
    } catch is NotRemade {
      return nil
    } catch is SourceDiagnostic {
      // Whether it is the revision's own fault shows when all of them are run.
      return nil
    }
  }

  /// What an SQL script makes of an empty database: statements of any kind, each by itself.
  ///
  /// `keepsDatabase` leaves the database that it was run in to `printout`.
  package func catalog(
    runningSQL sources: [SourceText], keepsDatabase: Bool = false
  ) async throws -> Catalog {
    let root = await rootKey()
    // The bytes tell without splitting them that it is known; a comment more makes them others, and
    // the same statements.
    let bytes = root.followed(by: sources.map { $0.text($0.bytes.indices) })
    if let known = try await cache?.catalog(bytes, to: scope) { return known }
    let statements = try sources.flatMap { try SQLSplitter.split($0) }
    let key = await key(of: statements)
    let catalog = try await cached(key, keepsDatabase: keepsDatabase) {
      try await run(statements, on: $0)
    }
    cache?.link(bytes, to: key)
    return catalog
  }

  func key(of statements: [SQLStatement]) async -> CacheKey {
    await rootKey().followed(by: statements.map(\.text))
  }

  func run(_ statements: [SQLStatement], on connection: Connection) async throws {
    let run = SectionRun(on: connection, isThrowaway: scratch.isThrowaway)
    let step = RevisionStep(kind: .autocommit, statements: statements, line: 1)
    // As psql runs a dump, whose functions may come before what they name.
    try await run.run(RevisionSection(steps: [step]), checksBodies: false)
  }
}

/// A database made from a cached catalog is not what the catalog says.
private struct NotRemade: Error {}

extension RevisionSection {
  fileprivate var statements: [SQLStatement] { steps.flatMap(\.statements) }
}

extension SQLStatement {
  /// Whether what it does to the catalogs depends on nothing but these.
  fileprivate var isDefinition: Bool {
    let words = ["create", "alter", "drop", "comment", "grant", "revoke", "security"]
    return tokens.first.map { first in words.contains { first.isWord($0) } } ?? true
  }
}
