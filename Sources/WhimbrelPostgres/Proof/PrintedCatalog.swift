/// How the rows of one system catalog are printed: which object each belongs to, and every column that
/// says something of it.
///
/// Columns are not listed here but asked of the server: what is in none of the lists below is printed, so
/// that a column which a later PostgreSQL adds is compared from the first day on. In the SQL, `x` is the
/// catalog's row and `n` the schema.
package struct PrintedCatalog: Sendable {
  package let name: String
  /// The object's kind in the words of `ObjectKind.title`, and its name: SQL each.
  var kind: String
  var schema = "''"
  var object: String
  var member = "''"
  /// Schema and name of the relation that it goes with, SQL.
  var whole: (schema: String, name: String)?
  /// The joins after the catalog itself.
  var joins = ""
  /// The column that tells a user's rows, by a number PostgreSQL gives to nothing of its own: where
  /// there are none of them, the catalog is not asked.
  var number = "oid"
  /// Which rows are a user's.
  var rows: String
  /// Whether plans make it: SQL.
  var isManaged = "true"
  /// The column that holds its owner, SQL.
  var owner: String?
  /// The column with its privileges, and the kind that `acldefault` knows it by.
  var privileges: (column: String, kind: String)?
  /// What is printed in another way than the plain column, or besides the columns: label and SQL.
  var printed: [(label: String, sql: String)] = []
  /// Columns that are part of the name, or in what is printed already.
  var covered: Set<String> = []
  /// Columns that are the server's own business and differ between two equal databases.
  var serverOwn: Set<String> = []
  /// The object and the part of it that a comment is attached to; nil when it takes none.
  var comment: (object: String, part: String)? = ("x.oid", "'0'")

  /// The catalog that a comment names: a column's is its relation's.
  private var commented: String { name == "pg_attribute" ? "pg_class" : name }

  /// The query that prints a catalog's rows in this scope.
  package func sql(_ columns: CatalogColumns, namespaces: String) -> String {
    var parts: [String] = ["'\(name)'"]
    let said = Set(printed.map { $0.label })
    for column in columns.of(name)
    where !said.contains(column.name) && !covered.contains(column.name)
      && !serverOwn.contains(column.name) && column.name != "oid"
    {
      parts.append("'\(column.name)=' || \(column.printed)")
    }
    parts += printed.map { "'\($0.label)=' || (\($0.sql))::text" }
    if let privileges, let owner {
      parts.append(
        "'privileges=' || " + Self.list(privileges.column, of: privileges.kind, owner: owner))
    }
    var comments = ""
    if let comment {
      parts.append("'comment=' || d.description")
      comments = """
        LEFT JOIN pg_catalog.pg_description d
          ON d.classoid = 'pg_catalog.\(commented)'::pg_catalog.regclass
          AND d.objoid = \(comment.object) AND d.objsubid = \(comment.part)
        """
    }
    return """
      SELECT \(kind), \(schema), \(object), \(member), \(whole?.schema ?? "NULL"),
        \(whole?.name ?? "NULL"), \(isManaged),
        \(owner.map { "\($0)::pg_catalog.regrole::text" } ?? "NULL"),
        pg_catalog.concat_ws(E'\\x01', \(parts.joined(separator: ",\n      ")))
      FROM pg_catalog.\(name) x \(joins) \(comments)
      WHERE \(rows.replacing("NAMESPACES", with: namespaces))
      """
  }

  /// Whether there may be rows to print.
  func presence() -> String {
    "EXISTS (SELECT FROM pg_catalog.\(name) WHERE \(number)::pg_catalog.oid >= '16384')"
  }

  /// Privileges in one order, without the owner's name; NULL for those that an object has at first.
  private static func list(_ column: String, of kind: String, owner: String) -> String {
    func printed(_ list: String) -> String {
      let grant = """
        CASE a.grantee WHEN '0' THEN 'PUBLIC' WHEN \(owner) THEN 'OWNER' \
        ELSE a.grantee::pg_catalog.regrole::text END || ' ' || a.privilege_type \
        || CASE WHEN a.is_grantable THEN '*' ELSE '' END
        """
      return """
        (SELECT coalesce(pg_catalog.string_agg(\(grant), ', ' ORDER BY \(grant)), 'none') \
        FROM pg_catalog.aclexplode(\(list)) a)
        """
    }
    return """
      CASE WHEN \(column) IS NOT NULL THEN NULLIF(\(printed(column)), \
      \(printed("pg_catalog.acldefault(\(kind), \(owner))"))) END
      """
  }

  /// That no extension has made it.
  static func isNoMember(_ object: String, of catalog: String) -> String {
    """
    NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
      WHERE e.classid = 'pg_catalog.\(catalog)'::pg_catalog.regclass
        AND e.objid = \(object) AND e.deptype = 'e')
    """
  }

  /// Options in one order: PostgreSQL keeps that in which they were set.
  static func options(_ column: String) -> String {
    """
    CASE WHEN \(column) IS NOT NULL THEN (
      SELECT pg_catalog.string_agg(o, ', ' ORDER BY o) FROM pg_catalog.unnest(\(column)) o
      WHERE o !~ '^pg_attver=') END
    """
  }
}

extension String {
  fileprivate func replacing(_ word: String, with other: String) -> String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: word) {
      result += rest[..<range.lowerBound] + other
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
