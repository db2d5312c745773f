extension PrintedCatalog {
  /// Schemas, types and routines, operators and what belongs to them.
  static let definitions: [PrintedCatalog] = [
    PrintedCatalog(
      name: "pg_namespace", kind: "'schema'", object: "x.nspname",
      number: "coalesce(NULLIF(oid, 2200), 16384)",
      rows: "x.oid IN NAMESPACES AND \(isNoMember("x.oid", of: "pg_namespace"))",
      owner: "x.nspowner", privileges: ("x.nspacl", "'n'::\"char\""),
      covered: ["nspname", "nspowner", "nspacl"]),
    PrintedCatalog(
      name: "pg_type",
      kind: """
        CASE x.typtype WHEN 'e' THEN 'enum type' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite type'
          WHEN 'r' THEN 'range type' WHEN 'm' THEN 'range type' ELSE 'base type' END
        """,
      schema: "n.nspname", object: "x.typname",
      joins: """
        JOIN pg_catalog.pg_namespace n ON n.oid = x.typnamespace
        LEFT JOIN pg_catalog.pg_class c ON c.oid = x.typrelid
        """,
      // A relation's row type and a type's array type come and go with them.
      rows: """
        n.oid IN NAMESPACES AND (c.oid IS NULL OR c.relkind = 'c')
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_type a
            WHERE a.oid = x.typelem AND a.typarray = x.oid)
          AND \(isNoMember("x.oid", of: "pg_type"))
        """,
      isManaged: "x.typtype NOT IN ('b', 'p')", owner: "x.typowner",
      privileges: ("x.typacl", "'T'::\"char\""),
      printed: [
        ("typbasetype", "pg_catalog.format_type(NULLIF(x.typbasetype, '0'), x.typtypmod)"),
        (
          "typdefault",
          """
          CASE WHEN x.typdefaultbin IS NULL THEN x.typdefault
            ELSE pg_catalog.pg_get_expr(x.typdefaultbin, '0') END
          """
        ),
        (
          "labels",
          """
          CASE WHEN x.typtype = 'e' THEN (
            SELECT pg_catalog.string_agg(
              pg_catalog.quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
            FROM pg_catalog.pg_enum e WHERE e.enumtypid = x.oid) END
          """
        ),
      ],
      covered: [
        "typname", "typnamespace", "typowner", "typacl", "typtypmod", "typdefaultbin",
        "typrelid",
      ],
      serverOwn: ["typarray", "typndims"]),
    PrintedCatalog(
      name: "pg_range", kind: "'range type'", schema: "n.nspname", object: "t.typname",
      joins: """
        JOIN pg_catalog.pg_type t ON t.oid = x.rngtypid
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        """,
      number: "rngtypid", rows: "n.oid IN NAMESPACES AND \(isNoMember("t.oid", of: "pg_type"))",
      covered: ["rngtypid"], comment: nil),
    domainConstraints,
    inSchema(
      "pg_collation", "'collation'", "x.collname", "coll", printed: [],
      serverOwn: ["collversion"]),
    PrintedCatalog(
      name: "pg_proc", kind: routineKind, schema: "n.nspname", object: "x.proname",
      member: "pg_catalog.pg_get_function_identity_arguments(x.oid)", joins: routineJoins,
      rows: routineRows, owner: "x.proowner", privileges: ("x.proacl", "'f'::\"char\""),
      printed: [
        (
          "definition",
          "CASE WHEN x.prokind <> 'a' THEN pg_catalog.pg_get_functiondef(x.oid) END"
        ),
        (
          "result", "CASE WHEN x.prokind = 'a' THEN pg_catalog.pg_get_function_result(x.oid) END"
        ),
      ],
      covered: [
        "proname", "pronamespace", "proowner", "proacl", "proargdefaults", "prosrc",
        "probin", "prosqlbody", "proargtypes", "proallargtypes", "proargmodes", "proargnames",
        "prorettype", "pronargs", "pronargdefaults",
      ]),
    PrintedCatalog(
      name: "pg_aggregate", kind: "'aggregate'", schema: "n.nspname", object: "p.proname",
      member: "pg_catalog.pg_get_function_identity_arguments(p.oid)",
      joins: """
        JOIN pg_catalog.pg_proc p ON p.oid = x.aggfnoid::pg_catalog.oid
        JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        """,
      number: "aggfnoid", rows: "n.oid IN NAMESPACES AND \(isNoMember("p.oid", of: "pg_proc"))",
      covered: ["aggfnoid"], comment: nil),
    inSchema(
      "pg_operator", "'operator'", "x.oprname", "opr",
      member: """
        coalesce(pg_catalog.format_type(NULLIF(x.oprleft, '0'), NULL) || ', ', '')
          || pg_catalog.format_type(x.oprright, NULL)
        """, printed: []),
    inSchema(
      "pg_opfamily", "'operator family'", "x.opfname", "opf",
      member: "(SELECT amname FROM pg_catalog.pg_am WHERE oid = x.opfmethod)", printed: []),
    inSchema(
      "pg_opclass", "'operator class'", "x.opcname", "opc",
      member: "(SELECT amname FROM pg_catalog.pg_am WHERE oid = x.opcmethod)", printed: []),
    familyPart("pg_amop", "x.amopfamily", covered: ["amopfamily"]),
    familyPart("pg_amproc", "x.amprocfamily", covered: ["amprocfamily"]),
    inSchema("pg_conversion", "'conversion'", "x.conname", "con", printed: []),
  ]

  private static let routineKind = """
    CASE x.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END
    """
  private static let routineJoins =
    "JOIN pg_catalog.pg_namespace n ON n.oid = x.pronamespace"
  /// Not those that a range type has made for itself.
  private static let routineRows = """
    n.oid IN NAMESPACES AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
      WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
        AND e.objid = x.oid AND e.deptype IN ('e', 'i'))
    """

  /// A catalog whose columns for schema and owner begin with `prefix`.
  static func inSchema(
    _ catalog: String, _ kind: String, _ name: String, _ prefix: String, member: String = "''",
    hasOwner: Bool = true, printed: [(label: String, sql: String)],
    serverOwn: Set<String> = []
  ) -> PrintedCatalog {
    let column = String(name.dropFirst(2))
    return PrintedCatalog(
      name: catalog, kind: kind, schema: "n.nspname", object: name, member: member,
      joins: "JOIN pg_catalog.pg_namespace n ON n.oid = x.\(prefix)namespace",
      rows: "n.oid IN NAMESPACES AND \(isNoMember("x.oid", of: catalog))",
      owner: hasOwner ? "x.\(prefix)owner" : nil, printed: printed,
      covered: [column, "\(prefix)namespace", "\(prefix)owner"], serverOwn: serverOwn)
  }

  /// The operators and functions of operator families, also of PostgreSQL's own.
  private static func familyPart(
    _ catalog: String, _ family: String, covered: Set<String>
  ) -> PrintedCatalog {
    PrintedCatalog(
      name: catalog, kind: "'operator family'", schema: "n.nspname", object: "f.opfname",
      member: "(SELECT amname FROM pg_catalog.pg_am WHERE oid = f.opfmethod)",
      joins: """
        JOIN pg_catalog.pg_opfamily f ON f.oid = \(family)
        JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
        """,
      rows: """
        x.oid >= '16384' AND n.oid IN NAMESPACES AND \(isNoMember("f.oid", of: "pg_opfamily"))
        """,
      covered: covered, comment: nil)
  }
}
