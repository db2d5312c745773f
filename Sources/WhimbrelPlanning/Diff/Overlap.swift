import WhimbrelModel

/// What two ways from the same catalog both touch: where their order may matter.
package enum Overlap {
  /// The objects that both lists of changes speak of; a whole, when one drops it and the other
  /// changes a part of it. In order of their ids.
  package static func objects(_ one: [Change], _ other: [Change]) -> [ObjectID] {
    let (mine, theirs) = (touched(one), touched(other))
    var found = mine.all.intersection(theirs.all)
    for (whole, parts) in [(mine.gone, theirs.all), (theirs.gone, mine.all)] {
      found.formUnion(parts.filter { !$0.member.isEmpty && whole.contains($0.with(.table)) })
    }
    return found.sorted()
  }

  private static func touched(
    _ changes: [Change]
  ) -> (all: Set<ObjectID>, gone: Set<ObjectID>) {
    var all: Set<ObjectID> = []
    var gone: Set<ObjectID> = []
    for change in changes {
      all.insert(change.id)
      switch change {
      case .drop(let id): gone.insert(id)
      case .rename(let old, _):
        all.insert(old)
        gone.insert(old)
      default: break
      }
    }
    return (all, gone)
  }
}
