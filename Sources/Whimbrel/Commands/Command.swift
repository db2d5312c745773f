/// A subcommand: what it takes, and a short `run` that calls the library.
protocol Command: SendableMetatype {
  static var name: String { get }
  /// Other names for it, such as `migrate` for `upgrade`.
  static var aliases: [String] { get }
  /// One line, without a full stop.
  static var summary: String { get }
  /// Paragraphs below the summary in `--help`.
  static var details: String { get }
  static var positionals: [Positional] { get }
  static var parameters: [any Parameter] { get }
  /// Words after the command's name, and what they do.
  static var examples: [(words: String, does: String)] { get }

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode
}

extension Command {
  static var aliases: [String] { [] }
  static var details: String { "" }
  static var positionals: [Positional] { [] }
  static var parameters: [any Parameter] { [] }
}
