import WhimbrelModel

extension Catalog {
  /// As far as the other one's server could say it, and with constraints as the other has them.
  func comparable(with other: Catalog) -> Catalog {
    separated(from: other).withPrivileges(knownTo: other)
  }

  /// Without the owners' MAINTAIN where the other one's server has no such privilege (before 17).
  func withPrivileges(knownTo other: Catalog) -> Catalog {
    guard hasMaintain && !other.hasMaintain else { return self }
    var catalog = self
    catalog.hasMaintain = false
    for (id, list) in privileges {
      let grants = list.grants.withoutMaintain
      let isUsual = grants == PrivilegeChange.usual(id).withoutMaintain
      catalog.privileges[id] = isUsual ? nil : Privileges(grants: grants)
    }
    for case .defaultPrivileges(var entry) in objects.values {
      (entry.grants, entry.hasMaintain) = (entry.grants.withoutMaintain, false)
      catalog[entry.id] = entry.grants == entry.builtIn ? nil : .defaultPrivileges(entry)
    }
    return catalog
  }
}

extension Set<Privileges.Grant> {
  var withoutMaintain: Self { filter { $0.privilege != "MAINTAIN" || $0.grantee != .owner } }
}
