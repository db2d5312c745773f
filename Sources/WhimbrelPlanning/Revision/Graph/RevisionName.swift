/// What a person calls a revision: `head`, `ae10`, `label@head`, `ae10+2`, `-1`
/// (docs/revisions.md, The graph).
package struct RevisionName: Hashable, Sendable {
  /// Fewer digits of an id name nothing: they would name something else tomorrow.
  package static let shortestPrefix = 4

  enum Anchor: Hashable, Sendable {
    case head, heads, base, current
    /// An id, the beginning of one, or a branch label.
    case word(String)
    /// None is written: steps go from what is applied.
    case applied
  }

  let anchor: Anchor
  /// The branch that the name speaks of, before its `@`.
  let branch: String?
  /// Steps from the anchor: up when positive.
  let steps: Int?
  package let text: String

  /// Reads a name; whether it names anything only a graph knows.
  package init(_ text: String) throws(RevisionNameError) {
    self.text = text
    var rest = text
    if let at = rest.utf8.firstIndex(of: UInt8(ascii: "@")) {
      let branch = String(rest[..<at])
      guard !branch.isEmpty else { throw .malformed(text) }
      self.branch = branch
      rest = String(rest[rest.utf8.index(after: at)...])
    } else {
      branch = nil
    }
    let digits = rest.utf8.reversed().prefix {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    let signEnd = rest.utf8.index(rest.utf8.endIndex, offsetBy: -digits.count)
    var steps: Int?
    if !digits.isEmpty, signEnd > rest.utf8.startIndex {
      let sign = rest.utf8.index(before: signEnd)
      if rest.utf8[sign] == UInt8(ascii: "+") || rest.utf8[sign] == UInt8(ascii: "-") {
        guard let count = Int(rest[sign...]), count != 0 else { throw .malformed(text) }
        steps = count
        rest = String(rest[..<sign])
      }
    }
    self.steps = steps
    switch rest {
    case "head": anchor = .head
    case "heads": anchor = .heads
    case "base": anchor = .base
    case "current": anchor = .current
    case "":
      guard steps != nil else { throw .malformed(text) }
      anchor = .applied
    default:
      guard rest.utf8.allSatisfy({ $0 != UInt8(ascii: "@") && $0 != UInt8(ascii: ":") }) else {
        throw .malformed(text)
      }
      anchor = .word(rest)
    }
  }

  /// Reads `a:b`; an end that is left out is nil.
  package static func range(
    _ text: String
  ) throws(RevisionNameError) -> (from: RevisionName?, to: RevisionName?)? {
    let ends = text.utf8.split(
      separator: UInt8(ascii: ":"), omittingEmptySubsequences: false
    ).map { String(decoding: $0, as: UTF8.self) }
    if ends.count < 2 { return nil }
    guard ends.count == 2 else { throw .malformed(text) }
    return (
      ends[0].isEmpty ? nil : try RevisionName(ends[0]),
      ends[1].isEmpty ? nil : try RevisionName(ends[1])
    )
  }
}

/// Why a name names no revision, or not one.
package enum RevisionNameError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One thing that a name could mean: how to say it, and the file it is in.
  package struct Reading: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    package let file: String
    package var description: String { "\(name)  \(file)" }
  }

  case malformed(String)
  case unknown(String, suggestion: String?)
  case tooShort(String)
  case ambiguous(String, why: String, readings: [Reading])
  /// The steps go over the end; `left` is how many there are.
  case tooFar(String, left: Int)
  case notApplied(String)
  case notInBranch(String, branch: String)
  /// The name is of a revision that a squash stands for.
  case squashed(String, into: Reading)
  /// It goes the other way than the command does; `command` is the one that is meant.
  case wrongWay(String, command: String)

  package var description: String {
    switch self {
    case .malformed(let name): "\"\(name)\" is no name of a revision"
    case .unknown(let name, _): "no revision is called \"\(name)\""
    case .tooShort(let name):
      "\"\(name)\" is too short for an id: it needs \(RevisionName.shortestPrefix) digits"
    case .ambiguous(let name, let why, let readings):
      (["\"\(name)\" has several readings: \(why)"] + readings.map { "  \($0)" })
        .joined(separator: "\n")
    case .tooFar(let name, let left):
      left == 0
        ? "\"\(name)\" goes too far: there is nothing left in that direction"
        : "\"\(name)\" goes too far: \(left) \(left == 1 ? "is" : "are") left in that direction"
    case .notApplied(let name): "\"\(name)\" is not applied"
    case .notInBranch(let name, let branch): "\"\(name)\" is not in the branch \"\(branch)\""
    case .squashed(let name, let squash): "\"\(name)\" was squashed into \(squash)"
    case .wrongWay(let name, _): "\"\(name)\" goes the other way"
    }
  }

  package var help: String {
    switch self {
    case .malformed:
      "name one by its id or 4 digits of it or more, head, heads, base, current, a branch label, "
        + "label@head, or with steps: +1, -1, head-1, ae10+2"
    case .unknown(_, let suggestion):
      suggestion.map { "did you mean \"\($0)\"?" } ?? "\"whimbrel history\" lists them"
    case .tooShort: "\"whimbrel history\" lists the ids"
    case .ambiguous(_, _, let readings):
      "say which one, such as \"\(readings.first?.name ?? "")\""
    case .tooFar(_, let left):
      left == 0 ? "\"whimbrel status\" shows what is applied" : "go \(left) at the most"
    case .notApplied: "\"whimbrel status\" shows what is applied"
    case .notInBranch: "leave out the branch, or name one of its revisions"
    case .squashed(_, let squash): "use \"\(squash.name)\""
    case .wrongWay(_, let command): "use \"whimbrel \(command)\""
    }
  }
}
