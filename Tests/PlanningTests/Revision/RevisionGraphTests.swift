import Testing

@testable import WhimbrelPlanning

@Suite struct RevisionGraphTests {
  typealias ID = RevisionID

  private func node(
    _ number: Int, _ parents: [Int] = [], dependsOn: [Int] = [], replaces: [Int] = [],
    labels: [String] = []
  ) -> GraphNode {
    GraphNode(
      id: .numbered(number), parents: parents.map(ID.numbered),
      dependsOn: dependsOn.map(ID.numbered), replaces: replaces.map(ID.numbered), labels: labels,
      file: "\(number).sql")
  }

  private func ids(_ numbers: Int...) -> [ID] { numbers.map(ID.numbered) }

  /// 1 ← 2 ← 3 (label left) ← 5 ← 6; 2 ← 4 (label right); and 7 (label apart) ← 8, which needs 4.
  private func forked(applied: [Int] = []) throws -> RevisionGraph {
    try RevisionGraph(
      [
        node(1), node(2, [1]), node(3, [2], labels: ["left"]), node(4, [2], labels: ["right"]),
        node(5, [3]), node(6, [5]), node(7, labels: ["apart"]), node(8, [7], dependsOn: [4]),
      ], applied: Set(applied.map(ID.numbered)))
  }

  /// A diamond: 1 ← 2, 1 ← 3, and 4 merges them; 5 after it.
  private func diamond(applied: [Int] = []) throws -> RevisionGraph {
    try RevisionGraph(
      [
        node(1), node(2, [1], labels: ["a"]), node(3, [1], labels: ["b"]), node(4, [2, 3]),
        node(5, [4]),
      ], applied: Set(applied.map(ID.numbered)))
  }

  @Test func shape() throws {
    let graph = try forked(applied: [1, 2, 4, 7])
    #expect(graph.heads == ids(4, 6, 8))
    #expect(graph.bases == ids(1, 7))
    #expect(graph.branchPoints == ids(2))
    #expect(graph.order == ids(1, 2, 3, 4, 5, 6, 7, 8))
    #expect(graph.appliedHeads == ids(4, 7))
    #expect(graph.pending == ids(3, 5, 6, 8))
    #expect(try diamond().heads == ids(5))
    #expect(try RevisionGraph([]).heads == [])
  }

  @Test func whatIsNoGraph() {
    func errors(_ nodes: [GraphNode]) -> [String] {
      do {
        _ = try RevisionGraph(nodes)
        return []
      } catch {
        return error.all.map(\.description)
      }
    }
    var copy = node(1)
    copy.file = "copy.sql"
    #expect(
      errors([node(1), copy]) == ["1.sql and copy.sql have the same id 000000000001"])
    #expect(
      errors([node(1, labels: ["x"]), node(2, labels: ["x"])])
        == ["1.sql and 2.sql have the same branch label \"x\""])
    #expect(
      errors([node(2, [1]), node(3, [2], dependsOn: [9])])
        == [
          "2.sql names 000000000001 in \"Revises\", and no revision has that id",
          "3.sql names 000000000009 in \"Depends On\", and no revision has that id",
        ])
    #expect(
      errors([node(5), node(1, [3]), node(2, [1]), node(3, [5, 2])])
        == ["these revisions go in a circle: 1.sql needs 3.sql needs 2.sql needs 1.sql"])
    #expect(
      errors([node(1), node(2, [1], dependsOn: [3]), node(3, [2])])
        == ["these revisions go in a circle: 2.sql needs 3.sql needs 2.sql"])
  }

  // MARK: Names

  private func resolve(_ name: String, _ graph: RevisionGraph) -> Result<[ID], RevisionNameError> {
    do throws(RevisionNameError) {
      return .success(try graph.resolve(try RevisionName(name)))
    } catch {
      return .failure(error)
    }
  }

  @Test(arguments: [
    ("heads", [4, 6, 8]), ("base", []), ("current", [4, 7]), ("left", [3]), ("left@head", [6]),
    ("right@heads", [4]), ("apart@head", [8]), ("left@head-1", [5]), ("left+2", [6]),
    ("left-2", [1]),
    ("apart+1", [8]), ("000000000005", [5]), ("000000000005-1", [3]), ("000000000005@head", [6]),
    ("left@base+1", [1]), ("left@000000000001", [1]), ("left@base+3", [3]), ("right@current", [4]),
    ("right@-1", [2]), ("apart@+1", [8]), ("left@current+1", [3]),
  ])
  func names(name: String, expected: [Int]) throws {
    let graph = try forked(applied: [1, 2, 4, 7])
    #expect(resolve(name, graph) == .success(expected.map(ID.numbered)))
  }

  @Test(arguments: [
    (
      "head",
      """
      "head" has several readings: there are several heads
        000000000004  4.sql
        000000000006  6.sql
        000000000008  8.sql
      """, "say which one, such as \"000000000004\""
    ),
    (
      "-1",
      """
      "-1" has several readings: it goes from one of these
        000000000004-1  4.sql
        000000000007-1  7.sql
      """, "say which one, such as \"000000000004-1\""
    ),
    (
      "000000000002+2",
      """
      "000000000002+2" has several readings: 000000000002 is revised by several
        000000000003+1  3.sql
        000000000004+1  4.sql
      """, "say which one, such as \"000000000003+1\""
    ),
    (
      "base+1",
      """
      "base+1" has several readings: there are several first revisions
        000000000001  1.sql
        000000000007  7.sql
      """, "say which one, such as \"000000000001\""
    ),
    (
      "0000",
      """
      "0000" has several readings: these ids begin with it
        000000000001  1.sql
        000000000002  2.sql
        000000000003  3.sql
        000000000004  4.sql
        000000000005  5.sql
        000000000006  6.sql
        000000000007  7.sql
        000000000008  8.sql
      """, "say which one, such as \"000000000001\""
    ),
    (
      "000", "\"000\" is too short for an id: it needs 4 digits",
      "\"whimbrel history\" lists the ids"
    ),
    ("ffff", "no revision is called \"ffff\"", "\"whimbrel history\" lists them"),
    ("haed", "no revision is called \"haed\"", "did you mean \"head\"?"),
    ("rigth@head", "no revision is called \"rigth@head\"", "did you mean \"right\"?"),
    (
      "left@000000000004", "\"000000000004\" is not in the branch \"left\"",
      "leave out the branch, or name one of its revisions"
    ),
    ("left+3", "\"left+3\" goes too far: 2 are left in that direction", "go 2 at the most"),
    (
      "apart-1", "\"apart-1\" goes too far: there is nothing left in that direction",
      "\"whimbrel status\" shows what is applied"
    ),
    (
      "base-1", "\"base-1\" goes too far: there is nothing left in that direction",
      "\"whimbrel status\" shows what is applied"
    ),
  ])
  func namesThatAreNone(name: String, message: String, help: String) throws {
    let graph = try forked(applied: [1, 2, 4, 7])
    guard case .failure(let error) = resolve(name, graph) else {
      Issue.record("\(name) was resolved")
      return
    }
    #expect(error.description == message)
    #expect(error.help == help)
  }

  @Test(arguments: ["", "@head", "a@b@c", "+0", "a:b", "@", "left@"])
  func namesThatAreMalformed(name: String) {
    #expect(throws: RevisionNameError.malformed(name)) { try RevisionName(name) }
  }

  @Test func aMergeHasTwoParents() throws {
    let graph = try diamond()
    guard case .failure(let error) = resolve("head-2", graph) else {
      Issue.record("head-2 was resolved")
      return
    }
    #expect(
      error.description == """
        "head-2" has several readings: 000000000004 revises several
          000000000002  2.sql
          000000000003  3.sql
        """)
    #expect(resolve("a@head-2", graph) == .success(ids(2)))
  }

  @Test(arguments: [
    ("000000000002:000000000005", [2, 3, 5]), (":left", [1, 2, 3]), ("left:", [3, 5, 6]),
    ("right:", [4, 8]), (":", [1, 2, 3, 4, 5, 6, 7, 8]), ("base:left", [1, 2, 3]),
    (":apart@head", [1, 2, 4, 7, 8]),
  ])
  func ranges(text: String, expected: [Int]) throws {
    let (from, to) = try #require(try RevisionName.range(text))
    #expect(try forked().resolve(from: from, to: to) == expected.map(ID.numbered))
  }

  // MARK: Ways

  @Test(arguments: [
    ([], "heads", [1, 2, 3, 4, 5, 6, 7, 8]), ([], "apart@head", [1, 2, 4, 7, 8]),
    ([1, 2], "left", [3]), ([1, 2, 3], "+1", [5]), ([1, 2], "right@+1", [4]),
    ([], "left@+4", [1, 2, 3, 5]), ([1, 2, 4, 7], "apart@+1", [8]),
    ([7], "apart@+1", [1, 2, 4, 8]),
    ([1, 2, 3, 4, 5, 6, 7, 8], "heads", []), ([1, 2, 3], "base", []),
  ])
  func upgrades(applied: [Int], to name: String, path: [Int]) throws {
    // Without the second root +1 has one reading.
    let graph =
      name == "+1"
      ? try RevisionGraph(
        [node(1), node(2, [1]), node(3, [2]), node(5, [3])], applied: Set(applied.map(ID.numbered)))
      : try forked(applied: applied)
    #expect(try graph.upgradePath(to: RevisionName(name)) == path.map(ID.numbered))
  }

  @Test(arguments: [
    ([1, 2, 3, 5], "-1", [5]), ([1, 2, 3, 5], "-4", [5, 3, 2, 1]),
    ([1, 2, 3, 5, 6], "left", [6, 5]),
    ([1, 2, 3, 4, 7, 8], "base", [8, 7, 4, 3, 2, 1]), ([1, 2, 3, 4, 5], "left@base", [5, 3]),
    ([1, 2, 3, 4, 5, 7, 8], "right@base", [8, 4]), ([1, 2, 3, 4], "left@-1", [3]),
    ([1, 2, 3, 4, 7, 8], "apart@-2", [8, 7]), ([1, 2, 3], "current", []),
    ([1, 2, 3, 4, 7, 8], "000000000002", [8, 4, 3]), ([7], "apart@base", [7]), ([], "base", []),
  ])
  func downgrades(applied: [Int], to name: String, path: [Int]) throws {
    let graph = try forked(applied: applied)
    #expect(try graph.downgradePath(to: RevisionName(name)) == path.map(ID.numbered))
  }

  @Test func mergesAreUndoneAsOne() throws {
    let graph = try diamond(applied: [1, 2, 3, 4, 5])
    #expect(try graph.downgradePath(to: RevisionName("-2")) == ids(5, 4))
    #expect(try graph.downgradePath(to: RevisionName("000000000002")) == ids(5, 4))
    #expect(try graph.downgradePath(to: RevisionName("a@base")) == ids(5, 4, 2))
    let error = #expect(throws: RevisionNameError.self) {
      try graph.downgradePath(to: RevisionName("-3"))
    }
    #expect(
      error?.description == """
        "-3" has several readings: each of these can be undone first
          a@-1  2.sql
          b@-1  3.sql
        """)
    let parted = try diamond(applied: [1, 2, 3])
    #expect(try parted.downgradePath(to: RevisionName("a@-1")) == ids(2))
  }

  @Test func waysThatAreNone() throws {
    let graph = try forked(applied: [1, 2])
    func error(_ body: () throws -> [ID]) -> String? {
      do {
        _ = try body()
        return nil
      } catch let error as RevisionNameError {
        return error.description + " | " + error.help
      } catch {
        return "\(error)"
      }
    }
    #expect(
      error { try graph.upgradePath(to: RevisionName("-1")) }
        == "\"-1\" goes the other way | use \"whimbrel downgrade -1\"")
    #expect(
      error { try graph.downgradePath(to: RevisionName("+1")) }
        == "\"+1\" goes the other way | use \"whimbrel upgrade +1\"")
    #expect(
      error { try graph.downgradePath(to: RevisionName("left")) }
        == "\"left\" is not applied | \"whimbrel status\" shows what is applied")
    #expect(
      error { try graph.upgradePath(to: RevisionName("+1")) } == """
        "+1" has several readings: each of these can come next
          000000000003  3.sql
          000000000004  4.sql
          000000000007  7.sql | say which one, such as "000000000003"
        """)
    #expect(
      error { try graph.upgradePath(to: RevisionName("left@+4")) }
        == "\"left@+4\" goes too far: 3 are left in that direction | go 3 at the most")
    #expect(
      error { try graph.downgradePath(to: RevisionName("-3")) }
        == "\"-3\" goes too far: 2 are left in that direction | go 2 at the most")
  }

  @Test func unknownRowsOfTheLedgerAreTold() throws {
    let graph = try RevisionGraph([node(1)], applied: [.numbered(1), .numbered(9)])
    #expect(graph.unknownApplied == [.numbered(9)])
    #expect(graph.applied == [.numbered(1)])
  }

  // MARK: Squashes

  /// 1 ← 2 ← 3 ← 4, and 9 stands for 2 and 3; 5 comes after 4 and 10 revises the squash.
  private func squashed(
    applied: [Int], withOriginals: Bool = true
  ) throws -> RevisionGraph {
    let originals = [node(2, [1]), node(3, [2])]
    return try RevisionGraph(
      [node(1), node(4, [3]), node(9, [1], replaces: [2, 3]), node(10, [4], dependsOn: [9])]
        + (withOriginals ? originals : []), applied: Set(applied.map(ID.numbered)))
  }

  @Test func anEmptyDatabaseRunsTheSquash() throws {
    for withOriginals in [true, false] {
      let graph = try squashed(applied: [1], withOriginals: withOriginals)
      #expect(graph.upgradePath(to: graph.heads) == ids(9, 4, 10))
      #expect(graph.ledgerRewrites == [])
      #expect(graph.heads == ids(10))
    }
  }

  @Test func aDatabaseInTheMiddleRunsTheOriginals() throws {
    let graph = try squashed(applied: [1, 2])
    #expect(graph.upgradePath(to: graph.heads) == ids(3, 4, 10))
    #expect(graph.ledgerRewrites == [])
  }

  @Test func aDatabasePastItIsSaidAnew() throws {
    for withOriginals in [true, false] {
      let graph = try squashed(applied: [1, 2, 3, 4], withOriginals: withOriginals)
      #expect(
        graph.ledgerRewrites
          == [.init(squash: .numbered(9), replaced: ids(2, 3))])
      #expect(graph.upgradePath(to: graph.heads) == ids(10))
      #expect(graph.unknownApplied == [])
    }
  }

  @Test func aForgottenMiddleIsTold() throws {
    let graph = try squashed(applied: [1, 2], withOriginals: false)
    #expect(graph.unknownApplied == [.numbered(2)])
  }

  @Test func squashedNamesAreTold() throws {
    guard case .failure(let error) = resolve("000000000003", try squashed(applied: [])) else {
      Issue.record("it was resolved")
      return
    }
    #expect(error.description == "\"000000000003\" was squashed into 000000000009  9.sql")
    #expect(error.help == "use \"000000000009\"")
    #expect(resolve("000000000003", try squashed(applied: [2])) == .success(ids(3)))
  }

  @Test func aSquashOfASquash() throws {
    let nodes = [
      node(1), node(2, [1]), node(3, [2]), node(4, [3]), node(9, [1], replaces: [2, 3]),
      node(20, [1], replaces: [9, 4]), node(30, [20]),
    ]
    func path(_ applied: Int...) throws -> [ID] {
      let graph = try RevisionGraph(nodes, applied: Set(applied.map(ID.numbered)))
      return graph.upgradePath(to: graph.heads)
    }
    #expect(try path() == ids(1, 20, 30))
    #expect(try path(1, 2) == ids(3, 4, 30))
    #expect(try path(1, 2, 3) == ids(4, 30))
    #expect(try path(1, 9) == ids(4, 30))
    #expect(try path(1, 2, 3, 4) == ids(30))
    #expect(try path(1, 20, 30) == [])
  }
}
