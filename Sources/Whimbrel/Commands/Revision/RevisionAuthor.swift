import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// Works out what a new revision says.
struct RevisionAuthor {
  let bench: Workbench
  let desired: Desired
  let versions: Versions
  let graph: RevisionGraph
  let arguments: Arguments
  private var left = Unmanaged()
  private var isLeftNew = false

  /// What becomes of a plan before it is written: tests break it here, to see the proof refuse it.
  @TaskLocal static var breaking: @Sendable (Plan) -> Plan = { $0 }

  /// What a revision is made from.
  struct Result {
    var upgrade: [StepDraft]
    var downgrade: [StepDraft]
    var upgradePreflight: [StatementDraft]
    var downgradePreflight: [StatementDraft]
    /// What a person decided.
    var decided: [String]
    /// Why there is no way back.
    var irreversible: String?
    /// What its downgrade cannot bring back.
    var loses: [String]
    /// What those losses are about.
    var lossy: Set<ObjectID>
    /// What the revisions make, and what they shall make with it.
    var old: Catalog
    var new: Catalog
  }

  init(
    bench: Workbench, desired: Desired, versions: Versions, graph: RevisionGraph,
    arguments: Arguments
  ) {
    self.bench = bench
    self.desired = desired
    self.versions = versions
    self.graph = graph
    self.arguments = arguments
  }

  private var context: Context { bench.context }
  private var home: Name { bench.scope.home }

  /// nil when there is nothing to write.
  ///
  /// Throws `Failure` with exit code 6 for what only a person can decide.
  mutating func plan() async throws -> Result? {
    left = try versions.folder.unmanaged()
    try left.add(arguments[RevisionCommand.unmanaged])
    isLeftNew = !arguments[RevisionCommand.unmanaged].isEmpty
    let revisions = versions.replayOrder(graph)
    // The proof goes on from both.
    let isProved = !arguments[RevisionCommand.noProof]
    async let replay = bench.catalog(replaying: revisions, keepsDatabase: isProved)
    let model = try await bench.catalog(of: desired, keepsDatabase: isProved)
    left.leavePartitions(alone: desired.hints, declaredIn: model)
    // What is left alone is looked at too: what is managed may need it.
    let replayed = try await bench.respelled(replay, like: model)
    try await compareWithLive(replayed)
    var hints = desired.hints
    let said = try arguments[RevisionCommand.rename].map { try Self.rename($0) }
    for rename in said {
      let (target, former) = try rename.hint(from: replayed, to: model, home: home, hints)
      hints.renames[target] = former
    }
    let start = Canonicaliser.Start.revisions(revisions)
    var dropped = try arguments[RevisionCommand.drop].map {
      try Self.object($0, RevisionCommand.drop)
    }
    while true {
      let old = left.filtered(replayed, home: home)
      let new = left.filtered(model, home: home)
      let plan = try await self.plan(from: old, to: new, start, hints)
      if plan.changes.isEmpty { return nil }
      let decisions = Decisions(old: plan.renamed ?? old, new: new, home: home, hints: hints)
      let open = decisions.open(in: plan, allowed: dropped)
      if open.isEmpty {
        try refuseLoss(plan, hints)
        return try await result(plan, old: old, new: new, model, hints, dropped)
      }
      // A person's answers change what it starts from.
      try decide(open, &hints, &dropped)
    }
  }

  private func plan(
    from old: Catalog, to new: Catalog, _ start: Canonicaliser.Start, _ hints: Hints
  ) async throws -> Plan {
    let (left, home) = (left, home)
    let plan = try await bench.canonicaliser(runsForeignSQL: false).plan(
      from: old, to: new, startingWith: start, hints: hints, names: bench.names,
      selecting: { left.filtered($0, home: home) })
    return Self.breaking(plan)
  }

  private func result(
    _ plan: Plan, old: Catalog, new: Catalog, _ model: Catalog, _ hints: Hints,
    _ dropped: [ObjectName]
  ) async throws -> Result {
    let back = try await self.plan(
      from: new, to: old, .catalog(model), hints.reversed(from: old, to: new))
    var result = Result(
      upgrade: StepNotes(plan, new).drafts, downgrade: [],
      upgradePreflight: plan.preflights.map(StatementDraft.init), downgradePreflight: [],
      decided: DecidedLines(plan, hints, dropped, home: home).lines,
      loses: Array(Set(plan.losses)).sorted(), lossy: plan.lossy.union(back.lossy), old: old,
      new: new)
    if let refusal = back.refusals.first ?? back.missingCasts.first {
      context.terminal.warn("it cannot be taken back: \(refusal)")
      result.irreversible = RevisionMessage.line(refusal)
    } else {
      result.downgrade = StepNotes(back, old).drafts
      result.downgradePreflight = back.preflights.map(StatementDraft.init)
    }
    return result
  }

  /// Shows in scratch that it does what it says, both ways; what could not be shown is said.
  func prove(_ revision: Revision, _ result: Result) async throws {
    let proof = try await bench.proof(
      leavingAlone: left, runsForeignSQL: false, help: RevisionCommand.proofHelp)
    let before = versions.replayOrder(graph)
    async let start = proof.start(after: before)
    let claim = Proof.Claim(
      revision, leadingTo: try await bench.printout(of: desired), losing: result.lossy)
    for note in try await proof.prove(claim, after: before, from: start) {
      context.terminal.note("note: \(note)")
    }
  }

  /// Writes down what is left alone from now on.
  func recordUnmanaged() throws {
    if isLeftNew, !arguments[RevisionCommand.dryRun] { try versions.folder.write(left) }
  }

  // MARK: The live database

  /// The live database is at head; where it drifted, that is said.
  private func compareWithLive(_ replayed: Catalog) async throws {
    guard let live = bench.live else { return }
    let state = try await AppliedState.read(live, versions, context)
    if let first = state.graph.pending.first {
      let count = state.graph.pending.count
      let name = versions.byID[first]?.source.name ?? first.text
      throw Failure(
        "the database is not at head: \(count == 1 ? name : "\(count) revisions, \(name) first,")"
          + " \(count == 1 ? "is" : "are") not applied",
        help: "run \(context.program) upgrade, or say --from versions")
    }
    let found = try await bench.liveCatalog()
    let made = try await bench.respelled(replayed, like: found)
    let catalog = left.filtered(found, home: home)
    let drift = Differ(from: left.filtered(made, home: home), to: catalog).changes()
    if drift.isEmpty { return }
    if graph.isEmpty {
      throw Failure(
        "the database is not empty and no revision has made what is in it", code: .decisionNeeded,
        details: Self.listed(drift),
        help: "\(context.program) baseline takes it over as the first revision; or leave what is "
          + "another program's alone with --unmanaged KIND:NAME, or work on an empty database")
    }
    context.terminal.warn(
      "the database has drifted from the revisions; the revision starts from the revisions")
    for line in Self.listed(drift) { context.terminal.note(line) }
  }

  /// Says which rows of the live database do not fit the revision as they are now.
  func warnOfRows(_ revision: Revision) async throws {
    guard let live = bench.live, !revision.upgrade.preflight.isEmpty else { return }
    let path = bench.scope.path
    let answers: [Answer]
    do {
      answers = try await Answer.ask(
        revision.upgrade.preflight, on: live,
        opening: [Query("SET LOCAL search_path = \(path)")])
    } catch let error as PostgresError {
      return context.terminal.warn(
        "whether the rows of the database fit could not be asked: \(error.message)")
    }
    if answers.isEmpty { return }
    context.terminal.warn("rows of the database do not fit now, and upgrade would stop before them")
    for answer in answers {
      for line in ["  \(answer.message)"] + answer.lines.map({ "  \($0)" }) {
        context.terminal.note(line)
      }
    }
  }

  private static func listed(_ changes: [Change]) -> [String] {
    let lines = changes.prefix(12).map { "  \($0.inDatabase)" }
    return changes.count > 12 ? lines + ["  and \(changes.count - 12) more"] : lines
  }

  // MARK: Decisions

  /// Asks for each open decision, or throws them all where nobody can be asked.
  private mutating func decide(
    _ open: [Decisions.Open], _ hints: inout Hints, _ dropped: inout [ObjectName]
  ) throws {
    guard context.terminal.isInteractive else { throw Self.undecided(open, desired) }
    let prompt = DecisionPrompt(terminal: context.terminal)
    for one in open {
      switch prompt.answer(one) {
      case .drop: dropped.append(one.object)
      case .rename(let id): hints.renames[id] = one.id
      case .unmanaged:
        left.add(ObjectPattern(one.object))
        isLeftNew = true
      case .using(let expression): hints.usings[one.id] = SQLText(expression)
      case nil: throw Self.undecided(open, desired)
      }
    }
  }

  private static func undecided(_ open: [Decisions.Open], _ desired: Desired) -> Failure {
    var isSQL = false
    if case .sql = desired { isSQL = true }
    return Failure(
      open.count == 1
        ? "a decision is open: nothing is dropped or renamed by guess"
        : "\(open.count) decisions are open: nothing is dropped or renamed by guess",
      code: .decisionNeeded, details: open.flatMap { $0.lines(isSQL: isSQL) },
      help: "give one line of each: an option here, or a hint in the model")
  }

  private func refuseLoss(_ plan: Plan, _ hints: Hints) throws(Failure) {
    if let refusal = plan.refusals.first {
      throw Failure(
        "PostgreSQL cannot do what the model wants: \(refusal)", code: .decisionNeeded,
        help:
          "decide how its rows get there and write it yourself, with \(context.program) revision "
          + "--empty: a new table of the new type, the rows moved, the old table dropped")
    }
    if arguments[RevisionCommand.acceptLoss] { return }
    let losses = DecidedLines.furtherLosses(of: plan, hints)
    if losses.isEmpty { return }
    if context.terminal.isInteractive,
      DecisionPrompt(terminal: context.terminal).accepts(losses)
    {
      return
    }
    throw Failure(
      "the revision loses data that its downgrade cannot bring back", code: .decisionNeeded,
      details: losses.map { "  \($0)" }, help: "say --accept-loss to write it all the same")
  }

  private static func rename(_ word: String) throws(UsageError) -> SaidRename {
    guard let rename = SaidRename(word) else {
      throw UsageError(
        "--rename cannot be \"\(word)\"",
        help: "write TABLE.COLUMN=NAME, or KIND:NAME=NAME such as table:plants=herbs")
    }
    return rename
  }

  static func object(_ word: String, _ option: OptionList) throws(UsageError) -> ObjectName {
    guard let object = ObjectName(word) else {
      throw UsageError(
        "\(option.form.long) cannot be \"\(word)\"",
        help: "write TABLE.COLUMN, or KIND:NAME such as table:plants, schema:audit, label:mood.sad")
    }
    return object
  }
}

extension Plan {
  /// The objects of statements that lose data.
  fileprivate var lossy: Set<ObjectID> {
    Set(statements.filter { $0.hazards.contains(where: \.isLossy) }.map(\.object))
  }
}

extension Change {
  /// The change in words, as something that the live database has and the revisions have not.
  var inDatabase: String {
    switch self {
    case .create(let id): "\(id) is in the database alone"
    case .drop(let id): "\(id) is missing in the database"
    case .alter(let id): "\(id) is different in the database"
    case .rename(let old, let new):
      "\(old) is called \((new.member.isEmpty ? new.name : new.member).quoted) in the database"
    case .comment(let id): "the comment on \(id) is different in the database"
    case .privileges(let id): "the privileges on \(id) are different in the database"
    case .owner(let id): "the owner of \(id) is different in the database"
    }
  }
}
