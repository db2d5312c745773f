import WhimbrelModel
import WhimbrelPlanning

/// The moves of one revision's proof, in a database that is where the revision starts.
struct ProofRun {
  let proof: Proof
  let claim: Proof.Claim
  let connection: Connection
  let run: SectionRun
  private var notes: [String] = []
  /// Who has put rows into the tables: before the upgrade, and after it.
  private var makers: [RowMaker] = []

  init(_ proof: Proof, _ claim: Proof.Claim, _ connection: Connection, _ run: SectionRun) {
    self.proof = proof
    self.claim = claim
    self.connection = connection
    self.run = run
  }

  private var revision: Revision { claim.revision }
  private var scope: Scope { proof.canonicaliser.scope }
  /// A way back brings back what no plan makes, too.
  private static let whole = Printout.Comparison(owners: true, unmanaged: true)

  /// Gives what could not be shown. Leaves the database where the revision starts, or where it leads
  /// when there is no way back. `known` is what is printed of it before, when that was done already.
  mutating func prove(from known: Printout? = nil) async throws -> [String] {
    let start: Printout
    if let known { start = known } else { start = try await printout() }
    if let found = try await run.unfitRows(for: revision.upgrade) { throw found }
    try await run.run(revision.upgrade)
    let end = try await printout()
    try await compare(end, after: .upgrade)
    let changed = end.differences(from: start, Self.whole)
    if isIdle(changed) { throw try await idle(start) }
    if let reason = revision.downgrade.irreversible {
      return ["there is no way back to prove: \(reason)"]
    }
    try await proveDowngrade(to: start, touching: changed)
    try await proveWithRows(touching: changed)
    return notes
  }

  /// The way back, with a row in each table that the revision touches: so its guards and casts are met.
  private mutating func proveDowngrade(
    to start: Printout, touching changed: [Printout.Difference]
  ) async throws {
    try await fill(changed)
    _ = try await move(revision.downgrade, "downgrade")
    let differences = try await Rewording(connection).real(
      printout().differences(from: start, Self.whole))
    if !differences.isEmpty {
      throw ProofFailure(revision: revision, move: .downgrade, differences: differences)
    }
    try await emptyTables()
  }

  /// The way there once more, from tables with rows, which come back with them.
  private mutating func proveWithRows(touching changed: [Printout.Difference]) async throws {
    try await fill(changed)
    let rows = try await KeptRows.read(connection, makers[makers.count - 1])
    let isUp = try await move(revision.upgrade, "upgrade")
    try await compare(printout(), after: .upgradeWithRows)
    let isDown = try await move(revision.downgrade, "downgrade")
    if isUp, isDown { try await look(for: rows) }
    try await emptyTables()
  }

  private mutating func emptyTables() async throws {
    for index in makers.indices.reversed() { try await makers[index].empty() }
  }

  private mutating func fill(_ changed: [Printout.Difference]) async throws {
    let touched = try await TouchedTables.find(changed, connection)
    var maker = try await RowMaker(connection, scope: scope, for: touched)
    try await maker.fill(touched)
    for (table, reason) in maker.refused.sorted(by: { $0.key < $1.key }) {
      let note = "no row could be put into \(table): \(reason)"
      if touched.contains(table), !notes.contains(note) { notes.append(note) }
    }
    makers.append(maker)
  }

  /// Runs a section; false when our own rows were in its way, and had to go.
  private mutating func move(
    _ section: RevisionSection, _ name: String
  ) async throws -> Bool {
    var isWithRows = true
    if let found = try await run.unfitRows(for: section) {
      isWithRows = false
      notes.append("rows can stop the \(name), which looks for them: \(found.message)")
      try await emptyTables()
    }
    for step in section.steps {
      do {
        try await run.run(step)
      } catch let refusal as StatementRefusal {
        guard refusal.isOfRows, isWithRows else { throw refusal.diagnostic }
        isWithRows = false
        notes.append(
          "rows can stop the \(name), in line \(refusal.statement.line): \(refusal.error.message)")
        try await emptyTables()
        do { try await run.run(step) } catch let again as StatementRefusal {
          throw again.diagnostic
        }
      }
    }
    return isWithRows
  }

  // MARK: Comparing

  private func printout() async throws -> Printout {
    try await Printout.read(connection, scope: scope, versioned: proof.versioned)
  }

  private func compare(_ found: Printout, after move: ProofFailure.Move) async throws {
    guard let expected = claim.expected else { return }
    let differences = try await Rewording(connection).real(
      found.differences(from: expected, proof.comparison))
    if !differences.isEmpty {
      throw ProofFailure(revision: revision, move: move, differences: differences)
    }
  }

  private mutating func look(for rows: KeptRows) async throws {
    let lost = try await rows.lost(connection)
    guard !lost.isEmpty else { return }
    guard let losses = claim.losses else {
      notes.append(
        "its header announces a loss: the rows of \(lost.map { "\($0)" }.joined(separator: ", ")) "
          + "do not come back")
      return
    }
    let silent = lost.filter { one in
      !losses.contains(one) && !losses.contains(one.with(.table))
    }
    if !silent.isEmpty {
      throw ProofFailure(
        revision: revision, move: .downgradeWithRows, differences: [], lost: silent)
    }
  }

  // MARK: Upgrades that do nothing

  private func isIdle(_ changed: [Printout.Difference]) -> Bool {
    guard claim.refusesIdle, changed.isEmpty, revision.parents.count < 2 else { return false }
    return !revision.upgrade.steps.contains { step in
      if case .call = step.kind { return true }
      return step.statements.contains(where: \.mayChangeRows)
    }
  }

  /// What to say of it: what its downgrade would undo names what was forgotten.
  private func idle(_ start: Printout) async throws -> ProofFailure {
    var reason =
      revision.upgrade.steps.allSatisfy(\.statements.isEmpty)
      ? "the upgrade is empty" : "the upgrade does nothing: no object is different after it"
    var differences: [Printout.Difference] = []
    do {
      try await run.run(revision.downgrade)
      differences = try await printout().differences(from: start, Self.whole)
    } catch let refusal as SourceDiagnostic {
      reason += "; its downgrade is refused, in line \(refusal.line): \(refusal.message)"
    }
    return ProofFailure(
      revision: revision, move: .upgrade, differences: differences, reason: reason)
  }
}

extension SQLStatement {
  /// Whether it may do something to rows, which catalogs do not show.
  fileprivate var mayChangeRows: Bool {
    let words = [
      "insert", "update", "delete", "merge", "copy", "truncate", "do", "call", "execute",
    ]
    guard let first = tokens.first else { return false }
    if words.contains(where: first.isWord) { return true }
    // A query may call a function that does.
    return ["select", "with"].contains(where: first.isWord)
      && tokens.contains { $0.isSymbol("(") || words.contains(where: $0.isWord) }
  }
}
