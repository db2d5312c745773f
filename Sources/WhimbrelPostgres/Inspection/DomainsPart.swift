import WhimbrelModel

/// Domains; their constraints come apart.
enum DomainsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT t.oid, t.typname, t.typnamespace, t.typowner,
      pg_catalog.format_type(t.typbasetype, t.typtypmod),
      pg_catalog.format_type(t.typbasetype, NULL),
      CASE WHEN t.typcollation <> b.typcollation AND t.typcollation <> '0'
        THEN t.typcollation::pg_catalog.regcollation END,
      pg_catalog.pg_get_expr(t.typdefaultbin, '0'), t.typnotnull
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
    WHERE t.typtype = 'd' AND t.typnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      guard let schema = assembly.schema(of: try row.oid(), SystemCatalog.type, oid) else {
        return
      }
      let owner = try row.oid()
      let base = Catalog.TypeName(try row.text(), base: try row.text())
      var domain = Catalog.Domain(schema: schema, name: name, base: base)
      domain.collation = row.textIfAny()
      domain.default = row.expressionIfAny()
      domain.isNotNull = try row.bool()
      assembly.register(domain.id, SystemCatalog.type, oid, owner: owner)
      assembly.domains[oid] = domain
    }
  }
}

/// The checks of domains, and the names of their NOT NULL constraints where the server keeps them (17).
enum DomainConstraintsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT oid, contypid, conname, contype, convalidated,
      CASE WHEN contype = 'c' THEN pg_catalog.pg_get_expr(conbin, '0') END
    FROM pg_catalog.pg_constraint
    WHERE contypid <> '0' AND connamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let type = try row.oid()
      guard let domain = assembly.domains[type] else { return }
      let name = try row.name()
      let kind = try row.char()
      let isValid = try row.bool()
      if kind == "n" {
        let chosen = PostgresNames.joined(domain.name, nil, "not_null")
        assembly.domains[type]?.notNullName = name == chosen ? nil : name
        assembly.register(domain.id, SystemCatalog.constraint, oid)
        assembly.partConstraints[oid] = domain.id.with(.domainConstraint, member: name)
      } else if let check = row.expressionIfAny() {
        var constraint = Catalog.DomainConstraint(domain: domain.id, name: name, check: check)
        constraint.isValid = isValid
        assembly.add(.domainConstraint(constraint), SystemCatalog.constraint, oid)
      }
    }
  }
}
