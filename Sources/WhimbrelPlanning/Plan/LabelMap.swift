import WhimbrelModel

/// What becomes of the labels of an enum type that changes.
package struct LabelMap: Sendable {
  private let old: [SQLText]
  private let new: [SQLText]
  /// A label whose rows say something else afterwards → what they say.
  package private(set) var moved: [SQLText: SQLText] = [:]

  /// Takes the hints that fit. One of long ago is inert: its former label is gone, or is there to stay;
  /// in a chain (a becomes b, b becomes c) the last label is there already.
  package init(_ hints: [SQLText: SQLText], from old: [SQLText], to new: [SQLText]) {
    self.old = old
    self.new = new
    let (before, after, targets) = (Set(old), Set(new), Set(hints.values))
    for (former, label) in hints where former != label {
      guard before.contains(former), after.contains(label),
        !after.contains(former) || !before.contains(label) && targets.contains(former)
      else { continue }
      moved[former] = label
    }
  }

  package var isEmpty: Bool { moved.isEmpty }

  /// What rows that say `label` say afterwards; nil when there is no such label then.
  func after(_ label: SQLText) -> SQLText? {
    moved[label] ?? (new.contains(label) ? label : nil)
  }

  /// Labels that no row may hold: they go, and nothing says what becomes of their rows.
  var gone: [SQLText] { old.filter { after($0) == nil } }

  /// Labels whose rows cannot be told from others' afterwards.
  var merged: [SQLText] {
    old.filter { label in
      guard let target = moved[label] else { return false }
      return old.contains { $0 != label && after($0) == target }
    }
  }

  /// The labels of the way back, where a row's former label can be told.
  package var reversed: [SQLText: SQLText] {
    var back: [SQLText: SQLText] = [:]
    let merged = Set(merged)
    for (former, label) in moved where !merged.contains(former) { back[label] = former }
    return back
  }

  /// The moves in an order in which no row is moved twice.
  var ordered: [(former: SQLText, label: SQLText)] {
    var waiting = moved
    var ordered: [(former: SQLText, label: SQLText)] = []
    while let next = waiting.keys.sorted().first(where: { waiting[waiting[$0] ?? $0] == nil }),
      let label = waiting.removeValue(forKey: next)
    {
      ordered.append((next, label))
    }
    return ordered
  }

  /// Those that `ALTER TYPE … RENAME VALUE` can do, in an order that works: the label keeps its rows
  /// and its place.
  var renames: [(former: SQLText, label: SQLText)] {
    var there = Set(old)
    let merged = Set(merged)
    return ordered.filter { former, label in
      guard !merged.contains(former), !there.contains(label) else { return false }
      there.remove(former)
      there.insert(label)
      return true
    }
  }
}
