import WhimbrelModel
import WhimbrelPlanning

extension Canonicaliser {
  /// What the revisions make of an empty database, run in the given order.
  ///
  /// Throws `SourceDiagnostic` when a statement is refused.
  package func replay(_ revisions: [Revision]) async throws -> Catalog {
    try await catalog(key: revisions.map { $0.source.text($0.source.bytes.indices) }) {
      connection in
      let run = SectionRun(on: connection, isThrowaway: scratch.isThrowaway)
      for revision in revisions { try await run.run(revision.upgrade) }
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
