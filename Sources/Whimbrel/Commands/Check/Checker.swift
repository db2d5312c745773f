import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Compares model, revisions and live database.
struct Checker {
  let context: Context
  let versions: Versions
  let graph: RevisionGraph
  let questions: [Question]
  let options: Differ.Options

  /// `sides` are what was opened while the revisions were read; nil when nothing was.
  func run(_ report: inout CheckReport, _ opening: Task<CheckSides, any Error>?) async throws {
    let sides: CheckSides
    if let opening {
      sides = try await opening.value
    } else {
      sides = try await CheckSides.open(context, questions, revisions: versions.all)
    }
    Program.keep(sides)
    await sides.bench.take(extensions: versions.all.createdExtensions)
    let found = report
    report = try await Workbench.with(sides.bench) { bench in
      var report = found
      try await compare(sides, &report)
      return report
    }
  }

  private func compare(_ sides: CheckSides, _ report: inout CheckReport) async throws {
    let (bench, home) = (sides.bench, sides.bench.scope.home)
    var unmanaged = try versions.folder.unmanaged()
    var seen: [Catalog] = []
    var orders: Set<Catalog.Unmanaged> = []
    defer { report.unmanaged = (Catalog.unmanaged(in: seen) + orders).sorted() }
    let state = try sides.ledger.map { try AppliedState($0, versions) }
    if questions.contains(.pending), let state { pending(state, &report) }
    var replayed: Catalog?
    if let desired = sides.desired {
      async let replay = bench.catalog(replaying: versions.replayOrder(graph))
      let wanted = try await bench.catalog(of: desired)
      unmanaged.leavePartitions(alone: desired.hints, declaredIn: wanted)
      let revisions = try await replay
      replayed = revisions
      // What is left alone is looked at too: what is managed may need it.
      let old = unmanaged.filtered(
        try await bench.respelled(revisions, like: wanted), home: home)
      let new = unmanaged.filtered(wanted, home: home)
      seen += [old, new]
      if saysModelOrder { orders.formUnion(ColumnOrder.differences(from: old, to: new)) }
      if questions.contains(.model) { try model(desired, old, new, bench.names, &report) }
    }
    if let state, let live = try await sides.live?.value {
      report.asked.append(.drift)
      // A database in the middle of a squash has the originals.
      let applied = versions.replayOrder(state.graph).filter {
        state.graph.applied.contains($0.id)
      }
      let made: Catalog
      if applied.count == graph.order.count, let replayed {
        made = replayed
      } else {
        made = try await bench.catalog(replaying: applied)
      }
      let old = unmanaged.filtered(try await bench.respelled(made, like: live), home: home)
      let new = unmanaged.filtered(live, home: home)
      seen += [old, new]
      orders.formUnion(ColumnOrder.differences(from: old, to: new))
      let options = options(for: old)
      let changes = Differ(from: old, to: new, options: options).changes()
      if !changes.isEmpty {
        let names = bench.names
        let repair = Planner.plan(from: new, to: old, names: names, options: options)
        let adoption = Planner.plan(from: old, to: new, names: names, options: options)
        // Where it should be now, whatever is pending.
        let heads = state.graph.appliedHeads.map(\.text)
        let isBehind = !state.graph.pending.isEmpty && heads.count == 1
        let goal = isBehind ? "versions@\(heads[0])" : "versions"
        let places = sides.desired?.places(home: home) ?? [:]
        report.findings += changes.map { change in
          var finding = drift(change, places, home, goal)
          finding.mendings = [
            Mending("database", repair, for: change), Mending("model", adoption, for: change),
          ].filter { !$0.sql.isEmpty }
          return finding
        }
      }
    }
  }

  /// A column that the model has in the middle stands last in the database for good: no news to who
  /// reads the output day by day.
  private var saysModelOrder: Bool {
    context.terminal.verbosity == .verbose || [.json, .sarif].contains(context.terminal.format)
  }

  /// Who may do what is compared as soon as a revision or the model says it.
  private func options(for catalogs: Catalog...) -> Differ.Options {
    var options = options
    if !catalogs.contains(where: \.saysPrivileges) { options.comparesPrivileges = false }
    return options
  }

  private func pending(_ state: AppliedState, _ report: inout CheckReport) {
    report.asked.append(.pending)
    for id in state.graph.pending {
      let name = versions.byID[id]?.source.name
      report.findings.append(
        Finding(
          question: .pending, rule: "pending-revision",
          message: "\(versions.title(id)) is not applied",
          place: name.map { SourcePlace(file: $0, line: 1, column: 1) },
          help: "run \(context.program) upgrade"))
    }
  }

  private func model(
    _ desired: Desired, _ revisions: Catalog, _ wanted: Catalog, _ names: Names,
    _ report: inout CheckReport
  ) throws {
    report.asked.append(.model)
    let options = options(for: revisions, wanted)
    let changes = Differ(from: revisions, to: wanted, options: options).changes()
    // Only what is found is planned and looked up.
    let plan =
      changes.isEmpty
      ? Plan(changes: [], statements: [])
      : Planner.plan(
        changes, from: revisions, to: wanted, hints: desired.hints, names: names, options: options)
    let places = changes.isEmpty ? [:] : desired.places(home: names.home)
    for change in changes {
      let mending = Mending("revision", plan, for: change)
      report.findings.append(
        Finding(
          question: .model, rule: "ungenerated-change",
          message: "no revision does it yet: \(change)",
          place: places[change.id] ?? places[change.id.with(.table)],
          help: "run \(context.program) revision -m \"…\"",
          mendings: mending.sql.isEmpty ? [] : [mending]))
    }
    if case .model(let declared, _) = desired {
      for table in try ModelFiles(context).missing(declared) {
        report.findings.append(
          Finding(
            question: .model, rule: "table-not-in-schema",
            message: "the table \(table.type) is not in the schema",
            place: SourcePlace(file: table.file, line: table.line, column: 1),
            help: "add \(table.type).self to the list of the Schema, or remove the struct"))
      }
    }
    for (new, old) in desired.hints.renames.sorted(by: { $0.key < $1.key })
    where revisions.contains(new) && !revisions.contains(old)
      && !desired.hints.derivedRenames.contains(new)
    {
      report.notes.append("the hint that \(new) was \(old) has done its work and can go")
    }
  }

  private func drift(
    _ change: Change, _ places: [ObjectID: SourcePlace], _ home: Name, _ goal: String
  ) -> Finding {
    let place = places[change.id] ?? places[change.id.with(.table)]
    // The local database is named in no variable.
    let isLocal = context.configuration.database == nil
    let url = isLocal ? "$(\(context.program) db url)" : "$DATABASE_URL"
    var help =
      "see what mends it: \(context.program) diff --from \"\(url)\" --to \(goal); or take it into "
      + "the model"
    if case .create(let id) = change, id.member.isEmpty {
      help +=
        "; or leave it alone: add \(ObjectName(id, home: home).text) to "
        + "\(versions.folder.shown)/\(VersionsFolder.unmanagedFile)"
    }
    return Finding(
      question: .drift, rule: "drift", message: change.inDatabase, place: place, help: help)
  }
}
