/// `versions/whimbrel.sum`: a digest for each revision's file (docs/revisions.md, Append-only).
package struct SumFile: Hashable, Sendable {
  package static let fileName = "whimbrel.sum"
  /// The first line: the format and its version.
  static let firstLine = "whimbrel.sum 1"

  /// Before the id of a revision whose file a squash has made needless.
  private static let forgottenMark = "forgotten/"

  /// By file name, as it is below `versions/`.
  package var digests: [String: Digest]
  /// Of revisions that have no file any more: those that came after them are summed with these.
  package var forgotten: [RevisionID: Digest] = [:]

  package init(digests: [String: Digest] = [:]) { self.digests = digests }

  /// The sum of revisions as they are now, by file name.
  package init(of files: [String: Revision], forgotten: [RevisionID: Digest] = [:]) {
    digests = SumCheck(files: files, recorded: [:], forgotten: forgotten).actual
    self.forgotten = forgotten
  }

  /// The bytes of the file: lines in order of the file names.
  package var bytes: [UInt8] {
    var text = Self.firstLine + "\n"
    let names = Dictionary(
      uniqueKeysWithValues: forgotten.map { (Self.forgottenMark + $0.key.text, $0.value) }
    ).merging(digests) { $1 }
    for name in names.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      if let digest = names[name] { text += "\(name) \(digest)\n" }
    }
    return Array(text.utf8)
  }

  /// Reads a sum file: its lines are a set, so that branches merge line by line.
  ///
  /// Throws what is wrong with it, a merge conflict among it.
  package init(_ source: SourceText) throws(SourceDiagnostics) {
    var digests: [String: Digest] = [:]
    var problems: [SourceDiagnostic] = []
    var hasVersion = false
    for line in 1...source.lineCount {
      let range = source.contentRange(ofLine: line)
      let text = source.text(range)
      if text.utf8.isEmpty { continue }
      if let problem = Self.conflict(text) {
        problems.append(source.diagnostic(problem.message, at: range, help: problem.help))
        break
      }
      if text.hasPrefix("\(Self.fileName) ") {
        hasVersion = true
        guard text == Self.firstLine else {
          problems.append(
            source.diagnostic(
              "this file is of a newer format than this program reads", at: range,
              help: "update whimbrel"))
          break
        }
        continue
      }
      guard let (name, digest) = Self.entry(text) else {
        problems.append(
          source.diagnostic(
            "this is no line of a sum file", at: range,
            help: "a line is a file's name, a space, \"sha256:\" and 64 hexadecimal digits; "
              + "take the file back from version control"))
        continue
      }
      if let other = digests[name], other != digest {
        problems.append(
          source.diagnostic(
            "\(name) has two different digests", at: range,
            help: "two branches have different versions of that revision: keep the line and the "
              + "file of the one that was applied, and make the other a new revision"))
      }
      digests[name] = digest
    }
    if !hasVersion, problems.isEmpty {
      problems.append(
        source.diagnostic(
          "the first line is not \"\(Self.firstLine)\"", at: source.start,
          help: "take the file back from version control"))
    }
    guard problems.isEmpty else { throw SourceDiagnostics(problems) }
    for (name, digest) in digests where name.hasPrefix(Self.forgottenMark) {
      guard let id = RevisionID(String(name.dropFirst(Self.forgottenMark.count))) else { continue }
      forgotten[id] = digest
      digests[name] = nil
    }
    self.digests = digests
  }

  private static func entry(_ line: String) -> (name: String, digest: Digest)? {
    guard let space = line.utf8.lastIndex(of: UInt8(ascii: " ")),
      let digest = Digest(String(line[line.utf8.index(after: space)...]))
    else { return nil }
    let name = String(line[..<space])
    return name.isEmpty ? nil : (name, digest)
  }

  private static func conflict(_ line: String) -> (message: String, help: String)? {
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
    guard marks.contains(where: line.hasPrefix) else { return nil }
    return (
      "this file holds a merge conflict",
      "keep the lines of both sides and remove the marks (their order means nothing); with "
        + "\"versions/\(fileName) merge=union\" in .gitattributes git does so itself"
    )
  }
}
