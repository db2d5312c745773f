import WhimbrelModel
import WhimbrelPlanning

/// Asks a person at the terminal for open decisions.
struct DecisionPrompt {
  let terminal: Terminal

  enum Answer {
    case drop
    case rename(to: ObjectID)
    case unmanaged
  }

  /// nil when the person wants to stop.
  func answer(_ open: Decisions.Open) -> Answer? {
    terminal.errors.write("\(open.title) is in the revisions and not in the model\n")
    var choices: [(key: String, text: String, answer: Answer)] = [("d", "drop it", .drop)]
    for (index, candidate) in open.candidates.prefix(9).enumerated() {
      choices.append(
        ("\(index + 1)", "it was renamed: it is \(candidate) now", .rename(to: candidate)))
    }
    if open.id.kind != .column && open.object.kind != "label" {
      choices.append(
        ("u", "leave it alone from now on (\(VersionsFolder.unmanagedFile))", .unmanaged))
    }
    for choice in choices { terminal.errors.write("  \(choice.key)  \(choice.text)\n") }
    terminal.errors.write("  s  stop\n")
    while let word = terminal.ask("which?") {
      if word == "s" || word == "q" { return nil }
      if let choice = choices.first(where: { $0.key == word }) { return choice.answer }
    }
    return nil
  }
}
