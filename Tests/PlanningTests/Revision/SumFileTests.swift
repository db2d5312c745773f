import Testing

@testable import WhimbrelPlanning

@Suite struct SumFileTests {
  /// A chain of revisions `1.sql` ← `2.sql` ← …, with a body each.
  private func chain(_ count: Int) throws -> [String: Revision] {
    var files: [String: Revision] = [:]
    for number in 1...count {
      files["\(number).sql"] = try revision(number, parents: number == 1 ? [] : [number - 1])
    }
    return files
  }

  private func revision(
    _ number: Int, parents: [Int], body: String = "SELECT 1;", replaces: [Int] = []
  ) throws -> Revision {
    let ids = replaces.map { RevisionID.numbered($0).text }.joined(separator: ", ")
    return try RevisionReader.read(
      revisionSource(
        """
        -- number \(number)
        -- Revision ID: \(RevisionID.numbered(number))
        -- Revises: \(parents.map { RevisionID.numbered($0).text }.joined(separator: ", "))
        -- Create Date: 2025-12-24T03:31:04Z
        \(replaces.isEmpty ? "--" : "-- Replaces: \(ids)")
        -- whimbrel: upgrade
        \(body)
        -- whimbrel: downgrade
        """, name: "versions/\(number).sql"))
  }

  private func findings(
    _ files: [String: Revision], _ sum: SumFile
  ) -> [SumFinding] {
    SumCheck(files: files, recorded: sum.digests).findings
  }

  @Test func digests() {
    #expect(
      Digest(of: Array("abc".utf8)).description
        == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Digest(of: []).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let (a, b) = (Digest(of: [1]), Digest(of: [2]))
    #expect(Digest(of: [3], parents: [a, b]) == Digest(of: [3], parents: [b, a]))
    #expect(
      Digest(of: [3], parents: [a])
        == Digest(of: Array("\(a)\n".utf8) + [3]))
    #expect(Digest("sha256:\(a.hex)") == a)
    #expect(Digest("sha256:\(a.hex.dropLast())") == nil)
    #expect(Digest("md5:\(a.hex)") == nil)
  }

  @Test func writingAndReading() throws {
    let sum = SumFile(of: try chain(12))
    let source = SourceText(name: "versions/whimbrel.sum", bytes: sum.bytes)
    #expect(try SumFile(source) == sum)
    let lines = String(decoding: sum.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "whimbrel.sum 1")
    #expect(
      lines.dropFirst().map { $0.split(separator: " ")[0] }.prefix(3) == [
        "1.sql", "10.sql", "11.sql",
      ])
    // As a merge by union leaves it: any order, lines twice, and with CRLF.
    let mixed = (Array(lines.reversed()) + Array(lines.shuffled())).joined(separator: "\r\n")
    #expect(try SumFile(SourceText(name: "s", text: mixed)) == sum)
  }

  @Test func namesWithSpaces() throws {
    let sum = SumFile(digests: ["a b.sql": Digest(of: [1]), "squashed/c.sql": Digest(of: [2])])
    #expect(try SumFile(SourceText(name: "s", bytes: sum.bytes)) == sum)
  }

  @Test(arguments: [
    ("", "s:1:1", "the first line is not \"whimbrel.sum 1\""),
    ("whimbrel.sum 2\n", "s:1:1", "this file is of a newer format than this program reads"),
    ("whimbrel.sum 1\nx.sql sha256:12\n", "s:2:1", "this is no line of a sum file"),
    ("whimbrel.sum 1\n<<<<<<< HEAD\nx\n=======\n", "s:2:1", "this file holds a merge conflict"),
  ])
  func malformed(text: String, place: String, message: String) {
    let error = #expect(throws: SourceDiagnostics.self) {
      try SumFile(SourceText(name: "s", text: text))
    }
    #expect(error?.all.map(\.place) == [place])
    #expect(error?.all.map(\.message) == [message])
  }

  @Test func twoDigestsForOneFile() {
    let text = "whimbrel.sum 1\nx \(Digest(of: [1]))\nx \(Digest(of: [2]))\n"
    let error = #expect(throws: SourceDiagnostics.self) {
      try SumFile(SourceText(name: "s", text: text))
    }
    #expect(error?.all.map(\.message) == ["x has two different digests"])
  }

  @Test func nothingChanged() throws {
    let files = try chain(5)
    #expect(findings(files, SumFile(of: files)) == [])
  }

  @Test func eachKindOfChangeIsToldApart() throws {
    let before = try chain(5)
    let sum = SumFile(of: before)

    var edited = before
    edited["2.sql"] = try revision(2, parents: [1], body: "SELECT 2;")
    #expect(findings(edited, sum) == [.edited("2.sql")])
    #expect(SumFile(of: edited).digests["5.sql"] != sum.digests["5.sql"])

    var twice = edited
    twice["4.sql"] = try revision(4, parents: [3], body: "SELECT 4;")
    #expect(findings(twice, sum) == [.edited("2.sql"), .edited("4.sql")])

    var missing = before
    missing["2.sql"] = nil
    #expect(findings(missing, sum) == [.missing("2.sql")])

    var missingAndEdited = missing
    missingAndEdited["4.sql"] = edited["2.sql"].map { _ in before["4.sql"] } ?? nil
    missingAndEdited["3.sql"] = try revision(3, parents: [2], body: "SELECT 3;")
    #expect(findings(missingAndEdited, sum) == [.missing("2.sql"), .edited("3.sql")])

    var added = before
    added["6.sql"] = try revision(6, parents: [5])
    #expect(findings(added, sum) == [.added("6.sql")])

    var renamed = before
    renamed["2b.sql"] = renamed.removeValue(forKey: "2.sql")
    renamed["3b.sql"] = renamed.removeValue(forKey: "3.sql")
    #expect(
      findings(renamed, sum)
        == [
          .renamed(from: "2.sql", to: "2b.sql"), .renamed(from: "3.sql", to: "3b.sql"),
        ])

    var swapped = before
    swapped["2.sql"] = before["3.sql"]
    swapped["3.sql"] = before["2.sql"]
    #expect(
      findings(swapped, sum)
        == [.renamed(from: "3.sql", to: "2.sql"), .renamed(from: "2.sql", to: "3.sql")])

    var inserted = before
    inserted["2a.sql"] = try revision(9, parents: [2])
    inserted["3.sql"] = try revision(3, parents: [9])
    #expect(findings(inserted, sum) == [.added("2a.sql"), .edited("3.sql")])
  }

  @Test func aSumRewrittenInPartIsNotEnough() throws {
    var files = try chain(3)
    var sum = SumFile(of: files)
    files["1.sql"] = try revision(1, parents: [], body: "SELECT 9;")
    sum.digests["1.sql"] = SumFile(of: files).digests["1.sql"]
    #expect(findings(files, sum) == [.edited("2.sql")])
  }

  @Test func branchesAndMerges() throws {
    var files = try chain(2)
    files["a.sql"] = try revision(10, parents: [2])
    files["b.sql"] = try revision(11, parents: [2])
    let left = SumFile(of: files.filter { $0.key != "b.sql" })
    let right = SumFile(of: files.filter { $0.key != "a.sql" })
    let union = SumFile(digests: left.digests.merging(right.digests) { first, _ in first })
    #expect(findings(files, union) == [])
    files["m.sql"] = try revision(12, parents: [10, 11])
    #expect(findings(files, union) == [.added("m.sql")])
    let sum = SumFile(of: files)
    files["a.sql"] = nil
    files["b.sql"] = nil
    #expect(findings(files, sum) == [.missing("a.sql"), .missing("b.sql")])
  }

  /// A line that a merge brought back says nothing new of a file that was moved for a squash.
  @Test func linesOfMovedFiles() throws {
    var files = try chain(2)
    let before = SumFile(of: files)
    files["squashed/1.sql"] = files.removeValue(forKey: "1.sql")
    var sum = SumFile(of: files)
    sum.digests["1.sql"] = before.digests["1.sql"]
    #expect(findings(files, sum) == [])
    sum.digests["1.sql"] = Digest(of: [1])
    #expect(findings(files, sum) == [.missing("1.sql")])
  }

  /// What comes after a revision whose file is gone is summed as before.
  @Test func forgottenRevisions() throws {
    var files = try chain(4)
    let sum = SumFile(of: files)
    files["2.sql"] = nil
    files["9.sql"] = try revision(9, parents: [1], replaces: [2])
    var later = SumFile(of: files, forgotten: [.numbered(2): try #require(sum.digests["2.sql"])])
    for name in ["1.sql", "3.sql", "4.sql"] { #expect(later.digests[name] == sum.digests[name]) }
    let source = SourceText(name: "versions/whimbrel.sum", bytes: later.bytes)
    #expect(try SumFile(source) == later)
    func findings() -> [SumFinding] {
      SumCheck(files: files, recorded: later.digests, forgotten: later.forgotten).findings
    }
    #expect(findings() == [])
    later.forgotten = [:]
    #expect(findings() == [.edited("3.sql")])
  }

  @Test func aCircleIsNoCrash() throws {
    let files = ["a.sql": try revision(1, parents: [2]), "b.sql": try revision(2, parents: [1])]
    #expect(findings(files, SumFile()) == [.added("a.sql"), .added("b.sql")])
  }

  @Test func aLongChainIsNoDeepRecursion() throws {
    let files = try chain(1_500)
    #expect(findings(files, SumFile(of: files)) == [])
  }
}
