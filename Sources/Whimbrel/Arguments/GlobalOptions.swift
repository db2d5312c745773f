/// The options that every command has. Each has a variable of its name, `WHIMBREL_…`.
enum GlobalOptions {
  static let databaseURL = Option(
    "database-url", "URL",
    "the database; else DATABASE_URL, else the project's local database")
  static let schema = Option(
    "schema", "PATH", "an SQL file, or a folder of them, as the desired state")
  static let versions = Option("versions", "DIR", "where the revisions are (versions)")
  static let templates = Option("templates", "DIR", "templates of the project's own (templates)")
  static let scratch = Option(
    "scratch", "PLACE", "where scratch databases may be made: a URL, local, or server")
  static let searchPath = Option(
    "search-path", "LIST", "the managed schema, then others that names are looked up in (public)")
  static let schemas = Option(
    "schemas", "LIST", "looks at these schemas only, and at extensions (all schemas)")
  static let excludeSchemas = Option("exclude-schemas", "LIST", "leaves these schemas alone")
  static let ledgerSchema = Option(
    "ledger-schema", "NAME", "the schema that records what is applied (whimbrel)")
  static let format = Option(
    "format", "FORMAT", choices: Terminal.Format.allCases.map(\.rawValue),
    "what the result looks like: human, json, github or sarif (human)")
  static let quiet = Flag("quiet", short: "q", "says results and errors only")
  static let verbose = Flag("verbose", short: "v", "prints the SQL as it runs")
  static let noColor = Flag("no-color", "no colour; it is off without a terminal anyway")

  static let all: [any Parameter] = [
    databaseURL, schema, versions, templates, scratch, searchPath, schemas, excludeSchemas,
    ledgerSchema, format, quiet, verbose, noColor,
  ]
}
