import WhimbrelModel

/// Which part of a database is looked at, and how its names print.
package struct Scope: Sendable, Hashable {
  package enum Included: Sendable, Hashable {
    /// Every schema that is neither PostgreSQL's own nor excluded.
    case all
    case only([Name])
  }

  package var schemas: Included
  /// Schemas that are left out.
  package var excluded: [Name]
  /// Where the ledger is: never part of a catalog.
  package var ledgerSchema: Name
  /// Whether to look at what is in no schema: event triggers, publications, casts, foreign servers, …
  /// Extensions are always looked at.
  package var isDatabaseWide: Bool
  /// The path under which types, expressions and definitions are printed.
  package var searchPath: [Name]

  package init(
    schemas: Included = .all, excluded: [Name] = [], ledgerSchema: Name = "whimbrel",
    isDatabaseWide: Bool = true, searchPath: [Name] = ["public"]
  ) {
    self.schemas = schemas
    self.excluded = excluded
    self.ledgerSchema = ledgerSchema
    self.isDatabaseWide = isDatabaseWide
    self.searchPath = searchPath
  }

  /// Whether all schemas are looked at, and what is in none.
  package var isWhole: Bool { schemas == .all && excluded.isEmpty && isDatabaseWide }

  package func contains(schema: Name) -> Bool {
    if hidden.contains(schema) { return false }
    if case .only(let names) = schemas { return names.contains(schema) }
    return true
  }

  /// The object identifiers of the schemas in scope, as a subselect without its parentheses.
  var namespaces: String {
    var sql = """
      SELECT oid FROM pg_catalog.pg_namespace
      WHERE nspname !~ '^pg_' AND nspname <> ALL (\(Scope.array(hidden)))
      """
    if case .only(let names) = schemas { sql += " AND nspname = ANY (\(Scope.array(names)))" }
    return sql
  }

  private var hidden: [Name] { ["information_schema", ledgerSchema] + excluded }

  private static func array(_ names: [Name]) -> String {
    "ARRAY[" + names.map(\.literal).joined(separator: ", ") + "]::pg_catalog.name[]"
  }

  /// What follows `SET LOCAL search_path =`; `pg_temp` comes last, so that it cannot shadow a name.
  package var path: String {
    (searchPath.filter { $0 != "pg_temp" } + ["pg_temp"]).map(\.quoted).joined(separator: ", ")
  }
}
