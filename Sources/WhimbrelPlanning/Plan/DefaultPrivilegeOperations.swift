import WhimbrelModel

/// Default privileges are revoked before anything is made and granted after all of it: what a plan makes,
/// members of extensions and sequences of identities included, gets just those that are there before and
/// after.
enum DefaultPrivilegeOperations {
  /// Tiers of `Operation.Rank`.
  static let revoking = -3
  static let granting = 7

  /// What is in force while a plan runs.
  static func duringPlan(from old: Catalog, to new: Catalog) -> [Catalog.DefaultPrivileges] {
    let ids = Set(old.objects.keys).union(new.objects.keys)
      .filter { $0.kind == .defaultPrivileges }
    return ids.sorted().compactMap { id in
      guard var entry = entry(id, old) ?? entry(id, new) else { return nil }
      let before = Self.entry(id, old)?.grants ?? entry.builtIn
      let after = Self.entry(id, new)?.grants ?? entry.builtIn
      entry.grants = Set(
        before.compactMap { grant in
          if after.contains(grant) { return grant }
          // A grant option goes at once and comes at last.
          let isKept = after.contains(grant.with(isGrantable: !grant.isGrantable))
          return isKept ? grant.with(isGrantable: false) : nil
        })
      return entry
    }
  }

  /// The same operation, what it revokes apart from what it grants.
  static func split(_ operation: Operation, from old: Catalog, to new: Catalog) -> [Operation] {
    guard operation.id.kind == .defaultPrivileges,
      let entry = entry(operation.id, old) ?? entry(operation.id, new)
    else { return [operation] }
    let revoke = "\(entry.prefix)REVOKE "
    let revokes = operation.statements.filter { $0.sql.hasPrefix(revoke) }
    let grants = operation.statements.filter { !$0.sql.hasPrefix(revoke) }
    var first = operation
    first.statements = revokes
    first.rank.tier = revoking
    if grants.isEmpty { return [first] }
    if revokes.isEmpty { return [operation] }
    var last = operation
    last.statements = grants
    first.covers = []
    first.needs = []
    last.releases = []
    return [first, last]
  }

  private static func entry(_ id: ObjectID, _ catalog: Catalog) -> Catalog.DefaultPrivileges? {
    guard case .defaultPrivileges(let entry)? = catalog[id] else { return nil }
    return entry
  }
}
