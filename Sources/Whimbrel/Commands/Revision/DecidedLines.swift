import WhimbrelModel
import WhimbrelPlanning

/// What was decided about a revision, as its header says it to a reviewer.
struct DecidedLines {
  let plan: Plan
  let hints: Hints
  let dropped: [ObjectName]
  let home: Name

  init(_ plan: Plan, _ hints: Hints, _ dropped: [ObjectName], home: Name) {
    self.plan = plan
    self.hints = hints
    self.dropped = dropped
    self.home = home
  }

  var lines: [String] {
    var lines: [String] = []
    for change in plan.changes {
      switch change {
      case .rename(let former, let new) where isSaid(former, new): lines.append("\(change)")
      case .drop(let id) where dropped.contains(where: { $0.names(id, home: home) }):
        lines.append("\(change)")
      case .alter(let id) where id.kind == .enumType: lines += labels(of: id)
      default: break
      }
    }
    return lines + Self.furtherLosses(of: plan, hints).map { "accept: \($0)" }
  }

  /// Not one that follows from another's.
  private func isSaid(_ former: ObjectID, _ new: ObjectID) -> Bool {
    // A routine's arguments may be left unsaid.
    let isSaid = (hints.renames[new] ?? hints.renames[new.with(new.kind)]) != nil
    return isSaid && !hints.derivedRenames.contains(new)
  }

  private func labels(of id: ObjectID) -> [String] {
    let replaced = (hints.labels[id] ?? [:]).sorted { $0.key < $1.key }.map {
      "label \($0.key.literal) of \(id) becomes \($0.value.literal)"
    }
    let gone = dropped.filter {
      $0.kind == "label" && $0.path.dropLast().last == id.name
    }.map { "drop label \(SQLText($0.path.last?.text ?? "").literal) of \(id)" }
    return replaced + gone
  }

  /// What is lost besides what was dropped by name, or made by an expression of the model's.
  static func furtherLosses(of plan: Plan, _ hints: Hints) -> [String] {
    let dropped = plan.changes.compactMap { change -> ObjectID? in
      if case .drop(let id) = change { return id }
      return nil
    }
    return plan.statements.filter { statement in
      hints.usings[statement.object] == nil
        && !dropped.contains { statement.object == $0 || statement.object == $0.with(.table) }
    }.flatMap(\.hazards).filter(\.isLossy).map(\.message)
  }
}
