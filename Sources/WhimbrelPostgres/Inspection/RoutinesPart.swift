import WhimbrelModel

/// Functions, window functions and procedures.
enum RoutinesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT p.oid, p.proname, p.pronamespace, p.proowner, p.prokind,
      pg_catalog.oidvectortypes(p.proargtypes), pg_catalog.pg_get_function_arguments(p.oid),
      CASE WHEN p.prokind <> 'p' THEN pg_catalog.pg_get_function_result(p.oid) END,
      l.lanname, p.provolatile, p.proparallel, p.proisstrict, p.proleakproof, p.prosecdef,
      CASE WHEN p.procost <> CASE WHEN l.lanname IN ('internal', 'c')
          THEN '1'::pg_catalog.float4 ELSE '100'::pg_catalog.float4 END THEN p.procost END,
      CASE WHEN p.proretset AND p.prorows <> '1000'::pg_catalog.float4 THEN p.prorows END,
      p.prosupport,
      CASE WHEN p.protrftypes IS NOT NULL THEN ARRAY(
        SELECT pg_catalog.format_type(t.oid, NULL)
        FROM pg_catalog.unnest(p.protrftypes) WITH ORDINALITY t (oid, position)
        ORDER BY t.position) END,
      p.proconfig, p.prosrc, p.probin, pg_catalog.pg_get_function_sqlbody(p.oid)
    FROM pg_catalog.pg_proc p
    JOIN pg_catalog.pg_language l ON l.oid = p.prolang
    WHERE p.prokind IN ('f', 'w', 'p') AND p.pronamespace IN \(request.namespaces)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let catalog = SystemCatalog.procedure
      let name = try row.name()
      guard let schema = assembly.schema(of: try row.oid(), catalog, oid) else { return }
      if let owner = assembly.owners[Address(catalog, oid)] {
        // Of a range type.
        assembly.ids[Address(catalog, oid)] = assembly.ids[owner]
        return
      }
      let owner = try row.oid()
      let routine = try read(&row, schema: schema, name: name)
      assembly.add(.routine(routine), catalog, oid, owner: owner)
    }
  }

  private static func read(
    _ row: inout RowReader, schema: Name, name: Name
  ) throws -> Catalog.Routine {
    let kind: Catalog.Routine.Kind =
      switch try row.char() {
      case "w": .window
      case "p": .procedure
      default: .function
      }
    let signature = try row.text()
    let arguments = Expression(try row.text())
    let result = row.textIfAny()
    var routine = Catalog.Routine(
      schema: schema, name: name, kind: kind, signature: signature, arguments: arguments,
      result: result, language: try row.name(), body: .source(""))
    switch try row.char() {
    case "i": routine.volatility = .immutable
    case "s": routine.volatility = .stable
    default: routine.volatility = .volatile
    }
    switch try row.char() {
    case "s": routine.parallel = .safe
    case "r": routine.parallel = .restricted
    default: routine.parallel = .unsafe
    }
    routine.isStrict = try row.bool()
    routine.isLeakproof = try row.bool()
    routine.isSecurityDefiner = try row.bool()
    routine.cost = row.textIfAny()
    routine.rows = row.textIfAny()
    routine.support = row.functionIfAny()
    routine.transforms = row.texts()
    routine.settings = row.options()
    let source = try row.text()
    let file = row.textIfAny()
    if let body = row.expressionIfAny() {
      routine.body = .sql(body)
    } else if let file {
      routine.body = .library(file: file, symbol: source)
    } else {
      routine.body = .source(source)
    }
    return routine
  }
}
