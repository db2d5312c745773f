import WhimbrelPlanning

/// Rows that a question of a preflight has found.
package struct Answer: Sendable, Hashable {
  package var question: RevisionQuestion
  package var count: Int
  /// What its column `shown` says of the first rows, when it has one.
  package var examples: [String] = []

  /// How many rows' values are shown.
  private static let shownRows = 10
  static let shownColumn = "shown"

  /// Asks all of the questions in one read-only snapshot, and gives those that found rows.
  ///
  /// `opening` is sent within the transaction before them. No lock is taken but what reading takes.
  /// Throws `PostgresError` with the question's `queryIndex` (`RevisionSection.question`).
  package static func ask(
    _ questions: [RevisionQuestion], on connection: Connection, opening: [Query] = [],
    onResult: @Sendable (Int) -> Void = { _ in }
  ) async throws -> [Answer] {
    let head = [begin] + opening
    let counts = questions.map { Query("\(counting)\($0.statement.text)\n) AS found") }
    do {
      var rows = try await connection.pipeline(head + counts) { index in
        onResult(index - head.count)
      }
      rows.removeFirst(head.count)
      var answers: [Answer] = []
      for (question, rows) in zip(questions, rows) {
        guard let count = rows.int(0, 0), count > 0 else { continue }
        var answer = Answer(question: question, count: count)
        answer.examples = try await examples(of: question, on: connection)
        answers.append(answer)
      }
      _ = try await connection.execute("ROLLBACK")
      return answers
    } catch var error as PostgresError {
      _ = try await connection.execute("ROLLBACK")
      error.queryIndex = error.queryIndex.map { $0 - head.count }
      error.position = error.position.map { $0 - counting.unicodeScalars.count }
      throw error
    }
  }

  private static let counting = "SELECT pg_catalog.count(*) FROM ("
  private static let begin: Query = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

  private static func examples(
    of question: RevisionQuestion, on connection: Connection
  ) async throws -> [String] {
    let rows = try await connection.query(
      Query("SELECT * FROM (\(question.statement.text)\n) AS found LIMIT \(shownRows)"))
    let column = (0..<rows.columnCount).first { rows.name(ofColumn: $0) == shownColumn }
    guard let column else { return [] }
    return rows.indices.compactMap { rows[$0, column] }
  }

  package var message: String { "\(question.title): \(count)" }

  /// What is shown of them, a line each.
  package var lines: [String] {
    let rest = count - examples.count
    return examples.map { "  \($0)" }
      + (examples.isEmpty || rest <= 0 ? [] : ["  and \(rest) more"])
  }

  package var diagnostic: SourceDiagnostic {
    var diagnostic = question.statement.diagnostic(
      message,
      help: "mend these rows, which the SELECT there lists, and run the same command again; "
        + "nothing of this revision was run")
    diagnostic.notes = lines
    return diagnostic
  }
}

extension RevisionSection {
  /// Which question of its preflight an error speaks of.
  func question(ofQuery index: Int) -> RevisionQuestion? {
    preflight.indices.contains(index) ? preflight[index] : nil
  }
}

extension RunnerDriver {
  /// Asks the preflight of a revision; rows that do not fit are a decision that a person must take.
  mutating func ask(_ work: Work) async throws {
    announce(work)
    let (onEvent, unit) = (run.onEvent, work.unit)
    let questions = unit.section.preflight
    var answers: [Answer] = []
    // The transaction's end brings our own settings back.
    try await watching(work) {
      answers = try await Answer.ask(
        questions, on: connection, opening: ownRole + [preflightSettings.query(for: version)]
      ) { index in
        if questions.indices.contains(index + 1) {
          onEvent(.questionBegan(unit, questions[index + 1]))
        }
      }
    }
    guard let first = answers.first else { return }
    var diagnostic = first.diagnostic
    diagnostic.notes += answers.dropFirst().flatMap { ["also \($0.message)"] + $0.lines }
    throw RunnerError(
      .decision, first.message, notes: diagnostic.notes, help: diagnostic.help,
      diagnostic: diagnostic)
  }
}
