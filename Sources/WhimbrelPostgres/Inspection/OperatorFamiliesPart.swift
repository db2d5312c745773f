import WhimbrelModel

/// Operator families and classes, before their members.
enum OperatorFamiliesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT false, f.oid, f.opfname, f.opfnamespace, f.opfowner, m.amname,
      NULL AS familyname, NULL AS familyschema, NULL AS type, NULL AS storage, false AS isdefault
    FROM pg_catalog.pg_opfamily f
    JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
    WHERE f.oid >= '16384' AND f.opfnamespace IN \(request.namespaces)
    UNION ALL
    SELECT true, c.oid, c.opcname, c.opcnamespace, c.opcowner, m.amname, f.opfname,
      n.nspname, pg_catalog.format_type(c.opcintype, NULL),
      CASE WHEN c.opckeytype <> '0' THEN pg_catalog.format_type(c.opckeytype, NULL) END,
      c.opcdefault
    FROM pg_catalog.pg_opclass c
    JOIN pg_catalog.pg_am m ON m.oid = c.opcmethod
    JOIN pg_catalog.pg_opfamily f ON f.oid = c.opcfamily
    JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
    WHERE c.oid >= '16384' AND c.opcnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let isClass = try row.bool()
      let catalog = isClass ? SystemCatalog.operatorClass : SystemCatalog.operatorFamily
      let oid = try row.oid()
      let name = try row.name()
      guard let schema = assembly.schema(of: try row.oid(), catalog, oid) else { return }
      let owner = try row.oid()
      let method = try row.name()
      guard isClass else {
        let family = Catalog.OperatorFamily(schema: schema, name: name, method: method)
        assembly.register(family.id, catalog, oid, owner: owner)
        assembly.operatorFamilies[oid] = family
        return
      }
      let familyName = try row.name()
      let family = ObjectID(
        .operatorFamily, schema: try row.name(), familyName, member: method)
      var found = Catalog.OperatorClass(
        schema: schema, name: name, method: method, family: family,
        type: Catalog.TypeName(try row.text()))
      found.storage = row.textIfAny().map { Catalog.TypeName($0) }
      found.isDefault = try row.bool()
      assembly.register(found.id, catalog, oid, owner: owner)
      assembly.ownOperatorClasses[oid] = found
    }
  }
}

/// What operator classes and families are made of: the server says of each which of the two it goes with.
enum OperatorMembersPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT '2602'::pg_catalog.oid, a.oid, false, a.amopstrategy,
      pg_catalog.format_type(a.amoplefttype, NULL),
      pg_catalog.format_type(a.amoprighttype, NULL), \(OperatorsPart.named("o", "n")),
      CASE WHEN a.amopsortfamily <> '0' THEN CASE WHEN pg_catalog.pg_opfamily_is_visible(f.oid)
        THEN pg_catalog.quote_ident(f.opfname)
        ELSE pg_catalog.format('%I.%I', fn.nspname, f.opfname) END END
    FROM pg_catalog.pg_amop a
    JOIN pg_catalog.pg_operator o ON o.oid = a.amopopr
    JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
    LEFT JOIN pg_catalog.pg_opfamily f ON f.oid = a.amopsortfamily
    LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
    WHERE a.oid >= '16384'
    UNION ALL
    SELECT '2603', p.oid, true, p.amprocnum, pg_catalog.format_type(p.amproclefttype, NULL),
      pg_catalog.format_type(p.amprocrighttype, NULL),
      p.amproc::pg_catalog.oid::pg_catalog.regprocedure::pg_catalog.text, NULL
    FROM pg_catalog.pg_amproc p
    WHERE p.oid >= '16384'
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let address = Address(try row.oid(), try row.oid())
      guard let owner = assembly.owners[address], let id = assembly.ids[owner] else { return }
      assembly.ids[address] = id
      let isFunction = try row.bool()
      let number = try row.int()
      let left = try row.text()
      let right = try row.text()
      var member = Catalog.OperatorMember(
        isFunction: isFunction, number: number, left: left, right: right, item: try row.text())
      member.orderBy = row.textIfAny()
      if id.kind == .operatorClass {
        assembly.ownOperatorClasses[owner.object]?.members.append(member)
        assembly.ownOperatorClasses[owner.object]?.members.sort()
      } else {
        assembly.operatorFamilies[owner.object]?.members.append(member)
        assembly.operatorFamilies[owner.object]?.members.sort()
      }
    }
  }
}
