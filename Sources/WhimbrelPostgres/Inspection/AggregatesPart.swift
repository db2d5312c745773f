import WhimbrelModel

/// Aggregates.
enum AggregatesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT p.oid, p.proname, p.pronamespace, p.proowner,
      pg_catalog.oidvectortypes(p.proargtypes), pg_catalog.pg_get_function_arguments(p.oid),
      pg_catalog.pg_get_function_identity_arguments(p.oid),
      pg_catalog.format_type(p.prorettype, NULL),
      a.aggkind, a.aggtransfn, pg_catalog.format_type(a.aggtranstype, NULL), a.aggtransspace,
      a.aggfinalfn, a.aggfinalextra, a.aggfinalmodify, a.aggcombinefn, a.aggserialfn,
      a.aggdeserialfn, a.agginitval, a.aggmtransfn, a.aggminvtransfn,
      CASE WHEN a.aggmtranstype <> '0' THEN pg_catalog.format_type(a.aggmtranstype, NULL) END,
      a.aggmtransspace, a.aggmfinalfn, a.aggmfinalextra, a.aggmfinalmodify, a.aggminitval,
      CASE WHEN a.aggsortop <> '0' THEN \(OperatorsPart.named("o", "n")) END,
      p.proparallel
    FROM pg_catalog.pg_aggregate a
    JOIN pg_catalog.pg_proc p ON p.oid = a.aggfnoid
    LEFT JOIN pg_catalog.pg_operator o ON o.oid = a.aggsortop
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
    WHERE p.pronamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let catalog = SystemCatalog.procedure
      let name = try row.name()
      guard let schema = assembly.schema(of: try row.oid(), catalog, oid) else { return }
      let owner = try row.oid()
      let signature = try row.text()
      let arguments = try row.text()
      let identity = try row.text()
      let aggregate = Catalog.Aggregate(
        schema: schema, name: name, signature: signature,
        arguments: arguments.isEmpty ? "*" : arguments,
        identity: identity.isEmpty ? "*" : identity, result: Catalog.TypeName(try row.text()),
        options: try options(&row))
      assembly.add(.aggregate(aggregate), catalog, oid, owner: owner)
    }
  }

  /// In the order of the grammar, without what goes without saying (manual: CREATE AGGREGATE).
  private static func options(_ row: inout RowReader) throws -> [SQLText] {
    var options: [SQLText] = []
    func say(_ option: String, _ value: SQLText?) {
      if let value { options.append("\(option) = \(value)") }
    }
    func isSaid(_ flag: Bool, _ option: SQLText) { if flag { options.append(option) } }
    let kind = try row.char()
    say("SFUNC", row.functionIfAny())
    say("STYPE", try row.text())
    say("SSPACE", space(try row.int()))
    say("FINALFUNC", row.functionIfAny())
    isSaid(try row.bool(), "FINALFUNC_EXTRA")
    say("FINALFUNC_MODIFY", modify(try row.char(), kind))
    say("COMBINEFUNC", row.functionIfAny())
    say("SERIALFUNC", row.functionIfAny())
    say("DESERIALFUNC", row.functionIfAny())
    say("INITCOND", row.textIfAny().map { SQLText($0.literal) })
    say("MSFUNC", row.functionIfAny())
    say("MINVFUNC", row.functionIfAny())
    let movingType = row.textIfAny()
    say("MSTYPE", movingType)
    say("MSSPACE", space(try row.int()))
    say("MFINALFUNC", row.functionIfAny())
    isSaid(try row.bool(), "MFINALFUNC_EXTRA")
    let movingModify = modify(try row.char(), kind)
    if movingType != nil { say("MFINALFUNC_MODIFY", movingModify) }
    say("MINITCOND", row.textIfAny().map { SQLText($0.literal) })
    say("SORTOP", row.textIfAny())
    switch try row.char() {
    case "s": say("PARALLEL", "safe")
    case "r": say("PARALLEL", "restricted")
    default: break
    }
    isSaid(kind == "h", "HYPOTHETICAL")
    return options
  }

  private static func space(_ size: Int) -> SQLText? { size == 0 ? nil : "\(size)" }

  /// By default an ordinary aggregate's final function changes nothing, another's may.
  private static func modify(_ code: Character, _ kind: Character) -> SQLText? {
    if code == (kind == "n" ? "r" : "w") { return nil }
    return switch code {
    case "r": "read_only"
    case "s": "shareable"
    default: "read_write"
    }
  }
}
