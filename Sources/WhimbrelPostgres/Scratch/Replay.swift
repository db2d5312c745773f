import WhimbrelModel
import WhimbrelPlanning

extension Canonicaliser {
  /// What the revisions make of an empty database, run in the given order.
  ///
  /// With a cache, only what comes after the longest beginning that is in it is run, where that is
  /// sure to lead to the same. Throws `SourceDiagnostic` when a statement is refused.
  package func replay(_ revisions: [Revision]) async throws -> Catalog {
    var keys = [await rootKey()]
    for revision in revisions {
      let text = revision.source.text(revision.source.bytes.indices)
      keys.append(keys[keys.count - 1].followed(by: [text]))
    }
    let key = keys[revisions.count]
    // What a part of a database is made like lacks what the rest may need.
    if scope.isWhole, let cache, !cache.has(key),
      let known = keys.indices.reversed().first(where: { $0 > 0 && cache.has(keys[$0]) }),
      let catalog = try await continued(
        revisions[known...], from: keys[known], to: key, after: revisions[..<known])
    {
      return catalog
    }
    return try await cached(key) { connection in
      let run = SectionRun(on: connection, isThrowaway: scratch.isThrowaway)
      for revision in revisions { try await run.run(revision.upgrade) }
    }
  }

  /// Runs `rest` in a database that is made like the cached catalog of `before`; nil when that is no
  /// shorter way, or not sure to lead to the same as all of them.
  private func continued(
    _ rest: ArraySlice<Revision>, from known: CacheKey, to key: CacheKey,
    after before: ArraySlice<Revision>
  ) async throws -> Catalog? {
    // Statements that look at rows could meet other ones.
    guard rest.allSatisfy({ $0.upgrade.statements.allSatisfy(\.isDefinition) }),
      let start = try cache?.answers(known, to: scope)?.catalog(), start.unmanaged.isEmpty
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
  package func catalog(runningSQL sources: [SourceText]) async throws -> Catalog {
    let statements = try sources.flatMap { try SQLSplitter.split($0) }
    return try await catalog(key: statements.map(\.text)) { connection in
      let run = SectionRun(on: connection, isThrowaway: scratch.isThrowaway)
      let step = RevisionStep(kind: .autocommit, statements: statements, line: 1)
      try await run.run(RevisionSection(steps: [step]))
    }
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

extension Catalog {
  /// Whether another one has the same objects in the same words, columns in the same order.
  fileprivate func isSame(as other: Catalog) -> Bool {
    objects == other.objects && comments == other.comments && privileges == other.privileges
      && owners == other.owners && unmanaged == other.unmanaged
  }
}
