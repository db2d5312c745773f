extension PrintedCatalog {
  private static let schemas = "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
  private static let relation = "JOIN pg_catalog.pg_class c ON c.oid ="
  private static let inScope = "n.oid IN NAMESPACES AND \(isNoMember("c.oid", of: "pg_class"))"

  /// A relation's kind in words, by `c`.
  private static let relationKind = """
    CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
      WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' WHEN 'c' THEN 'composite type' ELSE 'table' END
    """

  /// A partition's index or constraint whose name PostgreSQL has chosen is known by its parent's: which of
  /// two alike comes first to the name depends on their order.
  private static let chosenName = "'_(idx|key|pkey|excl|fkey)[0-9]*$'"
  /// The constraint that somebody made, of which this one is a copy of a copy.
  private static let firstParent = """
    (WITH RECURSIVE parents AS (
      SELECT p.conname, p.conparentid
      UNION ALL
      SELECT c.conname, c.conparentid FROM parents
      JOIN pg_catalog.pg_constraint c ON c.oid = parents.conparentid
    ) SELECT conname FROM parents WHERE conparentid = 0)
    """
  private static func indexName(parent: String) -> String {
    """
    CASE WHEN c.relkind IN ('i', 'I') AND \(parent) IS NOT NULL AND c.relname ~ \(chosenName)
      THEN b.relname || ' of ' || \(parent)::pg_catalog.regclass::text ELSE c.relname END
    """
  }

  /// Tables, views, indexes, sequences, and everything that hangs on them.
  static let relations: [PrintedCatalog] = [
    PrintedCatalog(
      name: "pg_class", kind: relationKind, schema: "n.nspname",
      object: indexName(parent: "h.inhparent"), whole: ("m.nspname", "b.relname"),
      joins: """
        \(relation) x.oid \(schemas)
        LEFT JOIN pg_catalog.pg_class t ON t.oid = x.reltoastrelid
        LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = x.oid
        LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = x.oid AND x.relispartition
        LEFT JOIN pg_catalog.pg_depend o ON x.relkind = 'S' AND o.classid = '1259'
          AND o.objid = x.oid AND o.objsubid = '0' AND o.refclassid = '1259' AND o.refobjsubid > 0
          AND o.deptype IN ('a', 'i')
        LEFT JOIN pg_catalog.pg_class b ON b.oid = coalesce(i.indrelid, h.inhparent, o.refobjid)
        LEFT JOIN pg_catalog.pg_namespace m ON m.oid = b.relnamespace
        """,
      rows: inScope, owner: "x.relowner",
      privileges: (
        "x.relacl", "CASE x.relkind WHEN 'S' THEN 's'::\"char\" ELSE 'r'::\"char\" END"
      ),
      printed: [
        ("reloptions", options("x.reloptions")), ("toast", options("t.reloptions")),
        ("relpartbound", "pg_catalog.pg_get_expr(x.relpartbound, x.oid)"),
        ("partition by", "CASE WHEN x.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(x.oid) END"),
        (
          "definition",
          """
          CASE WHEN x.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(x.oid)
            WHEN x.relkind IN ('i', 'I') AND x.relispartition AND x.relname ~ \(chosenName)
            THEN pg_catalog.replace(
              pg_catalog.pg_get_indexdef(x.oid), pg_catalog.quote_ident(x.relname), '')
            WHEN x.relkind IN ('i', 'I') THEN pg_catalog.pg_get_indexdef(x.oid) END
          """
        ),
        (
          "statistics of its columns",
          """
          CASE WHEN x.relkind IN ('i', 'I') THEN (
            SELECT pg_catalog.string_agg(a.attnum || ' ' || a.attstattarget, ', ' ORDER BY a.attnum)
            FROM pg_catalog.pg_attribute a WHERE a.attrelid = x.oid AND a.attstattarget >= 0) END
          """
        ),
        (
          "owned by",
          """
          pg_catalog.pg_describe_object(o.refclassid, o.refobjid, o.refobjsubid)
            || CASE o.deptype WHEN 'i' THEN ' as its identity' ELSE '' END
          """
        ),
      ],
      covered: [
        "relname", "relnamespace", "relowner", "relacl", "relhasindex", "relchecks",
        "relhasrules", "relhastriggers", "relhassubclass", "relnatts",
      ],
      serverOwn: [
        "reltype", "relfilenode", "relpages", "reltuples", "relallvisible",
        "relallfrozen", "reltoastrelid", "relrewrite", "relfrozenxid", "relminmxid",
        "relispopulated",
      ]),
    PrintedCatalog(
      name: "pg_attribute", kind: "'column'", schema: "n.nspname", object: "c.relname",
      member: "x.attname", joins: "\(relation) x.attrelid \(schemas)",
      number: "attrelid",
      rows: """
        x.attnum > 0 AND NOT x.attisdropped AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
          AND \(inScope)
        """,
      owner: "c.relowner", privileges: ("x.attacl", "'c'::\"char\""),
      printed: [
        ("type", "pg_catalog.format_type(x.atttypid, x.atttypmod)"),
        ("attstorage", "CASE WHEN c.relkind IN ('r', 'p', 'f', 'm') THEN x.attstorage END"),
        ("attcompression", "CASE WHEN c.relkind NOT IN ('v', 'c') THEN x.attcompression END"),
        ("attoptions", options("x.attoptions")), ("attfdwoptions", options("x.attfdwoptions")),
        // The order of a table's columns is not compared; that of a row type's fields is.
        (
          "place",
          """
          CASE WHEN c.relkind IN ('c', 'v') THEN (
            SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute b
            WHERE b.attrelid = x.attrelid AND b.attnum BETWEEN 1 AND x.attnum
              AND NOT b.attisdropped) END
          """
        ),
      ],
      covered: [
        "attrelid", "attname", "atttypid", "atttypmod", "attlen", "attbyval", "attalign",
        "atthasdef", "attacl", "attnum", "attisdropped",
      ],
      // Dimensions are no part of a type: int[][] is int[].
      serverOwn: ["attcacheoff", "atthasmissing", "attmissingval", "attndims"],
      comment: ("x.attrelid", "x.attnum")),
    PrintedCatalog(
      name: "pg_attrdef", kind: "'column'", schema: "n.nspname", object: "c.relname",
      member: "a.attname",
      joins: """
        \(relation) x.adrelid \(schemas)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = x.adrelid AND a.attnum = x.adnum
        """,
      rows: inScope, printed: [("default", "pg_catalog.pg_get_expr(x.adbin, x.adrelid)")],
      covered: ["adrelid", "adnum", "adbin"], comment: nil),
    PrintedCatalog(
      name: "pg_constraint", kind: "'constraint'", schema: "n.nspname", object: "c.relname",
      member: """
        CASE WHEN p.oid IS NOT NULL AND x.conname ~ \(chosenName)
            OR p.oid IS NOT NULL AND x.contype = 'f' AND x.conname ~ '_[0-9]+$'
          THEN 'of ' || \(firstParent) || coalesce(' to ' || nullif(x.confrelid, 0)::regclass, '')
          ELSE x.conname END
        """,
      joins: """
        \(relation) x.conrelid \(schemas)
        LEFT JOIN pg_catalog.pg_constraint p ON p.oid = x.conparentid
        """,
      // Not null (18) is said of its column below; a constraint trigger is a trigger.
      rows: "x.contype NOT IN ('n', 't') AND \(inScope)", printed: constraint,
      covered: constraintCovered, serverOwn: constraintOwn),
    PrintedCatalog(
      name: "pg_constraint", kind: "'column'", schema: "n.nspname", object: "c.relname",
      member: "a.attname",
      joins: """
        \(relation) x.conrelid \(schemas)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = x.conrelid AND a.attnum = x.conkey[1]
        """,
      number: "CASE contype WHEN 'n' THEN oid END", rows: "x.contype = 'n' AND \(inScope)",
      printed: [
        // A name that PostgreSQL would choose itself is not compared.
        ("name of not null", "CASE WHEN x.conname !~ '_not_null\\d*$' THEN x.conname END"),
        ("connoinherit", "x.connoinherit::text"), ("convalidated", "x.convalidated::text"),
      ],
      // That it is there at all says the column.
      covered: constraintCovered.union([
        "contype", "condeferrable", "condeferred", "confupdtype", "confdeltype", "confmatchtype",
      ]), serverOwn: constraintOwn),
    PrintedCatalog(
      name: "pg_index", kind: "'index'", schema: "n.nspname",
      object: indexName(parent: "h.inhparent"),
      joins: """
        \(relation) x.indexrelid \(schemas)
        JOIN pg_catalog.pg_class b ON b.oid = x.indrelid
        LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = x.indexrelid
        """,
      number: "indexrelid", rows: "\(inScope) AND \(isNoMember("x.indrelid", of: "pg_class"))",
      covered: [
        "indexrelid", "indrelid", "indkey", "indcollation", "indclass", "indoption",
        "indexprs", "indpred", "indnatts", "indnkeyatts",
      ],
      serverOwn: ["indcheckxmin"], comment: nil),
    PrintedCatalog(
      name: "pg_inherits", kind: relationKind, schema: "n.nspname",
      object: indexName(parent: "x.inhparent"),
      joins: """
        \(relation) x.inhrelid \(schemas)
        LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = x.inhrelid
        LEFT JOIN pg_catalog.pg_class b ON b.oid = i.indrelid
        """, number: "inhrelid", rows: inScope,
      printed: [
        (
          "inhseqno",
          """
          (SELECT pg_catalog.count(*) FROM pg_catalog.pg_inherits i
            WHERE i.inhrelid = x.inhrelid AND i.inhseqno <= x.inhseqno)
          """
        )
      ],
      covered: ["inhrelid"], comment: nil),
    PrintedCatalog(
      name: "pg_sequence", kind: "'sequence'", schema: "n.nspname", object: "c.relname",
      joins: "\(relation) x.seqrelid \(schemas)", number: "seqrelid", rows: inScope,
      covered: ["seqrelid"],
      comment: nil),
    PrintedCatalog(
      name: "pg_foreign_table", kind: "'table'", schema: "n.nspname", object: "c.relname",
      joins: "\(relation) x.ftrelid \(schemas)", number: "ftrelid", rows: inScope,
      printed: [("ftoptions", options("x.ftoptions"))], covered: ["ftrelid"], comment: nil),
    PrintedCatalog(
      name: "pg_rewrite", kind: "'rule'", schema: "n.nspname", object: "c.relname",
      member: "x.rulename", joins: "\(relation) x.ev_class \(schemas)",
      number: "CASE WHEN rulename <> '_RETURN' THEN oid END",
      // A view's own is its definition.
      rows: "x.rulename <> '_RETURN' AND \(inScope)",
      printed: [("definition", "pg_catalog.pg_get_ruledef(x.oid)")],
      covered: ["rulename", "ev_class", "ev_qual", "ev_action"]),
    PrintedCatalog(
      name: "pg_trigger", kind: "'trigger'", schema: "n.nspname", object: "c.relname",
      member: "x.tgname", joins: "\(relation) x.tgrelid \(schemas)",
      number: "CASE WHEN NOT tgisinternal THEN oid END", rows: "NOT x.tgisinternal AND \(inScope)",
      // Whether a partition's copy is enabled in another way is not managed.
      isManaged: "x.tgparentid = '0'",
      printed: [
        ("definition", "pg_catalog.pg_get_triggerdef(x.oid)"),
        ("a copy", "CASE WHEN x.tgparentid <> '0' THEN 'of the parent''s' END"),
      ],
      covered: ["tgrelid", "tgname", "tgargs", "tgattr", "tgqual", "tgnargs", "tgparentid"],
      serverOwn: ["tgconstraint", "tgconstrindid"]),
    PrintedCatalog(
      name: "pg_policy", kind: "'policy'", schema: "n.nspname", object: "c.relname",
      member: "x.polname", joins: "\(relation) x.polrelid \(schemas)", rows: inScope,
      printed: [
        (
          "polroles",
          """
          (SELECT pg_catalog.string_agg(
            CASE r WHEN '0' THEN 'PUBLIC' ELSE r::pg_catalog.regrole::text END, ', '
            ORDER BY r::pg_catalog.regrole::text) FROM pg_catalog.unnest(x.polroles) r)
          """
        ),
        ("polqual", "pg_catalog.pg_get_expr(x.polqual, x.polrelid)"),
        ("polwithcheck", "pg_catalog.pg_get_expr(x.polwithcheck, x.polrelid)"),
      ],
      covered: ["polrelid", "polname"]),
    PrintedCatalog(
      name: "pg_statistic_ext", kind: "'statistics'", schema: "n.nspname", object: "x.stxname",
      whole: ("m.nspname", "c.relname"),
      joins: """
        \(relation) x.stxrelid JOIN pg_catalog.pg_namespace m ON m.oid = c.relnamespace
        JOIN pg_catalog.pg_namespace n ON n.oid = x.stxnamespace
        """,
      rows: inScope, owner: "x.stxowner",
      printed: [
        (
          "columns",
          """
          (SELECT pg_catalog.string_agg(a.attname, ', ' ORDER BY a.attname)
            FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = x.stxrelid AND a.attnum = ANY (x.stxkeys::pg_catalog.int2[]))
          """
        ),
        ("expressions", "pg_catalog.pg_get_statisticsobjdef_expressions(x.oid)"),
      ],
      covered: ["stxname", "stxnamespace", "stxrelid", "stxowner", "stxkeys", "stxexprs"]),
  ]

  private static let constraint: [(label: String, sql: String)] = [
    (
      // A child that was made after its parent's check is valid from the start, whatever the parent's is.
      "definition",
      """
      CASE WHEN x.coninhcount > 0 AND NOT x.conislocal
        THEN pg_catalog.regexp_replace(pg_catalog.pg_get_constraintdef(x.oid), ' NOT VALID$', '')
        ELSE pg_catalog.pg_get_constraintdef(x.oid) END
      """
    ),
    ("a copy", "CASE WHEN x.conparentid <> '0' THEN 'of the parent''s' END"),
  ]
  private static let constraintCovered: Set<String> = [
    "conname", "connamespace", "conrelid", "contypid", "conkey", "confkey", "conparentid", "conbin",
    "confdelsetcols", "conexclop", "connoinherit", "convalidated", "conperiod", "conenforced",
  ]
  /// The index and the operators that a foreign key was given when it was made.
  private static let constraintOwn: Set<String> = [
    "conindid", "conpfeqop", "conppeqop", "conffeqop",
  ]

  /// Constraints of domains.
  static let domainConstraints = PrintedCatalog(
    name: "pg_constraint", kind: "'domain constraint'", schema: "n.nspname", object: "t.typname",
    member: "x.conname",
    joins: """
      JOIN pg_catalog.pg_type t ON t.oid = x.contypid
      JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
      """,
    number: "contypid",
    rows: "x.contype <> 'n' AND n.oid IN NAMESPACES AND \(isNoMember("t.oid", of: "pg_type"))",
    printed: constraint, covered: constraintCovered, serverOwn: constraintOwn)
}
