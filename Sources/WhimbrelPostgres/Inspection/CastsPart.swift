import WhimbrelModel

/// Casts.
enum CastsPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT oid, pg_catalog.format_type(castsource, NULL), pg_catalog.format_type(casttarget, NULL),
      castfunc::pg_catalog.regprocedure, castcontext, castmethod
    FROM pg_catalog.pg_cast
    WHERE oid >= '16384' AND \(request.databaseWide)
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    try rows.forEach { row in
      let oid = try row.oid()
      let address = Address(SystemCatalog.cast, oid)
      // Those of a range type come with it.
      if assembly.members[address] != nil || assembly.owners[address] != nil { return }
      let source = Catalog.TypeName(try row.text())
      let target = Catalog.TypeName(try row.text())
      let function = row.functionIfAny()
      let context = try row.char()
      let method = try row.char()
      var cast = Catalog.Cast(
        source: source, target: target,
        method: function.map { .function($0) } ?? (method == "i" ? .text : .binary))
      cast.context = context == "i" ? .implicit : context == "a" ? .assignment : .explicit
      assembly.add(.cast(cast), SystemCatalog.cast, oid)
    }
  }
}
