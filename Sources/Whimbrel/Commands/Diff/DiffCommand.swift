import WhimbrelModel
import WhimbrelPlanning

/// `diff`: the SQL that turns one schema into another.
enum DiffCommand: Command {
  static let name = "diff"
  static let summary = "prints the SQL that turns one schema into another"
  static let details = """
    A and B are each \(Endpoint.forms).
    The SQL goes to standard output and runs as it is:
    psql -v ON_ERROR_STOP=1 -f. Nothing is printed when the two are equal.
    """

  static let from = Option("from", "A", "where the SQL starts")
  static let to = Option("to", "B", "where it leads")
  static let exitCode = Flag("exit-code", "ends with 3 when there is a difference")
  static let noPrivileges = Flag("no-privileges", "leaves GRANT and REVOKE out")
  static let owners = Flag("owners", "compares owners too")
  static let parameters: [any Parameter] = [from, to, exitCode, noPrivileges, owners]

  static let examples: [(words: String, does: String)] = [
    ("--from \"$DATABASE_URL\" --to model", "what the model says and the database does not have"),
    ("--from \"$STAGING\" --to \"$PRODUCTION\"", "what it takes to make staging like production"),
    (
      "--from empty --to \"$PRODUCTION\" --format json",
      "the same for programs, with locks and hazards"
    ),
  ]

  static func run(_ arguments: Arguments, _ context: Context) async throws -> ExitCode {
    guard let fromWord = arguments[from], let toWord = arguments[to] else {
      throw UsageError(
        "diff needs both --from and --to", help: "each is \(Endpoint.forms)")
    }
    let left = try Endpoint(fromWord, for: from, context.project)
    let right = try Endpoint(toWord, for: to, context.project)
    let found = try await Comparison(context: context, left: left, right: right).result()
    let (old, new) = (found.old, found.new)
    let plan = Planner.plan(
      from: old, to: new, hints: found.hints, names: Names(home: found.scope.home),
      options: Differ.Options(
        comparesPrivileges: !arguments[noPrivileges], comparesOwners: arguments[owners]))
    let unmanaged =
      (Catalog.unmanaged(in: [old, new])
      + ColumnOrder.differences(from: old, to: new)).sorted()
    for one in unmanaged.notes { context.terminal.note("note: \(one)") }
    let script = DiffScript(
      from: left.title(context.project), to: right.title(context.project), plan: plan,
      path: found.scope.path, unmanaged: unmanaged)
    if context.terminal.format == .json {
      context.terminal.print(script.json.text)
    } else if !plan.isEmpty {
      context.terminal.output.write(script.sql)
    }
    return arguments[exitCode] && !plan.changes.isEmpty ? .difference : .done
  }
}
