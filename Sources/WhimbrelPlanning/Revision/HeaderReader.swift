/// Reads the comment a revision begins with: its message, then a key a line.
///
/// The header is the first block of line comments that holds a key; blocks before it, such as a
/// licence, are the house's own.
struct HeaderReader {
  private let source: SourceText
  private(set) var problems: [SourceDiagnostic] = []
  private(set) var header: RevisionHeader?

  private var values: [String: [(value: String, range: Range<Int>)]] = [:]

  init(_ source: SourceText) { self.source = source }

  /// Reads the header and returns the tokens after it.
  mutating func read(_ tokens: [SQLToken]) -> ArraySlice<SQLToken> {
    guard let block = headerBlock(tokens) else {
      refuseMissing(tokens)
      // What follows is still worth reading: all that is wrong is said at once.
      let first = tokens.firstIndex { !$0.isComment || isDirective($0) } ?? tokens.endIndex
      return tokens[first...]
    }
    var message: [String] = []
    var hasKeys = false
    for token in tokens[block] {
      let content = source.comment(token)
      if let (key, value) = CommentLine.key(content) {
        hasKeys = true
        values[key, default: []].append((value, token.range))
      } else if hasKeys {
        refuseLine(content, token)
      } else if let meant = CommentLine.nearKey(content) {
        problems.append(
          source.diagnostic(
            "unknown key \(quoted(CommentLine.divided(content)?.word ?? ""))",
            at: token.range, help: "did you mean \(quoted(meant))?"))
        hasKeys = true
      } else {
        message.append(CommentLine.unescaped(content))
      }
    }
    build(message: RevisionMessage.normalised(message.joined(separator: "\n")), tokens[block])
    return tokens[block.upperBound...]
  }

  /// The first block of adjoining line comments with a key in it, up to the first directive after
  /// that key.
  private func headerBlock(_ tokens: [SQLToken]) -> Range<Int>? {
    var start = 0
    var hasKey = false
    var line = -1
    for (index, token) in tokens.enumerated() {
      let next = source.line(at: token.range.lowerBound)
      let isLine = token.kind == .lineComment && source.beginsLine(token)
      if !isLine || next != line + 1 || hasKey && isDirective(token) {
        if hasKey { return start..<index }
        start = isLine ? index : index + 1
      }
      if !token.isComment || isLine && !hasKey && isDirective(token) { return nil }
      guard isLine else { continue }
      line = next
      hasKey = hasKey || CommentLine.key(source.comment(token)) != nil
    }
    return hasKey ? start..<tokens.count : nil
  }

  func isDirective(_ token: SQLToken) -> Bool {
    token.kind == .lineComment && CommentLine(source.comment(token)) != .text
  }

  private mutating func refuseMissing(_ tokens: [SQLToken]) {
    let near = tokens.prefix { $0.isComment }.first {
      $0.kind == .lineComment && CommentLine.nearKey(source.comment($0)) != nil
    }
    if let near, let meant = CommentLine.nearKey(source.comment(near)) {
      problems.append(
        source.diagnostic(
          "unknown key \(quoted(CommentLine.divided(source.comment(near))?.word ?? ""))",
          at: near.range, help: "did you mean \(quoted(meant))?"))
    } else {
      problems.append(
        source.diagnostic(
          "this is no revision: it has no header", at: tokens.first?.range ?? 0..<0,
          help: "begin it with the lines \"-- Revision ID: …\", \"-- Revises: …\" and "
            + "\"-- Create Date: …\", or let \"whimbrel revision --empty\" write it"))
    }
  }

  private mutating func refuseLine(_ content: String, _ token: SQLToken) {
    if content.trimmedSpaces.isEmpty { return }
    guard let word = CommentLine.divided(content)?.word else {
      problems.append(
        source.diagnostic(
          "this line of the header is no key", at: token.range,
          help: "put comments before the header or after an empty line"))
      return
    }
    let meant = Suggestion.nearest(to: word, among: CommentLine.keys)
    problems.append(
      source.diagnostic(
        "unknown key \(quoted(word))", at: token.range,
        help: meant.map { "did you mean \(quoted($0))?" }
          ?? "the keys are \(CommentLine.keys.joined(separator: ", "))"))
  }

  private mutating func build(message: String, _ block: ArraySlice<SQLToken>) {
    let end = block.last?.range ?? 0..<0
    for key in CommentLine.keys.prefix(3) where values[key] == nil && problems.isEmpty {
      problems.append(
        source.diagnostic(
          "the header has no \(quoted(key))", at: end,
          help: "add a line \"-- \(key): \(HeaderValue.example[key] ?? "")\" to it"))
    }
    for key in CommentLine.keys where !["loses", "Replaces", "Decided"].contains(key) {
      guard let all = values[key], all.count > 1 else { continue }
      problems.append(
        source.diagnostic(
          "\(quoted(key)) is said twice", at: all[1].range,
          help: "it is also in line \(source.line(at: all[0].range.lowerBound)): keep one"))
    }
    let id = ids("Revision ID", allows: 1...1).first
    let parents = ids("Revises", allows: 0...Int.max, apartFrom: id)
    let created = single("Create Date")
    if let created, !HeaderValue.isDate(created.value) {
      problems.append(
        source.diagnostic(
          "\(quoted(created.value)) is no date", at: created.range,
          help: "write it in UTC, as 2025-12-24T03:31:04Z"))
    }
    let dependsOn = ids("Depends On", allows: 1...Int.max, apartFrom: id)
    let replaces = ids("Replaces", allows: 1...Int.max, apartFrom: id)
    let labels = branchLabels()
    guard problems.isEmpty, let id, let created else { return }
    header = RevisionHeader(
      message: message, id: id, parents: parents, created: created.value, branchLabels: labels,
      dependsOn: dependsOn, replaces: replaces, loses: (values["loses"] ?? []).map(\.value),
      decided: (values["Decided"] ?? []).map(\.value))
  }

  private func single(_ key: String) -> (value: String, range: Range<Int>)? { values[key]?.first }

  private mutating func ids(
    _ key: String, allows count: ClosedRange<Int>, apartFrom own: RevisionID? = nil
  ) -> [RevisionID] {
    var found: [RevisionID] = []
    for (value, range) in values[key] ?? [] {
      let words = HeaderValue.list(value)
      if !count.contains(words.count) {
        problems.append(
          source.diagnostic(
            "\(quoted(key)) needs \(count.upperBound == 1 ? "one id" : "an id")", at: range,
            help: "an id is 12 hexadecimal digits, such as 801b86be184b"))
        continue
      }
      for word in words {
        guard let id = RevisionID(word) else {
          problems.append(
            source.diagnostic(
              "\(quoted(word)) is no revision id", at: range,
              help: "an id is 12 hexadecimal digits in lower case, such as 801b86be184b"))
          continue
        }
        if id == own || found.contains(id) {
          problems.append(
            source.diagnostic(
              id == own ? "\(quoted(key)) names the revision itself" : "\(id) is named twice",
              at: range, help: "remove \(id) from this line"))
        }
        found.append(id)
      }
    }
    return found
  }

  private mutating func branchLabels() -> [String] {
    guard let (value, range) = single("Branch Labels") else { return [] }
    let labels = HeaderValue.list(value)
    for label in labels {
      guard let objection = BranchLabel.objection(to: label) else { continue }
      problems.append(
        source.diagnostic(
          "\(quoted(label)) cannot be a branch label: \(objection)", at: range,
          help: "use a word such as \"billing\" or \"user-auth\""))
    }
    return labels
  }
}

/// Values of the header's keys.
enum HeaderValue {
  static let example = [
    "Revision ID": "801b86be184b", "Revises": "", "Create Date": "2025-12-24T03:31:04Z",
  ]

  /// The words of a list with commas or spaces between them.
  static func list(_ value: String) -> [String] {
    value.split { $0 == "," || $0 == " " || $0 == "\t" }.map(String.init)
  }

  /// Whether a text is a moment in UTC, to the second: `2025-12-24T03:31:04Z`.
  static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let shape = Array("0000-00-00T00:00:00Z".utf8)
    guard bytes.count == shape.count else { return false }
    for (byte, expected) in zip(bytes, shape) {
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      if expected == UInt8(ascii: "0") ? !isDigit : byte != expected { return false }
    }
    func number(_ range: Range<Int>) -> Int {
      bytes[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    guard (1...12).contains(month) else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day) && number(11..<13) < 24 && number(14..<16) < 60
      && number(17..<19) < 60
  }
}

extension SourceText {
  /// What a line comment says: without its `--` and one space.
  func comment(_ token: SQLToken) -> String {
    var content = bytes[token.range].dropFirst(2)
    if content.first == UInt8(ascii: " ") { content = content.dropFirst() }
    return String(decoding: content, as: UTF8.self)
  }

  /// Whether nothing but white space stands before a token in its line.
  func beginsLine(_ token: SQLToken) -> Bool {
    let lineStart = contentRange(ofLine: line(at: token.range.lowerBound)).lowerBound
    return bytes[lineStart..<token.range.lowerBound].allSatisfy(SQLScanner.isWhiteSpace)
  }
}

/// A word in the quotes that diagnostics use.
func quoted(_ word: String) -> String { "\"\(word)\"" }
