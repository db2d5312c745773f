import WhimbrelModel

/// The operator classes of all access methods, for what goes without saying in an index.
enum OperatorClassesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT o.oid, o.opcmethod, o.opcname,
      CASE WHEN o.oid >= '16384' AND NOT pg_catalog.pg_opclass_is_visible(o.oid)
        THEN n.nspname END,
      o.opcdefault, o.opcintype, o.opckeytype <> '0'
    FROM pg_catalog.pg_opclass o
    JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let method = try row.oid()
      let name = try row.name().quoted
      let schema = row.nameIfAny()
      let found = Assembly.OperatorClass(
        method: method, sql: SQLText(schema.map { "\($0.quoted).\(name)" } ?? name),
        isDefault: try row.bool(), inputType: try row.oid(), hasKeyType: try row.bool())
      assembly.operatorClasses[oid] = found
      if found.isDefault { assembly.indexedTypes.insert(Address(method, found.inputType)) }
    }
  }
}

extension Assembly {
  struct OperatorClass {
    var method: OID
    /// As an index says it.
    var sql: SQLText
    var isDefault: Bool
    var inputType: OID
    /// Whether the index holds another type than the one it is on.
    var hasKeyType: Bool
  }

  /// What an index has to say to get the operator class `oid` on a column of `type`: nil where it is
  /// what PostgreSQL takes by itself (manual: Operator Classes and Operator Families).
  ///
  /// A type without a default class of its own takes that of a type it is binary compatible with; no
  /// `type` is an expression whose index holds another type.
  func operatorClass(_ oid: OID, on type: OID?) -> SQLText? {
    guard let found = operatorClasses[oid] else { return nil }
    guard found.isDefault else { return found.sql }
    guard var type else { return nil }
    while let base = baseTypes[type], base != 0 { type = base }
    let isOwn = type == found.inputType || !indexedTypes.contains(Address(found.method, type))
    return isOwn ? nil : found.sql
  }
}
