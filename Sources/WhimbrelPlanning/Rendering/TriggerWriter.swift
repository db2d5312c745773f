import WhimbrelModel

extension Catalog.Trigger: Planned {
  package func create(_ names: Names) -> [Statement] {
    [statement("CREATE", names)] + (enabled == .origin ? [] : [enable(names)])
  }

  package func drop(_ names: Names) -> [Statement] {
    [
      Statement(
        "DROP TRIGGER \(name.quoted) ON \(names.qualified(relation))", for: id,
        lock: .accessExclusive)
    ]
  }

  /// A constraint trigger cannot be replaced; a replaced one fires as a new one does.
  package func alter(to new: Self, _ names: Names) -> Alteration {
    var same = self
    same.enabled = new.enabled
    if same == new { return .inPlace([new.enable(names)]) }
    guard !isConstraint, !new.isConstraint else { return .rebuild }
    return .inPlace(
      [new.statement("CREATE OR REPLACE", names)]
        + (new.enabled == .origin ? [] : [new.enable(names)]))
  }

  /// Clauses in the order of CREATE TRIGGER.
  private func statement(_ verb: String, _ names: Names) -> Statement {
    var referencing: [String] = []
    if let oldTable { referencing.append("OLD TABLE AS \(oldTable.quoted)") }
    if let newTable { referencing.append("NEW TABLE AS \(newTable.quoted)") }
    let deferral = isInitiallyDeferred ? "DEFERRABLE INITIALLY DEFERRED" : "DEFERRABLE"
    let sql = clauses(
      verb, isConstraint ? "CONSTRAINT" : nil, "TRIGGER", name.quoted,
      timing.rawValue, events.map(\.clause).joined(separator: " OR "),
      "ON", names.qualified(relation),
      from.map { "FROM \(names.qualified($0))" },
      isDeferrable ? deferral : nil,
      referencing.isEmpty ? nil : "REFERENCING \(referencing.joined(separator: " "))",
      "FOR EACH", isForEachRow ? "ROW" : "STATEMENT",
      condition.map { "WHEN (\($0.sql))" },
      "EXECUTE FUNCTION",
      "\(names.qualified(function))(\(arguments.map(\.literal).joined(separator: ", ")))")
    return Statement(sql, for: id, lock: .shareRowExclusive)
  }

  private func enable(_ names: Names) -> Statement {
    Statement(
      "ALTER TABLE \(names.qualified(relation)) \(enabled.clause) TRIGGER \(name.quoted)", for: id,
      lock: .shareRowExclusive)
  }
}

extension Catalog.Trigger.Event {
  fileprivate var clause: String {
    switch self {
    case .insert: return "INSERT"
    case .delete: return "DELETE"
    case .truncate: return "TRUNCATE"
    case .update(let columns):
      let list = columns.map(\.quoted).joined(separator: ", ")
      return columns.isEmpty ? "UPDATE" : "UPDATE OF \(list)"
    }
  }
}

extension Catalog.EventTrigger: Planned {
  package func create(_ names: Names) -> [Statement] {
    let sql = clauses(
      "CREATE EVENT TRIGGER", name.quoted, "ON", event.quoted,
      tags.isEmpty
        ? nil : "WHEN TAG IN (\(tags.map(\.literal).joined(separator: ", ")))",
      "EXECUTE FUNCTION \(names.qualified(function))()")
    return [Statement(sql, for: id)] + (enabled == .origin ? [] : [enable()])
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP EVENT TRIGGER \(name.quoted)", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    var same = self
    same.enabled = new.enabled
    return same == new ? .inPlace([new.enable()]) : .rebuild
  }

  private func enable() -> Statement {
    Statement("ALTER EVENT TRIGGER \(name.quoted) \(enabled.clause)", for: id)
  }
}
