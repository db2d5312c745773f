import WhimbrelModel
import WhimbrelPlanning

/// Objects by the form of their name, as `versions/unmanaged` says it: `table:audit_*`,
/// `table:legacy.*`, `function:tmp_*`.
///
/// A `*` stands for any bytes within one part of a name; in double quotes it is itself. Without a
/// schema a pattern means the managed one.
struct ObjectPattern: Hashable, Sendable {
  /// In the words of `ObjectKind.title`, or `type`.
  let kind: String
  /// Each part of the name, as the pieces between its stars.
  private let path: [[Name]]

  /// nil when it is not of that form. Without a kind it is a column.
  init?(_ text: String) {
    let (kind, rest) = ObjectName.split(text)
    guard ObjectName.isKind(kind), let path = Self.parts(rest), kind != "column" || path.count > 1
    else { return nil }
    self.kind = kind
    self.path = path
  }

  init(_ object: ObjectName) {
    kind = object.kind
    path = object.path.map { [$0] }
  }

  var text: String {
    let name = path.map { $0.map { $0.isEmpty ? "" : $0.quoted }.joined(separator: "*") }
      .joined(separator: ".")
    return kind == "column" ? name : "\(kind):\(name)"
  }

  func names(_ id: ObjectID, home: Name) -> Bool {
    let object = ObjectName(id, home: home)
    guard kind == object.kind || kind == "type" && object.kind == "enum type" else { return false }
    var names = [object.path, [home] + object.path]
    // A routine's name alone means it with any arguments.
    if [.function, .procedure, .aggregate].contains(id.kind), !id.member.isEmpty {
      names += names.map { Array($0.dropLast()) }
    }
    return names.contains(where: matches)
  }

  private func matches(_ names: [Name]) -> Bool {
    names.count == path.count && zip(path, names).allSatisfy { Self.matches($0, $1) }
  }

  /// The pieces in their order: the first at the start, the last at the end.
  private static func matches(_ pieces: [Name], _ name: Name) -> Bool {
    guard pieces.count > 1, let first = pieces.first, let last = pieces.last else {
      return pieces == [name]
    }
    var rest = Array(name.text.utf8)[...]
    guard rest.starts(with: first.text.utf8) else { return false }
    rest = rest.dropFirst(first.text.utf8.count)
    let end = Array(last.text.utf8)
    guard rest.count >= end.count, rest.suffix(end.count).elementsEqual(end) else { return false }
    rest = rest.dropLast(end.count)
    for piece in pieces.dropFirst().dropLast() {
      let bytes = Array(piece.text.utf8)
      while !rest.starts(with: bytes) {
        if rest.isEmpty { return false }
        rest = rest.dropFirst()
      }
      rest = rest.dropFirst(bytes.count)
    }
    return true
  }

  /// Names separated by dots, pieces of them by stars; in double quotes they may hold anything.
  private static func parts(_ text: String) -> [[Name]]? {
    var parts: [[Name]] = []
    var pieces: [Name] = []
    var piece = ""
    var isQuoted = false
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { before = scalar }
      switch scalar {
      case "\"":
        // Two within a quoted name are one of its own.
        if !isQuoted, before == "\"" { piece.unicodeScalars.append(scalar) }
        isQuoted.toggle()
      case "." where !isQuoted, "*" where !isQuoted:
        pieces.append(Name(piece))
        piece = ""
        if scalar == "." {
          parts.append(pieces)
          pieces = []
        }
      default: piece.unicodeScalars.append(scalar)
      }
    }
    parts.append(pieces + [Name(piece)])
    return isQuoted || parts.contains([""]) ? nil : parts
  }
}
