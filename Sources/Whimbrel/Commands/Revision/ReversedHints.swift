import WhimbrelModel

extension Hints {
  /// What the way back is told: renames the other way round, and labels where that is clear.
  var reversed: Hints {
    var back = Hints()
    back.unmanagedPartitions = unmanagedPartitions
    let schemas = renames.filter { $0.key.kind == .schema }
    // The hints of what is in a renamed schema say that one's new name, whichever way is new.
    func before(_ id: ObjectID) -> ObjectID {
      var id = id
      id.schema = schemas[ObjectID(.schema, id.schema)]?.name ?? id.schema
      return id
    }
    // A part's former id has its relation's new name in it.
    let former = renames.filter { !$0.key.isPart }
    for (new, old) in renames {
      if new.isPart {
        let relation = ObjectKind.allCases.lazy.compactMap { former[new.with($0)] }.first ?? new
        let target = before(relation).with(old.kind, member: old.member)
        back.renames[target] = target.with(new.kind, member: new.member)
      } else {
        back.renames[before(old)] = before(new)
      }
    }
    for (type, labels) in labels {
      var former: [SQLText: SQLText] = [:]
      for (old, new) in labels where former.updateValue(old, forKey: new) != nil {
        former[new] = nil
      }
      back.labels[before(renames[type] ?? type)] = former
    }
    return back
  }
}
