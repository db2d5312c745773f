import WhimbrelModel

extension Names {
  /// An operator's path: its name stands unquoted.
  func qualifiedOperator(_ id: ObjectID) -> String {
    id.schema.isEmpty || id.schema == home ? id.name.text : "\(id.schema.quoted).\(id.name)"
  }
}

extension Catalog.Operator: Planned {
  package func create(_ names: Names) -> [Statement] {
    let options: [String?] = [
      "FUNCTION = \(function)",
      left.map { "LEFTARG = \($0)" },
      "RIGHTARG = \(right)",
      commutator.map { "COMMUTATOR = \($0)" },
      negator.map { "NEGATOR = \($0)" },
      restrict.map { "RESTRICT = \($0)" },
      join.map { "JOIN = \($0)" },
      canHash ? "HASHES" : nil,
      canMerge ? "MERGES" : nil,
    ]
    return [
      Statement(
        "CREATE OPERATOR \(names.qualifiedOperator(id)) \(block(options.compactMap { $0 }))",
        for: id)
    ]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP OPERATOR \(names.qualifiedOperator(id)) (\(id.member))", for: id)]
  }

  /// Before 17 only the estimators can change.
  package func alter(to new: Self, _ names: Names) -> Alteration {
    var same = self
    same.restrict = new.restrict
    same.join = new.join
    guard same == new else { return .rebuild }
    let options = [
      restrict == new.restrict ? nil : "RESTRICT = \(new.restrict ?? "NONE")",
      join == new.join ? nil : "JOIN = \(new.join ?? "NONE")",
    ]
    let list = options.compactMap { $0 }.joined(separator: ", ")
    return .inPlace([
      Statement(
        "ALTER OPERATOR \(names.qualifiedOperator(id)) (\(id.member)) SET (\(list))", for: id)
    ])
  }
}

extension Catalog.OperatorMember {
  /// As CREATE OPERATOR CLASS and ALTER OPERATOR FAMILY ADD take it.
  var clause: String {
    if isFunction { return "FUNCTION \(number) (\(left), \(right)) \(item)" }
    return clauses(
      "OPERATOR \(number) \(plainItem) (\(left), \(right))", orderBy.map { "FOR ORDER BY \($0)" })
  }

  /// `shop.<`: no `OPERATOR(…)` around it here.
  private var plainItem: String {
    let start = "OPERATOR("
    return item.text.hasPrefix(start)
      ? String(item.text.dropFirst(start.count).dropLast()) : item.text
  }

  /// As ALTER OPERATOR FAMILY DROP takes it.
  var slot: String { "\(isFunction ? "FUNCTION" : "OPERATOR") \(number) (\(left), \(right))" }
}

extension Catalog.OperatorFamily: Planned {
  private func path(_ names: Names) -> String {
    "\(names.qualified(id)) USING \(method.quoted)"
  }

  package func create(_ names: Names) -> [Statement] {
    [Statement("CREATE OPERATOR FAMILY \(path(names))", for: id)] + add(members, names)
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP OPERATOR FAMILY \(path(names))", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    let gone = members.filter { !new.members.contains($0) }
    var statements: [Statement] = []
    if !gone.isEmpty {
      let list = gone.map(\.slot).joined(separator: ", ")
      statements.append(Statement("ALTER OPERATOR FAMILY \(path(names)) DROP \(list)", for: id))
    }
    return .inPlace(statements + add(new.members.filter { !members.contains($0) }, names))
  }

  private func add(_ members: [Catalog.OperatorMember], _ names: Names) -> [Statement] {
    members.isEmpty
      ? []
      : [
        Statement(
          "ALTER OPERATOR FAMILY \(path(names)) ADD \(members.map(\.clause).joined(separator: ", "))",
          for: id)
      ]
  }
}

extension Catalog.OperatorClass: Planned {
  package func create(_ names: Names) -> [Statement] {
    let items = members.map(\.clause) + (storage.map { ["STORAGE \($0)"] } ?? [])
    let sql = clauses(
      "CREATE OPERATOR CLASS", names.qualified(id), isDefault ? "DEFAULT" : nil,
      "FOR TYPE", type.sql, "USING", method.quoted,
      "FAMILY", names.qualified(family), "AS",
      (items.isEmpty ? ["STORAGE \(type)"] : items).joined(separator: ", "))
    return [Statement(sql, for: id)]
  }

  package func drop(_ names: Names) -> [Statement] {
    [
      Statement(
        "DROP OPERATOR CLASS \(names.qualified(id)) USING \(method.quoted)", for: id)
    ]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration { .rebuild }
}
