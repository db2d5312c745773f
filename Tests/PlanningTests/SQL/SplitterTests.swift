import Testing

@testable import WhimbrelPlanning

@Suite struct SplitterTests {
  private func split(_ sql: String) throws -> [String] {
    try SQLSplitter.split(SourceText(name: "t.sql", text: sql)).map(\.text)
  }

  @Test(arguments: [
    ("", []),
    (" ;; -- nothing\n; /* ; */ ;", []),
    ("SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]),
    ("SELECT ';' , \";\" -- ;\n;SELECT 2;", ["SELECT ';' , \";\"", "SELECT 2"]),
    (
      "SELECT 'it''s;'; SELECT E'a\\';b'; SELECT U&'d\\0061;' UESCAPE '!';",
      ["SELECT 'it''s;'", "SELECT E'a\\';b'", "SELECT U&'d\\0061;' UESCAPE '!'"]
    ),
    (
      "SELECT U&\"a;b\" ; SELECT B'1', X'1F', N'x;';",
      ["SELECT U&\"a;b\"", "SELECT B'1', X'1F', N'x;'"]
    ),
    (
      "DO $a$ BEGIN EXECUTE $b$ SELECT ';'; $b$; END $a$; SELECT 1;",
      ["DO $a$ BEGIN EXECUTE $b$ SELECT ';'; $b$; END $a$", "SELECT 1"]
    ),
    ("DO $$ x; $a$ y; $$; SELECT $1;", ["DO $$ x; $a$ y; $$", "SELECT $1"]),
    (
      "/* a ; /* b ; */ ; */ SELECT 1 /* ; */ + 1; SELECT 2",
      ["SELECT 1 /* ; */ + 1", "SELECT 2"]
    ),
    (
      "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b); SELECT 1;",
      [
        "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b)",
        "SELECT 1",
      ]
    ),
    (
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 "
        + "ELSE CASE 2 WHEN 3 THEN 4 END END; SELECT (CASE WHEN a THEN 1 END); END; SELECT 2;",
      [
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 "
          + "ELSE CASE 2 WHEN 3 THEN 4 END END; SELECT (CASE WHEN a THEN 1 END); END",
        "SELECT 2",
      ]
    ),
    (
      "create or replace procedure p() begin atomic select 1 as end; select t.case from t; end; x",
      [
        "create or replace procedure p() begin atomic select 1 as end; select t.case from t; end",
        "x",
      ]
    ),
    ("SELECT begin atomic FROM t; SELECT 2;", ["SELECT begin atomic FROM t", "SELECT 2"]),
    ("BEGIN; SELECT 1; END;", ["BEGIN", "SELECT 1", "END"]),
    ("SELECT 'ä€😀;', ä€😀 FROM \"ü;\"; SELECT 2;", ["SELECT 'ä€😀;', ä€😀 FROM \"ü;\"", "SELECT 2"]),
    ("SELECT 1)); SELECT 2;", ["SELECT 1))", "SELECT 2"]),
    (
      "SELECT a->>'x;' , b@>c, 1.5e3, .5, x::int[] , a[1:2];SELECT 1",
      ["SELECT a->>'x;' , b@>c, 1.5e3, .5, x::int[] , a[1:2]", "SELECT 1"]
    ),
    ("\u{FEFF}SELECT 1;\r\nSELECT\r\n2;\r\n", ["SELECT 1", "SELECT\r\n2"]),
    ("SELECT 'a'\n  'b;';SELECT 2", ["SELECT 'a'\n  'b;'", "SELECT 2"]),
  ])
  func splits(sql: String, expected: [String]) throws {
    let found = try split(sql)
    #expect(found.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test func tokensCoverAllButWhiteSpace() throws {
    let sql = """
      SELECT E'\\'' , U&'x' UESCAPE '!', U&"y" UESCAPE '!', $t$ a $$ b $t$, "q""q", 'a'
        'continued' -- comment
      /* block /* nested */ */ , 1.5, $1, a::int, b => c, d := 1, e <= 2, x'1f', n'é', "€", €
      """
    let source = SourceText(name: "t.sql", text: sql)
    let tokens = try SQLScanner.scan(source)
    var covered = Set<Int>()
    for token in tokens {
      #expect(covered.isDisjoint(with: token.range))
      covered.formUnion(token.range)
    }
    let white: Set<UInt8> = [32, 9, 10, 13]
    for (offset, byte) in source.bytes.enumerated() where !covered.contains(offset) {
      #expect(white.contains(byte), "byte \(offset) is in no token: \(source.text(0..<offset + 1))")
    }
  }

  @Test func knowsLineAndColumn() throws {
    let source = SourceText(name: "t.sql", text: "\u{FEFF}é; SELECT 1;\r\n  -- x\r\n\t SELECT 2")
    let statements = try SQLSplitter.split(source)
    #expect(statements.map(\.line) == [1, 1, 3])
    #expect(statements.map(\.column) == [1, 4, 3])
    #expect(statements.map(\.isTerminated) == [true, true, false])
    #expect(
      statements.map { Array(source.bytes[$0.range]) } == statements.map { Array($0.text.utf8) })
  }

  @Test(arguments: [
    ("SELECT 1;\nSELECT 'é', 'open;\n", "unterminated quoted string", 2, 13),
    ("SELECT $a$ $b$;", "unterminated dollar-quoted string", 1, 8),
    ("\u{FEFF}SELECT 'é', \"open", "unterminated quoted identifier", 1, 13),
    ("x; /* /* */", "unterminated /* comment", 1, 4),
    ("SELECT E'\\uD800x'", "invalid Unicode surrogate pair", 1, 16),
  ])
  func scannerErrors(sql: String, message: String, line: Int, column: Int) throws {
    let error = #expect(throws: SourceDiagnostic.self) { try split(sql) }
    #expect(error.map { $0.message.hasPrefix(message) } == true, "\(error?.message ?? "")")
    #expect(error?.line == line)
    #expect(error?.column == column)
  }

  @Test(arguments: [
    ([0x53, 0x00], "a NUL byte"), ([0x53, 0x20, 0xC3, 0x28], "a byte that is not UTF-8"),
    ([0xED, 0xA0, 0x80], "a byte that is not UTF-8"), ([0xF0, 0x9F], "a byte that is not UTF-8"),
  ])
  func refusesOtherBytes(bytes: [UInt8], message: String) {
    let error = #expect(throws: SourceDiagnostic.self) {
      try SQLSplitter.split(SourceText(name: "t.sql", bytes: bytes))
    }
    #expect(error?.message == message)
  }

  @Test func notesWhatDoesNotParse() throws {
    let source = SourceText(
      name: "a/t.sql", text: "SELECT 1;\n\n  CREATE TABLE é (\n    a int,, b int);")
    let statements = try SQLSplitter.split(source)
    #expect(SQLSyntax.note(for: statements[0]) == nil)
    let note = SQLSyntax.note(for: statements[1])
    #expect(note?.place == "a/t.sql:4:11")
    #expect(note?.message == "syntax error at or near \",\"")
  }

  @Test func deepNestingCostsNoStack() throws {
    let deep = String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000)
    let statements = try SQLSplitter.split(SourceText(name: "t", text: "SELECT \(deep);"))
    #expect(statements.count == 1)
  }

  @Test func manyThreadsAtOnce() async throws {
    let counts = await withTaskGroup(of: Int.self) { group in
      for number in 0..<64 {
        group.addTask {
          let sql = String(repeating: "SELECT 'x;\(number)'; ", count: number)
          return (try? SQLSplitter.split(SourceText(name: "t", text: sql)))?.count ?? -1
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts.sorted() == Array(0..<64))
  }
}
