/// What is wrong with a text, where, and what to do about it.
///
/// ```
/// versions/20251224_033104_initial.sql:9:14: unknown directive "upgrad"
///   9 | -- whimbrel: upgrad
///     |              ^^^^^^
/// help: did you mean "upgrade"?
/// ```
package struct SourceDiagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  package var file: String
  /// From 1.
  package var line: Int
  /// From 1, in Unicode scalars.
  package var column: Int
  /// How many scalars of the line are meant.
  package var length: Int
  /// The line itself, without its line end.
  package var lineText: String
  package var message: String
  /// Further lines, such as a server's `DETAIL` and `HINT`.
  package var notes: [String]
  /// A line that can be obeyed.
  package var help: String?

  package init(
    file: String, line: Int, column: Int, length: Int = 1, lineText: String, message: String,
    notes: [String] = [], help: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.length = length
    self.lineText = lineText
    self.message = message
    self.notes = notes
    self.help = help
  }

  /// `file:line:column`, as editors and terminals make links of.
  package var place: String { "\(file):\(line):\(column)" }

  package var description: String {
    var lines = ["\(place): \(message)"]
    let window = Window(lineText: lineText, column: column, length: length)
    let gutter = String(line)
    let blank = String(repeating: " ", count: gutter.utf8.count)
    lines.append("  \(gutter) | \(window.text)")
    lines.append("  \(blank) | \(window.caret)")
    lines += notes
    if let help { lines.append("help: \(help)") }
    return lines.joined(separator: "\n")
  }

  /// The part of a line that fits a terminal, and the carets under it.
  private struct Window {
    var text = ""
    var caret = ""

    init(lineText: String, column: Int, length: Int) {
      let scalars = Array(lineText.unicodeScalars)
      let before = 60
      let after = 40
      let start = min(max(0, column - 1 - before), scalars.count)
      let end = max(start, min(scalars.count, column - 1 + after))
      if start > 0 {
        text += "…"
        caret += " "
      }
      for (offset, scalar) in scalars[start..<end].enumerated() {
        // Control characters other than a tab would move the carets, or do worse to a terminal.
        let isControl = scalar.value < 0x20 && scalar != "\t" || scalar.value == 0x7F
        text.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
        if start + offset < column - 1 { caret += scalar == "\t" ? "\t" : " " }
      }
      if end < scalars.count { text += "…" }
      caret += String(repeating: "^", count: max(1, min(length, end - (column - 1))))
    }
  }
}

/// Everything that is wrong with one text, in the order of its lines.
package struct SourceDiagnostics: Error, Hashable, Sendable, CustomStringConvertible {
  package let all: [SourceDiagnostic]

  /// `all` must not be empty; it is sorted here.
  package init(_ all: [SourceDiagnostic]) {
    self.all = all.enumerated().sorted {
      ($0.element.line, $0.element.column, $0.offset)
        < ($1.element.line, $1.element.column, $1.offset)
    }.map(\.element)
  }

  package var description: String { all.map(\.description).joined(separator: "\n") }
}
