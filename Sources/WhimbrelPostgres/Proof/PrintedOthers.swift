extension PrintedCatalog {
  /// Text search, in schemas like the others.
  static let textSearch: [PrintedCatalog] = [
    inSchema(
      "pg_ts_parser", "'text search parser'", "x.prsname", "prs", hasOwner: false, printed: []),
    inSchema(
      "pg_ts_template", "'text search template'", "x.tmplname", "tmpl", hasOwner: false,
      printed: []),
    inSchema("pg_ts_dict", "'text search dictionary'", "x.dictname", "dict", printed: []),
    inSchema("pg_ts_config", "'text search configuration'", "x.cfgname", "cfg", printed: []),
    PrintedCatalog(
      name: "pg_ts_config_map", kind: "'text search configuration'", schema: "n.nspname",
      object: "f.cfgname",
      joins: """
        JOIN pg_catalog.pg_ts_config f ON f.oid = x.mapcfg
        JOIN pg_catalog.pg_namespace n ON n.oid = f.cfgnamespace
        """,
      number: "mapcfg", rows: "n.oid IN NAMESPACES AND \(isNoMember("f.oid", of: "pg_ts_config"))",
      covered: ["mapcfg"], comment: nil),
  ]

  /// What is in no schema.
  static let databaseWide: [PrintedCatalog] = [
    outside(
      "pg_cast", "'cast'", "pg_catalog.format_type(x.castsource, NULL)",
      member: "pg_catalog.format_type(x.casttarget, NULL)"),
    outside(
      "pg_transform", "'transform'", "pg_catalog.format_type(x.trftype, NULL)",
      member: "(SELECT lanname FROM pg_catalog.pg_language WHERE oid = x.trflang)"),
    outside("pg_language", "'language'", "x.lanname", "lan", privileges: "l", isManaged: false),
    outside("pg_am", "'access method'", "x.amname", isManaged: false),
    outside(
      "pg_foreign_data_wrapper", "'foreign-data wrapper'", "x.fdwname", "fdw", privileges: "F",
      options: "fdwoptions"),
    outside(
      "pg_foreign_server", "'server'", "x.srvname", "srv", privileges: "S", options: "srvoptions"),
    PrintedCatalog(
      name: "pg_user_mapping", kind: "'user mapping'", object: "s.srvname",
      member: "CASE x.umuser WHEN '0' THEN 'public' ELSE x.umuser::pg_catalog.regrole::text END",
      joins: "JOIN pg_catalog.pg_foreign_server s ON s.oid = x.umserver",
      rows: isNoMember("x.oid", of: "pg_user_mapping"),
      printed: [("umoptions", options("x.umoptions"))], covered: ["umserver", "umuser"],
      comment: nil),
    outside("pg_publication", "'publication'", "x.pubname", "pub"),
    PrintedCatalog(
      name: "pg_publication_rel", kind: "'publication'", object: "p.pubname",
      joins: "JOIN pg_catalog.pg_publication p ON p.oid = x.prpubid", rows: "true",
      printed: [
        ("prqual", "pg_catalog.pg_get_expr(x.prqual, x.prrelid)"),
        (
          "prattrs",
          """
          (SELECT pg_catalog.string_agg(a.attname, ', ' ORDER BY a.attname)
            FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = x.prrelid AND a.attnum = ANY (x.prattrs::pg_catalog.int2[]))
          """
        ),
      ],
      covered: ["prpubid"], comment: nil),
    PrintedCatalog(
      name: "pg_publication_namespace", kind: "'publication'", object: "p.pubname",
      joins: "JOIN pg_catalog.pg_publication p ON p.oid = x.pnpubid", rows: "true",
      covered: ["pnpubid"], comment: nil),
    PrintedCatalog(
      name: "pg_subscription", kind: "'subscription'", object: "x.subname",
      rows: """
        x.subdbid = (SELECT oid FROM pg_catalog.pg_database
          WHERE datname = pg_catalog.current_database())
        """,
      owner: "x.subowner",
      // Its connection is an installation's; what follows is the state of a running one.
      covered: ["subname", "subowner", "subdbid", "subconninfo"],
      serverOwn: ["subenabled", "subskiplsn"]),
    outside("pg_event_trigger", "'event trigger'", "x.evtname", "evt"),
    PrintedCatalog(
      name: "pg_default_acl", kind: "'default privileges'",
      schema: "coalesce(n.nspname, '')", object: "x.defaclrole::pg_catalog.regrole::text",
      member: """
        CASE x.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions'
          WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE x.defaclobjtype::text END
        """,
      joins: "LEFT JOIN pg_catalog.pg_namespace n ON n.oid = x.defaclnamespace",
      rows: "(n.oid IS NULL OR n.oid IN NAMESPACES)", owner: "x.defaclrole",
      privileges: ("x.defaclacl", "NULL::\"char\""),
      covered: ["defaclrole", "defaclnamespace", "defaclobjtype", "defaclacl"], comment: nil),
    PrintedCatalog(
      name: "pg_depend", kind: "'extension'", object: "e.extname",
      joins: "JOIN pg_catalog.pg_extension e ON e.oid = x.refobjid",
      number: "CASE deptype WHEN 'x' THEN objid END", rows: "x.deptype = 'x'",
      isManaged: "false",
      printed: [
        ("depends", "pg_catalog.pg_describe_object(x.classid, x.objid, x.objsubid)")
      ],
      covered: [
        "classid", "objid", "objsubid", "refclassid", "refobjid", "refobjsubid", "deptype",
      ],
      comment: nil),
    PrintedCatalog(
      name: "pg_db_role_setting", kind: "'database'", object: "''",
      joins: """
        JOIN pg_catalog.pg_database b
          ON b.oid = x.setdatabase AND b.datname = pg_catalog.current_database()
        """, number: "16384", rows: "true",
      isManaged: "false", printed: [("setconfig", options("x.setconfig"))],
      covered: ["setdatabase"], comment: nil),
    PrintedCatalog(
      name: "pg_seclabel", kind: "'database'", object: "''", number: "16384", rows: "true",
      isManaged: "false",
      printed: [("object", "pg_catalog.pg_describe_object(x.classoid, x.objoid, x.objsubid)")],
      covered: ["classoid", "objoid", "objsubid"], comment: nil),
  ]

  /// Extensions, of which only these have their version compared.
  static func extensions(versioned: [String]) -> PrintedCatalog {
    let names = versioned.map {
      "'"
        + $0.split(
          separator: "'", omittingEmptySubsequences: false
        ).joined(separator: "''") + "'"
    }
    return PrintedCatalog(
      name: "pg_extension", kind: "'extension'", object: "x.extname", number: "16384", rows: "true",
      owner: "x.extowner",
      printed: [
        ("extnamespace", "x.extnamespace::pg_catalog.regnamespace::text"),
        (
          "extversion",
          names.isEmpty
            ? "NULL"
            : "CASE WHEN x.extname IN (\(names.joined(separator: ", "))) THEN x.extversion END"
        ),
      ],
      covered: ["extname", "extowner"],
      // What its script says to pg_dump.
      serverOwn: ["extconfig", "extcondition", "extrelocatable"])
  }

  private static func outside(
    _ catalog: String, _ kind: String, _ name: String, _ prefix: String? = nil,
    member: String = "''", privileges: String? = nil, options: String? = nil,
    isManaged: Bool = true
  ) -> PrintedCatalog {
    var covered: Set<String> = [String(name.dropFirst(2))]
    if let prefix { covered.formUnion(["\(prefix)owner", "\(prefix)acl"]) }
    if catalog == "pg_cast" { covered.formUnion(["castsource", "casttarget"]) }
    if catalog == "pg_transform" { covered.formUnion(["trftype", "trflang"]) }
    return PrintedCatalog(
      name: catalog, kind: kind, object: name, member: member,
      rows: "x.oid >= '16384' AND \(isNoMember("x.oid", of: catalog))",
      isManaged: isManaged ? "true" : "false", owner: prefix.map { "x.\($0)owner" },
      privileges: privileges.flatMap { kind in
        prefix.map { (column: "x.\($0)acl", kind: "'\(kind)'::\"char\"") }
      },
      printed: options.map { [(label: $0, sql: Self.options("x.\($0)"))] } ?? [],
      covered: covered)
  }

  /// Catalogs that are not printed, and why: what is a server's and no database's; data; what the rows
  /// of others say already.
  package static let leftOut: [String: String] = [
    "pg_authid": "a server's", "pg_auth_members": "a server's", "pg_database": "a server's",
    "pg_tablespace": "a server's", "pg_shdepend": "a server's", "pg_shdescription": "a server's",
    "pg_shseclabel": "a server's", "pg_parameter_acl": "a server's",
    "pg_replication_origin": "a server's",
    "pg_subscription_rel": "a subscription's state",
    "pg_statistic": "data", "pg_statistic_ext_data": "data", "pg_largeobject": "data",
    "pg_largeobject_metadata": "data",
    "pg_description": "printed with its object", "pg_enum": "printed with its type",
    "pg_partitioned_table": "printed with its table", "pg_init_privs": "what a grant starts from",
  ]
}
