/// What went wrong with a server of ours, and what to do about it.
package struct ServerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One line: what, and where.
  package let summary: String
  /// What the program that failed said, or empty.
  package let detail: String
  /// A line that can be obeyed, without the word `help:`.
  package let help: String

  package init(_ summary: String, detail: String = "", help: String) {
    self.summary = summary
    self.detail = detail
    self.help = help
  }

  package var description: String {
    detail.isEmpty ? "\(summary)\nhelp: \(help)" : "\(summary)\n\(detail)\nhelp: \(help)"
  }
}
