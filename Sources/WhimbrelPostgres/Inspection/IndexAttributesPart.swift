import WhimbrelModel

/// What is said of single keys of indexes, and the types of those that are expressions.
enum IndexAttributesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT a.attrelid, a.attnum, a.atttypid, a.attoptions, NULLIF(a.attstattarget, '-1')
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_index i ON i.indexrelid = a.attrelid
    WHERE i.indexrelid >= '16384'
      AND (i.indexprs IS NOT NULL OR a.attoptions IS NOT NULL)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let key = Assembly.Attribute(relation: try row.oid(), number: try row.int())
      assembly.indexAttributes[key] = Assembly.IndexAttribute(
        type: try row.oid(), options: row.options(), statisticsTarget: row.intIfAny())
    }
  }
}

extension Assembly {
  struct IndexAttribute {
    var type: OID
    var options: OptionList
    var statisticsTarget: Int?
  }
}
