import WhimbrelModel

/// What has to be known of tables to put a row into each.
package struct RowShapes: Sendable {
  struct Column: Sendable {
    let name: Name
    let type: Int
    /// As `format_type` prints it.
    let sql: String
    let isNotNull: Bool
    let hasDefault: Bool
    /// Made of other columns' values.
    let isGenerated: Bool
    let isIdentity: Bool
    /// PostgreSQL gives the value.
    var isServers: Bool { isGenerated || isIdentity }
  }

  struct ForeignKey: Sendable {
    let columns: [Name]
    let references: ObjectID
    let referenced: [Name]
  }

  package struct Table: Sendable {
    let id: ObjectID
    let oid: Int
    let kind: UInt8
    var columns: [Column] = []
    var foreignKeys: [ForeignKey] = []
    /// Literals in what is checked, by the constraint's name, with its columns; those of partition
    /// bounds under an empty name.
    var checks: [(name: String, columns: [Name], literals: [String])] = []
  }

  struct TypeShape: Sendable {
    let name: String
    let kind: UInt8
    let base: Int
    let element: Int
    let subtype: Int
    var labels: [String] = []
    var fields: [Int] = []
    let sql: String
    let category: UInt8
  }

  package let tables: [ObjectID: Table]
  let types: [Int: TypeShape]

  /// Reads these tables and all that their foreign keys lead to, or every table in scope.
  static func read(
    _ connection: Connection, scope: Scope, of wanted: Set<ObjectID>? = nil
  ) async throws -> RowShapes {
    var isNeeded = "IS NOT NULL"
    if let wanted {
      let tables = wanted.sorted()
      let needed = try await connection.query(
        """
        WITH RECURSIVE needed (id) AS (
          SELECT c.oid
          FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[]))
            u (schema, name)
          JOIN pg_catalog.pg_namespace n ON n.nspname = u.schema
          JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = u.name
          UNION
          SELECT x.confrelid FROM needed d
          JOIN pg_catalog.pg_constraint x ON x.conrelid = d.id AND x.contype = 'f'
        )
        SELECT id FROM needed
        """,
        [tables.map(\.schema).arrayText, tables.map(\.name).arrayText])
      let ids = needed.indices.compactMap { needed[$0, 0] }.joined(separator: ",")
      isNeeded = "= ANY ('{\(ids)}'::pg_catalog.oid[])"
    }
    let inScope = """
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.oid IN (\(scope.namespaces)) AND c.relkind IN ('r', 'p', 'f') AND c.oid \(isNeeded)
      """
    let answers = try await connection.pipeline([
      // Tables with their columns.
      Query(
        """
        SELECT c.oid, n.nspname, c.relname, c.relkind, a.attname, a.atttypid,
          pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef,
          a.attgenerated <> '', a.attidentity <> ''
        FROM pg_catalog.pg_class c
        LEFT JOIN pg_catalog.pg_attribute a
          ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        \(inScope) ORDER BY c.oid, a.attnum
        """),
      Query(
        """
        SELECT t.oid, t.typname, t.typtype, t.typbasetype, t.typelem, coalesce(r.rngsubtype, '0'),
          pg_catalog.format_type(t.oid, NULL), t.typcategory
        FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
        WHERE t.typtype <> 'p'
        """),
      "SELECT enumtypid, enumlabel FROM pg_catalog.pg_enum ORDER BY enumtypid, enumsortorder",
      """
      SELECT t.oid, a.atttypid FROM pg_catalog.pg_type t
      JOIN pg_catalog.pg_class c ON c.oid = t.typrelid AND c.relnamespace <> '11'
      JOIN pg_catalog.pg_attribute a
        ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY t.oid, a.attnum
      """,
      // Foreign keys and checks, with their columns' names.
      Query(
        """
        SELECT x.conrelid, x.contype, x.conname, pg_catalog.pg_get_constraintdef(x.oid), x.confrelid,
          ARRAY(SELECT a.attname FROM pg_catalog.unnest(x.conkey) WITH ORDINALITY k (n, i)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = x.conrelid AND a.attnum = k.n ORDER BY k.i),
          ARRAY(SELECT a.attname FROM pg_catalog.unnest(x.confkey) WITH ORDINALITY k (n, i)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = x.confrelid AND a.attnum = k.n
            ORDER BY k.i)
        FROM pg_catalog.pg_constraint x
        WHERE x.contype IN ('c', 'f') AND x.conrelid <> '0' AND x.conrelid \(isNeeded)
        ORDER BY x.conrelid, x.conname
        """),
      // What a row has to be like to have a place in a partitioned table, or in a partition.
      Query(
        """
        SELECT c.oid, pg_catalog.pg_get_expr(l.relpartbound, l.oid),
          ARRAY(SELECT a.attname FROM pg_catalog.pg_partitioned_table k
            CROSS JOIN LATERAL pg_catalog.unnest(k.partattrs::pg_catalog.int2[]) u (n)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.partrelid AND a.attnum = u.n
            WHERE k.partrelid IN (SELECT i.inhparent FROM pg_catalog.pg_inherits i
              WHERE i.inhrelid = l.oid))
        FROM pg_catalog.pg_class c
        CROSS JOIN LATERAL (
          SELECT p.relid FROM pg_catalog.pg_partition_tree(c.oid) p
          UNION SELECT a.relid FROM pg_catalog.pg_partition_ancestors(c.oid) a (relid)) t
        JOIN pg_catalog.pg_class l ON l.oid = t.relid AND l.relispartition
        WHERE c.relkind IN ('r', 'p') AND (c.relkind = 'p' OR c.relispartition)
          AND c.oid \(isNeeded)
        """),
    ])
    var ids: [Int: ObjectID] = [:]
    var tables: [ObjectID: Table] = [:]
    let columns = answers[0]
    for row in columns.indices {
      guard let oid = columns.int(row, 0) else { continue }
      let id = ObjectID(.table, schema: Name(columns[row, 1] ?? ""), Name(columns[row, 2] ?? ""))
      ids[oid] = id
      if tables[id] == nil {
        tables[id] = Table(id: id, oid: oid, kind: columns.char(row, 3) ?? UInt8(ascii: "r"))
      }
      guard let name = columns[row, 4], let type = columns.int(row, 5) else { continue }
      tables[id]?.columns.append(
        Column(
          name: Name(name), type: type, sql: columns[row, 6] ?? "",
          isNotNull: columns.bool(row, 7) ?? false, hasDefault: columns.bool(row, 8) ?? false,
          isGenerated: columns.bool(row, 9) ?? false, isIdentity: columns.bool(row, 10) ?? false))
    }
    readConstraints(answers[4], ids, &tables)
    let bounds = answers[5]
    for row in bounds.indices {
      guard let oid = bounds.int(row, 0), let id = ids[oid], let bound = bounds[row, 1] else {
        continue
      }
      tables[id]?.checks.append(("", bounds.names(row, 2), literals(in: bound)))
    }
    return RowShapes(tables: tables, types: readTypes(answers))
  }

  private static func readConstraints(
    _ rows: Rows, _ ids: [Int: ObjectID], _ tables: inout [ObjectID: Table]
  ) {
    for row in rows.indices {
      guard let oid = rows.int(row, 0), let id = ids[oid] else { continue }
      let columns = rows.names(row, 5)
      if rows[row, 1] == "f" {
        guard let other = rows.int(row, 4).flatMap({ ids[$0] }) else { continue }
        tables[id]?.foreignKeys.append(
          ForeignKey(columns: columns, references: other, referenced: rows.names(row, 6)))
      } else {
        tables[id]?.checks.append(
          (rows[row, 2] ?? "", columns, literals(in: rows[row, 3] ?? "")))
      }
    }
  }

  private static func readTypes(_ answers: [Rows]) -> [Int: TypeShape] {
    var types: [Int: TypeShape] = [:]
    let rows = answers[1]
    for row in rows.indices {
      guard let oid = rows.int(row, 0) else { continue }
      types[oid] = TypeShape(
        name: rows[row, 1] ?? "", kind: rows.char(row, 2) ?? 0, base: rows.int(row, 3) ?? 0,
        element: rows.int(row, 4) ?? 0, subtype: rows.int(row, 5) ?? 0, sql: rows[row, 6] ?? "",
        category: rows.char(row, 7) ?? 0)
    }
    for row in answers[2].indices {
      if let oid = answers[2].int(row, 0) { types[oid]?.labels.append(answers[2][row, 1] ?? "") }
    }
    for row in answers[3].indices {
      if let oid = answers[3].int(row, 0), let field = answers[3].int(row, 1) {
        types[oid]?.fields.append(field)
      }
    }
    return types
  }

  /// The texts and whole numbers in an expression, as SQL literals; and the numbers beside those.
  static func literals(in expression: String) -> [String] {
    let bytes = Array(expression.utf8)
    var literals: [String] = []
    var position = 0
    var isName = false
    while position < bytes.count {
      let start = position
      if bytes[position] == UInt8(ascii: "'") {
        position += 1
        while position < bytes.count {
          if bytes[position] == UInt8(ascii: "'") {
            // Two in a row are one of the text's own.
            guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "'") else {
              break
            }
            position += 1
          }
          position += 1
        }
        position = min(position + 1, bytes.count)
        literals.append(String(decoding: bytes[start..<position], as: UTF8.self))
      } else if bytes[position].isDigit, !isName {
        while position < bytes.count, bytes[position].isDigit { position += 1 }
        if let value = Int(String(decoding: bytes[start..<position], as: UTF8.self)), value < .max {
          literals += [value, value + 1, value - 1].map { "'\($0)'" }
        }
      } else {
        isName = bytes[position].isLetter || isName && bytes[position].isDigit
        position += 1
      }
    }
    var seen: Set<String> = []
    return literals.filter { seen.insert($0).inserted }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
  /// What a name has in it, or stands in when it is quoted.
  fileprivate var isLetter: Bool {
    (0x61...0x7A).contains(self | 0x20) || self == 0x5F || self == 0x22 || self > 0x7F
  }
}

extension Rows {
  /// The names in an array.
  fileprivate func names(_ row: Int, _ column: Int) -> [Name] {
    (strings(row, column) ?? []).map { Name($0) }
  }
}
