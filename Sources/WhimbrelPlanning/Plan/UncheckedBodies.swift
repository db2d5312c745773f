import WhimbrelModel

/// Routines whose bodies are text and may name what is not there yet: PostgreSQL knows nothing of what such
/// a body needs, so no order is sure to suit it, and looks into it all the same (manual:
/// `check_function_bodies`).
struct UncheckedBodies {
  fileprivate static let statement = "SET LOCAL check_function_bodies = off"

  private let planner: Planner
  /// What the plan makes or changes, by the first word of its name.
  private var changed: [Substring: Set<ObjectID>] = [:]

  init(_ planner: Planner) {
    self.planner = planner
    for id in planner.created.union(planner.altered.keys).union(planner.conversions.keys) {
      if let first = Self.words(Self.name(of: id)).first { changed[first, default: []].insert(id) }
    }
  }

  /// The statements, with a word before the first such routine of each transaction.
  func announced(in statements: [Statement]) -> [Statement] {
    guard statements.contains(where: isUnchecked) else { return statements }
    return Plan(changes: [], statements: statements).steps.flatMap { step -> [Statement] in
      guard !step.isAutocommit, let first = step.statements.firstIndex(where: isUnchecked)
      else { return step.statements }
      var announced = step.statements
      announced.insert(Statement(Self.statement, for: announced[first].object), at: first)
      return announced
    }
  }

  private func isUnchecked(_ statement: Statement) -> Bool {
    let id = statement.object
    guard id.kind == .function || id.kind == .procedure, statement.sql.hasPrefix("CREATE "),
      case .routine(let routine)? = planner.new[id] ?? planner.old[id]
    else { return false }
    // Without its body for a while, it has an empty one.
    guard case .source(let text) = routine.body else { return statement.sql.hasSuffix("AS $$$$") }
    let words = Set(Self.words(text.text))
    return words.contains { word in
      changed[word]?.contains { $0 != id && words.isSuperset(of: Self.words(Self.name(of: $0))) }
        ?? false
    }
  }

  /// The name that a body would say.
  private static func name(of id: ObjectID) -> String {
    (id.kind == .column ? id.member : id.name).text
  }

  private static func words(_ text: String) -> [Substring] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }
  }
}

extension Statement {
  /// Whether it says that the bodies of the functions which follow are not looked into.
  package var leavesBodiesUnchecked: Bool { sql == UncheckedBodies.statement }
}
