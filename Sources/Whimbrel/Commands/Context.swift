/// What a command works with.
struct Context: Sendable {
  /// The words that run this program, for the lines that can be pasted.
  let program: String
  let configuration: Configuration
  let settings: Settings
  let terminal: Terminal
  let project: Project

  /// Whether there is a model, or SQL files in its place.
  var hasDesired: Bool { settings.schema != nil || configuration.schemaPath != nil }

  init(
    program: String, configuration: Configuration, settings: Settings, terminal: Terminal
  ) {
    self.program = program
    self.configuration = configuration
    self.settings = settings
    self.terminal = terminal
    project = Project.find(versions: configuration.versions)
    terminal.detail("project: \(project.root)")
  }
}
