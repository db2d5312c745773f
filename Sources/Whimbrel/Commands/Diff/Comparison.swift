import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Makes catalogs of the two sides of a comparison, read under one search path.
struct Comparison {
  let context: Context
  let left: Endpoint
  let right: Endpoint

  struct Result {
    let old: Catalog
    let new: Catalog
    let scope: Scope
    let hints: Hints
  }

  func result() async throws -> Result {
    if case .database(let one) = left, case .database(let other) = right {
      return try await databases(one, other)
    }
    let sides = try (side(left), side(right))
    var target: Target?
    for case .database(let string) in [left, right] { target = Target(string: string, local: nil) }
    let isOfProject = [left, right].contains(where: \.isOfProject)
    var desired = sides.1.desired ?? sides.0.desired
    if desired == nil, isOfProject, context.hasDesired {
      // Which partitions are another program's says the model, whatever is compared.
      let model = try Desired.load(context)
      if !model.hints.unmanagedPartitions.isEmpty { desired = model }
    }
    let (said, revisions) = (desired, sides.0.revisions + sides.1.revisions)
    let bench = try await Workbench.open(
      context, desired: said, revisions: revisions, target: target)
    return try await Workbench.with(bench) { bench in
      let (old, new) = (try await sides.0.catalog(bench), try await sides.1.catalog(bench))
      var unmanaged = Unmanaged()
      if isOfProject {
        unmanaged = try VersionsFolder(context.project, context.configuration).unmanaged()
      }
      for one in [sides.0.desired, sides.1.desired, said].compactMap({ $0 })
      where !one.hints.unmanagedPartitions.isEmpty {
        unmanaged.leavePartitions(
          alone: one.hints, declaredIn: try await bench.catalog(of: one))
      }
      let start = try await bench.respelled(old, like: new)
      let before = unmanaged.filtered(start, home: bench.scope.home)
      let after = unmanaged.filtered(new, home: bench.scope.home)
      let back = sides.0.desired?.hints.reversed(from: after, to: before)
      return Result(
        old: before, new: after, scope: bench.scope,
        hints: sides.1.desired?.hints ?? back ?? Hints())
    }
  }

  private func databases(
    _ one: ConnectionString, _ other: ConnectionString
  ) async throws -> Result {
    let first = try await LiveDatabase.connect(one, context.terminal)
    let bench = try await Workbench.open(
      context, desired: nil, target: Target(string: other, local: nil), beside: first)
    let result = try await Workbench.with(bench) { bench in
      async let left = Inspector.inspect(first, scope: bench.scope)
      async let right = bench.wholeLiveCatalog()
      let (old, new) = try await (left, right)
      return Result(
        old: try await respelled(old, like: new, bench), new: new, scope: bench.scope,
        hints: Hints())
    }
    await first.close()
    return result
  }

  /// Two databases can be compared where there is no place for a scratch one too.
  private func respelled(
    _ old: Catalog, like new: Catalog, _ bench: Workbench
  ) async throws -> Catalog {
    do {
      return try await bench.respelled(old, like: new)
    } catch let error as ServerError {
      context.terminal.warn(
        "expressions are compared as they are printed, also where only their spelling differs: "
          + error.summary)
      return old
    }
  }

  /// What has to be read from disk for one side, before any server is started.
  private enum Side {
    case live
    case desired(Desired)
    case revisions([Revision])
    case empty

    var desired: Desired? {
      if case .desired(let desired) = self { return desired }
      return nil
    }

    var revisions: [Revision] {
      if case .revisions(let revisions) = self { return revisions }
      return []
    }

    func catalog(_ bench: Workbench) async throws -> Catalog {
      switch self {
      case .live: try await bench.liveCatalog()
      case .desired(let desired): try await bench.catalog(of: desired)
      case .revisions(let revisions): try await bench.catalog(replaying: revisions)
      case .empty: Catalog.fresh.within(bench.scope)
      }
    }
  }

  private func side(_ endpoint: Endpoint) throws -> Side {
    switch endpoint {
    case .database: return .live
    case .empty: return .empty
    case .model: return .desired(try Desired.load(context))
    case .files(let path):
      let sources = try SQLFiles.read(path, shown: context.project.shown(path))
      let hints = try SQLHints.hints(in: sources, home: context.configuration.home)
      return .desired(.sql(sources, hints))
    case .versions(let name):
      let versions = try VersionsFolder(context.project, context.configuration).readIntact()
      let graph = try versions.graph()
      guard let name else { return .revisions(versions.replayOrder(graph)) }
      let kept = graph.withNeeds(try graph.resolve(name))
      return .revisions(versions.replayOrder(graph).filter { kept.contains($0.id) })
    }
  }
}

extension Catalog {
  /// Without the schemas that are out of scope: what is made of nothing has no others.
  func within(_ scope: Scope) -> Catalog {
    var result = self
    result.objects = objects.filter {
      $0.key.kind != .schema || scope.contains(schema: $0.key.name)
    }
    return result
  }
}
