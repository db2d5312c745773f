import Synchronization
import WhimbrelPlanning
import WhimbrelPostgres

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The version of Whimbrel.
enum WhimbrelVersion { static let text = "0.1.0" }

/// A program with all of the commands: words in, exit code out.
struct Program: Sendable {
  let name: String
  /// The words that run it here.
  private let typed: String
  let settings: Settings

  static let commands: [any Command.Type] = [
    InitCommand.self, NewCommand.self, RevisionCommand.self, BaselineCommand.self,
    AdoptCommand.self,
    UpgradeCommand.self, DowngradeCommand.self, CheckCommand.self,
    StampCommand.self, StatusCommand.self, HistoryCommand.self, HeadsCommand.self,
    BranchesCommand.self, ShowCommand.self, EditCommand.self, MergeCommand.self,
    RebaseCommand.self, SquashCommand.self, VerifyCommand.self, DiffCommand.self,
    DatabaseCommand.self, CompletionsCommand.self,
  ]

  init(_ settings: Settings) {
    let path = CommandLine.arguments.first ?? "whimbrel"
    name = ProgramName.short(path)
    typed = ProgramName.typed(path, in: Files.currentFolder)
    self.settings = settings
  }

  private static let kept = Mutex<[any Sendable]>([])

  /// Keeps something large until the process ends, which takes its memory back at once: freeing a
  /// hundred thousand small pieces takes longer than writing what was found.
  static func keep(_ value: some Sendable) { kept.withLock { $0.append(value) } }

  /// Runs what the process's arguments say, and ends it.
  func main() async -> Never {
    let code = await run(Array(CommandLine.arguments.dropFirst()))
    exit(code.rawValue)
  }

  func run(_ words: [String]) async -> ExitCode {
    var terminal = Terminal()
    do {
      guard let index = Self.commandIndex(in: words) else { return try page(words, terminal) }
      var rest = words
      let word = rest.remove(at: index)
      if word == "help" { return try help(rest, terminal) }
      let command = try find(word)
      let parser = ArgumentParser(
        command: "\(name) \(command.name)",
        parameters: (command.parameters + GlobalOptions.all).map(\.form),
        positionals: command.positionals)
      guard let arguments = try parser.parse(rest) else {
        terminal.print(HelpPage.page(of: command, program: name))
        return .done
      }
      terminal = try Self.terminal(arguments)
      let configuration = try Configuration(arguments, settings)
      Interrupts.install()
      let context = Context(
        program: typed, configuration: configuration, settings: settings, terminal: terminal)
      let code = try await command.run(arguments, context)
      return Interrupts.isInterrupted ? .interrupted : code
    } catch {
      let report = ErrorReport(error)
      terminal.errors.write(report.written(to: terminal.errors))
      return Interrupts.isInterrupted ? .interrupted : report.code
    }
  }

  private func page(_ words: [String], _ terminal: Terminal) throws(UsageError) -> ExitCode {
    let all = HelpPage.page(of: name, commands: Self.commands)
    switch words.first {
    case nil:
      terminal.errors.write(all + "\n")
      return .wrongUsage
    case "--help", "-h": terminal.print(all)
    case "--version": terminal.print("\(name) \(WhimbrelVersion.text)")
    default:
      throw UsageError(
        "a command is missing after \(words.joined(separator: " "))", help: "see \(name) --help")
    }
    return .done
  }

  private func help(_ words: [String], _ terminal: Terminal) throws(UsageError) -> ExitCode {
    if let word = words.first {
      terminal.print(HelpPage.page(of: try find(word), program: name))
    } else {
      terminal.print(HelpPage.page(of: name, commands: Self.commands))
    }
    return .done
  }

  private func find(_ word: String) throws(UsageError) -> any Command.Type {
    if let found = Self.commands.first(where: { $0.name == word || $0.aliases.contains(word) }) {
      return found
    }
    let all = Self.commands.flatMap { [$0.name] + $0.aliases }
    let meant = Suggestion.nearest(to: word, among: all)
    throw UsageError(
      "\(name) has no command \"\(word)\"",
      help: meant.map { "did you mean \($0)? see \(name) --help" } ?? "see \(name) --help")
  }

  /// Where the command's name stands: the first word that is neither an option nor its value.
  private static func commandIndex(in words: [String]) -> Int? {
    var index = 0
    while index < words.count {
      guard words[index].hasPrefix("-") else { return index }
      let takesNext = GlobalOptions.all.contains {
        $0.form.value != nil && $0.form.long == words[index]
      }
      index += takesNext ? 2 : 1
    }
    return nil
  }

  private static func terminal(_ arguments: Arguments) throws(UsageError) -> Terminal {
    let option = GlobalOptions.format
    let word = arguments[option] ?? Configuration.variable(option.form.variable) ?? "human"
    guard let format = Terminal.Format(rawValue: word) else {
      throw UsageError(
        "\(option.form.variable) cannot be \"\(word)\"",
        help: "it is one of \(option.form.choices.joined(separator: ", "))")
    }
    func isOn(_ flag: Flag) -> Bool { arguments[flag] || Configuration.isOn(flag) }
    let verbosity: Terminal.Verbosity =
      isOn(GlobalOptions.quiet) ? .quiet : isOn(GlobalOptions.verbose) ? .verbose : .normal
    return Terminal(
      format: format, verbosity: verbosity, allowsColor: !isOn(GlobalOptions.noColor))
  }
}
