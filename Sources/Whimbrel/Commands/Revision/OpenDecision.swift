import WhimbrelModel
import WhimbrelPlanning

/// An open decision in words, with what can be pasted.
extension Decisions.Open {
  var title: String {
    switch question {
    case .gone: "\(id) is in the revisions and not in the model"
    case .label:
      "the label '\(object.path.last?.text ?? "")' of \(id) is in the revisions and not in the model"
    case .using(let what, _): what
    }
  }

  /// Lines to paste, each its own way out; those that begin with `#` say where, or why.
  func lines(isSQL: Bool) -> [String] {
    ["  \(title)"] + ways(isSQL: isSQL).map { "    \($0)" }
  }

  private func ways(isSQL: Bool) -> [String] {
    switch question {
    case .gone(let candidates):
      // Where something likely is there, the rest would only be in the way.
      let likely = candidates.filter(\.likeness.isLikely)
      let offered = likely.isEmpty ? candidates : likely
      var lines = offered.prefix(3).flatMap { renamed($0, isSQL: isSQL) }
      if !lines.isEmpty { lines.append("# it goes, with what is in it") }
      lines.append("--drop \(shellQuoted(object.text))")
      if id.kind != .column {
        if candidates.isEmpty { lines.append("# it stays, and is no concern of the revisions") }
        lines.append("--unmanaged \(shellQuoted(object.text))")
      }
      return lines
    case .label:
      let label = object.path.last?.text ?? ""
      let hint =
        isSQL
        ? [
          "# after the CREATE TYPE", "-- whimbrel: replacing \(SQLText(label).literal) with 'NEW'",
        ]
        : ["# in .enum of the column", "replacing: [\(swiftQuoted(label)): .new]"]
      return hint + ["# no row holds it", "--drop \(shellQuoted(object.text))"]
    case .using(_, let start):
      return isSQL
        ? ["# at the end of the column's line", "-- whimbrel: using \(start)"]
        : ["# on the column", ".using(\(swiftQuoted(start)))"]
    }
  }

  private func renamed(_ candidate: Decisions.Candidate, isSQL: Bool) -> [String] {
    let former = last(id)
    let now = last(candidate.id)
    let reasons = candidate.likeness.reasons.joined(separator: ", ")
    let why =
      candidate.likeness.isLikely
      ? " (likely: \(reasons))" : reasons.isEmpty ? "" : " (\(reasons))"
    let option = "--rename \(shellQuoted("\(object.text)=\(now.quoted)"))"
    let (place, hint): (String, String) =
      if isSQL {
        ("at the end of the line of \(now.quoted)", "-- whimbrel: renamed from \(former.quoted)")
      } else if id.kind == .column {
        ("on the column \(now.quoted)", ".renamed(from: \(swiftQuoted(former.text)))")
      } else {
        (
          "in the declaration of \(now.quoted)",
          "static let formerName = \(swiftQuoted(former.text))"
        )
      }
    return ["# it is \(now.quoted) now\(why): the option, or the hint \(place)", option, hint]
  }

  private func last(_ id: ObjectID) -> Name {
    id.isPart ? id.member : id.name
  }

  private func swiftQuoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
  }

  private func shellQuoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "_.:=-".utf8.contains(byte) || byte >= 0x80
    }
    return isPlain ? text : "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }
}
