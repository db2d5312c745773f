import WhimbrelModel
import WhimbrelPlanning

/// An object as options and `versions/unmanaged` name it: `users.nickname`, `table:plants`,
/// `label:mood.sad`, `table:audit.log`.
struct ObjectName: Hashable, Sendable {
  /// In the words of `ObjectKind.title`, or `label`.
  let kind: String
  let path: [Name]

  /// nil when it is not of that form. Without a kind it is a column.
  init?(_ text: String) {
    let (kind, rest) = Self.split(text)
    guard kind == "label" || Self.isKind(kind), let path = Self.parts(rest), !path.isEmpty,
      kind != "column" || path.count > 1
    else { return nil }
    self.kind = kind
    self.path = path
  }

  init(kind: String, path: [Name]) {
    self.kind = kind
    self.path = path
  }

  /// How a person would name an object.
  init(_ id: ObjectID, home: Name) {
    let schema = id.schema.isEmpty || id.schema == home ? [] : [id.schema]
    kind = id.kind.title
    path = schema + [id.name] + (id.member.isEmpty ? [] : [id.member])
  }

  var text: String {
    let name = path.map(\.quoted).joined(separator: ".")
    return kind == "column" ? name : "\(kind):\(name)"
  }

  /// The kind, and what follows it.
  static func split(_ text: String) -> (kind: String, rest: String) {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), !text.hasPrefix("\"") else {
      return ("column", text)
    }
    return (
      String(text[..<colon]).lowercased(), String(text[text.utf8.index(after: colon)...])
    )
  }

  /// Whether a word is a kind of object.
  static func isKind(_ word: String) -> Bool {
    word == "type" || ObjectKind.allCases.contains { $0.title == word }
  }

  func names(_ id: ObjectID, home: Name) -> Bool {
    let other = ObjectName(id, home: home)
    return self == other
      || self == ObjectName(kind: other.kind, path: [home] + other.path)
      || (kind == "type" && other.kind == "enum type" && path == other.path)
  }

  /// Names separated by dots; in double quotes they may hold anything.
  private static func parts(_ text: String) -> [Name]? {
    var parts: [Name] = []
    var part = ""
    var isQuoted = false
    for scalar in text.unicodeScalars {
      if scalar == "\"" {
        isQuoted.toggle()
      } else if scalar == ".", !isQuoted {
        parts.append(Name(part))
        part = ""
      } else {
        part.unicodeScalars.append(scalar)
      }
    }
    parts.append(Name(part))
    return isQuoted || parts.contains(where: \.isEmpty) ? nil : parts
  }
}
