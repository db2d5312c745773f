/// A revision's message as a file can hold it.
package enum RevisionMessage {
  /// Lines end with LF and without spaces, none is empty at either end, and control characters,
  /// which could do things to a terminal, are spaces.
  package static func normalised(_ message: String) -> String {
    var lines: [String] = []
    var line: [Unicode.Scalar] = []
    var isAfterReturn = false
    func finished() -> String {
      var text = ""
      text.unicodeScalars.append(contentsOf: line)
      return text.trimmedTrailingSpaces
    }
    for scalar in message.unicodeScalars {
      let isSecondHalf = scalar == "\n" && isAfterReturn
      isAfterReturn = scalar == "\r"
      if isSecondHalf { continue }
      if scalar == "\n" || scalar == "\r" {
        lines.append(finished())
        line = []
      } else {
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        line.append(isControl ? " " : scalar)
      }
    }
    lines.append(finished())
    let start = lines.firstIndex { !$0.isEmpty } ?? lines.endIndex
    let end = lines.lastIndex { !$0.isEmpty } ?? lines.startIndex
    return start <= end && start < lines.endIndex
      ? lines[start...end].joined(separator: "\n") : ""
  }
}

extension RevisionMessage {
  /// The same in one line, without spaces around it.
  package static func line(_ text: String) -> String {
    var line = ""
    for scalar in normalised(text).unicodeScalars {
      line.unicodeScalars.append(scalar == "\n" ? " " : scalar)
    }
    return line.trimmedSpaces
  }
}
