import WhimbrelModel
import WhimbrelPlanning

extension Canonicaliser {
  /// `old` in the words of `new` wherever it says the same.
  ///
  /// What a server prints is no fixpoint: `x IN ('a', 'b')` on a `varchar` is printed in one way after it
  /// was typed, and in another after a dump of it was loaded. So texts that differ are both fed back
  /// on the same table and printed again until they hold still, and then compared by their bytes. A
  /// cast that a change of type has frozen stays, and is a difference.
  ///
  /// Needs no server where no text differs. What a scratch server refuses counts as different; what
  /// it prints in other words each time is not compared, and listed among what is not managed.
  package func respelled(_ old: Catalog, like new: Catalog) async throws -> Catalog {
    let wordings = Wordings(old, new)
    guard !wordings.isEmpty else { return old }
    let parts = new.needed(by: wordings.objects)
    let end = try await wordings.settled(needs: parts.dependencies) { wordings, side in
      try await catalog(of: parts.saying(wordings, side))
    }
    var result = old.saying(end.equal, like: new).saying(end.unstable, like: new)
    result.unmanaged += end.unstable.objects.map { id in
      Catalog.Unmanaged(
        .unstableText, id, reason: "the server prints it in other words each time that it is read")
    }
    return result
  }

  /// What a server makes of a catalog, without what it refuses.
  private func catalog(of parts: Catalog) async throws -> Catalog {
    let makings = Planner.plan(
      from: Catalog.fresh, to: parts, names: Names(home: scope.home)
    ).statements.map { Making.declared($0, [:]) }
    return try await catalog(key: ["what can be made"] + makings.map(\.sql)) { connection in
      _ = try await make(makings, on: connection)
    }
  }
}

extension Catalog {
  /// Whether an expression is printed in other words in the other catalog.
  package func differsInWords(from other: Catalog) -> Bool { !Wordings(self, other).isEmpty }

  /// These objects and all that they need, in the server's own words, without what hangs on them.
  fileprivate func needed(by ids: Set<ObjectID>) -> Catalog {
    // A table needs what its columns and their defaults need.
    var parts: [ObjectID: [ObjectID]] = [:]
    for id in dependencies.keys where id.kind == .column || id.kind == .columnDefault {
      parts[id.with(.table), default: []].append(id)
    }
    var needed: Set<ObjectID> = []
    var open = Array(ids)
    while let id = open.popLast() {
      guard needed.insert(id).inserted else { continue }
      open += dependencies[id] ?? []
      open += parts[id] ?? []
    }
    var result = Catalog()
    result.objects = objects.filter { needed.contains($0.key) }.mapValues { object in
      object.mappingExpressions { _, expression in Expression(expression.printed) }
    }
    result.objects.merge(Catalog.fresh.objects) { said, _ in said }
    result.dependencies = dependencies.filter { needed.contains($0.key) }
    return result
  }

  /// The same objects in one side's words.
  fileprivate func saying(_ wordings: Wordings, _ side: Wordings.Side) -> Catalog {
    var result = self
    for id in wordings.objects {
      result.objects[id] = objects[id]?.mappingExpressions { place, expression in
        wordings[id, place].map { Expression($0[side]) } ?? expression
      }
    }
    return result
  }

  /// The same objects, at these places printed as the other catalog's are.
  fileprivate func saying(_ places: Wordings, like other: Catalog) -> Catalog {
    var result = self
    for id in places.objects {
      let words = other.objects[id]?.expressions ?? [:]
      result.objects[id] = objects[id]?.mappingExpressions { place, expression in
        guard places[id, place] != nil, let word = words[place] else { return expression }
        return Expression(word.printed, authored: expression.authored)
      }
    }
    return result
  }
}
