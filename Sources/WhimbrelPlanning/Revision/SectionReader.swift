/// Reads what follows a revision's header: two sections of steps of statements.
struct SectionReader {
  private let source: SourceText
  private(set) var problems: [SourceDiagnostic] = []
  private(set) var upgrade = RevisionSection()
  private(set) var downgrade = RevisionSection()

  private enum Direction { case upgrade, downgrade }

  private var direction: Direction?
  private var section = RevisionSection()
  private var hasSeen: (upgrade: Bool, downgrade: Bool) = (false, false)
  private var step: StepReader?
  /// Whether the statements are a preflight's, and the comment above the next of them.
  private var isInPreflight = false
  private var title: [String] = []
  private var statement = SQLSplitter.Builder()
  /// The line of the last psql command: the rest of that line is no SQL either.
  private var commandLine = 0
  /// Whether the line that begins a section may be one that was misspelt and is reported as that.
  private var isMisspelt = false

  init(_ source: SourceText) { self.source = source }

  mutating func read(_ tokens: ArraySlice<SQLToken>) {
    for token in tokens {
      if token.kind == .lineComment {
        readComment(token)
      } else if !token.isComment {
        readCode(token)
      }
    }
    refuseOpenStatement()
    finishSection()
    let end = source.bytes.count
    if isMisspelt { return }
    if !hasSeen.upgrade {
      refuse(
        "there is no \"-- whimbrel: upgrade\"", end..<end, "add that line, and the SQL after it")
    } else if !hasSeen.downgrade {
      refuse(
        "there is no \"-- whimbrel: downgrade\"", end..<end,
        "add that line, and after it the SQL that undoes the upgrade or "
          + "\"-- whimbrel: irreversible REASON\"")
    }
  }

  private mutating func refuse(_ message: String, _ range: Range<Int>, _ help: String?) {
    problems.append(source.diagnostic(message, at: range, help: help))
  }

  // MARK: Statements

  private mutating func readCode(_ token: SQLToken) {
    let line = source.line(at: token.range.lowerBound)
    if line == commandLine { return }
    if token.isSymbol("\\") {
      commandLine = line
      statement = SQLSplitter.Builder()
      refuse(
        "psql's commands are not SQL", token.range.lowerBound..<endOfLine(line),
        "remove it; what it does cannot be in a revision")
    } else if statement.endsStatement(with: token) {
      finishStatement(isTerminated: true)
    } else {
      statement.add(token)
    }
  }

  private func endOfLine(_ line: Int) -> Int { source.contentRange(ofLine: line).upperBound }

  private mutating func finishStatement(isTerminated: Bool) {
    guard let found = statement.finish(source, isTerminated: isTerminated) else { return }
    guard direction != nil else {
      if isMisspelt { return }
      problems.append(
        found.diagnostic(
          "this statement stands before \"-- whimbrel: upgrade\"",
          help: "move it after that line, or add that line before it"))
      return
    }
    if section.irreversible != nil {
      problems.append(
        found.diagnostic(
          "an irreversible downgrade has no statements",
          help: "remove the statement or the line \"-- whimbrel: irreversible\""))
      return
    }
    if isInPreflight { return finishQuestion(found) }
    let kind = step?.step.kind ?? .transaction
    if step == nil { step = StepReader(kind, line: found.line) }
    if case .call = kind {
      problems.append(
        found.diagnostic(
          "a call has no statements of its own",
          help: "begin the next step before it with a line \"-- whimbrel: transaction\""))
    } else if case .batches = kind, step?.step.statements.isEmpty == false {
      problems.append(
        found.diagnostic(
          "a step in batches has one statement",
          help: "begin the next step before it with a line \"-- whimbrel: transaction\""))
    } else if let (message, help) = RevisionRules.objection(to: found, in: kind) {
      problems.append(found.diagnostic(message, help: help))
    }
    step?.step.statements.append(found)
  }

  private mutating func finishQuestion(_ found: SQLStatement) {
    if let (message, help) = RevisionRules.objection(toQuestion: found) {
      problems.append(found.diagnostic(message, help: help))
    } else if title.isEmpty {
      problems.append(
        found.diagnostic(
          "nothing says what this SELECT of a preflight looks for",
          help: "put a comment above it, such as \"-- rows with null in plants.room\""))
    }
    section.preflight.append(
      RevisionQuestion(title: title.joined(separator: " "), statement: found))
    title = []
  }

  private mutating func refuseOpenStatement(before directive: SQLToken? = nil) {
    guard let found = statement.finish(source, isTerminated: false), let last = found.tokens.last
    else { return }
    if let directive {
      refuse(
        "this directive is inside the statement that begins in line \(found.line)",
        directive.range, "end that statement with \";\" and its parentheses with \")\" before it")
    } else {
      refuse(
        "the statement that begins in line \(found.line) does not end", last.range,
        "end it with \";\"")
    }
  }

  // MARK: Directives

  private mutating func readComment(_ token: SQLToken) {
    switch CommentLine(source.comment(token)) {
    case .text:
      guard isInPreflight, statement.isEmpty, source.beginsLine(token) else { return }
      let line = RevisionMessage.line(CommentLine.unescaped(source.comment(token)))
      if !line.isEmpty { title.append(line) }
    case .nearDirective(let meant):
      refuse("this comment is almost a directive", token.range, "did you mean \(quoted(meant))?")
    case .directive(let name, let argument):
      guard source.beginsLine(token) else {
        refuse(
          "a directive stands on a line of its own", token.range, "put it on a line of its own")
        return
      }
      refuseOpenStatement(before: token)
      readDirective(name, argument, token)
    }
  }

  private mutating func readDirective(_ name: String, _ argument: String, _ token: SQLToken) {
    guard CommentLine.directives.contains(name) else {
      let meant = Suggestion.nearest(to: name, among: CommentLine.directives)
      if meant == "upgrade" || meant == "downgrade" { isMisspelt = true }
      refuse(
        "unknown directive \(quoted(name))", token.range,
        meant.map { "did you mean \(quoted($0))?" }
          ?? "the directives are \(CommentLine.directives.joined(separator: ", "))")
      return
    }
    if let problem = DirectiveArgument.problem(name, argument) {
      refuse(problem.message, token.range, problem.help)
      return
    }
    if name == "upgrade" || name == "downgrade" { return beginSection(name, token) }
    guard let direction else {
      return refuse(
        "\(quoted(name)) stands before \"-- whimbrel: upgrade\"", token.range,
        "move it after that line")
    }
    if name == "irreversible" {
      guard direction == .downgrade else {
        return refuse(
          "only a downgrade can be irreversible", token.range,
          "move it after the line \"-- whimbrel: downgrade\"")
      }
      let isAlone = step == nil && section.isEmpty
      guard isAlone else {
        return refuse(
          "an irreversible downgrade has nothing else", token.range,
          "remove the rest of the downgrade or this line")
      }
      section.irreversible = argument
      return
    }
    if section.irreversible != nil {
      return refuse(
        "an irreversible downgrade has nothing else", token.range,
        "remove this line or the line \"-- whimbrel: irreversible\"")
    }
    readStepDirective(name, argument, token)
  }

  private mutating func beginSection(_ name: String, _ token: SQLToken) {
    let isUpgrade = name == "upgrade"
    if isUpgrade ? hasSeen.upgrade : hasSeen.downgrade {
      return refuse("there are two \(quoted(name)) sections", token.range, "make them one")
    }
    finishSection()
    if isUpgrade, hasSeen.downgrade {
      refuse("the upgrade comes after the downgrade", token.range, "put the upgrade first")
    }
    if isUpgrade { hasSeen.upgrade = true } else { hasSeen.downgrade = true }
    direction = isUpgrade ? .upgrade : .downgrade
  }

  private mutating func readStepDirective(
    _ name: String, _ argument: String, _ token: SQLToken
  ) {
    let line = source.line(at: token.range.lowerBound)
    switch name {
    case "preflight": beginPreflight(token)
    case "transaction": beginStep(.transaction, line)
    case "autocommit": beginStep(.autocommit, line)
    case "call": beginStep(.call(argument), line)
    case "batches":
      if let source = BatchSource(argument) { beginStep(.batches(source), line) }
    case _ where isInPreflight:
      refuse(
        "\(quoted(name)) cannot be in a preflight", token.range,
        "begin the next step before it with a line \"-- whimbrel: transaction\"")
    default:
      var current = step ?? StepReader(.transaction, line: line)
      if let problem = current.set(name, argument, token.range, line: line) {
        refuse(problem.message, token.range, problem.help)
      }
      step = current
    }
  }

  private mutating func beginPreflight(_ token: SQLToken) {
    guard step == nil, section.isEmpty, !isInPreflight else {
      return refuse(
        isInPreflight ? "there are two preflights" : "the preflight comes before every step",
        token.range,
        isInPreflight ? "make them one" : "put it first in its section, and the steps after it")
    }
    isInPreflight = true
  }

  private mutating func beginStep(_ kind: RevisionStep.Kind, _ line: Int) {
    finishStep()
    step = StepReader(kind, line: line)
  }

  private mutating func finishStep() {
    isInPreflight = false
    title = []
    guard let finished = step else { return }
    step = nil
    if let unused = finished.unusedSetting {
      refuse(
        "this stands in a step without statements", unused,
        "put it after the line that begins its step, before the statements")
    }
    if finished.step.statements.isEmpty {
      // A directive that begins a step with nothing in it says nothing.
      switch finished.step.kind {
      case .call: break
      case .batches:
        let range = source.contentRange(ofLine: finished.step.line)
        return refuse(
          "a step in batches needs its statement", range,
          "write it after this line, or remove the line")
      case .transaction, .autocommit: return
      }
    }
    section.steps.append(finished.step)
  }

  private mutating func finishSection() {
    finishStep()
    switch direction {
    case .upgrade: upgrade = section
    case .downgrade: downgrade = section
    case nil: break
    }
    section = RevisionSection()
  }
}
