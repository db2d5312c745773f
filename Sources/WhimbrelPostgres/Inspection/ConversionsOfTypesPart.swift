import WhimbrelModel

/// How the server turns values of one type into another's: built in, of extensions and the user's own.
enum ConversionsOfTypesPart: InspectionPart {
  static func sql(_ request: InspectionRequest) -> String {
    """
    SELECT 'c'::pg_catalog."char", pg_catalog.format_type(castsource, NULL),
      pg_catalog.format_type(casttarget, NULL), castmethod, castcontext
    FROM pg_catalog.pg_cast WHERE castsource <> casttarget
    UNION ALL
    SELECT t.typtype, pg_catalog.format_type(t.oid, NULL),
      pg_catalog.format_type(CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END, NULL),
      CASE WHEN t.typnotnull OR t.typtypmod <> '-1' OR EXISTS (
        SELECT FROM pg_catalog.pg_constraint c WHERE c.contypid = t.oid)
        THEN 'f' ELSE 'b' END::pg_catalog."char", 'e'::pg_catalog."char"
    FROM pg_catalog.pg_type t
    WHERE t.typtype = 'd' OR t.typtype = 'b' AND t.typcategory = 'S'
    """
  }

  static func read(_ rows: Rows, into assembly: inout Assembly) throws {
    assembly.catalog.casts.testsInput = assembly.request.version.major >= 16
    try rows.forEach { row in
      let kind = try row.char()
      let source = try row.text()
      let target = try row.text()
      let method = try row.char()
      let context = try row.char()
      switch kind {
      case "c":
        assembly.catalog.casts.add(
          source, target,
          Catalog.Casts.Conversion(
            method == "b" ? .binary : method == "f" ? .function : .text,
            context == "e" ? .explicit : .assignment))
      case "d": assembly.catalog.casts.add(domain: source, of: target, isFree: method == "b")
      default: assembly.catalog.casts.add(string: source)
      }
    }
  }
}
