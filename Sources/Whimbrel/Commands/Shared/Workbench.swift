import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Makes the catalogs that commands compare, on one scratch server that is started when first needed.
///
///     let bench = try await Workbench.open(context, desired: desired, versions: versions, target: target)
///     let model = try await bench.catalog(of: desired)
///     await bench.close()
actor Workbench {
  let context: Context
  /// The database that everything stands in for; nil when none is looked at.
  nonisolated let live: Connection?
  nonisolated let scope: Scope
  private let needs: ScratchNeeds
  private let target: ConnectionString?
  private let keeps: Bool
  /// Extensions whose version the desired state says: those of the others are not compared.
  private let versioned: Set<Name>
  private var scratch: Scratch?

  private init(
    _ context: Context, live: Connection?, target: ConnectionString?, scope: Scope,
    needs: ScratchNeeds, keeps: Bool, versioned: Set<Name>
  ) {
    self.context = context
    self.live = live
    self.target = target
    self.scope = scope
    self.needs = needs
    self.keeps = keeps
    self.versioned = versioned
  }

  /// Connects to the target, when there is one, and decides under which search path all is read.
  static func open(
    _ context: Context, desired: Desired?, revisions: [Revision] = [], target: Target?,
    keepsScratch: Bool = false
  ) async throws -> Workbench {
    let live = try await target?.connect(context)
    var path = context.configuration.searchPath
    if let live { path = try await LiveDatabase.searchPath(path, with: live) }
    let further = Set(desired?.extensionSchemas ?? []).subtracting(path)
    path += further.filter { $0 != "pg_catalog" }.sorted()
    let extensions = Set((desired?.extensions ?? []) + revisions.createdExtensions).sorted()
    let needs: ScratchNeeds
    if let live {
      needs = try await ScratchNeeds(of: live, extensions: extensions)
    } else {
      needs = ScratchNeeds(extensions: extensions)
    }
    let scope = context.configuration.scope(searchPath: path)
    return Workbench(
      context, live: live, target: target?.string, scope: scope, needs: needs, keeps: keepsScratch,
      versioned: desired?.versionedExtensions ?? [])
  }

  nonisolated var names: Names { Names(home: scope.home) }

  /// What the desired state is once a server has read it.
  func catalog(of desired: Desired) async throws -> Catalog {
    let catalog =
      switch desired {
      case .model(let declared, let sources):
        try await canonicaliser(runsForeignSQL: !sources.isEmpty).canonical(
          declared, written: sources.flatMap { try SQLSplitter.split($0) })
      case .sql(let sources, _):
        try await canonicaliser(runsForeignSQL: true).catalog(runningSQL: sources)
      }
    return catalog.keepingVersions(of: versioned)
  }

  /// What revisions make of an empty database.
  ///
  /// Those may run on the target's own server: each statement is looked at, and one that reaches
  /// outside its database is refused there.
  func catalog(replaying revisions: [Revision]) async throws -> Catalog {
    try await canonicaliser(runsForeignSQL: false).replay(revisions)
      .keepingVersions(of: versioned)
  }

  /// What the target holds.
  func liveCatalog() async throws -> Catalog {
    guard let live else { preconditionFailure("this workbench was opened without a target") }
    return try await Inspector.inspect(live, scope: scope).keepingVersions(of: versioned)
  }

  func canonicaliser(runsForeignSQL: Bool) async throws -> Canonicaliser {
    let scratch = try await openScratch(runsForeignSQL: runsForeignSQL)
    return Canonicaliser(
      scratch: scratch, scope: scope, cache: .standard(version: WhimbrelVersion.text))
  }

  private func openScratch(runsForeignSQL: Bool) async throws -> Scratch {
    if let scratch { return scratch }
    let options = ScratchOptions(place: context.configuration.scratch, keeps: keeps)
    let opened = try await Scratch.open(
      options, needs: needs, target: target, runsForeignSQL: runsForeignSQL)
    scratch = opened
    return opened
  }

  func close() async {
    await scratch?.close()
    await live?.close()
  }

  /// Runs `body` and closes everything, however it ends.
  static func with<Value: Sendable>(
    _ bench: Workbench, _ body: (Workbench) async throws -> Value
  ) async throws -> Value {
    do {
      let value = try await body(bench)
      await bench.close()
      return value
    } catch {
      await bench.close()
      throw error
    }
  }
}

extension [Revision] {
  /// Extensions that these revisions create.
  var createdExtensions: [Name] {
    flatMap { $0.upgrade.steps }.flatMap(\.statements).compactMap(\.createdExtension)
  }
}

extension Catalog {
  /// Without the versions of extensions, but for these.
  func keepingVersions(of names: Set<Name>) -> Catalog {
    var result = self
    for (id, object) in objects {
      guard case .extension(var found) = object, !names.contains(found.name) else { continue }
      found.version = nil
      result.objects[id] = .extension(found)
    }
    return result
  }
}
