import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

/// `check`: four questions for CI, each with its own answer.
enum CheckCommand: Command {
  static let name = "check"
  static let summary = "asks whether model, revisions and database agree; for CI"
  static let details = """
    integrity  is the sum intact and the head single?
    pending    are there revisions that are not applied?
    model      does the model say more than the revisions (then: revision)?
    drift      has the live database drifted from the revisions?
    """

  static let only = Option(
    "only", "LIST", "asks these questions only, such as integrity,model, which needs no database")
  static let noPrivileges = Flag("no-privileges", "leaves privileges out")
  static let owners = Flag("owners", "compares owners too")
  static let parameters: [any Parameter] = [only, noPrivileges, owners]
  static let examples: [(words: String, does: String)] = [
    ("", "exit code 0 when all agree, 3 when not"),
    ("--only integrity,model", "without a database"),
    ("--format github", "annotations on the lines of the model"),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    let questions = try questions(arguments, context)
    let sides = CheckSides.begin(context, questions)
    var report = CheckReport()
    let folder = VersionsFolder(context.project, context.configuration)
    let versions = try folder.read()
    // Nothing further is true of files that are not what they were.
    if let failure = versions.appendOnlyFailure {
      guard questions.contains(.integrity) else { throw failure }
      edited(versions, &report)
      CheckWriter(context: context, report: report).write()
      return report.code
    }
    let graph = try versions.graph()
    if questions.contains(.integrity) { heads(versions, graph, &report, context) }
    let rest = questions.filter { $0 != .integrity }
    if !rest.isEmpty {
      let options = Differ.Options(
        comparesPrivileges: !arguments[noPrivileges], comparesOwners: arguments[owners])
      let checker = Checker(
        context: context, versions: versions, graph: graph, questions: rest, options: options)
      do {
        try await checker.run(&report, sides)
      } catch {
        // What was found so far may well be why.
        if !report.findings.isEmpty { CheckWriter(context: context, report: report).write() }
        throw error
      }
    }
    if arguments[only] == nil, !questions.contains(.model) {
      report.notes.append("no model was compared: say --schema FILE.sql")
    }
    CheckWriter(context: context, report: report).write()
    return report.code
  }

  private static func questions(
    _ arguments: Arguments, _ context: Context
  ) throws(UsageError) -> [Question] {
    guard let list = arguments[only] else {
      return Question.allCases.filter { $0 != .model || context.hasDesired }
    }
    var asked: Set<Question> = []
    for word in list.split(separator: ",") {
      guard let question = Question(rawValue: String(word)) else {
        let all = Question.allCases.map(\.rawValue)
        let meant = Suggestion.nearest(to: String(word), among: all)
        throw UsageError(
          "--only cannot be \"\(word)\"",
          help: (meant.map { "did you mean \($0)? " } ?? "")
            + "it is of \(all.joined(separator: ","))")
      }
      asked.insert(question)
    }
    return Question.allCases.filter(asked.contains)
  }

  private static func edited(_ versions: Versions, _ report: inout CheckReport) {
    report.asked.append(.integrity)
    for finding in versions.check.findings {
      report.findings.append(
        Finding(
          question: .integrity, rule: "append-only",
          message: "\(versions.folder.shown)/\(finding)", help: finding.help))
    }
  }

  private static func heads(
    _ versions: Versions, _ graph: RevisionGraph, _ report: inout CheckReport, _ context: Context
  ) {
    report.asked.append(.integrity)
    guard graph.heads.count > 1 else { return }
    let failure = HeadsCommand.several(versions, graph, context)
    for id in graph.heads {
      report.findings.append(
        Finding(
          question: .integrity, rule: "several-heads",
          message: "\(versions.title(id)) is one of \(graph.heads.count) heads",
          place: versions.byID[id].map { SourcePlace(file: $0.source.name, line: 1, column: 1) },
          help: failure.help))
    }
  }
}
