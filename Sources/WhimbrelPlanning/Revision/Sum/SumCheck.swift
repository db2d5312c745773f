/// How the files differ from what the sum file says of them.
package enum SumFinding: Hashable, Sendable, CustomStringConvertible {
  case edited(String)
  case missing(String)
  case added(String)
  case renamed(from: String, to: String)

  package var description: String {
    switch self {
    case .edited(let name): "\(name) was edited: whimbrel.sum has another digest of it"
    case .missing(let name): "\(name) is missing: \(SumFile.fileName) has it, the folder has not"
    case .added(let name): "\(name) was added by hand: \(SumFile.fileName) does not have it"
    case .renamed(let old, let new): "\(old) was renamed to \(new)"
    }
  }

  /// What to do about it.
  package var help: String {
    switch self {
    case .edited:
      "put its bytes back and say the change in a new revision; for a revision that no database "
        + "has yet, run \"whimbrel verify --rehash\""
    case .missing:
      "take it back from version control; a revision that no database has yet is given up with "
        + "\"whimbrel verify --rehash\""
    case .added: "run \"whimbrel verify --rehash\" to take it in"
    case .renamed(let old, _): "call it \(old) again, or run \"whimbrel verify --rehash\""
    }
  }
}

/// Compares the revisions in a folder with its sum file.
package struct SumCheck: Sendable {
  private let files: [String: Revision]
  private let recorded: [String: Digest]
  /// The file that holds each id.
  private let fileOf: [RevisionID: String]
  /// The digests of revisions whose files a squash has made needless.
  private let forgotten: [RevisionID: Digest]
  /// The digests of the lines that have no file.
  private let orphans: [Digest]
  /// What each file's digest is now, going by its bytes and those before it.
  package private(set) var actual: [String: Digest] = [:]
  /// What it would be if all before it were as they are recorded.
  private var expected: [String: Digest] = [:]

  package init(
    files: [String: Revision], recorded: [String: Digest], forgotten: [RevisionID: Digest] = [:]
  ) {
    self.files = files
    self.recorded = recorded
    self.forgotten = forgotten
    var fileOf: [RevisionID: String] = [:]
    for name in files.keys.sorted(by: >) {
      if let id = files[name]?.id { fileOf[id] = name }
    }
    self.fileOf = fileOf
    orphans = recorded.filter { files[$0.key] == nil }.map(\.value).sorted()
    for name in order() {
      guard let revision = files[name] else { continue }
      let parents = revision.parents.compactMap { id in
        fileOf[id].map { actual[$0] } ?? forgotten[id]
      }
      actual[name] = Digest(of: revision.source.bytes, parents: parents)
      expected[name] = expectedDigest(revision)
    }
  }

  /// Every difference, each by name, in order of the names; empty when all is as it was.
  package var findings: [SumFinding] {
    let intact = Set(files.keys.filter { recorded[$0] == actual[$0] })
    var findings: [(name: String, finding: SumFinding)] = []
    var sources: [Digest: String] = [:]
    for (name, digest) in recorded where !intact.contains(name) { sources[digest] = name }
    var renamed: Set<String> = []
    for name in files.keys where !intact.contains(name) {
      let was = [actual[name], expected[name]].compactMap { $0.flatMap { sources[$0] } }.first
      if let was, was != name {
        renamed.insert(was)
        findings.append((name, .renamed(from: was, to: name)))
      } else if let digest = recorded[name] {
        // When only what comes before it changed, that is what is reported.
        if expected[name] != digest { findings.append((name, .edited(name))) }
      } else {
        findings.append((name, .added(name)))
      }
    }
    let moved = Dictionary(
      intact.compactMap { name in actual[name].map { ($0, name) } }, uniquingKeysWith: { $1 })
    for (name, digest) in recorded where files[name] == nil && !renamed.contains(name) {
      // Where a branch squashed and another one added, git's union brings the old line back.
      if moved[digest]?.hasSuffix("/\(name)") == true { continue }
      findings.append((name, .missing(name)))
    }
    return findings.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map(\.finding)
  }

  /// The files, each after those of its parents; where they go in a circle, as the names go.
  private func order() -> [String] {
    var order: [String] = []
    var seen: Set<String> = []
    for start in files.keys.sorted() {
      // A stack of our own: a chain of thousands of revisions is no deep recursion.
      var stack = [(name: start, isEntered: false)]
      while let (name, isEntered) = stack.popLast() {
        if isEntered {
          order.append(name)
          continue
        }
        guard seen.insert(name).inserted else { continue }
        stack.append((name, true))
        for id in files[name]?.parents ?? [] {
          if let parent = fileOf[id], !seen.contains(parent) { stack.append((parent, false)) }
        }
      }
    }
    return order
  }

  /// The digest by the recorded digests of the parents. A parent whose file is gone may be any of
  /// the lines that have no file.
  private func expectedDigest(_ revision: Revision) -> Digest? {
    var choices: [[Digest]] = [[]]
    let limit = 1_000
    for id in revision.parents {
      let candidates: [Digest]
      if let file = fileOf[id] {
        candidates = [recorded[file] ?? expected[file]].compactMap(\.self)
      } else if let digest = forgotten[id] {
        candidates = [digest]
      } else {
        candidates = orphans
      }
      choices = Array(
        choices.flatMap { choice in candidates.map { choice + [$0] } }.prefix(limit))
    }
    let digests = choices.map { Digest(of: revision.source.bytes, parents: $0) }
    guard digests.count > 1 else { return digests.first }
    let known = Set(recorded.values)
    return digests.first { known.contains($0) } ?? digests.first
  }
}
