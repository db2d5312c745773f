import WhimbrelModel

/// Operators, without those that are only named by another one.
enum OperatorsPart: InspectionPart {
  /// An operator as SQL: by its name alone where the path finds it.
  static func named(_ alias: String, _ namespace: String) -> String {
    """
    CASE WHEN pg_catalog.pg_operator_is_visible(\(alias).oid) \
    THEN \(alias).oprname::pg_catalog.text \
    ELSE pg_catalog.format('OPERATOR(%I.%s)', \(namespace).nspname, \(alias).oprname) END
    """
  }

  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT o.oid, o.oprname, o.oprnamespace, o.oprowner,
      CASE WHEN o.oprleft <> '0' THEN pg_catalog.format_type(o.oprleft, NULL) END,
      pg_catalog.format_type(o.oprright, NULL), o.oprcode,
      CASE WHEN o.oprcom <> '0' THEN \(named("c", "cn")) END,
      CASE WHEN o.oprnegate <> '0' THEN \(named("g", "gn")) END,
      o.oprrest, o.oprjoin, o.oprcanhash, o.oprcanmerge
    FROM pg_catalog.pg_operator o
    LEFT JOIN pg_catalog.pg_operator c ON c.oid = o.oprcom
    LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = c.oprnamespace
    LEFT JOIN pg_catalog.pg_operator g ON g.oid = o.oprnegate
    LEFT JOIN pg_catalog.pg_namespace gn ON gn.oid = g.oprnamespace
    WHERE o.oid >= '16384' AND o.oprnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      let catalog = SystemCatalog.operator
      guard let schema = assembly.schema(of: try row.oid(), catalog, oid) else { return }
      let owner = try row.oid()
      let left = row.textIfAny()
      let right = try row.text()
      guard let function = row.functionIfAny() else { return }
      var found = Catalog.Operator(
        schema: schema, name: name, left: left, right: right, function: function)
      found.commutator = row.textIfAny()
      found.negator = row.textIfAny()
      found.restrict = row.functionIfAny()
      found.join = row.functionIfAny()
      found.canHash = try row.bool()
      found.canMerge = try row.bool()
      assembly.add(.operator(found), catalog, oid, owner: owner)
    }
  }
}
