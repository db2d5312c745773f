/// The shape of a revision file, with places for what a revision says: `{{message}}` and others.
package struct RevisionTemplate: Hashable, Sendable {
  enum Piece: Hashable, Sendable {
    case text([UInt8])
    case place(String)
  }

  /// The places, each needed; those of the first kind may stand more than once.
  static let repeatable = ["message", "revision"]
  static let places = ["message", "revision", "revises", "created", "upgrade", "downgrade"]

  package let source: SourceText
  let pieces: [Piece]

  /// Reads a template.
  ///
  /// Throws the diagnostics of places that are unknown, missing, or said twice.
  package init(_ source: SourceText) throws(SourceDiagnostics) {
    self.source = source
    var pieces: [Piece] = []
    var problems: [SourceDiagnostic] = []
    var seen: Set<String> = []
    var text: [UInt8] = []
    var offset = source.start
    while offset < source.bytes.count {
      guard let (name, end) = Self.place(in: source.bytes, at: offset) else {
        if source.bytes[offset] != UInt8(ascii: "\r") { text.append(source.bytes[offset]) }
        offset += 1
        continue
      }
      if !Self.places.contains(name) {
        let meant = Suggestion.nearest(to: name, among: Self.places)
        problems.append(
          source.diagnostic(
            "unknown place \(quoted("{{\(name)}}"))", at: offset..<end,
            help: meant.map { "did you mean {{\($0)}}?" } ?? Self.listHelp))
      } else if !seen.insert(name).inserted, !Self.repeatable.contains(name) {
        problems.append(
          source.diagnostic(
            "{{\(name)}} stands twice in the template", at: offset..<end, help: "keep one"))
      }
      pieces.append(.text(text))
      pieces.append(.place(name))
      text = []
      offset = end
    }
    pieces.append(.text(text))
    for name in Self.places where !seen.contains(name) && problems.isEmpty {
      problems.append(
        source.diagnostic(
          "the template has no {{\(name)}}", at: source.bytes.count,
          help: "add it where the built-in template has it; it needs "
            + Self.places.map { "{{\($0)}}" }.joined(separator: " ")))
    }
    guard problems.isEmpty else { throw SourceDiagnostics(problems) }
    self.pieces = pieces
  }

  private static let listHelp =
    "the places are " + places.map { "{{\($0)}}" }.joined(separator: " ")

  /// The name between the braces that open at an offset, and where they end.
  private static func place(in bytes: [UInt8], at offset: Int) -> (name: String, end: Int)? {
    let brace = UInt8(ascii: "{")
    guard bytes[offset...].starts(with: [brace, brace]) else { return nil }
    var end = offset + 2
    while end < bytes.count, bytes[end] != UInt8(ascii: "}"), bytes[end] != UInt8(ascii: "\n") {
      end += 1
    }
    guard bytes[end...].starts(with: [UInt8(ascii: "}"), UInt8(ascii: "}")]) else { return nil }
    let name = String(decoding: bytes[offset + 2..<end], as: UTF8.self).trimmedSpaces
    return (name, end + 2)
  }

  /// The template with its places filled.
  ///
  /// Each line of a value begins as the line of its place does, so that a comment stays one. A
  /// place that stands alone in its line takes that line with it when its value is empty.
  /// `afterCreated` are lines for the header, put below the line of `{{created}}`.
  func filled(_ values: [String: String], afterCreated extra: [String]) -> [UInt8] {
    var lines = Lines()
    for piece in pieces {
      switch piece {
      case .text(let bytes): lines.append(text: bytes)
      case .place(let name):
        lines.append(values[name] ?? "", isBlock: name == "upgrade" || name == "downgrade")
        if name == "created" { lines.below = extra }
      }
    }
    return lines.finished()
  }

  /// A text that is put together line by line.
  private struct Lines {
    private var done: [UInt8] = []
    private var current: [UInt8] = []
    private var dropsLine = false
    private var dropsEmptyLine = false
    /// What comes below the current line, beginning as it does.
    var below: [String] = []

    mutating func append(text: [UInt8]) {
      for byte in text {
        if byte == UInt8(ascii: "\n") { endLine() } else { current.append(byte) }
      }
    }

    mutating func append(_ value: String, isBlock: Bool) {
      if isBlock {
        dropsLine = value.utf8.isEmpty && current.allSatisfy(SQLScanner.isWhiteSpace)
        current += value.utf8
        return
      }
      let start = current
      let lines = value.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        if index > 0 {
          done += current
          done.append(0x0A)
          current = line.isEmpty ? trimmed(start) : start
        }
        current += line
      }
    }

    private func trimmed(_ line: [UInt8]) -> [UInt8] {
      Array(line[..<((line.lastIndex { !SQLScanner.isWhiteSpace($0) } ?? -1) + 1)])
    }

    private mutating func endLine() {
      defer {
        current = []
        dropsLine = false
      }
      if dropsLine, current.allSatisfy(SQLScanner.isWhiteSpace) {
        dropsEmptyLine = true
        return
      }
      if dropsEmptyLine, current.isEmpty {
        dropsEmptyLine = false
        return
      }
      dropsEmptyLine = false
      done += current
      done.append(0x0A)
      for line in below { done += Array("-- \(line)\n".utf8) }
      below = []
    }

    /// The whole text, with one line end at its end.
    mutating func finished() -> [UInt8] {
      endLine()
      while done.last == 0x0A { done.removeLast() }
      return done + [0x0A]
    }
  }
}
