import WhimbrelModel
import WhimbrelPlanning

/// Asks a person at the terminal for open decisions.
struct DecisionPrompt {
  let terminal: Terminal

  enum Answer {
    case drop
    case rename(to: ObjectID)
    case unmanaged
    case using(String)
  }

  /// nil when the person wants to stop.
  func answer(_ open: Decisions.Open) -> Answer? {
    terminal.errors.write("\(open.title)\n")
    if case .using(_, let start) = open.question {
      let said = terminal.ask("by which expression? (\(start); s stops)") ?? "s"
      if said == "s" { return nil }
      return .using(said.isEmpty ? start : said)
    }
    var choices: [(key: String, text: String, answer: Answer)] = [("d", "drop it", .drop)]
    if case .gone(let candidates) = open.question {
      for (index, candidate) in candidates.prefix(9).enumerated() {
        let reasons = candidate.likeness.reasons.joined(separator: ", ")
        let why = reasons.isEmpty ? "" : " (\(reasons))"
        choices.append(
          (
            "\(index + 1)", "it was renamed: it is \(candidate.id) now\(why)",
            .rename(to: candidate.id)
          ))
      }
      if open.id.kind != .column {
        choices.append(
          ("u", "leave it alone from now on (\(VersionsFolder.unmanagedFile))", .unmanaged))
      }
    }
    for choice in choices { terminal.errors.write("  \(choice.key)  \(choice.text)\n") }
    terminal.errors.write("  s  stop\n")
    while let word = terminal.ask("which?") {
      if word == "s" || word == "q" { return nil }
      if let choice = choices.first(where: { $0.key == word }) { return choice.answer }
    }
    return nil
  }

  /// Whether the person takes these losses.
  func accepts(_ losses: [String]) -> Bool {
    terminal.errors.write("the revision loses what its downgrade cannot bring back\n")
    for loss in losses { terminal.errors.write("  \(loss)\n") }
    return terminal.ask("write it all the same? (y or n)") == "y"
  }
}
