import Synchronization

/// The columns of the system catalogs, and which of them are references to other objects, as the server
/// knows them itself.
package struct CatalogColumns: Sendable {
  struct Column: Sendable {
    let name: String
    let type: String
    /// The catalog that its object identifiers belong to.
    let reference: String?
    let isArray: Bool

    /// SQL that prints the value in the same words in every database: never an object's number.
    var printed: String {
      guard let reference else {
        return type.hasPrefix("oid") ? "NULL" : "x.\(name)::text"
      }
      if isArray {
        return """
          (SELECT pg_catalog.string_agg(\(Self.name(of: "r.id", in: reference)), ', ' ORDER BY r.n) \
          FROM pg_catalog.unnest(x.\(name)::pg_catalog.oid[]) WITH ORDINALITY r (id, n))
          """
      }
      return Self.name(of: "NULLIF(x.\(name)::pg_catalog.oid, '0')", in: reference)
    }

    private static func name(of id: String, in catalog: String) -> String {
      switch catalog {
      case "pg_type": "pg_catalog.format_type(\(id), NULL)"
      case "pg_class": "\(id)::pg_catalog.regclass::text"
      case "pg_proc": "\(id)::pg_catalog.regprocedure::text"
      case "pg_operator": "\(id)::pg_catalog.regoperator::text"
      case "pg_namespace": "\(id)::pg_catalog.regnamespace::text"
      case "pg_collation": "\(id)::pg_catalog.regcollation::text"
      case "pg_authid": "\(id)::pg_catalog.regrole::text"
      default:
        "pg_catalog.pg_describe_object('pg_catalog.\(catalog)'::pg_catalog.regclass, \(id), '0')"
      }
    }
  }

  private let columns: [String: [Column]]

  func of(_ catalog: String) -> [Column] { columns[catalog] ?? [] }

  /// Every catalog there is.
  package var catalogs: Set<String> { Set(columns.keys) }

  /// Asked once of each version of the server in this process.
  package static func read(_ connection: Connection) async throws -> CatalogColumns {
    let version = await connection.serverVersion.number
    if let known = known.withLock({ $0[version] }) { return known }
    // pg_get_catalog_foreign_keys is there since 14.
    let rows = try await connection.query(
      """
      SELECT c.relname, a.attname, pg_catalog.format_type(a.atttypid, NULL), k.pktable, k.is_array
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN (
        SELECT fktable, fkcols[1] AS fkcol, p.relname AS pktable, is_array
        FROM pg_catalog.pg_get_catalog_foreign_keys() f JOIN pg_catalog.pg_class p ON p.oid = f.pktable
        WHERE pg_catalog.cardinality(fkcols) = 1
      ) k ON k.fktable = c.oid AND k.fkcol = a.attname
      WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND c.relkind = 'r'
      ORDER BY c.relname, a.attnum
      """)
    var columns: [String: [Column]] = [:]
    for row in rows.indices {
      guard let catalog = rows[row, 0], let name = rows[row, 1], let type = rows[row, 2] else {
        continue
      }
      columns[catalog, default: []].append(
        Column(
          name: name, type: type, reference: rows[row, 3], isArray: rows.bool(row, 4) ?? false))
    }
    let read = CatalogColumns(columns: columns)
    known.withLock { $0[version] = read }
    return read
  }

  private static let known = Mutex<[Int: CatalogColumns]>([:])
}
