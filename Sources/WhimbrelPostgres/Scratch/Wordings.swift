import WhimbrelModel

/// Expressions that two catalogs have at the same place in different words.
struct Wordings: Sendable {
  /// How each of the two is printed.
  struct Pair: Hashable, Sendable {
    var old: SQLText
    var new: SQLText

    subscript(side: Side) -> SQLText { side == .old ? old : new }
  }

  enum Side { case old, new }

  private var pairs: [ObjectID: [ExpressionPlace: Pair]] = [:]

  init() {}

  init(_ old: Catalog, _ new: Catalog) {
    for (id, object) in old.objects {
      guard let other = new.objects[id], object != other else { continue }
      let words = other.expressions
      for (place, expression) in object.expressions {
        guard let word = words[place], word != expression else { continue }
        self[id, place] = Pair(old: expression.printed, new: word.printed)
      }
    }
  }

  var isEmpty: Bool { pairs.isEmpty }
  var objects: Set<ObjectID> { Set(pairs.keys) }

  subscript(id: ObjectID, place: ExpressionPlace) -> Pair? {
    get { pairs[id]?[place] }
    set {
      pairs[id, default: [:]][place] = newValue
      if pairs[id]?.isEmpty == true { pairs[id] = nil }
    }
  }

  /// What came of texts that were fed back.
  struct End: Sendable {
    var equal = Wordings()
    /// Those that had not held still when they were given up.
    var unstable = Wordings()
  }

  /// Has both texts of every pair printed again until they are the same, or hold still and are not.
  ///
  /// `reprinted` gives the catalog that a server makes of one side's texts, without what it refuses;
  /// `needs` is what each object needs, `rounds` how often a text is fed back before it is given up.
  func settled(
    needs: [ObjectID: Set<ObjectID>], rounds: Int = 3,
    _ reprinted: (Wordings, Side) async throws -> Catalog
  ) async throws -> End {
    var end = End()
    var open = self
    var round = 0
    while !open.isEmpty, round < rounds {
      let theirs = try await reprinted(open, .new)
      let ours = try await reprinted(open, .old)
      let refused = open.objects.filter { theirs.objects[$0] == nil || ours.objects[$0] == nil }
      if !refused.isEmpty {
        // Some may be missing only because they need another one that is.
        let roots = refused.filter { needs[$0]?.isDisjoint(with: refused) ?? true }
        for id in roots.isEmpty ? refused : roots { open.pairs[id] = nil }
        continue
      }
      round += 1
      open = open.compared(ours, theirs, &end)
    }
    end.unstable = open
    return end
  }

  /// The pairs that have to be looked at again.
  private func compared(_ ours: Catalog, _ theirs: Catalog, _ end: inout End) -> Wordings {
    var open = Wordings()
    for (id, places) in pairs {
      let (one, other) = (ours.objects[id]?.expressions, theirs.objects[id]?.expressions)
      for (place, pair) in places {
        guard let old = one?[place]?.printed, let new = other?[place]?.printed else { continue }
        let printed = Pair(old: old, new: new)
        if old == new {
          end.equal[id, place] = printed
        } else if printed != pair {
          open[id, place] = printed
        }
      }
    }
    return open
  }
}
