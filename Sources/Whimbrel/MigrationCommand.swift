import WhimbrelPlanning

/// A program that migrates the database of one model: everything behind `@main`.
///
/// ```swift
/// @main struct Rootly: MigrationCommand {
///   static let schema = Schema(naming: .prefixed) { Users.self; Plants.self }
/// }
/// ```
/// What it says here is overridden by variables (`WHIMBREL_…`), and those by options.
public protocol MigrationCommand: SendableMetatype {
  /// What the database should be.
  static var schema: Schema { get }
  /// The database when nothing else names one; empty for the project's local database.
  static var databaseURL: String { get }
  /// The folder of the revisions, as seen from the project's folder.
  static var versions: String { get }
  /// The folder of the project's own templates, as seen from the project's folder.
  static var templates: String { get }
  /// Where scratch databases are made: a URL, `local`, `server`, or empty for what is there.
  static var scratch: String { get }
  /// The managed schema, then others that names are looked up in.
  static var searchPath: [String] { get }
  /// The schemas that are looked at, with nothing but extensions beside; empty for all of them and
  /// what is in no schema.
  static var schemas: [String] { get }
  /// Schemas that are left alone.
  static var excludedSchemas: [String] { get }
  /// The schema that records what is applied.
  static var ledgerSchema: String { get }
  /// The folder that every table's file is in; empty for the folders of those in the schema.
  static var models: String { get }
  /// What `-- whimbrel: call NAME` in a revision runs.
  static var dataSteps: [DataStep] { get }
  /// What a new revision's file is called, without `.sql`, with places for `{{year}}`, `{{month}}`,
  /// `{{day}}`, `{{hour}}`, `{{minute}}`, `{{second}}`, `{{slug}}` and `{{revision}}`, its id.
  static var fileName: String { get }
  /// How many characters of a message `{{slug}}` takes at most.
  static var slugLength: Int { get }
  /// The zone of the times in file names, such as `Europe/Berlin`; what a revision says of itself is
  /// in UTC.
  static var timeZone: String { get }
  /// Programs that look at each new revision before it is proved, such as a formatter.
  static var revisionHooks: [RevisionHook] { get }
}

extension MigrationCommand {
  public static var databaseURL: String { "" }
  public static var versions: String { "versions" }
  public static var templates: String { "templates" }
  public static var scratch: String { "" }
  public static var searchPath: [String] { ["public"] }
  public static var schemas: [String] { [] }
  public static var excludedSchemas: [String] { [] }
  public static var ledgerSchema: String { "whimbrel" }
  public static var models: String { "" }
  public static var dataSteps: [DataStep] { [] }
  public static var fileName: String { RevisionFileName.standardPattern }
  public static var slugLength: Int { RevisionFileName.standardSlugLength }
  public static var timeZone: String { "UTC" }
  public static var revisionHooks: [RevisionHook] { [] }

  /// Runs the command that the process's arguments say, and ends the process with its exit code.
  public static func main() async {
    await Program(
      Settings(
        schema: { schema }, databaseURL: databaseURL, versions: versions, templates: templates,
        scratch: scratch, searchPath: searchPath, schemas: schemas,
        excludedSchemas: excludedSchemas, ledgerSchema: ledgerSchema, models: models,
        dataSteps: dataSteps, fileName: fileName, slugLength: slugLength, timeZone: timeZone,
        revisionHooks: revisionHooks)
    ).main()
  }
}

/// The prebuilt command `whimbrel`: no model of its own, SQL files in place of one.
package enum WhimbrelTool {
  package static func main() async { await Program(Settings()).main() }
}
