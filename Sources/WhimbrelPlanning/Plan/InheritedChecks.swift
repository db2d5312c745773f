import WhimbrelModel

/// Checks that a table which becomes a child will have from its parents alone, though PostgreSQL wants it
/// to have them before.
extension Planner {
  /// What a child by INHERIT has before is its own for good. So its parents get theirs once it is there.
  mutating func delayInheritedChecks() {
    for change in changes {
      guard case .alter(let id) = change, id.kind == .table, case .table(let before)? = old[id],
        case .table(let after)? = new[id], after.partitionOf == nil
      else { continue }
      for parent in after.parents where !before.parents.contains(parent) {
        for check in missingChecks(of: id, from: parent).map(\.id) {
          delayed[check, default: []].insert(id.joined)
          if !created.contains(check) { rebuild(check) }
        }
      }
    }
  }

  /// A partition's own become its parent's when it is attached.
  func checksToAttach(_ id: ObjectID, to parent: ObjectID) -> [Statement] {
    missingChecks(of: id, from: parent).flatMap { check -> [Statement] in
      var own = check
      (own.table, own.isValid) = (id, true)
      return CatalogObject.constraint(own).planned.create(names)
    }
  }

  /// Those of a table and of the tables above it that another one does not have.
  private func missingChecks(of id: ObjectID, from parent: ObjectID) -> [Catalog.Constraint] {
    new.lineage(of: parent).flatMap { newParts[$0] }.sorted().compactMap { part in
      guard case .constraint(let constraint)? = new[part], constraint.isPassedOn,
        !has(id.with(.constraint, member: constraint.name))
      else { return nil }
      return constraint
    }
  }

  private func has(_ id: ObjectID) -> Bool {
    new.contains(id) || old.contains(id) && !dropped.contains(id)
  }
}
