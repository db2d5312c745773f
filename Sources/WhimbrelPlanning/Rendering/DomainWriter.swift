import WhimbrelModel

extension Catalog.Domain: Planned {
  package func create(_ names: Names) -> [Statement] { create(checks: [], names) }

  /// CREATE DOMAIN with the checks that can stand in it.
  func create(checks: [Catalog.DomainConstraint], _ names: Names) -> [Statement] {
    let notNull = notNullName.map { "CONSTRAINT \($0.quoted) NOT NULL" } ?? "NOT NULL"
    let sql = clauses(
      "CREATE DOMAIN \(names.qualified(id)) AS", base.sql,
      collation.map { "COLLATE \($0)" },
      `default`.map { "DEFAULT \($0.sql)" },
      isNotNull ? notNull : nil)
    return [
      Statement(([sql] + checks.map(\.definition)).joined(separator: "\n  "), for: id)
    ]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP DOMAIN \(names.qualified(id))", for: id)]
  }

  /// Another base type or collation takes another domain, which the planner puts in this one's place.
  package func alter(to new: Self, _ names: Names) -> Alteration {
    guard base == new.base, collation == new.collation else { return .rebuild }
    let target = "ALTER DOMAIN \(names.qualified(id))"
    var statements: [Statement] = []
    if `default` != new.default {
      let action = new.default.map { "SET DEFAULT \($0.sql)" } ?? "DROP DEFAULT"
      statements.append(Statement("\(target) \(action)", for: id))
    }
    if isNotNull != new.isNotNull {
      statements.append(
        Statement(
          "\(target) \(new.isNotNull ? "SET" : "DROP") NOT NULL", for: id,
          hazards: new.isNotNull
            ? [.scansTable, .mayFail("a column of \(names.qualified(id)) has null values")] : []))
    }
    if isNotNull || new.isNotNull, notNullName != new.notNullName, new.isNotNull {
      let chosen = Name("\(name)_not_null")
      let before = isNotNull ? notNullName ?? chosen : chosen
      let after = new.notNullName ?? chosen
      if before != after {
        statements.append(
          Statement("\(target) RENAME CONSTRAINT \(before.quoted) TO \(after.quoted)", for: id))
      }
    }
    return .inPlace(statements)
  }
}

extension Catalog.DomainConstraint: Planned {
  var definition: String {
    clauses("CONSTRAINT \(name.quoted) CHECK (\(check.sql))", isValid ? nil : "NOT VALID")
  }

  package func create(_ names: Names) -> [Statement] {
    [
      Statement(
        "ALTER DOMAIN \(names.qualified(domain)) ADD \(definition)", for: id,
        hazards: isValid
          ? [.scansTable, .mayFail("a value of \(names.qualified(domain)) breaks \(name.quoted)")]
          : [])
    ]
  }

  package func drop(_ names: Names) -> [Statement] {
    [
      Statement(
        "ALTER DOMAIN \(names.qualified(domain)) DROP CONSTRAINT \(name.quoted)", for: id)
    ]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    guard check == new.check, !isValid, new.isValid else { return .rebuild }
    return .inPlace([
      Statement(
        "ALTER DOMAIN \(names.qualified(domain)) VALIDATE CONSTRAINT \(name.quoted)", for: id,
        hazards: [
          .scansTable, .mayFail("a value of \(names.qualified(domain)) breaks \(name.quoted)"),
        ])
    ])
  }
}
