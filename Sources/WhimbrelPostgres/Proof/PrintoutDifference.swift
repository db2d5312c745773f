import WhimbrelModel

extension Printout {
  /// What of a printout is compared.
  package struct Comparison: Sendable {
    package var owners = false
    /// What no plan makes, such as languages: a way back has to bring it back, a model cannot say it.
    package var unmanaged = false
    /// Whether an object, which goes with a relation, is compared at all.
    package var includes: @Sendable (ObjectID, [ObjectID]) -> Bool = { _, _ in true }

    package init(
      owners: Bool = false, unmanaged: Bool = false,
      includes: @escaping @Sendable (ObjectID, [ObjectID]) -> Bool = { _, _ in true }
    ) {
      self.owners = owners
      self.unmanaged = unmanaged
      self.includes = includes
    }
  }

  /// One object that two databases do not have in the same words.
  package struct Difference: Hashable, Sendable, CustomStringConvertible {
    package let object: ObjectID
    /// The relation that it goes with.
    package let whole: ObjectID?
    /// What is printed of it where it is looked at, and where it should be like.
    let found: [String]
    let wanted: [String]

    package enum Kind: Sendable { case missing, left, different }

    package var kind: Kind { found.isEmpty ? .missing : wanted.isEmpty ? .left : .different }

    package var description: String {
      switch kind {
      case .missing: return "\(object) is missing"
      case .left: return "\(object) is there and should not be"
      case .different:
        return (["\(object) is different"] + details.map { "  \($0)" }).joined(separator: "\n")
      }
    }

    /// What is printed differently, a line each.
    private var details: [String] {
      let lines = changes.map { change in
        func line(_ text: String?) -> String {
          text?.split(separator: "\n").map { String($0) }.joined(separator: " ") ?? "none"
        }
        return "\(change.label): \(line(change.found)), and should be \(line(change.wanted))"
      }
      return lines.isEmpty ? ["one more or one less of the same"] : lines
    }

    /// Values that are not the same, by catalog and column.
    var changes: [(label: String, found: String?, wanted: String?)] {
      let (have, want) = (Self.values(found), Self.values(wanted))
      return Set(have.keys).union(want.keys).sorted().compactMap { key in
        have[key] == want[key] ? nil : (key, have[key], want[key])
      }
    }

    /// By catalog and column.
    private static func values(_ texts: [String]) -> [String: String] {
      var values: [String: [String]] = [:]
      for text in texts {
        let parts = text.split(separator: Printout.separator, omittingEmptySubsequences: false)
        for part in parts.dropFirst() {
          guard let equals = part.firstIndex(of: "=") else { continue }
          values["\(parts[0]) \(part[..<equals])", default: []].append(
            String(part[part.index(after: equals)...]))
        }
      }
      return values.mapValues { $0.sorted().joined(separator: " | ") }
    }
  }

  /// The objects that are not as in the other one, those they are parts of first.
  package func differences(
    from wanted: Printout, _ comparison: Comparison = Comparison()
  ) -> [Difference] {
    let (mine, theirs) = (
      keys(owners: comparison.owners), wanted.keys(owners: comparison.owners)
    )
    let (left, gone) = Self.unlike(mine, theirs)
    if left.isEmpty, gone.isEmpty { return [] }
    let wholes = Self.wholes(of: mine + theirs)
    func compared(_ keys: [RowKey]) -> [ObjectID: [String]] {
      var texts: [ObjectID: [String]] = [:]
      for line in keys.map(\.line) where comparison.unmanaged || line.isManaged {
        guard comparison.includes(line.object, above(line.object, wholes)) else { continue }
        texts[line.object, default: []].append(line.text)
      }
      return texts
    }
    let (found, missing) = (compared(left), compared(gone))
    let ids = Set(found.keys).union(missing.keys)
    let asked = ids.union(ids.flatMap(\.wholes))
    let (here, there) = (Self.existing(asked, mine), Self.existing(asked, theirs))
    return ids.sorted().compactMap { id in
      // A part of what is missing or left as a whole needs no line of its own.
      let isPart = id.wholes.contains { here.contains($0) != there.contains($0) }
      if isPart { return nil }
      return Difference(
        object: id, whole: wholes[id], found: here.contains(id) ? found[id] ?? [""] : [],
        wanted: there.contains(id) ? missing[id] ?? [""] : [])
    }
  }

  /// The rows that only one of both has, or has more often.
  private static func unlike(
    _ mine: [RowKey], _ theirs: [RowKey]
  ) -> (mine: [RowKey], theirs: [RowKey]) {
    var counts: [RowKey: Int] = [:]
    counts.reserveCapacity(theirs.count)
    for key in theirs { counts[key, default: 0] += 1 }
    var left: [RowKey] = []
    for key in mine {
      if let place = counts.index(forKey: key), counts.values[place] > 0 {
        counts.values[place] -= 1
      } else {
        left.append(key)
      }
    }
    return (left, counts.flatMap { Array(repeating: $0.key, count: $0.value) })
  }

  private static func wholes(of keys: [RowKey]) -> [ObjectID: ObjectID] {
    var wholes: [ObjectID: ObjectID] = [:]
    for key in keys { if let whole = key.whole { wholes[key.object] = whole } }
    return wholes
  }

  /// Which of the objects a printout has.
  private static func existing(_ ids: Set<ObjectID>, _ keys: [RowKey]) -> Set<ObjectID> {
    let names = Set(ids.map(\.name.text))
    return Set(keys.filter { names.contains($0.name) }.map(\.object)).intersection(ids)
  }

  /// What an object goes with: its relation, and those above that.
  private func above(_ id: ObjectID, _ wholes: [ObjectID: ObjectID]) -> [ObjectID] {
    var above: [ObjectID] = []
    var next: ObjectID? = id.member.isEmpty ? wholes[id] : id.with(.table)
    while let one = next, !above.contains(one) {
      above.append(one)
      next = wholes[one]
    }
    return above
  }
}

extension ObjectID {
  /// The objects that it may be a part of.
  fileprivate var wholes: [ObjectID] {
    switch kind {
    case .column, .constraint, .rule, .trigger, .policy:
      [.table, .view, .materializedView, .compositeType].map { with($0) }
    case .domainConstraint: [with(.domain)]
    default: []
    }
  }
}
