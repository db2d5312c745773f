import WhimbrelModel

extension Planner {
  /// What an object has when it is made: PostgreSQL's own choice, or what ALTER DEFAULT PRIVILEGES said
  /// for the role that makes it.
  func givenPrivileges(_ id: ObjectID) -> Set<Privileges.Grant> {
    var given = PrivilegeChange.builtIn(id.kind)
    guard let role = old.role else { return given }
    var added: Set<Privileges.Grant> = []
    for entry in defaultPrivileges where entry.role == role && entry.kinds.contains(id.kind) {
      if entry.schema.isEmpty {
        given = entry.grants
      } else if entry.schema == id.schema {
        added.formUnion(entry.grants)
      }
    }
    return given.union(added)
  }

  /// Whether it was there before it is made, itself or with its relation.
  func isRebuilt(_ id: ObjectID) -> Bool {
    if id.kind == .column || id.identityColumn != nil {
      let id = id.identityColumn ?? id
      return dropped.contains(id)
        || ObjectID.columnHolders.contains { dropped.contains(id.with($0)) }
    }
    return dropped.contains(id)
  }

  /// The owner an object has in the end; nil when that cannot be told.
  func owner(of id: ObjectID) -> Name? {
    if comparesOwners { return new.owners[id] }
    return old.owners[id] ?? old.role
  }

  /// Gives a new object to the owner it shall have, or a rebuilt one back to the one it had.
  func ownership(_ id: ObjectID) -> [Statement] {
    guard new.owners[id] != nil, let owner = owner(of: id), owner != old.role,
      comparesOwners || dropped.contains(id), isOwnable(id)
    else { return [] }
    // Unknown who runs the plan: said only where it was asked for.
    if old.role == nil && !comparesOwners { return [] }
    return [
      Statement("ALTER \(names.reference(id, in: new)) OWNER TO \(owner.quoted)", for: id)
    ]
  }

  /// An owned sequence goes with its table.
  private func isOwnable(_ id: ObjectID) -> Bool {
    switch new[id] {
    case .sequence(let sequence): sequence.ownedBy == nil
    case .index, .constraint, .trigger, .rule, .policy, .domainConstraint, .extension, .userMapping,
      .cast, .transform, .textSearchParser, .textSearchTemplate, .defaultPrivileges:
      false
    default: true
    }
  }
}
