/// Reads a revision from its file's bytes, and says everything that is wrong with it at once.
package enum RevisionReader {
  /// The revision that a text says.
  ///
  /// Throws the diagnostics of a text that is not one (docs/revisions.md).
  package static func read(_ source: SourceText) throws(SourceDiagnostics) -> Revision {
    let tokens: [SQLToken]
    do {
      tokens = try SQLScanner.scan(source)
    } catch {
      throw SourceDiagnostics(
        copyObjections(source, before: error.offset) + [SQLSplitter.diagnostic(error, source)])
    }
    var header = HeaderReader(source)
    let rest = header.read(tokens)
    // A file that has neither is not a revision at all: one sentence says so.
    if header.header == nil, !tokens.contains(where: header.isDirective) {
      throw SourceDiagnostics(header.problems)
    }
    var sections = SectionReader(source)
    sections.read(rest)
    let problems = header.problems + sections.problems
    guard problems.isEmpty, let found = header.header else {
      throw SourceDiagnostics(problems)
    }
    return Revision(
      source: source, header: found, upgrade: sections.upgrade, downgrade: sections.downgrade)
  }

  /// Rows after a COPY … FROM STDIN are no SQL, and a quote among them is what the scanner meets
  /// first: it is the COPY that has to go.
  private static func copyObjections(
    _ source: SourceText, before offset: Int
  ) -> [SourceDiagnostic] {
    let start = SourceText(name: source.name, bytes: Array(source.bytes[..<offset]))
    guard let statements = try? SQLSplitter.split(start) else { return [] }
    return statements.filter { $0.kind == .copyFromStdin }.compactMap { statement in
      RevisionRules.objection(to: statement, in: .transaction).map {
        statement.diagnostic($0.message, help: $0.help)
      }
    }
  }
}
