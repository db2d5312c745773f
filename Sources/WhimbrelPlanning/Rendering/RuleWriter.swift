import WhimbrelModel

extension Catalog.Rule: Planned {
  package func create(_ names: Names) -> [Statement] {
    [Statement(definition.sql, for: id, lock: .accessExclusive)]
      + (enabled == .origin ? [] : [enable(names)])
  }

  package func drop(_ names: Names) -> [Statement] {
    [
      Statement(
        "DROP RULE \(name.quoted) ON \(names.qualified(relation))", for: id, lock: .accessExclusive)
    ]
  }

  /// CREATE OR REPLACE keeps whether the rule fires.
  package func alter(to new: Self, _ names: Names) -> Alteration {
    var statements: [Statement] = []
    if definition != new.definition {
      guard let replacement = new.replacement else { return .rebuild }
      statements.append(Statement(replacement, for: id, lock: .accessExclusive))
    }
    if enabled != new.enabled { statements.append(new.enable(names)) }
    return .inPlace(statements)
  }

  private var replacement: String? {
    let start = "CREATE RULE "
    return definition.sql.hasPrefix(start)
      ? "CREATE OR REPLACE RULE " + definition.sql.dropFirst(start.count) : nil
  }

  private func enable(_ names: Names) -> Statement {
    Statement(
      "ALTER TABLE \(names.qualified(relation)) \(enabled.clause) RULE \(name.quoted)", for: id,
      lock: .accessExclusive)
  }
}

extension Catalog.Enabled {
  /// As ALTER TABLE and ALTER EVENT TRIGGER take it.
  var clause: String {
    switch self {
    case .origin: "ENABLE"
    case .always: "ENABLE ALWAYS"
    case .replica: "ENABLE REPLICA"
    case .disabled: "DISABLE"
    }
  }
}
