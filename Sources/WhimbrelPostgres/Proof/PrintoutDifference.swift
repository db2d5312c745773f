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
    let (mine, theirs) = (compared(comparison), wanted.compared(comparison))
    var found: [ObjectID: [String]] = [:]
    var missing: [ObjectID: [String]] = [:]
    for (line, count) in mine where theirs[line] != count {
      found[line.object, default: []].append(line.text)
    }
    for (line, count) in theirs where mine[line] != count {
      missing[line.object, default: []].append(line.text)
    }
    var wholes: [ObjectID: ObjectID] = [:]
    for line in lines + wanted.lines { if let whole = line.whole { wholes[line.object] = whole } }
    let (here, there) = (Set(mine.keys.map(\.object)), Set(theirs.keys.map(\.object)))
    return Set(found.keys).union(missing.keys).sorted().compactMap { id in
      // A part of what is missing or left as a whole needs no line of its own.
      let isPart = id.wholes.contains { here.contains($0) != there.contains($0) }
      if isPart { return nil }
      let isHere = here.contains(id)
      let isThere = there.contains(id)
      return Difference(
        object: id, whole: wholes[id], found: isHere ? found[id] ?? [""] : [],
        wanted: isThere ? missing[id] ?? [""] : [])
    }
  }

  private struct Compared: Hashable {
    let object: ObjectID
    let text: String
  }

  /// The lines that are compared, and how often each is there.
  private func compared(_ comparison: Comparison) -> [Compared: Int] {
    var wholes: [ObjectID: ObjectID] = [:]
    for line in lines { if let whole = line.whole { wholes[line.object] = whole } }
    var compared: [Compared: Int] = [:]
    compared.reserveCapacity(lines.count)
    for line in lines where comparison.unmanaged || line.isManaged {
      guard comparison.includes(line.object, above(line.object, wholes)) else { continue }
      let owner =
        comparison.owners && !line.owner.isEmpty ? "\(Self.separator)owner=\(line.owner)" : ""
      compared[Compared(object: line.object, text: line.text + owner), default: 0] += 1
    }
    return compared
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
