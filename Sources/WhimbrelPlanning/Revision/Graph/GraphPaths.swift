/// Ways through the graph, from what is applied to what a name asks for.
extension RevisionGraph {
  /// The revisions to apply, in order, so that all of `targets` and all that they need are applied.
  package func upgradePath(to targets: some Sequence<RevisionID>) -> [RevisionID] {
    sorted(withNeeds(targets).subtracting(applied))
  }

  /// The revisions to revert, in order, so that none of `revisions` is applied nor what needs them.
  package func downgradePath(reverting revisions: some Sequence<RevisionID>) -> [RevisionID] {
    sorted(withNeeding(revisions).intersection(applied)).reversed()
  }

  /// The revisions to apply, in order, to get to what a name says; none when they are applied.
  ///
  /// `+n` goes n revisions on from what is applied, where only one can come next.
  package func upgradePath(to name: RevisionName) throws(RevisionNameError) -> [RevisionID] {
    guard name.anchor == .applied, let steps = name.steps else {
      return upgradePath(to: try resolve(name))
    }
    guard steps > 0 else {
      throw .wrongWay(name.text, command: "downgrade \(name.text)")
    }
    let lineage = try lineage(name)
    var done = applied
    for taken in 0..<steps {
      let next = order.filter { id in
        !done.contains(id) && lineage?.contains(id) ?? true
          && (nodes[id]?.parents ?? []).allSatisfy(done.contains)
      }
      guard let only = next.first else { throw .tooFar(name.text, left: taken) }
      guard next.count == 1 else {
        let rest = steps - taken - 1
        throw .ambiguous(
          name.text, why: "each of these can come next",
          readings: readings(next, rest == 0 ? nil : rest))
      }
      done.formUnion(withNeeds([only]))
    }
    return sorted(done.subtracting(applied))
  }

  /// The revisions to revert, in order, to get back to what a name says, which stays applied.
  ///
  /// `-n` undoes n revisions, where only one can be the last; `label@base` undoes what is in that
  /// branch alone. Throws for a name whose revision is not applied.
  package func downgradePath(to name: RevisionName) throws(RevisionNameError) -> [RevisionID] {
    if name.anchor == .applied, let steps = name.steps {
      guard steps < 0 else { throw .wrongWay(name.text, command: "upgrade \(name.text)") }
      return try undo(-steps, name)
    }
    if name.anchor == .base, name.steps == nil {
      guard let branch = name.branch else { return downgradePath(reverting: order) }
      return downgradePath(reverting: try own(branch: branch, name))
    }
    let kept = try resolve(name)
    if let missing = kept.first(where: { !applied.contains($0) }) {
      throw .notApplied(kept.count == 1 ? name.text : missing.text)
    }
    return sorted(withNeeding(kept).subtracting(withNeeds(kept)).intersection(applied)).reversed()
  }

  private func undo(_ count: Int, _ name: RevisionName) throws(RevisionNameError) -> [RevisionID] {
    var branch = applied
    if let label = name.branch { branch.formIntersection(try own(branch: label, name)) }
    var left = applied
    var path: [RevisionID] = []
    for taken in 0..<count {
      let last = heads(of: left).filter(branch.contains)
      guard let only = last.first else { throw .tooFar(name.text, left: taken) }
      guard last.count == 1 else {
        throw .ambiguous(
          name.text, why: "each of these can be undone first", readings: undoReadings(last))
      }
      path.append(only)
      left.remove(only)
    }
    return path
  }

  /// How to say that one of these is to be undone: by the label of its branch, or by what stays.
  private func undoReadings(_ ids: [RevisionID]) -> [RevisionNameError.Reading] {
    ids.map { id in
      let label = labels.keys.sorted().first { label in
        labels[label].map { withDescendants([$0]).contains(id) } ?? false
      }
      let name = label.map { "\($0)@-1" } ?? "\(id)@-1"
      return .init(name: name, file: all[id]?.file ?? "")
    }
  }
}
