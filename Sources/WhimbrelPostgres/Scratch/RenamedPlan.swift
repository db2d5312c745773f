import WhimbrelModel
import WhimbrelPlanning

extension Canonicaliser {
  /// What makes the state that a plan starts from in an empty database.
  package enum Start: Sendable {
    case revisions([Revision])
    case catalog(Catalog)
  }

  /// The plan from one catalog to another, renames first: what comes after them is compared with what a
  /// server makes of `old` once they have run, since it rewrites every expression that names them.
  ///
  /// `select` takes out what is not managed. Throws `PostgresError` when a rename is refused.
  package func plan(
    from old: Catalog, to new: Catalog, startingWith start: Start, hints: Hints, names: Names,
    options: Differ.Options = Differ.Options(), selecting select: (Catalog) -> Catalog = { $0 }
  ) async throws -> Plan {
    let renames = HintedRenames(hints, from: old, to: new, names: names)
    if renames.isEmpty {
      return Planner.plan(from: old, to: new, hints: hints, names: names, options: options)
    }
    var key = ["renamed"] + renames.statements.map(\.sql)
    var making: [Statement] = []
    switch start {
    case .revisions(let revisions):
      key += revisions.map { $0.source.text($0.source.bytes.indices) }
    case .catalog(let catalog):
      making = Planner.plan(from: Catalog.fresh, to: catalog, names: names).statements
      key += making.map(\.sql)
    }
    let renamed = try await catalog(key: key) { connection in
      if case .revisions(let revisions) = start {
        let run = SectionRun(on: connection, isThrowaway: scratch.isThrowaway)
        for revision in revisions { try await run.run(revision.upgrade) }
      }
      for statement in making + renames.statements {
        _ = try await connection.execute(statement.sql)
      }
    }
    let start = try await respelled(select(renamed), like: new)
    var plan = Planner.plan(
      from: start, to: new, hints: hints, names: names, options: options
    ).after(renames)
    plan.renamed = start
    return plan
  }
}
