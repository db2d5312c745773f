import Testing

@testable import WhimbrelPlanning

@Suite struct RevisionWriterTests {
  private func template(_ text: String = builtInTemplate) throws -> RevisionTemplate {
    try RevisionTemplate(SourceText(name: "templates/revision.sql", text: text))
  }

  private func draft(_ message: String = "m", upgrade: [StepDraft] = []) -> RevisionDraft {
    RevisionDraft(
      header: RevisionHeader(
        message: message, id: .numbered(1), parents: [], created: "2025-12-24T03:31:04Z"),
      upgrade: upgrade, downgrade: [])
  }

  private func write(
    _ draft: RevisionDraft, _ text: String = builtInTemplate
  ) throws -> String {
    let revision = try RevisionWriter.write(
      draft, template: template(text), name: "versions/x.sql")
    return revision.source.text(0..<revision.source.bytes.count)
  }

  @Test func writesTheExample() throws {
    let revision = try RevisionReader.read(revisionSource(exampleRevision))
    var draft = RevisionDraft(revision)
    draft.upgrade[1].comment = "Builds the index without blocking writes."
    #expect(try Array(write(draft).utf8) == Array(exampleRevision.utf8))
  }

  @Test func aPreflightIsWrittenAsItIsRead() throws {
    var draft = draft(upgrade: [StepDraft(statements: [StatementDraft("SELECT 2")])])
    draft.upgradePreflight = [
      StatementDraft("SELECT id FROM plants -- all", comment: "whimbrel: upgrade"),
      StatementDraft("TABLE pots", comment: "rows\nin pots"),
    ]
    draft.downgradePreflight = [StatementDraft("SELECT 1", comment: "anything")]
    let text = try write(draft)
    #expect(
      text.hasSuffix(
        """
        -- whimbrel: upgrade

        -- whimbrel: preflight

        -- \\whimbrel: upgrade
        SELECT id FROM plants -- all
        ;

        -- rows
        -- in pots
        TABLE pots;

        -- whimbrel: transaction

        SELECT 2;

        -- whimbrel: downgrade

        -- whimbrel: preflight

        -- anything
        SELECT 1;

        """), "\(text)")
    let again = RevisionDraft(try RevisionReader.read(revisionSource(text)))
    #expect(again.upgradePreflight.map(\.comment) == ["whimbrel: upgrade", "rows in pots"])
    #expect(again.downgradePreflight == draft.downgradePreflight)
  }

  @Test(arguments: [
    BatchSource(table: WrittenName(name: "plants"), keys: ["id"]),
    BatchSource(
      table: WrittenName(schema: "Shop \"x\"", name: "by, from"), keys: ["a b", "order", "ß"],
      size: 7),
  ])
  func aStepInBatchesIsWrittenAsItIsRead(_ source: BatchSource) throws {
    let draft = draft(upgrade: [
      StepDraft(.batches(source), statements: [StatementDraft("DELETE FROM t USING batch")]),
      StepDraft(statements: [StatementDraft("SELECT 1")]),
    ])
    let revision = try RevisionReader.read(revisionSource(try write(draft)))
    #expect(revision.upgrade.steps.map(\.kind) == [.batches(source), .transaction])
  }

  @Test func writesEveryKeyAndDirective() throws {
    var draft = draft("one\n\n  two  \r\nRevises: this\nwhimbrel: upgrade\n\\whimbrel: x\n\n")
    draft.header.parents = [.numbered(2), .numbered(3)]
    draft.header.branchLabels = ["billing", "auth"]
    draft.header.dependsOn = [.numbered(4)]
    draft.header.replaces = (5...11).map(RevisionID.numbered)
    draft.header.decided = ["drop plants.growth"]
    draft.header.loses = ["plants.growth"]
    draft.upgrade = [
      StepDraft(
        .autocommit, lockTimeout: StepTimeout("0"), comment: "Why.\nwhimbrel: downgrade",
        statements: [
          StatementDraft("VACUUM t", comment: "First.", ignores: [("slow", "it is\nsmall")]),
          StatementDraft("SELECT 1 -- end"),
        ]),
      StepDraft(.call("backfill")),
      StepDraft(statementTimeout: StepTimeout("1min"), statements: [StatementDraft("SELECT 2")]),
    ]
    draft.irreversible = "gone"
    #expect(
      try write(draft) == """
        -- one
        --
        --   two
        -- \\Revises: this
        -- \\whimbrel: upgrade
        -- \\\\whimbrel: x
        --
        -- Revision ID: 000000000001
        -- Revises: 000000000002, 000000000003
        -- Create Date: 2025-12-24T03:31:04Z
        -- Branch Labels: billing, auth
        -- Depends On: 000000000004
        -- Replaces: 000000000005, 000000000006, 000000000007, 000000000008, 000000000009
        -- Replaces: 00000000000a, 00000000000b
        -- Decided: drop plants.growth
        -- loses: plants.growth

        -- whimbrel: upgrade

        -- whimbrel: autocommit
        -- whimbrel: lock_timeout 0
        -- Why.
        -- \\whimbrel: downgrade

        -- First.
        -- whimbrel: ignore slow: it is small
        VACUUM t;

        SELECT 1 -- end
        ;

        -- whimbrel: call backfill

        -- whimbrel: transaction
        -- whimbrel: statement_timeout 1min

        SELECT 2;

        -- whimbrel: downgrade

        -- whimbrel: irreversible gone

        """)
  }

  @Test func emptySectionsLeaveNoHoles() throws {
    #expect(
      try write(draft()).hasSuffix("\n\n-- whimbrel: upgrade\n\n-- whimbrel: downgrade\n"))
  }

  @Test(arguments: [
    "it's \"done\"", "a=b", "50% off: $HOME", "x; rm -rf y", "🦤", "test", "docs", "{{upgrade}}",
    String(repeating: "long ", count: 60), "Revision ID: 0123456789ab", "-- whimbrel: upgrade",
    "whimbrel: upgrade", "Whimbrel: downgrade", "whimbrel downgrade", "/* open", "*/", "'", "$$",
    "Revison ID: x", "Closes: #12", "loses: all", "\\", "\\\\Revises: x", "a\nwhimbrel: x", "",
    "\u{301}x",
    "a\u{2028}b", "cafe\u{301}", "a\u{0}b\u{1B}[31m", "--", "\\\u{301}whimbrel: x",
  ])
  func messages(message: String) throws {
    let revision = try RevisionWriter.write(draft(message), template: template(), name: "x.sql")
    let expected = RevisionMessage.normalised(message)
    #expect(Array(revision.message.utf8) == Array(expected.utf8))
    #expect(!revision.source.bytes.contains { $0 < 0x20 && $0 != 0x0A })
  }

  @Test func otherTemplates() throws {
    let house = """
      /* Copyright */
      -- Keep calm.

      -- {{ message }}
      -- Create Date: {{created}}
      -- Revision ID: {{revision}}
      -- Revises: {{revises}}

      -- About {{revision}}.
      -- whimbrel: upgrade
      {{upgrade}}
      -- whimbrel: downgrade
      {{downgrade}}
      """
    var draft = draft("two\nlines", upgrade: [StepDraft(statements: [StatementDraft("SELECT 1")])])
    draft.header.loses = ["x"]
    #expect(
      try write(draft, house) == """
        /* Copyright */
        -- Keep calm.

        -- two
        -- lines
        -- Create Date: 2025-12-24T03:31:04Z
        -- loses: x
        -- Revision ID: 000000000001
        -- Revises: 

        -- About 000000000001.
        -- whimbrel: upgrade
        SELECT 1;
        -- whimbrel: downgrade

        """)
  }

  @Test(arguments: [
    ("{{mesage}}", "t:1:1: unknown place \"{{mesage}}\"", "did you mean {{message}}?"),
    ("-- {{upgrade}} {{upgrade}}", "t:1:16: {{upgrade}} stands twice in the template", "keep one"),
    (
      "{{message}} {{revision}}\n{{revises}} {{created}} {{upgrade}}",
      "t:2:36: the template has no {{downgrade}}",
      "add it where the built-in template has it; it needs {{message}} {{revision}} {{revises}} "
        + "{{created}} {{upgrade}} {{downgrade}}"
    ),
  ])
  func malformedTemplates(text: String, what: String, help: String) {
    let error = #expect(throws: SourceDiagnostics.self) {
      try RevisionTemplate(SourceText(name: "t", text: text))
    }
    #expect(error?.all.count == 1)
    #expect(error?.all.first.map { "\($0.place): \($0.message)" } == what)
    #expect(error?.all.first?.help == help)
  }

  @Test func aTemplateThatHidesThingsIsRefused() throws {
    let hiding = builtInTemplate.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == "-- {{message}}" ? "-- Title: {{message}}" : $0 }.joined(separator: "\n")
    let error = #expect(throws: RevisionWriteError.self) { try write(draft(), hiding) }
    #expect(
      error?.message
        == "a revision written with templates/revision.sql does not read back: its message")
  }

  @Test(arguments: ["SELECT 1; SELECT 2", "", "-- only a comment"])
  func aStatementIsOneStatement(text: String) {
    #expect(throws: RevisionWriteError.self) {
      try write(draft(upgrade: [StepDraft(statements: [StatementDraft(text)])]))
    }
  }

  @Test(arguments: ["COMMIT", "VACUUM", "SELECT (", "SELECT 1\n-- whimbrel: downgrade\n+ 2"])
  func whatNoRevisionMaySayIsNotWritten(text: String) {
    #expect(throws: SourceDiagnostics.self) {
      try write(draft(upgrade: [StepDraft(statements: [StatementDraft(text)])]))
    }
  }

  @Test func onlyTheParentsChange() throws {
    let source = revisionSource("\u{FEFF}-- Revises: no, prose\r\n" + "\r\n" + exampleRevision)
    let revision = try? RevisionReader.read(source)
    // The first block of comments with a key is the header, so that prose must be escaped.
    #expect(revision == nil)
    let good = try RevisionReader.read(
      revisionSource("-- \\Revises: prose\n" + exampleRevision))
    let moved = try RevisionWriter.reparented(good, onto: [.numbered(1), .numbered(2)])
    #expect(moved.parents == [.numbered(1), .numbered(2)])
    let back = try RevisionWriter.reparented(moved, onto: [])
    #expect(back.source.bytes == good.source.bytes)
    #expect(back == good)
  }

  // MARK: Random drafts

  @Test(arguments: 0..<80)
  func readingUndoesWriting(seed: Int) throws {
    var random = SeededGenerator(UInt64(seed + 1))
    let draft = RandomDraft.make(&random)
    let revision = try RevisionWriter.write(draft, template: template(), name: "x.sql")
    #expect(Array(revision.message.utf8) == Array(draft.header.message.utf8))
    #expect(revision.header == draft.header)
    #expect(revision.downgrade.irreversible == draft.irreversible)
    for (section, steps) in [
      (revision.upgrade, draft.upgrade), (revision.downgrade, draft.downgrade),
    ] {
      #expect(section.steps.map(\.kind) == steps.map(\.kind))
      let read = section.steps.flatMap(\.statements).map { Array($0.bytes) }
      #expect(read == steps.flatMap(\.statements).map { Array($0.text.utf8) })
    }
    let again = try RevisionReader.read(revision.source)
    #expect(again == revision)
    // Written once more from what was read, with nothing else known, it reads the same.
    let rewritten = try RevisionWriter.write(
      RevisionDraft(revision), template: template(), name: "x.sql")
    #expect(rewritten.header == revision.header)
    #expect(
      rewritten.upgrade.steps.flatMap(\.statements).map(\.text)
        == revision.upgrade.steps.flatMap(\.statements).map(\.text))
  }
}

/// Drafts of random content, look-alikes of everything a file may say among it.
private enum RandomDraft {
  static let lines = [
    "whimbrel: upgrade", "Revises: x", "-- whimbrel: downgrade", "plain", "", "  indented", "é€😀",
    "\\whimbrel: upgrade", "loses: x", "'", "$$", "/*", "*/", ";", "cafe\u{301}", "{{message}}",
    "Revison ID: 1", "\\\\Create Date: x", "--",
  ]
  static let strings = [
    "'\n-- whimbrel: downgrade\n'", "$$\n-- whimbrel: upgrade\n;$a$;\n$$", "$é$ ; $$ $é$",
    "E'\\';\\\\'", "'it''s;'", "/*\n-- whimbrel: autocommit\n/* ; */ */ 1",
    "U&'\\0061;' UESCAPE '!'",
    "(SELECT ';')", "\"a;\"\"b\"", "'\r\n'", "-- a comment; here\n  1", "CASE WHEN a THEN 1 END",
  ]

  static func text(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...4, using: &random))
      .map { _ in lines.randomElement(using: &random) ?? "" }.joined(separator: "\n")
  }

  static func statement(_ random: inout SeededGenerator) -> StatementDraft {
    let parts = (0...Int.random(in: 0...3, using: &random))
      .map { _ in strings.randomElement(using: &random) ?? "" }
    let isBody = Bool.random(using: &random)
    let sql = "SELECT " + parts.joined(separator: ", ") + ", 1"
    return StatementDraft(
      isBody ? "CREATE FUNCTION f() RETURNS void BEGIN ATOMIC \(sql); \(sql); END" : sql,
      comment: Bool.random(using: &random) ? text(&random) : nil,
      ignores: Bool.random(using: &random) ? [("rule", "for " + text(&random))] : [])
  }

  static func steps(_ random: inout SeededGenerator) -> [StepDraft] {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in
      let kinds: [RevisionStep.Kind] = [.transaction, .autocommit, .call("a.b-c_1")]
      let kind = kinds.randomElement(using: &random) ?? .transaction
      let isCall = kind == .call("a.b-c_1")
      return StepDraft(
        kind, lockTimeout: Bool.random(using: &random) ? StepTimeout("5s") : nil,
        comment: Bool.random(using: &random) ? text(&random) : nil,
        statements: isCall
          ? [] : (0...Int.random(in: 0...3, using: &random)).map { _ in statement(&random) })
    }
  }

  static func make(_ random: inout SeededGenerator) -> RevisionDraft {
    let isIrreversible = Bool.random(using: &random)
    var header = RevisionHeader(
      message: text(&random), id: .numbered(1),
      parents: (0..<Int.random(in: 0...3, using: &random)).map { .numbered($0 + 2) },
      created: "2025-12-24T03:31:04Z")
    if Bool.random(using: &random) { header.loses = ["a: b", text(&random)] }
    if Bool.random(using: &random) { header.replaces = (50..<58).map(RevisionID.numbered) }
    return RevisionDraft(
      header: header, upgrade: steps(&random), downgrade: isIrreversible ? [] : steps(&random),
      irreversible: isIrreversible ? "because" : nil)
  }
}
