import WhimbrelModel

extension Catalog.CompositeType: Planned {
  package func create(_ names: Names) -> [Statement] {
    [
      Statement(
        "CREATE TYPE \(names.qualified(id)) AS \(block(columns.map { $0.attribute }))", for: id)
    ]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP TYPE \(names.qualified(id))", for: id)]
  }

  /// Attributes go and come at the end; tables of this type follow. A moved attribute takes another
  /// type, which the planner puts in this one's place; so does a changed one when columns use it.
  package func alter(to new: Self, _ names: Names) -> Alteration {
    let before = Set(columns.map(\.name))
    let after = Set(new.columns.map(\.name))
    let kept = columns.filter { after.contains($0.name) }
    guard new.columns.prefix(kept.count).map(\.name) == kept.map(\.name) else { return .rebuild }
    let target = "ALTER TYPE \(names.qualified(id))"
    let gone = columns.filter { !after.contains($0.name) }.map {
      Statement(
        "\(target) DROP ATTRIBUTE \($0.name.quoted) CASCADE",
        for: id.with(.column, member: $0.name),
        hazards: [.losesData("attribute \(names.qualified(id)).\($0.name.quoted)")])
    }
    let added = new.columns.filter { !before.contains($0.name) }.map {
      Statement(
        "\(target) ADD ATTRIBUTE \($0.attribute) CASCADE", for: id.with(.column, member: $0.name))
    }
    let changed = zip(kept, new.columns).filter { $0 != $1 }.map(\.1)
    let retyped = changed.map {
      Statement(
        "\(target) ALTER ATTRIBUTE \(clauses($0.name.quoted, "TYPE", $0.type.sql, $0.collation.map { "COLLATE \($0)" })) CASCADE",
        for: id.with(.column, member: $0.name))
    }
    if gone.isEmpty && changed.isEmpty { return .inPlace(added) }
    let touched = columns.filter { !after.contains($0.name) }.map(\.name) + changed.map(\.name)
    return .unlessUsed(gone + retyped + added, changing: touched)
  }
}

extension Catalog.Column {
  /// As CREATE TYPE takes it.
  fileprivate var attribute: String {
    clauses(name.quoted, type.sql, collation.map { "COLLATE \($0)" })
  }
}
