import WhimbrelModel

/// How a range of revisions becomes one: a stretch that only defines, on tables that have no rows yet,
/// is made anew from what it leads to; everything else is carried over as it is written.
///
/// What a stretch leads to says nothing of the rows on the way: a column that was renamed and one that
/// was dropped and made end alike. Where there are no rows, that makes no difference.
package struct SquashPlan: Sendable {
  package enum Piece: Sendable {
    case carried(Revision)
    case collapsed([Revision], from: Catalog, to: Catalog)
  }

  package private(set) var pieces: [Piece] = []

  /// `stages` are the catalogs before, between and after the revisions. `mayHaveRows` is whether what
  /// is there before the range may have rows; `carriesAll` makes nothing anew.
  package init(
    _ revisions: [Revision], stages: [Catalog], mayHaveRows: Bool, carriesAll: Bool = false
  ) {
    // What may have rows in it, wherever the squash is run.
    var settled = mayHaveRows ? stages[0] : Catalog()
    var start = 0
    for (index, revision) in revisions.enumerated() {
      let (old, new) = (stages[index], stages[index + 1])
      let defines = revision.onlyDefines && old.unmanaged.count == new.unmanaged.count
      if defines, !carriesAll, !Self.touches(settled, from: old, to: new) { continue }
      collapse(revisions[start..<index], stages)
      pieces.append(.carried(revision))
      start = index + 1
      if !defines { settled = new }
    }
    collapse(revisions[start...], stages)
  }

  private mutating func collapse(_ stretch: ArraySlice<Revision>, _ stages: [Catalog]) {
    guard let only = stretch.first else { return }
    // One alone is best said in its author's words.
    pieces.append(
      stretch.count == 1
        ? .carried(only)
        : .collapsed(
          Array(stretch), from: stages[stretch.startIndex], to: stages[stretch.endIndex]))
  }

  /// What has nothing to do with rows that are there.
  private static let harmless: Set<ObjectKind> = [
    .columnDefault, .trigger, .policy, .rule, .function, .procedure, .aggregate, .view,
    .statistics, .publication, .subscription, .eventTrigger, .defaultPrivileges,
  ]

  private static func touches(
    _ settled: Catalog, from old: Catalog, to new: Catalog
  ) -> Bool {
    Differ(from: old, to: new).changes().contains { change in
      let ids: [ObjectID]
      switch change {
      case .comment, .privileges, .owner: return false
      case .rename(let former, let id): ids = [former, id]
      case .create(let id), .drop(let id), .alter(let id): ids = [id]
      }
      return ids.contains { id in
        guard !harmless.contains(id.kind) else { return false }
        var wholes = [id]
        if !id.member.isEmpty { wholes += [.table, .domain, .compositeType].map { id.with($0) } }
        if case .index(let index)? = new[id] ?? old[id] { wholes.append(index.relation) }
        return wholes.contains(where: settled.contains)
      }
    }
  }

  /// What is asked of the rows before: by the piece that finds them as they are asked, the first one.
  package var upgradePreflight: [StatementDraft] {
    guard case .carried(let revision)? = pieces.first else { return [] }
    return revision.upgrade.preflight.map { StatementDraft($0) }
  }

  package var downgradePreflight: [StatementDraft] {
    guard case .carried(let revision)? = pieces.last else { return [] }
    return revision.downgrade.preflight.map { StatementDraft($0) }
  }

  // MARK: Steps

  /// `drafts` makes steps of a plan and what it leads to.
  package func upgrade(
    _ names: Names, _ drafts: (Plan, Catalog) -> [StepDraft]
  ) -> [StepDraft] {
    pieces.flatMap { piece -> [StepDraft] in
      switch piece {
      case .carried(let revision): Self.carried(revision.upgrade, of: revision)
      case .collapsed(_, let old, let new):
        drafts(Self.plan(from: old, to: new, names), new)
      }
    }
  }

  package func downgrade(
    _ names: Names, _ drafts: (Plan, Catalog) -> [StepDraft]
  ) -> [StepDraft] {
    pieces.reversed().flatMap { piece -> [StepDraft] in
      switch piece {
      case .carried(let revision): Self.carried(revision.downgrade, of: revision)
      case .collapsed(_, let old, let new):
        drafts(Self.plan(from: new, to: old, names), old)
      }
    }
  }

  private static func plan(from old: Catalog, to new: Catalog, _ names: Names) -> Plan {
    Planner.plan(
      from: old, to: new, names: names, options: Differ.Options(comparesOwners: true))
  }

  private static func carried(
    _ section: RevisionSection, of revision: Revision
  ) -> [StepDraft] {
    section.steps.enumerated().map { index, step in
      StepDraft(step, comment: index == 0 ? "From \(revision.id) \(revision.title)" : nil)
    }
  }
}
