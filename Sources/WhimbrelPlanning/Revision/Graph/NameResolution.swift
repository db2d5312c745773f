/// Names, as this graph reads them.
extension RevisionGraph {
  /// The revisions that a name names, in order: several for `heads`, none for `base` and for the
  /// head of an empty graph.
  ///
  /// Throws when the name names nothing, or when it has more than one reading.
  package func resolve(_ name: RevisionName) throws(RevisionNameError) -> [RevisionID] {
    let anchors = try anchors(name)
    guard let steps = name.steps else { return anchors }
    if name.anchor == .base || anchors.isEmpty {
      guard steps > 0 else { throw .tooFar(name.text, left: 0) }
      let first = try one(
        of: bases, in: lineage(name), name, why: "there are several first revisions", steps: "")
      guard let first else { throw .tooFar(name.text, left: 0) }
      return [try walk(from: first, steps - 1, name)]
    }
    guard anchors.count == 1, let anchor = anchors.first else {
      throw .ambiguous(
        name.text, why: "it goes from one of these", readings: readings(anchors, steps))
    }
    return [try walk(from: anchor, steps, name)]
  }

  /// The one revision that a name names.
  package func resolveOne(_ name: RevisionName) throws(RevisionNameError) -> RevisionID {
    let found = try resolve(name)
    guard let first = found.first else { throw .unknown(name.text, suggestion: nil) }
    guard found.count == 1 else {
      throw .ambiguous(name.text, why: "there are several", readings: readings(found))
    }
    return first
  }

  /// The revisions of `a:b`: `b` and what it needs, without what `a` needs; both ends are in it.
  package func resolve(
    from: RevisionName?, to: RevisionName?
  ) throws(RevisionNameError) -> [RevisionID] {
    var found = Set(order)
    if let to { found.formIntersection(withNeeds(try resolve(to))) }
    if let from, from.anchor != .base || from.steps != nil {
      found.formIntersection(withNeeding(try resolve(from)))
    }
    return sorted(found)
  }

  /// What a person may call these revisions instead of an ambiguous name.
  func readings(_ ids: [RevisionID], _ steps: Int? = nil) -> [RevisionNameError.Reading] {
    let suffix = steps.map { $0 > 0 ? "+\($0)" : "\($0)" } ?? ""
    return ids.map {
      RevisionNameError.Reading(name: "\($0)\(suffix)", file: all[$0]?.file ?? "")
    }
  }

  // MARK: Anchors

  private func anchors(_ name: RevisionName) throws(RevisionNameError) -> [RevisionID] {
    let lineage = try lineage(name)
    switch name.anchor {
    case .heads: return lineage.map { heads(of: $0) } ?? heads
    case .head:
      let found = lineage.map { heads(of: $0) } ?? heads
      guard found.count < 2 else {
        throw .ambiguous(name.text, why: "there are several heads", readings: readings(found))
      }
      return found
    case .base: return []
    case .current, .applied:
      let found = lineage.map { heads(of: $0.intersection(applied)) } ?? appliedHeads
      guard found.count < 2 || name.anchor == .current && name.steps == nil else {
        throw .ambiguous(
          name.text, why: "it goes from one of these", readings: readings(found, name.steps))
      }
      return found
    case .word(let word):
      let id = try revision(word, name)
      if let branch = name.branch, let lineage, !lineage.contains(id) {
        throw .notInBranch(word, branch: branch)
      }
      return [id]
    }
  }

  private func revision(
    _ word: String, _ name: RevisionName
  ) throws(RevisionNameError) -> RevisionID {
    if let labelled = labels[word] { return labelled }
    let prefix = word.lowercased()
    guard RevisionID.isHexadecimal(prefix), prefix.utf8.count <= RevisionID.length else {
      throw .unknown(name.text, suggestion: suggestion(word))
    }
    guard prefix.utf8.count >= RevisionName.shortestPrefix else { throw .tooShort(name.text) }
    let found = all.keys.filter { $0.text.hasPrefix(prefix) }.sorted()
    guard let first = found.first else {
      throw .unknown(name.text, suggestion: suggestion(word))
    }
    guard found.count == 1 else {
      throw .ambiguous(name.text, why: "these ids begin with it", readings: readings(found))
    }
    if nodes[first] == nil {
      if let squash = squash(for: first) {
        throw .squashed(name.text, into: readings([squash])[0])
      }
      throw .unknown(name.text, suggestion: nil)
    }
    return first
  }

  private func squash(for id: RevisionID) -> RevisionID? {
    var squash = squashOf[id]
    while let next = squash.flatMap({ squashOf[$0] }) { squash = next }
    return squash
  }

  private func suggestion(_ word: String) -> String? {
    Suggestion.nearest(
      to: word, among: ["head", "heads", "base", "current"] + labels.keys.sorted())
  }

  // MARK: Branches

  /// The revisions of the branch that a name speaks of, nil when it speaks of none: from the bases
  /// over the labelled one to the heads.
  func lineage(_ name: RevisionName) throws(RevisionNameError) -> Set<RevisionID>? {
    guard let branch = name.branch else { return nil }
    let id: RevisionID
    if let labelled = labels[branch] {
      id = labelled
    } else {
      id = try revision(branch, name)
    }
    return withAncestors([id]).union(withDescendants([id]))
  }

  /// The revisions that are in this branch alone: the labelled one, those after it, and those before
  /// it that lead nowhere else.
  func own(branch: String, _ name: RevisionName) throws(RevisionNameError) -> Set<RevisionID> {
    let start: RevisionID
    if let labelled = labels[branch] {
      start = labelled
    } else {
      start = try revision(branch, name)
    }
    var own = withDescendants([start])
    for id in sorted(withAncestors([start])).reversed() {
      if (children[id] ?? []).allSatisfy(own.contains) { own.insert(id) }
    }
    return own
  }

  // MARK: Steps

  private func walk(
    from start: RevisionID, _ steps: Int, _ name: RevisionName
  ) throws(RevisionNameError) -> RevisionID {
    let lineage = try lineage(name)
    var id = start
    for taken in 0..<abs(steps) {
      let next = steps > 0 ? children[id] ?? [] : nodes[id]?.parents ?? []
      let rest = abs(steps) - taken - 1
      let found = try one(
        of: next, in: lineage, name,
        why: steps > 0 ? "\(id) is revised by several" : "\(id) revises several",
        steps: rest == 0 ? "" : steps > 0 ? "+\(rest)" : "-\(rest)")
      guard let found else { throw .tooFar(name.text, left: taken) }
      id = found
    }
    return id
  }

  private func one(
    of candidates: [RevisionID], in lineage: Set<RevisionID>?, _ name: RevisionName, why: String,
    steps: String
  ) throws(RevisionNameError) -> RevisionID? {
    let found = sorted(candidates.filter { lineage?.contains($0) ?? true })
    guard found.count < 2 else {
      throw .ambiguous(
        name.text, why: why,
        readings: found.map { .init(name: "\($0)\(steps)", file: all[$0]?.file ?? "") })
    }
    return found.first
  }
}
