import WhimbrelModel

/// Sequences: those of their own, those owned by a column, those that are an identity column's.
enum SequencesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT c.oid, c.relname, c.relnamespace, c.relowner, c.relpersistence = 'u',
      pg_catalog.format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax,
      s.seqcache, s.seqcycle, d.deptype, d.refobjid, d.refobjsubid
    FROM pg_catalog.pg_sequence s
    JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
    LEFT JOIN pg_catalog.pg_depend d ON d.classid = '1259' AND d.objid = s.seqrelid
      AND d.objsubid = '0' AND d.refclassid = '1259' AND d.refobjsubid > '0'
      AND d.deptype IN ('a', 'i')
    WHERE c.relnamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let name = try row.name()
      guard let schema = assembly.namespaces[try row.oid()],
        !assembly.isMember(SystemCatalog.class, oid)
      else { return }
      let owner = try row.oid()
      let isUnlogged = try row.bool()
      let type = try row.text()
      let start = Int64(try row.int())
      let increment = Int64(try row.int())
      let minimum = Int64(try row.int())
      let maximum = Int64(try row.int())
      let options = Catalog.SequenceOptions(
        type: type, start: start, increment: increment, minimum: minimum, maximum: maximum,
        cache: Int64(try row.int()), isCycled: try row.bool())
      var column: Assembly.Attribute?
      let link = row.charIfAny()
      if link != nil {
        column = Assembly.Attribute(relation: try row.oid(), number: try row.int())
      }
      let id = ObjectID(.sequence, schema: schema, name)
      if link == "i", let column {
        assembly.identities[column] = Assembly.Identity(oid: oid, name: name, options: options)
        return
      }
      var sequence = Catalog.Sequence(schema: schema, name: name, options: options)
      sequence.isUnlogged = isUnlogged
      assembly.register(id, SystemCatalog.class, oid, owner: owner)
      assembly.sequences.append(Assembly.OwnedSequence(sequence: sequence, column: column))
    }
  }
}

extension Assembly {
  /// An identity column's sequence, before its column is read.
  struct Identity {
    var oid: OID
    var name: Name
    var options: Catalog.SequenceOptions
  }

  /// A sequence, and the column it goes with.
  struct OwnedSequence {
    var sequence: Catalog.Sequence
    var column: Attribute?
  }
}
