import WhimbrelModel

extension Hints {
  /// What the way back from `new` to `old` is told: renames the other way round, and labels where a
  /// row's former label can be told.
  package func reversed(from old: Catalog, to new: Catalog) -> Hints {
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
      let named = before(renames[type] ?? type)
      // A rename of long ago has no former name any more.
      let source = old.contains(named) ? named : before(type)
      guard case .enumType(let from)? = old[source], case .enumType(let to)? = new[type] else {
        continue
      }
      back.labels[source] = LabelMap(labels, from: from.labels, to: to.labels).reversed
    }
    return back
  }
}
