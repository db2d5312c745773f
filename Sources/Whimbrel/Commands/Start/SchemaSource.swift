import WhimbrelPlanning

/// The Swift file with the schema's list, as text that a table can be added to.
struct SchemaSource {
  let path: String
  let bytes: [UInt8]

  /// The first file below `Sources` with a `MigrationCommand` in it, or else with a `Schema(`.
  ///
  /// Throws `Failure` when a file cannot be read.
  static func find(_ project: Project) throws(Failure) -> SchemaSource? {
    let files = try swiftFiles(in: project.path("Sources"), project)
    for marker in [": MigrationCommand", "= Schema("] {
      for path in files {
        let bytes = try Files.read(path, shown: project.shown(path))
        if String(decoding: bytes, as: UTF8.self).contains(marker) {
          return SchemaSource(path: path, bytes: bytes)
        }
      }
    }
    return nil
  }

  private static func swiftFiles(
    in folder: String, _ project: Project
  ) throws(Failure) -> [String] {
    var files: [String] = []
    for name in try Files.names(in: folder, shown: project.shown(folder)) {
      let path = "\(folder)/\(name)"
      if name.hasSuffix(".swift") {
        files.append(path)
      } else if Files.isFolder(path), !name.hasPrefix(".") {
        files += try swiftFiles(in: path, project)
      }
    }
    return files
  }

  /// The folder that model files go to: `Models` beside the file.
  var modelFolder: String { "\(Files.parent(of: path) ?? ".")/Models" }

  /// The file's bytes with `type` at the end of the list; nil when the list cannot be found, and
  /// the same bytes when it is there already.
  func adding(_ type: String) -> [UInt8]? {
    let text = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    guard let list = Self.list(in: text) else { return nil }
    let entry = "\(type).self"
    let words = Self.text(text[list.range]).split {
      " \t\n,;[]{}".contains($0)
    }
    if words.contains(Substring(entry)) { return bytes }
    var end = list.range.upperBound
    while end > list.range.lowerBound, text[end - 1].properties.isWhitespace { end -= 1 }
    let isEmpty = end == list.range.lowerBound
    let isOneLine = !text[list.range].contains("\n")
    var inserted: String
    if list.isArray {
      let separator = isEmpty || text[end - 1] == "," ? "" : ","
      inserted = separator + (isOneLine ? (isEmpty ? "" : " ") : "\n" + indent(text, end)) + entry
    } else if isOneLine {
      inserted = isEmpty ? " \(entry)" : "; \(entry)"
    } else {
      inserted = "\n" + indent(text, end) + entry
    }
    if isEmpty, !isOneLine { inserted = "\n    \(entry)" }
    let result = Self.text(text[..<end]) + inserted + Self.text(text[end...])
    return Array(result.utf8)
  }

  /// The white space that the line of the list's last entry begins with.
  private func indent(_ text: [Unicode.Scalar], _ end: Int) -> String {
    let start = text[..<end].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    return Self.text(text[start..<end].prefix { $0 == " " || $0 == "\t" })
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// What stands between the braces of the builder after `Schema(…)`, or the brackets in it.
  private static func list(
    in text: [Unicode.Scalar]
  ) -> (range: Range<Int>, isArray: Bool)? {
    let marker = Array("Schema".unicodeScalars)
    for start in text.indices.dropLast(marker.count) where text[start...].starts(with: marker) {
      var index = start + marker.count
      if index < text.count, text[index] == "(" {
        guard let close = closing(of: index, in: text) else { return nil }
        if let open = text[index..<close].firstIndex(of: "["),
          let end = closing(of: open, in: text)
        {
          return (open + 1..<end, true)
        }
        index = close + 1
      } else if index >= text.count || text[index] != " " {
        continue
      }
      while index < text.count, text[index].properties.isWhitespace { index += 1 }
      guard index < text.count, text[index] == "{", let end = closing(of: index, in: text) else {
        continue
      }
      return (index + 1..<end, false)
    }
    return nil
  }

  private static func closing(of open: Int, in text: [Unicode.Scalar]) -> Int? {
    var depth = 0
    for index in open..<text.count {
      switch text[index] {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }
}
