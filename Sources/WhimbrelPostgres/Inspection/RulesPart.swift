import WhimbrelModel

/// Rules; the one that a view is made of stands for the view.
enum RulesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT r.oid, r.ev_class, r.rulename, r.ev_type = '1' AND r.rulename = '_RETURN',
      r.ev_enabled,
      CASE WHEN NOT (r.ev_type = '1' AND r.rulename = '_RETURN')
        THEN pg_catalog.pg_get_ruledef(r.oid, true) END
    FROM pg_catalog.pg_rewrite r
    JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
    WHERE r.oid >= '16384' AND c.relnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      guard let relation = assembly.relations[try row.oid()]?.id,
        !assembly.isMember(SystemCatalog.rewrite, oid)
      else { return }
      let name = try row.name()
      if try row.bool() {
        assembly.register(relation, SystemCatalog.rewrite, oid)
        return
      }
      let enabled = Catalog.Enabled(code: try row.char())
      var definition = try row.string().utf8[...]
      if definition.last == UInt8(ascii: ";") { definition.removeLast() }
      var rule = Catalog.Rule(
        relation: relation, name: name,
        definition: Expression(SQLText(String(decoding: definition, as: UTF8.self))))
      rule.enabled = enabled
      assembly.add(.rule(rule), SystemCatalog.rewrite, oid)
    }
  }
}

extension Catalog.Enabled {
  /// As `tgenabled`, `ev_enabled` and `evtenabled` have it.
  init(code: Character) {
    switch code {
    case "A": self = .always
    case "R": self = .replica
    case "D": self = .disabled
    default: self = .origin
    }
  }
}
