/// `completions`: what makes a shell complete commands and options.
enum CompletionsCommand: Command {
  static let name = "completions"
  static let summary = "prints a script that makes a shell complete commands and options"
  static let shell = Positional("SHELL", choices: ["bash", "zsh", "fish"], "bash, zsh or fish")
  static let positionals = [shell]
  static let examples: [(words: String, does: String)] = [
    ("bash > ~/.local/share/bash-completion/completions/whimbrel", "for bash"),
    ("fish > ~/.config/fish/completions/whimbrel.fish", "for fish"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let writer = CompletionWriter(program: context.program, commands: Program.commands)
    switch arguments[shell] {
    case "fish": context.terminal.print(writer.fish)
    case "zsh": context.terminal.print(writer.zsh)
    default: context.terminal.print(writer.bash)
    }
    return .done
  }
}

/// Writes completion scripts from what commands say of themselves.
struct CompletionWriter {
  let program: String
  let commands: [any Command.Type]

  private var function: String {
    "_" + program.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
  }

  private func forms(_ command: any Command.Type) -> [ParameterForm] {
    (command.parameters + GlobalOptions.all).map(\.form)
  }

  private func words(_ command: any Command.Type) -> String {
    let choices = command.positionals.flatMap(\.choices)
    return (choices + forms(command).map(\.long) + ["--help"]).joined(separator: " ")
  }

  private var names: [String] { commands.flatMap { [$0.name] + $0.aliases } }

  var bash: String {
    var lines = [
      "\(function)() {", "  local current=${COMP_WORDS[COMP_CWORD]} command= word",
      "  COMPREPLY=()",
      "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do",
      "    case $word in -*) ;; *) command=$word; break ;; esac", "  done", "  case $command in",
    ]
    for command in commands {
      let names = ([command.name] + command.aliases).joined(separator: "|")
      lines.append("    \(names)) COMPREPLY=($(compgen -W '\(words(command))' -- \"$current\")) ;;")
    }
    lines += [
      "    *) COMPREPLY=($(compgen -W '\(names.joined(separator: " "))' -- \"$current\")) ;;",
      "  esac", "  [[ ${#COMPREPLY[@]} -gt 0 ]] || COMPREPLY=($(compgen -f -- \"$current\"))", "}",
      "complete -o filenames -F \(function) \(program)",
    ]
    return lines.joined(separator: "\n")
  }

  var zsh: String {
    var lines = [
      "#compdef \(program)", "\(function)() {", "  local -a names=(",
    ]
    lines += commands.map { "    \(quoted("\($0.name):\($0.summary)"))" }
    lines += ["  )", "  if (( CURRENT == 2 )); then _describe command names; return; fi"]
    lines.append("  case $words[2] in")
    for command in commands {
      let names = ([command.name] + command.aliases).joined(separator: "|")
      let forms = forms(command).map { form in
        quoted(
          "--\(form.name)[\(form.help.filter { $0 != "[" && $0 != "]" })]"
            + (form.value.map { ":\($0):_files" } ?? ""))
      }
      let choices = command.positionals.first?.choices ?? []
      let word =
        choices.isEmpty ? "'*:file:_files'" : "'1:word:(\(choices.joined(separator: " ")))'"
      lines.append(
        "    \(names)) shift words; (( CURRENT-- )); _arguments \(forms.joined(separator: " ")) \(word) ;;"
      )
    }
    lines += ["  esac", "}", "\(function) \"$@\""]
    return lines.joined(separator: "\n")
  }

  var fish: String {
    var lines: [String] = []
    for command in commands {
      lines.append(
        "complete -c \(program) -n __fish_use_subcommand -f -a \(command.name) -d \(quoted(command.summary))"
      )
      let names = ([command.name] + command.aliases).joined(separator: " ")
      let condition = "-n \(quoted("__fish_seen_subcommand_from \(names)"))"
      let choices = command.positionals.flatMap(\.choices)
      if !choices.isEmpty {
        lines.append(
          "complete -c \(program) \(condition) -f -a \(quoted(choices.joined(separator: " ")))")
      }
      for form in forms(command) {
        let short = form.short.map { " -s \($0)" } ?? ""
        let value = form.value == nil ? "" : " -r"
        let list =
          form.choices.isEmpty ? "" : " -f -a \(quoted(form.choices.joined(separator: " ")))"
        lines.append(
          "complete -c \(program) \(condition) -l \(form.name)\(short)\(value)\(list) -d \(quoted(form.help))"
        )
      }
    }
    return lines.joined(separator: "\n")
  }

  private func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }
}
