import WhimbrelModel
import WhimbrelPlanning

/// What revisions do one after the other, in one scratch database.
extension Canonicaliser {
  /// The catalogs between revisions: where the first one starts, and where each leads.
  ///
  /// Throws `SourceDiagnostic` when a statement is refused.
  package func stages(
    of revisions: [Revision], after before: [Revision]
  ) async throws -> [Catalog] {
    try await scratch.withDatabase { connection in
      try await pin(connection)
      let run = SectionRun(on: connection, isThrowaway: scratch.isThrowaway)
      for revision in before { try await run.run(revision.upgrade) }
      var stages = [try await Inspector.inspect(connection, scope: scope)]
      for revision in revisions {
        try await run.run(revision.upgrade)
        stages.append(try await Inspector.inspect(connection, scope: scope))
      }
      return stages
    }
  }

  /// How many rows each of these tables has once revisions have run in an empty database.
  package func rowCounts(
    in tables: [ObjectID], after revisions: [Revision]
  ) async throws -> [ObjectID: Int] {
    try await scratch.withDatabase { connection in
      try await pin(connection)
      let run = SectionRun(on: connection, isThrowaway: scratch.isThrowaway)
      for revision in revisions { try await run.run(revision.upgrade) }
      var counts: [ObjectID: Int] = [:]
      for table in tables {
        let rows = try await connection.query(
          "SELECT pg_catalog.count(*) FROM ONLY \(table.schema.quoted).\(table.name.quoted)")
        counts[table] = rows.int(0, 0)
      }
      return counts
    }
  }
}
