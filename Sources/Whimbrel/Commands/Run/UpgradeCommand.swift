import WhimbrelPostgres

/// `upgrade`: applies revisions.
enum UpgradeCommand: Command {
  static let name = "upgrade"
  static let aliases = ["migrate"]
  static let summary = "applies the revisions that are not applied yet"
  static let target = Positional(
    "TARGET", isRequired: false, "head, an id or 4 digits of it or more, +1, a label (head)")
  static let positionals = [target]
  static let parameters: [any Parameter] = RunCommand.shared
  static let examples: [(words: String, does: String)] = [
    ("", "applies all of them"),
    ("+1", "applies the next one"),
    ("--sql > upgrade.sql", "prints the SQL instead, for somebody else to run"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    try await RunCommand.run(.upgrade, to: arguments[target] ?? "head", arguments, context)
  }
}

/// `downgrade`: takes revisions back.
enum DowngradeCommand: Command {
  static let name = "downgrade"
  static let summary = "takes applied revisions back"
  static let target = Positional(
    "TARGET", isRequired: false, "-1, base, or an id, which stays applied (-1)")
  static let positionals = [target]
  static let parameters: [any Parameter] = RunCommand.shared + [RunCommand.acceptLoss]
  static let examples: [(words: String, does: String)] = [
    ("", "takes the last one back"),
    ("base", "takes all of them back"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    try await RunCommand.run(.downgrade, to: arguments[target] ?? "-1", arguments, context)
  }
}
