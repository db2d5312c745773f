import WhimbrelModel
import WhimbrelPlanning

/// What a server prints of a database that is made of a declaration, for a proof to compare with.
extension Canonicaliser {
  /// Of a model, with what its SQL files say; throws like `canonical`.
  package func printout(
    of declared: DeclaredSchema, written: [SQLStatement], versioned: [Name]
  ) async throws -> Printout {
    let makings = makings(of: declared, written)
    return try await printout(versioned) { connection in
      try await create(makings, on: connection)
    }
  }

  /// Of SQL files; throws `SourceDiagnostic` when a statement is refused.
  package func printout(runningSQL sources: [SourceText], versioned: [Name]) async throws
    -> Printout
  {
    let statements = try sources.flatMap { try SQLSplitter.split($0) }
    return try await printout(versioned) { connection in
      let run = SectionRun(on: connection, isThrowaway: scratch.isThrowaway)
      let step = RevisionStep(kind: .autocommit, statements: statements, line: 1)
      try await run.run(RevisionSection(steps: [step]))
    }
  }

  /// Of revisions; throws `SourceDiagnostic` when a statement is refused.
  package func printout(after revisions: [Revision]) async throws -> Printout {
    try await printout([]) { connection in
      let run = SectionRun(on: connection, isThrowaway: scratch.isThrowaway)
      for revision in revisions { try await run.run(revision.upgrade) }
    }
  }

  private func printout(
    _ versioned: [Name], _ fill: (Connection) async throws -> Void
  ) async throws -> Printout {
    try await scratch.withDatabase { connection in
      try await pin(connection)
      try await fill(connection)
      return try await Printout.read(connection, scope: scope, versioned: versioned)
    }
  }
}
