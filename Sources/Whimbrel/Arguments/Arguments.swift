/// What was said after a command's name, asked for by the parameters themselves.
///
///     arguments[message]  // String? for an Option, Bool for a Flag, [String] for an OptionList
struct Arguments: Sendable {
  private var values: [String: [String]] = [:]
  private var words: [String: [String]] = [:]

  subscript(flag: Flag) -> Bool { values[flag.form.name] != nil }
  subscript(option: Option) -> String? { values[option.form.name]?.last }
  subscript(list: OptionList) -> [String] { values[list.form.name] ?? [] }
  subscript(word: Positional) -> String? { words[word.name]?.first }
  /// Every word of a repeated one.
  func all(_ word: Positional) -> [String] { words[word.name] ?? [] }

  mutating func add(_ value: String, to form: ParameterForm) {
    values[form.name, default: []].append(value)
  }

  mutating func add(_ word: String, to positional: Positional) {
    words[positional.name, default: []].append(word)
  }
}

/// Words that no command understands: exit code 2.
struct UsageError: Error, CustomStringConvertible {
  let message: String
  let help: String

  init(_ message: String, help: String) {
    self.message = message
    self.help = help
  }

  var description: String { "\(message)\nhelp: \(help)" }
}
