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
  private var needs: ScratchNeeds
  private let target: ConnectionString?
  private let keeps: Bool
  /// Extensions whose version the desired state says: those of the others are not compared.
  private let versioned: Set<Name>
  /// Whether SQL that nobody checked is run, which the target's own server is not taken for unasked.
  private let runsForeignSQL: Bool
  private let cache = CatalogCache.standard(version: WhimbrelVersion.text)
  private var scratches: [Bool: Task<Scratch, any Error>] = [:]

  private init(
    _ context: Context, live: Connection?, target: ConnectionString?, scope: Scope,
    needs: ScratchNeeds, keeps: Bool, versioned: Set<Name>, runsForeignSQL: Bool
  ) {
    self.context = context
    self.live = live
    self.target = target
    self.scope = scope
    self.needs = needs
    self.keeps = keeps
    self.versioned = versioned
    self.runsForeignSQL = runsForeignSQL
  }

  /// Connects to the target, when there is one, and decides under which search path all is read.
  ///
  /// `other` is a second live database that it is compared with.
  static func open(
    _ context: Context, desired: Desired?, revisions: [Revision] = [], target: Target?,
    beside other: Connection? = nil, keepsScratch: Bool = false
  ) async throws -> Workbench {
    let live = try await target?.connect(context)
    var path = context.configuration.searchPath
    for connection in [other, live].compactMap({ $0 }) {
      path = try await LiveDatabase.searchPath(path, with: connection)
    }
    let further = Set(desired?.extensionSchemas ?? []).subtracting(path)
    path += further.filter { $0 != "pg_catalog" }.sorted()
    var named = Set((desired?.extensions ?? []) + revisions.createdExtensions)
    if let other { named.formUnion(try await LiveDatabase.extensions(of: other)) }
    let extensions = named.sorted()
    let needs: ScratchNeeds
    if let live {
      needs = try await ScratchNeeds(of: live, extensions: extensions)
    } else {
      needs = ScratchNeeds(extensions: extensions)
    }
    let scope = context.configuration.scope(searchPath: path)
    return Workbench(
      context, live: live, target: target?.string, scope: scope, needs: needs, keeps: keepsScratch,
      versioned: desired?.versionedExtensions ?? [],
      runsForeignSQL: desired?.isForeign ?? false)
  }

  /// Looks meanwhile for what a scratch server is started from.
  nonisolated func lookAhead() {
    Task.detached { [self] in
      if case .automatic = context.configuration.scratch { await Scratch.lookAhead(await needs) }
    }
  }

  /// Further extensions that scratch databases need; before the first of them is made.
  func take(extensions: [Name]) {
    needs.extensions = Set(needs.extensions + extensions).sorted()
  }

  nonisolated var names: Names { Names(home: scope.home) }

  /// What the desired state is once a server has read it.
  ///
  /// `keepsDatabase` leaves the database that it was made in to `printout(of:)`.
  func catalog(of desired: Desired, keepsDatabase: Bool = false) async throws -> Catalog {
    let catalog =
      switch desired {
      case .model(let declared, let sources):
        try await canonicaliser(runsForeignSQL: desired.isForeign).canonical(
          declared, written: sources.flatMap { try SQLSplitter.split($0) },
          keepsDatabase: keepsDatabase)
      case .sql(let sources, _):
        try await canonicaliser(runsForeignSQL: true).catalog(
          runningSQL: sources, keepsDatabase: keepsDatabase)
      }
    return catalog.keepingVersions(of: versioned)
  }

  /// What a server prints of the desired state.
  func printout(of desired: Desired) async throws -> Printout {
    switch desired {
    case .model(let declared, let sources):
      try await canonicaliser(runsForeignSQL: !sources.isEmpty).printout(
        of: declared, written: sources.flatMap { try SQLSplitter.split($0) },
        versioned: versioned.sorted())
    case .sql(let sources, _):
      try await canonicaliser(runsForeignSQL: true).printout(
        runningSQL: sources, versioned: versioned.sorted())
    }
  }

  /// What the target prints.
  func livePrintout() async throws -> Printout {
    guard let live else { preconditionFailure("this workbench was opened without a target") }
    return try await Printout.read(live, scope: scope, versioned: versioned.sorted())
  }

  /// What shows that revisions do what they say; what `left` leaves alone is not compared with a model.
  func proof(
    leavingAlone left: Unmanaged = Unmanaged(), runsForeignSQL: Bool, help: String
  ) async throws -> Proof {
    let home = scope.home
    return Proof(
      try await canonicaliser(runsForeignSQL: runsForeignSQL),
      comparison: Printout.Comparison { !left.leavesAlone($0, partOf: $1, home: home) },
      versioned: versioned.sorted(), help: help)
  }

  /// What revisions make of an empty database.
  ///
  /// Those may run on the target's own server: each statement is looked at, and one that reaches
  /// outside its database is refused there.
  func catalog(
    replaying revisions: [Revision], keepsDatabase: Bool = false
  ) async throws -> Catalog {
    try await canonicaliser(runsForeignSQL: false).replay(revisions, keepsDatabase: keepsDatabase)
      .keepingVersions(of: versioned)
  }

  /// `old` in the words of `new` wherever it says the same.
  func respelled(_ old: Catalog, like new: Catalog) async throws -> Catalog {
    if old.objects == new.objects {
      // They share them from here on, which who compares them next sees at once.
      var result = old
      result.objects = new.objects
      return result
    }
    if !old.differsInWords(from: new) { return old }
    return try await canonicaliser(runsForeignSQL: false).respelled(old, like: new)
  }

  /// What the target holds.
  func liveCatalog() async throws -> Catalog {
    try await wholeLiveCatalog().keepingVersions(of: versioned)
  }

  /// The same with the versions of all extensions.
  func wholeLiveCatalog() async throws -> Catalog {
    guard let live else { preconditionFailure("this workbench was opened without a target") }
    return try await Inspector.inspect(live, scope: scope)
  }

  func canonicaliser(runsForeignSQL: Bool) async throws -> Canonicaliser {
    let scratch = try await openScratch(runsForeignSQL: runsForeignSQL)
    return Canonicaliser(scratch: scratch, scope: scope, cache: cache)
  }

  private func openScratch(runsForeignSQL: Bool) async throws -> Scratch {
    let isForeign = runsForeignSQL || self.runsForeignSQL
    if let opening = scratches[isForeign] ?? scratches[true] { return try await opening.value }
    let options = ScratchOptions(place: context.configuration.scratch, keeps: keeps)
    let opening = Task { [needs, target] in
      try await Scratch.open(options, needs: needs, target: target, runsForeignSQL: isForeign)
    }
    scratches[isForeign] = opening
    return try await opening.value
  }

  func close() async {
    for opening in scratches.values {
      if let scratch = try? await opening.value { await scratch.close() }
    }
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
