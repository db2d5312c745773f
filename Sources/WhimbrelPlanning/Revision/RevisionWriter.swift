/// Why a revision cannot be written as it was asked for.
package struct RevisionWriteError: Error, Hashable, Sendable, CustomStringConvertible {
  package let message: String
  package let help: String

  package var description: String { "\(message)\nhelp: \(help)" }
}

/// Writes revisions: the inverse of `RevisionReader`.
package enum RevisionWriter {
  /// The revision that a draft says, with the bytes of its file.
  ///
  /// What it returns was read back from those bytes and says what the draft says. Throws
  /// `SourceDiagnostics` for a draft that no revision may say, such as one with a COMMIT, and
  /// `RevisionWriteError` for a template that hides a part of it.
  package static func write(
    _ draft: RevisionDraft, template: RevisionTemplate, name: String
  ) throws -> Revision {
    let bytes = template.filled(
      values(draft), afterCreated: headerLines(draft.header))
    let revision = try RevisionReader.read(SourceText(name: name, bytes: bytes))
    if let part = try difference(draft, revision) {
      throw RevisionWriteError(
        message: "a revision written with \(template.source.name) does not read back: \(part)",
        help: "compare the template with the built-in one: the header is one block of comments, "
          + "and {{upgrade}} and {{downgrade}} stand after their directives")
    }
    return revision
  }

  /// The same revision with other parents, and not a byte changed but those of its `Revises` lines.
  package static func reparented(
    _ revision: Revision, onto parents: [RevisionID]
  ) throws(SourceDiagnostics) -> Revision {
    let source = revision.source
    let list = parents.map(\.text).joined(separator: ", ")
    for line in 1...source.lineCount {
      let range = source.contentRange(ofLine: line)
      let content = source.text(range).trimmedSpaces
      guard content.hasPrefix("--") else { continue }
      let comment = String(decoding: content.utf8.dropFirst(2), as: UTF8.self)
      guard CommentLine.key(comment)?.key == "Revises",
        let colon = source.bytes[range].firstIndex(of: UInt8(ascii: ":"))
      else { continue }
      let bytes =
        source.bytes[...colon] + Array(" \(list)".utf8) + source.bytes[range.upperBound...]
      return try RevisionReader.read(SourceText(name: source.name, bytes: Array(bytes)))
    }
    preconditionFailure("a revision that was read has a line \"Revises\"")
  }

  private static func values(_ draft: RevisionDraft) -> [String: String] {
    let header = draft.header
    return [
      "message": escapedLines(header.message), "revision": header.id.text,
      "revises": header.parents.map(\.text).joined(separator: ", "), "created": header.created,
      "upgrade": section(draft.upgradePreflight, draft.upgrade),
      "downgrade": draft.irreversible.map { "-- whimbrel: irreversible \($0)" }
        ?? section(draft.downgradePreflight, draft.downgrade),
    ]
  }

  private static func escapedLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { CommentLine.escaped(String($0)) }.joined(separator: "\n")
  }

  /// The keys that only some revisions have.
  private static func headerLines(_ header: RevisionHeader) -> [String] {
    var lines: [String] = []
    if !header.branchLabels.isEmpty {
      lines.append("Branch Labels: \(header.branchLabels.joined(separator: ", "))")
    }
    if !header.dependsOn.isEmpty {
      lines.append("Depends On: \(header.dependsOn.map(\.text).joined(separator: ", "))")
    }
    let idsInALine = 5
    for start in stride(from: 0, to: header.replaces.count, by: idsInALine) {
      let ids = header.replaces[start..<min(start + idsInALine, header.replaces.count)]
      lines.append("Replaces: \(ids.map(\.text).joined(separator: ", "))")
    }
    return lines + header.decided.map { "Decided: \($0)" } + header.loses.map { "loses: \($0)" }
  }

  private static func section(_ preflight: [StatementDraft], _ steps: [StepDraft]) -> String {
    let questions = preflight.isEmpty ? [] : ["-- whimbrel: preflight"] + preflight.map(statement)
    let steps = steps.enumerated().map { step($1, isFirst: $0 == 0 && questions.isEmpty) }
    return (questions + steps).joined(separator: "\n\n")
  }

  private static func step(_ step: StepDraft, isFirst: Bool) -> String {
    var head: [String] = []
    switch step.kind {
    case .transaction: if !isFirst { head.append("-- whimbrel: transaction") }
    case .autocommit: head.append("-- whimbrel: autocommit")
    case .batches(let source): head.append("-- whimbrel: batches \(source)")
    case .call(let name): head.append("-- whimbrel: call \(name)")
    }
    if let timeout = step.lockTimeout { head.append("-- whimbrel: lock_timeout \(timeout)") }
    if let timeout = step.statementTimeout {
      head.append("-- whimbrel: statement_timeout \(timeout)")
    }
    head += comment(step.comment)
    let blocks = [head.joined(separator: "\n")] + step.statements.map(statement)
    return blocks.filter { !$0.utf8.isEmpty }.joined(separator: "\n\n")
  }

  private static func statement(_ statement: StatementDraft) -> String {
    let lines = comment(statement.comment) + statement.ignores.map { "-- whimbrel: ignore \($0)" }
    return (lines + [terminated(statement.text)]).joined(separator: "\n")
  }

  /// Prose as line comments that no reader takes for more.
  private static func comment(_ text: String?) -> [String] {
    guard let text else { return [] }
    return escapedLines(RevisionMessage.normalised(text))
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { "-- \($0)".trimmedTrailingSpaces }
  }

  /// The `;` goes on a line of its own after a comment, which would swallow it.
  private static func terminated(_ text: String) -> String {
    let tokens = try? SQLScanner.scan(SourceText(name: "", text: text))
    return tokens?.last?.kind == .lineComment ? "\(text)\n;" : "\(text);"
  }

  /// Which part of a draft a revision says differently, or nil.
  private static func difference(_ draft: RevisionDraft, _ revision: Revision) throws -> String? {
    if !draft.header.message.utf8.elementsEqual(revision.message.utf8) { return "its message" }
    if draft.header != revision.header { return "its header" }
    if draft.irreversible != revision.downgrade.irreversible { return "its downgrade" }
    if try !same(draft.upgrade, revision.upgrade.steps)
      || !same(draft.upgradePreflight, revision.upgrade.preflight)
    {
      return "its upgrade"
    }
    if try !same(draft.downgrade, revision.downgrade.steps)
      || !same(draft.downgradePreflight, revision.downgrade.preflight)
    {
      return "its downgrade"
    }
    return nil
  }

  private static func same(_ drafts: [StepDraft], _ steps: [RevisionStep]) throws -> Bool {
    let said = drafts.filter { draft in
      if case .call = draft.kind { return true }
      return !draft.statements.isEmpty
    }
    return try said.count == steps.count
      && zip(said, steps).allSatisfy { draft, step in
        try draft.kind == step.kind && draft.lockTimeout == step.lockTimeout
          && draft.statementTimeout == step.statementTimeout
          && draft.statements.flatMap(\.ignores) == step.ignores.map { "\($0.rule): \($0.reason)" }
          && same(draft.statements, step.statements)
      }
  }

  private static func same(
    _ drafts: [StatementDraft], _ questions: [RevisionQuestion]
  ) throws -> Bool {
    try same(drafts, questions.map(\.statement))
      && drafts.map { RevisionMessage.line($0.comment ?? "") } == questions.map(\.title)
  }

  private static func same(
    _ drafts: [StatementDraft], _ statements: [SQLStatement]
  ) throws -> Bool {
    guard drafts.count == statements.count else { return false }
    for (draft, statement) in zip(drafts, statements) {
      let said = try SQLSplitter.split(SourceText(name: "<statement>", text: draft.text))
      guard said.count == 1, let only = said.first else {
        throw RevisionWriteError(
          message: "a statement to be written is not one statement: \(draft.text)",
          help: "this is a fault of the program that made it; please report it")
      }
      if only.bytes != statement.bytes { return false }
    }
    return true
  }
}
