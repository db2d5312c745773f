import WhimbrelModel

extension Catalog.DefaultPrivileges: Planned {
  package func create(_ names: Names) -> [Statement] { change(from: builtIn, to: grants) }
  package func drop(_ names: Names) -> [Statement] { change(from: grants, to: builtIn) }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    .inPlace(change(from: grants, to: new.grants))
  }

  /// What is granted where nobody said otherwise; one schema's are added to that.
  var builtIn: Set<Privileges.Grant> {
    guard schema.isEmpty else { return [] }
    let all: Set<Privileges.Grant> =
      switch objects {
      case "TABLES": PrivilegeChange.builtIn(.table)
      case "SEQUENCES": PrivilegeChange.builtIn(.sequence)
      case "ROUTINES": PrivilegeChange.builtIn(.function)
      case "TYPES": PrivilegeChange.builtIn(.enumType)
      case "SCHEMAS": PrivilegeChange.builtIn(.schema)
      default: Set(["SELECT", "UPDATE"].map { Privileges.Grant($0, to: .owner) })
      }
    return hasMaintain ? all : all.withoutMaintain
  }

  private func change(
    from old: Set<Privileges.Grant>, to new: Set<Privileges.Grant>
  ) -> [Statement] {
    PrivilegeChange.statements(
      id, from: old, to: new, prefix: prefix, target: objects.text,
      list: { $0.map(\.privilege).joined(separator: ", ") },
      role: { grantee in
        switch grantee {
        case .everyone: "PUBLIC"
        case .owner: role.quoted
        case .role(let name): name.quoted
        }
      })
  }

  /// What stands before GRANT or REVOKE.
  var prefix: String {
    clauses(
      "ALTER DEFAULT PRIVILEGES FOR ROLE \(role.quoted)",
      schema.isEmpty ? nil : "IN SCHEMA \(schema.quoted)") + " "
  }

  /// The kinds of object it is about.
  var kinds: Set<ObjectKind> {
    switch objects {
    case "TABLES": [.table, .view, .materializedView]
    case "SEQUENCES": [.sequence]
    case "ROUTINES": [.function, .procedure, .aggregate]
    case "TYPES": [.enumType, .domain, .compositeType, .rangeType, .baseType]
    case "SCHEMAS": [.schema]
    default: []
    }
  }
}
