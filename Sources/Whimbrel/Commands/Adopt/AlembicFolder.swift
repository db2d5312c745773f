/// The revisions of an Alembic project, read from its `versions/`: ids, what each comes after, messages.
struct AlembicFolder {
  struct Script {
    let id: String
    let parents: [String]
    let message: String
    let file: String
  }

  private let scripts: [String: Script]
  private let shown: String

  /// `path` is the folder itself, or the one above it. Throws `Failure` when there are none in it.
  init(_ path: String, shown: String) throws(Failure) {
    let inner = "\(path)/versions"
    let folder = Files.isFolder(inner) ? inner : path
    self.shown = folder == path ? shown : "\(shown)/versions"
    var scripts: [String: Script] = [:]
    for name in try Files.names(in: folder, shown: self.shown) where name.hasSuffix(".py") {
      let bytes = try Files.read("\(folder)/\(name)", shown: "\(self.shown)/\(name)")
      guard let script = Self.script(String(decoding: bytes, as: UTF8.self), file: name) else {
        continue
      }
      scripts[script.id] = script
    }
    guard !scripts.isEmpty else {
      throw Failure(
        "there are no Alembic revisions in \(self.shown)",
        help: "give the folder that has them, such as --alembic alembic/versions")
    }
    self.scripts = scripts
  }

  /// What leads to these revisions, oldest first. Throws `Failure` for one that has no script.
  func chain(to ids: [String]) throws(Failure) -> [Script] {
    var done: Set<String> = []
    var chain: [Script] = []
    var rest = ids.map { (id: $0, isEntered: false) }
    while let (id, isEntered) = rest.popLast() {
      guard let script = scripts[id] else {
        throw Failure(
          "alembic_version leads to \(id), which \(shown) does not have",
          help: "take the folder of the program that migrated this database")
      }
      if isEntered {
        chain.append(script)
      } else if done.insert(id).inserted {
        rest.append((id, true))
        rest += script.parents.reversed().map { ($0, false) }
      }
    }
    return chain
  }

  /// Those that are not in a chain, in order of their files.
  func others(than chain: [Script]) -> [Script] {
    let ids = Set(chain.map(\.id))
    return scripts.values.filter { !ids.contains($0.id) }.sorted { $0.file < $1.file }
  }

  private static func script(_ text: String, file: String) -> Script? {
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    guard let id = value(of: "revision", in: lines)?.first else { return nil }
    return Script(
      id: id, parents: value(of: "down_revision", in: lines) ?? [], message: message(lines),
      file: file)
  }

  /// The strings that are assigned to a name at the top level: `x: str = 'a'`, `x = ('a', 'b')`.
  private static func value(of name: String, in lines: [String]) -> [String]? {
    guard
      let start = lines.firstIndex(where: { line in
        guard line.hasPrefix(name), let equals = line.firstIndex(of: "=") else { return false }
        let between = line[line.index(line.startIndex, offsetBy: name.count)..<equals]
        return between.first.map { $0 == " " || $0 == ":" } ?? true
      })
    else { return nil }
    let first = lines[start]
    var strings: [String] = []
    var depth = 0
    for line in [first.drop { $0 != "=" }.dropFirst()] + lines[(start + 1)...].map({ $0[...] }) {
      var quote: Character?
      var current = ""
      for character in line {
        if let open = quote {
          if character == open {
            strings.append(current)
            quote = nil
          } else {
            current.append(character)
          }
        } else if character == "'" || character == "\"" {
          quote = character
          current = ""
        } else if "([".contains(character) {
          depth += 1
        } else if ")]".contains(character) {
          depth -= 1
        } else if character == "#" {
          break
        }
      }
      if depth <= 0 { break }
    }
    return strings
  }

  /// The first line of the docstring.
  private static func message(_ lines: [String]) -> String {
    guard let first = lines.first(where: { !$0.hasPrefix("#") }) else { return "" }
    for mark in ["\"\"\"", "'''", "r\"\"\""] where first.hasPrefix(mark) {
      let rest = first.dropFirst(mark.count)
      let text = rest.split(separator: mark.suffix(3), omittingEmptySubsequences: false)[0]
      return String(text).trimmingSpaces
    }
    return ""
  }
}

extension String {
  /// Without the spaces at its ends.
  fileprivate var trimmingSpaces: String {
    let start = self.drop { $0 == " " || $0 == "\t" }
    return String(String(start.reversed()).drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
