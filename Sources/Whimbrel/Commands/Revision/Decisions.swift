import WhimbrelModel
import WhimbrelPlanning

/// What only a person can decide about a new revision: what is dropped, what is only renamed, and how
/// values go over where PostgreSQL has no cast.
struct Decisions {
  /// Something that the revisions have and the model has not, or that no rule can answer.
  struct Open {
    enum Question {
      /// It is gone, or one of these, the likeliest first.
      case gone([Candidate])
      /// Rows may hold the label.
      case label
      /// The hazard's words, and an expression to start from.
      case using(String, start: String)
    }
    let object: ObjectName
    let id: ObjectID
    let question: Question
  }

  /// What an object may be now.
  struct Candidate {
    let id: ObjectID
    let likeness: Likeness
  }

  let old: Catalog
  let new: Catalog
  let home: Name
  let hints: Hints

  /// The kinds whose loss loses rows, or what others rely on.
  private static let kinds: Set<ObjectKind> = [
    .table, .column, .schema, .extension, .sequence, .subscription,
  ]
  /// Those that a definition says wholly: only whether one is renamed is a question.
  private static let definitions: Set<ObjectKind> = [
    .view, .materializedView, .enumType, .compositeType, .domain, .function, .procedure,
  ]

  /// What the plan would do that was not asked for.
  func open(in plan: Plan, allowed: [ObjectName]) -> [Open] {
    var open: [Open] = []
    for change in plan.changes {
      switch change {
      case .drop(let id) where !isAllowed(id, allowed) && !isPart(id, of: plan.changes):
        let candidates = candidates(for: id, plan.changes)
        guard Self.kinds.contains(id.kind) || !candidates.isEmpty else { continue }
        open.append(
          Open(object: ObjectName(id, home: home), id: id, question: .gone(candidates)))
      case .alter(let id) where id.kind == .enumType:
        open += labels(of: id).filter { label in
          !allowed.contains {
            $0.kind == "label" && label.object.path.suffix($0.path.count) == $0.path[...]
          }
        }
      default: break
      }
    }
    return open + usings(of: plan)
  }

  private func isAllowed(_ id: ObjectID, _ allowed: [ObjectName]) -> Bool {
    allowed.contains { $0.names(id, home: home) }
  }

  /// A column goes with its table, a sequence with the column that owns it.
  private func isPart(_ id: ObjectID, of changes: [Change]) -> Bool {
    if id.kind == .column { return changes.contains(.drop(id.with(.table))) }
    guard case .sequence(let sequence)? = old[id], let owner = sequence.ownedBy else {
      return false
    }
    // Its numbers go on in the column's identity.
    if new.column(owner)?.identity != nil { return true }
    return changes.contains(.drop(owner)) || changes.contains(.drop(owner.with(.table)))
  }

  private func candidates(for id: ObjectID, _ changes: [Change]) -> [Candidate] {
    changes.compactMap { change -> Candidate? in
      guard case .create(let other) = change, other.kind == id.kind,
        let likeness = likeness(id, other)
      else { return nil }
      return Candidate(id: other, likeness: likeness)
    }.sorted { ($1.likeness, $0.id) < ($0.likeness, $1.id) }
  }

  /// nil when one cannot have become the other.
  private func likeness(_ id: ObjectID, _ other: ObjectID) -> Likeness? {
    if id.kind == .column {
      guard other.with(.table) == id.with(.table), let before = old.table(of: id),
        let after = new.table(of: other), let column = old.column(id), let now = new.column(other)
      else { return nil }
      return Likeness(column, of: before, in: old, now, of: after, in: new)
    }
    if id.kind == .table {
      guard let before = old.table(of: id), let after = new.table(of: other) else { return nil }
      return Likeness(before, in: old, after, in: new)
    }
    guard let before = old[id], let after = new[other] else { return nil }
    return Likeness(before, after)
  }

  private func labels(of id: ObjectID) -> [Open] {
    guard case .enumType(let before)? = old[id], case .enumType(let after)? = new[id] else {
      return []
    }
    let said = hints.labels[id] ?? [:]
    return before.labels.filter { !after.labels.contains($0) && said[$0] == nil }.map { label in
      let type = ObjectName(id, home: home)
      return Open(
        object: ObjectName(kind: "label", path: type.path + [Name(label.text)]), id: id,
        question: .label)
    }
  }

  private func usings(of plan: Plan) -> [Open] {
    plan.statements.flatMap { statement in
      statement.hazards.compactMap { hazard in
        guard case .needsUsing = hazard, let type = new.column(statement.object)?.type else {
          return nil
        }
        return Open(
          object: ObjectName(statement.object, home: home), id: statement.object,
          question: .using(
            hazard.message, start: "\(statement.object.member.quoted)::text::\(type.sql)"))
      }
    }
  }
}
