import WhimbrelModel

/// Compares two catalogs. A pure function: nothing here knows where a catalog came from.
package struct Differ {
  /// What is left out of the comparison.
  package struct Options: Sendable {
    package var comparesPrivileges = true
    package var comparesOwners = false
    package init(comparesPrivileges: Bool = true, comparesOwners: Bool = false) {
      self.comparesPrivileges = comparesPrivileges
      self.comparesOwners = comparesOwners
    }
  }

  let old: Catalog
  let new: Catalog
  let options: Options

  package init(from old: Catalog, to new: Catalog, options: Options = Options()) {
    self.old = old.comparable(with: new).withChecksLeft(in: new)
    self.new = new.comparable(with: old)
    self.options = options
  }

  /// Every difference, in the order of ids.
  package func changes() -> [Change] {
    // Two catalogs that share their objects are the same without a look at each.
    var changes = old.objects == new.objects ? [] : objectChanges()
    changes = Renames.found(in: changes, from: old, to: new)
    changes += attributes(old.comments, new.comments) { .comment($0) }
    if options.comparesPrivileges {
      changes += attributes(old.privileges, new.privileges) { .privileges($0) }
    }
    if options.comparesOwners { changes += attributes(old.owners, new.owners) { .owner($0) } }
    return changes.sorted { ($0.id, $0.rank) < ($1.id, $1.rank) }
  }

  private func objectChanges() -> [Change] {
    var changes: [Change] = []
    for (id, object) in old.objects {
      guard let other = new.objects[id] else {
        if !Handovers.isInherited(id, of: old, in: new, cannotGo: true) {
          changes.append(.drop(id))
        }
        continue
      }
      if object != other { changes += parts(of: object, to: other) }
    }
    for id in new.objects.keys where old.objects[id] == nil {
      if new.inherited[id] == nil, !Handovers.isInherited(id, of: new, in: old) {
        changes.append(.create(id))
      }
    }
    if !options.comparesPrivileges { changes.removeAll { $0.id.kind == .defaultPrivileges } }
    return changes
  }

  /// A relation's differences are told column by column.
  private func parts(of object: CatalogObject, to other: CatalogObject) -> [Change] {
    if case .extension(let before) = object, case .extension(var after) = other {
      // A version that one side does not say is not compared.
      if before.version == nil || after.version == nil { after.version = before.version }
      return before == after ? [] : [.alter(object.id)]
    }
    if case .constraint(var constraint) = object, case .constraint(let after) = other {
      // No statement says where it came from; the table's parents do.
      (constraint.isLocal, constraint.inheritanceCount) = (after.isLocal, after.inheritanceCount)
      return constraint == after ? [] : [.alter(constraint.id)]
    }
    guard case .table(var table) = object, case .table(let target) = other else {
      return [.alter(object.id)]
    }
    var changes = ColumnDiffer.changes(from: table, to: target)
    table.columns = target.columns
    if table != target { changes.append(.alter(table.id)) }
    return changes
  }

  /// Differences of what hangs on objects that both catalogs have; a new object brings its own along.
  private func attributes<Value: Equatable>(
    _ left: [ObjectID: Value], _ right: [ObjectID: Value], _ change: (ObjectID) -> Change
  ) -> [Change] {
    var changes: [Change] = []
    for (id, value) in left where right[id] != value && isInBoth(id) { changes.append(change(id)) }
    for id in right.keys where left[id] == nil && isInBoth(id) { changes.append(change(id)) }
    return changes
  }

  private func isInBoth(_ id: ObjectID) -> Bool { old.contains(id) && new.contains(id) }
}

extension Change {
  fileprivate var rank: Int {
    switch self {
    case .drop: 0
    case .rename: 1
    case .alter: 2
    case .create: 3
    case .comment: 4
    case .privileges: 5
    case .owner: 6
    }
  }
}
