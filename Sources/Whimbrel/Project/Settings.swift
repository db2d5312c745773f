import WhimbrelPlanning

/// What a program says of itself: the part of the configuration that options and variables override.
struct Settings: Sendable {
  /// Makes the Swift model; nil in the prebuilt command.
  var schema: (@Sendable () -> Schema)?
  var databaseURL = ""
  var versions = "versions"
  var templates = "templates"
  var scratch = ""
  var searchPath = ["public"]
  /// Empty for all.
  var schemas: [String] = []
  var excludedSchemas: [String] = []
  var ledgerSchema = "whimbrel"
  /// The folder that every model file is in; empty for those next to the declared tables.
  var models = ""
  /// What revisions call by name.
  var dataSteps: [DataStep] = []
  var fileName = RevisionFileName.standardPattern
  var slugLength = RevisionFileName.standardSlugLength
  var timeZone = "UTC"
  var revisionHooks: [RevisionHook] = []
}
