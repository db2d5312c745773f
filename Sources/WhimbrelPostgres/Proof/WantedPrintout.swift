import WhimbrelModel
import WhimbrelPlanning

/// What a server prints of a database that is made of a declaration, for a proof to compare with.
extension Canonicaliser {
  /// Of a model, with what its SQL files say; throws like `canonical`.
  package func printout(
    of declared: DeclaredSchema, written: [SQLStatement], versioned: [Name]
  ) async throws -> Printout {
    let makings = makings(of: declared, written)
    return try await printout(versioned, of: await key(of: makings)) {
      try await create(makings, on: $0)
    }
  }

  /// Of SQL files; throws `SourceDiagnostic` when a statement is refused.
  package func printout(
    runningSQL sources: [SourceText], versioned: [Name]
  ) async throws -> Printout {
    let statements = try sources.flatMap { try SQLSplitter.split($0) }
    return try await printout(versioned, of: await key(of: statements)) {
      try await run(statements, on: $0)
    }
  }

  /// Of revisions; throws `SourceDiagnostic` when a statement is refused.
  package func printout(after revisions: [Revision]) async throws -> Printout {
    try await withDatabase(after: revisions) { try await printout([], $0) }
  }

  private func printout(
    _ versioned: [Name], of key: CacheKey, filledBy fill: (Connection) async throws -> Void
  ) async throws -> Printout {
    try await withDatabase(of: key, filledBy: fill) { try await printout(versioned, $0) }
  }

  private func printout(_ versioned: [Name], _ connection: Connection) async throws -> Printout {
    try await Printout.read(connection, scope: scope, versioned: versioned)
  }
}
