/// One mistake in a model: where it is, what it is, and what to do about it.
package struct DeclarationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// nil when Swift gives no place for it: a table without columns in a list.
  package let place: SourcePlace?
  package let message: String
  package let help: String

  package init(place: SourcePlace?, message: String, help: String) {
    self.place = place
    self.message = message
    self.help = help
  }

  package var description: String { description(below: "") }

  /// Two lines for a person, with the file's path as seen from a folder.
  package func description(below folder: String) -> String {
    let prefix = folder.hasSuffix("/") || folder.isEmpty ? folder : folder + "/"
    let path = place.map { place in
      let file =
        place.file.hasPrefix(prefix) ? String(place.file.dropFirst(prefix.count)) : place.file
      return "\(file):\(place.line):\(place.column): "
    }
    return "\(path ?? "")error: \(message)\nhelp: \(help)"
  }
}

/// Every mistake of a model, in the order of the source.
package struct DeclarationErrors: Error, Sendable, CustomStringConvertible {
  package let errors: [DeclarationError]

  package var description: String { description(below: "") }

  /// Two lines a mistake, with paths as seen from a folder.
  package func description(below folder: String) -> String {
    errors.map { $0.description(below: folder) }.joined(separator: "\n")
  }
}

/// Collects mistakes, so that all are said at once.
struct Problems {
  private var found: [DeclarationError] = []

  var isEmpty: Bool { found.isEmpty }

  mutating func report(_ place: SourcePlace?, _ message: String, help: String) {
    let error = DeclarationError(place: place, message: message, help: help)
    if !found.contains(error) { found.append(error) }
  }

  /// The mistakes by file and line; those of one line stay in the order in which they were found.
  var sorted: [DeclarationError] {
    found.enumerated().sorted { left, right in
      let (a, b) = (left.element.place, right.element.place)
      if a?.file != b?.file { return (a?.file ?? "") < (b?.file ?? "") }
      if a?.line != b?.line { return (a?.line ?? 0) < (b?.line ?? 0) }
      if a?.column != b?.column { return (a?.column ?? 0) < (b?.column ?? 0) }
      return left.offset < right.offset
    }.map(\.element)
  }
}
