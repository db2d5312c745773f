import WhimbrelPostgres

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Everything that decides what a command works on: an option wins over its variable, a variable
/// over what the program says of itself.
struct Configuration: Sendable {
  /// nil for the project's local database.
  var database: ConnectionString?
  /// An SQL file or a folder of them, in place of the Swift model.
  var schemaPath: String?
  var versions: String
  var templates: String
  var scratch: ScratchOptions.Place
  /// The managed schema first.
  var searchPath: [Name]
  /// The schemas that are looked at; empty for all.
  var schemas: [Name]
  var excludedSchemas: [Name]
  var ledgerSchema: Name
  var models: String

  /// The managed schema.
  var home: Name { searchPath.first ?? "public" }

  /// What is looked at, with names as they print under `path`.
  func scope(searchPath path: [Name]) -> Scope {
    Scope(
      schemas: schemas.isEmpty ? .all : .only(schemas), excluded: excludedSchemas,
      ledgerSchema: ledgerSchema, isDatabaseWide: schemas.isEmpty, searchPath: path)
  }

  /// The search path as an option of a server's command line takes it.
  var pathOption: String {
    searchPath.map(\.quoted).joined(separator: ",").map { $0 == " " ? "\\ " : String($0) }.joined()
  }

  /// Throws `UsageError` and `ConnectionError`.
  init(_ arguments: Arguments, _ settings: Settings) throws {
    func said(_ option: Option) -> String? {
      arguments[option] ?? Self.variable(option.form.variable)
    }
    let url = said(GlobalOptions.databaseURL) ?? Self.variable("DATABASE_URL")
    database = try Self.connection(url ?? settings.databaseURL)
    if let given = arguments[GlobalOptions.databaseURL], given.isEmpty {
      throw UsageError(
        "--database-url is empty",
        help: "give a URL, or leave the option out to use the project's local database")
    }
    schemaPath = said(GlobalOptions.schema)
    versions = said(GlobalOptions.versions) ?? settings.versions
    templates = said(GlobalOptions.templates) ?? settings.templates
    models = settings.models
    ledgerSchema = try Self.name(
      said(GlobalOptions.ledgerSchema) ?? settings.ledgerSchema, for: "the ledger's schema")
    func names(
      _ option: Option, _ standard: [String], for what: String
    ) throws(UsageError) -> [Name] {
      try (said(option).map(Self.list) ?? standard).map { (text) throws(UsageError) in
        try Self.name(text, for: what)
      }
    }
    searchPath = try names(
      GlobalOptions.searchPath, settings.searchPath, for: "a schema in the search path")
    schemas = try names(GlobalOptions.schemas, settings.schemas, for: "a schema to look at")
    excludedSchemas = try names(
      GlobalOptions.excludeSchemas, settings.excludedSchemas, for: "a schema to leave alone")
    if searchPath.isEmpty {
      throw UsageError("the search path is empty", help: "name the managed schema: public")
    }
    switch said(GlobalOptions.scratch) ?? settings.scratch {
    case "": scratch = .automatic
    case "local": scratch = .local
    case "server": scratch = .server
    case let url: scratch = .url(try ConnectionString(url))
    }
  }

  /// A variable's value; an empty one counts as none.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// Whether a variable switches something on.
  static func isOn(_ flag: Flag) -> Bool {
    guard let value = variable(flag.form.variable) else { return false }
    return !["0", "false", "no", "off"].contains(value.lowercased())
  }

  private static func connection(_ url: String) throws -> ConnectionString? {
    url.isEmpty ? nil : try ConnectionString(url)
  }

  /// Names separated by commas; in double quotes they may hold anything.
  private static func list(_ text: String) -> [String] {
    var names: [String] = []
    var name = ""
    var isQuoted = false
    for scalar in text.unicodeScalars {
      if scalar == "\"" {
        isQuoted.toggle()
      } else if scalar == ",", !isQuoted {
        names.append(name)
        name = ""
      } else if scalar != " " || isQuoted {
        name.unicodeScalars.append(scalar)
      }
    }
    return (names + [name]).filter { !$0.isEmpty }
  }

  private static func name(_ text: String, for what: String) throws(UsageError) -> Name {
    guard !text.isEmpty, text.utf8.count <= Name.maximumLength, !text.utf8.contains(0) else {
      throw UsageError(
        "\(what) cannot be called \"\(text)\"",
        help: "a name has 1 to \(Name.maximumLength) bytes")
    }
    return Name(text)
  }
}
