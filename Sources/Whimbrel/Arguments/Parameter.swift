/// Something a command takes after its name: a flag, an option with a value, or several.
protocol Parameter: Sendable {
  var form: ParameterForm { get }
}

/// How a parameter is written and what it means.
struct ParameterForm: Sendable {
  /// Without the dashes: `database-url`.
  let name: String
  var short: Character?
  /// What the value is called in help; nil for a flag.
  var value: String?
  var isRepeated = false
  /// The only values allowed, when there are such.
  var choices: [String] = []
  let help: String

  var long: String { "--\(name)" }
  /// The variable that says the same when the option is one of those everywhere.
  var variable: String {
    "WHIMBREL_" + name.map { $0 == "-" ? "_" : $0.uppercased() }.joined()
  }
}

/// An option without a value: `--dry-run`.
struct Flag: Parameter {
  let form: ParameterForm
  init(_ name: String, short: Character? = nil, _ help: String) {
    form = ParameterForm(name: name, short: short, help: help)
  }
}

/// An option with a value: `--from A`, `--from=A`.
struct Option: Parameter {
  let form: ParameterForm
  init(
    _ name: String, short: Character? = nil, _ value: String, choices: [String] = [],
    _ help: String
  ) {
    form = ParameterForm(name: name, short: short, value: value, choices: choices, help: help)
  }
}

/// An option that may be said again and again: `--drop users.a --drop users.b`.
struct OptionList: Parameter {
  let form: ParameterForm
  init(_ name: String, short: Character? = nil, _ value: String, _ help: String) {
    form = ParameterForm(name: name, short: short, value: value, isRepeated: true, help: help)
  }
}

/// A word that is known by its place: `upgrade TARGET`.
struct Positional: Sendable {
  let name: String
  var isRequired = true
  /// Whether it takes every word that is left.
  var isRepeated = false
  var choices: [String] = []
  let help: String

  init(
    _ name: String, isRequired: Bool = true, isRepeated: Bool = false, choices: [String] = [],
    _ help: String
  ) {
    self.name = name
    self.isRequired = isRequired
    self.isRepeated = isRepeated
    self.choices = choices
    self.help = help
  }
}
