/// What `--help` prints.
enum HelpPage {
  /// The page of one command.
  static func page(of command: any Command.Type, program: String) -> String {
    let title = "\(program) \(command.name)"
    var blocks = ["\(title): \(command.summary)"]
    if !command.details.isEmpty { blocks.append(command.details) }
    var usage = [title] + command.positionals.map(written)
    usage.append("[options]")
    blocks.append("usage: " + usage.joined(separator: " "))
    let words = command.positionals.map { (written($0), $0.help) }
    if !words.isEmpty { blocks.append(section("arguments", words)) }
    let own = command.parameters.map { ("\(written($0.form))", $0.form.help) }
    if !own.isEmpty { blocks.append(section("options", own)) }
    blocks.append(everywhere)
    blocks.append(
      section("examples", command.examples.map { ("\(title) \($0.words)", $0.does) }, gap: "  # "))
    if !command.aliases.isEmpty {
      blocks.append("also called: " + command.aliases.joined(separator: ", "))
    }
    return blocks.joined(separator: "\n\n")
  }

  /// The page of the program.
  static func page(of program: String, commands: [any Command.Type]) -> String {
    let names = commands.map { command in
      (([command.name] + command.aliases).joined(separator: ", "), command.summary)
    }
    return [
      "\(program): schema migrations for PostgreSQL, generated, proved and applied",
      "usage: \(program) COMMAND [options]", section("commands", names), everywhere,
      section(
        "examples",
        [
          ("\(program) revision -m \"add plants\"", "writes the revision that the model asks for"),
          ("\(program) upgrade", "applies what is not applied yet"),
          ("\(program) revision --help", "says all about one command"),
        ], gap: "  # "),
    ].joined(separator: "\n\n")
  }

  private static var everywhere: String {
    section(
      "options everywhere (each also as a variable, such as WHIMBREL_DATABASE_URL)",
      GlobalOptions.all.map { (written($0.form), $0.form.help) } + [("-h, --help", "this page")])
  }

  private static func written(_ positional: Positional) -> String {
    let word =
      positional.choices.isEmpty ? positional.name : positional.choices.joined(separator: "|")
    return positional.isRequired ? word : "[\(word)]"
  }

  private static func written(_ form: ParameterForm) -> String {
    let short = form.short.map { "-\($0), " } ?? ""
    let value = form.value.map { " \($0)" } ?? ""
    return "\(short)--\(form.name)\(value)" + (form.isRepeated ? " …" : "")
  }

  private static func section(
    _ title: String, _ lines: [(String, String)], gap: String = "  "
  ) -> String {
    let width = lines.map(\.0.unicodeScalars.count).max() ?? 0
    let rows = lines.map { left, right in
      "  \(left)" + String(repeating: " ", count: width - left.unicodeScalars.count) + gap + right
    }
    return ([title + ":"] + rows).joined(separator: "\n")
  }
}
