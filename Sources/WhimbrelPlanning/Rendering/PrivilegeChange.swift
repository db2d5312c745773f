import WhimbrelModel

/// GRANT and REVOKE statements that turn one set of privileges into another.
enum PrivilegeChange {
  static func statements(
    _ id: ObjectID, from old: Set<Privileges.Grant>, to new: Set<Privileges.Grant>,
    in catalog: Catalog, owner: Name? = nil, _ names: Names
  ) -> [Statement] {
    statements(
      id, from: old, to: new, prefix: "", target: target(id, catalog, names),
      list: { list($0, id) }, role: { role($0, id, catalog, owner) })
  }

  /// `prefix` stands before GRANT and REVOKE, `target` after ON.
  static func statements(
    _ id: ObjectID, from old: Set<Privileges.Grant>, to new: Set<Privileges.Grant>,
    prefix: String, target: String, list: ([Privileges.Grant]) -> String,
    role: (Privileges.Grant.Grantee) -> String
  ) -> [Statement] {
    var statements: [Statement] = []
    func add(_ sql: String) { statements.append(Statement(prefix + sql, for: id)) }
    // A privilege that only loses or gains its grant option is given anew.
    for (grantee, privileges) in grouped(old.subtracting(new)) {
      let gone = privileges.filter { !new.contains($0.with(isGrantable: !$0.isGrantable)) }
      let optionOnly = privileges.filter {
        $0.isGrantable && new.contains($0.with(isGrantable: false))
      }
      if !gone.isEmpty { add("REVOKE \(list(gone)) ON \(target) FROM \(role(grantee))") }
      if !optionOnly.isEmpty {
        add("REVOKE GRANT OPTION FOR \(list(optionOnly)) ON \(target) FROM \(role(grantee))")
      }
    }
    for (grantee, privileges) in grouped(new.subtracting(old)) {
      for isGrantable in [false, true] {
        let given = privileges.filter {
          $0.isGrantable == isGrantable
            && (isGrantable || !old.contains($0.with(isGrantable: true)))
        }
        guard !given.isEmpty else { continue }
        add(
          "GRANT \(list(given)) ON \(target) TO \(role(grantee))"
            + (isGrantable ? " WITH GRANT OPTION" : ""))
      }
    }
    return statements
  }

  /// What PostgreSQL gives a new object of the kind (manual: Privileges).
  static func builtIn(_ kind: ObjectKind) -> Set<Privileges.Grant> {
    func owner(_ privileges: String...) -> [Privileges.Grant] {
      privileges.map { Privileges.Grant($0, to: .owner) }
    }
    let grants: [Privileges.Grant] =
      switch kind {
      case .table, .view, .materializedView:
        owner(
          "SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")
      case .sequence: owner("SELECT", "UPDATE", "USAGE")
      case .schema: owner("USAGE", "CREATE")
      case .function, .procedure, .aggregate:
        owner("EXECUTE") + [Privileges.Grant("EXECUTE", to: .everyone)]
      case .enumType, .domain, .compositeType, .rangeType, .baseType, .language:
        owner("USAGE") + [Privileges.Grant("USAGE", to: .everyone)]
      case .foreignDataWrapper, .foreignServer: owner("USAGE")
      default: []
      }
    return Set(grants)
  }

  /// What an object has of which no list of privileges is known: `public` is open to everybody.
  static func usual(_ id: ObjectID) -> Set<Privileges.Grant> {
    id == ObjectID(.schema, "public")
      ? builtIn(.schema).union([Privileges.Grant("USAGE", to: .everyone)]) : builtIn(id.kind)
  }

  private typealias Group = (key: Privileges.Grant.Grantee, value: [Privileges.Grant])

  private static func grouped(_ grants: Set<Privileges.Grant>) -> [Group] {
    Dictionary(grouping: grants, by: \.grantee)
      .map { (key: $0.key, value: $0.value.sorted { $0.privilege < $1.privilege }) }
      .sorted { order($0.key) < order($1.key) }
  }

  private static func order(_ grantee: Privileges.Grant.Grantee) -> (Int, Name) {
    switch grantee {
    case .owner: (0, "")
    case .everyone: (1, "")
    case .role(let name): (2, name)
    }
  }

  private static func list(_ grants: [Privileges.Grant], _ id: ObjectID) -> String {
    let column = id.kind == .column ? " (\(id.member.quoted))" : ""
    return grants.map { $0.privilege + column }.joined(separator: ", ")
  }

  private static func role(
    _ grantee: Privileges.Grant.Grantee, _ id: ObjectID, _ catalog: Catalog, _ owner: Name?
  ) -> String {
    switch grantee {
    case .everyone: "PUBLIC"
    case .owner:
      (owner ?? catalog.owners[id.kind == .column ? id.with(.table) : id])?.quoted ?? "CURRENT_USER"
    case .role(let name): name.quoted
    }
  }

  private static func target(_ id: ObjectID, _ catalog: Catalog, _ names: Names) -> String {
    if id.identityColumn != nil { return names.reference(id, in: catalog) }
    let path = names.qualified(id)
    if case .aggregate(let aggregate)? = catalog[id] {
      return "FUNCTION \(path)(\(aggregate.signature))"
    }
    switch id.kind {
    case .table, .view, .materializedView, .column: return "TABLE \(path)"
    case .enumType, .domain, .compositeType, .rangeType, .baseType: return "TYPE \(path)"
    case .function, .aggregate: return "FUNCTION \(path)(\(id.member))"
    case .procedure: return "PROCEDURE \(path)(\(id.member))"
    case .foreignDataWrapper: return "FOREIGN DATA WRAPPER \(path)"
    case .foreignServer: return "FOREIGN SERVER \(path)"
    default: return "\(id.kind.title.uppercased()) \(path)"
    }
  }
}

extension Privileges.Grant {
  func with(isGrantable: Bool) -> Self {
    var copy = self
    copy.isGrantable = isGrantable
    return copy
  }
}
