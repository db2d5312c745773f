import WhimbrelModel

/// How a column of a table that exists is added, dropped and changed.
enum ColumnChange {
  static func create(
    _ column: Catalog.Column, of table: Catalog.Table, withDefault: Bool, _ names: Names
  ) -> [Statement] {
    let id = table.id.with(.column, member: column.name)
    var hazards: [Hazard] = []
    if column.isNotNull && column.default == nil && column.generated == nil
      && column.identity == nil
    {
      hazards.append(.mayFail("\(names.qualified(table.id)) has rows: they have no value for it"))
    }
    if column.generated?.kind == .stored || column.identity != nil {
      hazards.append(.rewritesTable)
    }
    return [
      Statement(
        "\(table.alterKeyword) \(names.qualified(table.id)) ADD COLUMN "
          + column.definition(withDefault: withDefault),
        for: id, lock: .accessExclusive, hazards: hazards)
    ] + column.attributes(of: table, names)
  }

  static func drop(
    _ column: Catalog.Column, of table: Catalog.Table, isOnly: Bool = false, _ names: Names
  ) -> [Statement] {
    let path = "\(names.qualified(table.id)).\(column.name.quoted)"
    return [
      Statement(
        "\(table.alterKeyword) \(isOnly ? "ONLY " : "")\(names.qualified(table.id)) DROP COLUMN \(column.name.quoted)",
        for: table.id.with(.column, member: column.name), lock: .accessExclusive,
        hazards: column.generated == nil ? [.losesData("column \(path)")] : [])
    ]
  }

  static func alter(
    _ old: Catalog.Column, to new: Catalog.Column, of table: Catalog.Table, using: SQLText?,
    _ names: Names
  ) -> Alteration {
    if !canKeep(old, new) { return .rebuild }
    let id = table.id.with(.column, member: new.name)
    let relation = names.qualified(table.id)
    let prefix = "\(table.alterKeyword) \(relation) ALTER COLUMN \(new.name.quoted)"
    var statements: [Statement] = []
    var disturbs = Disturbance.nothing
    func add(_ action: String, _ hazards: [Hazard] = []) {
      statements.append(
        Statement("\(prefix) \(action)", for: id, lock: .accessExclusive, hazards: hazards))
    }
    if old.generated != nil && new.generated == nil { add("DROP EXPRESSION") }
    if old.identity != nil && new.identity == nil { add("DROP IDENTITY") }
    if !new.isNotNull && old.isNotNull { add("DROP NOT NULL") }
    if old.type != new.type || old.collation != new.collation {
      let isSameType = old.type.base == new.type.base && old.collation == new.collation
      disturbs = isSameType ? .views : .expressions
      statements.append(
        TypeChange.statement(from: old, to: new, of: table, using: using, names))
    }
    if new.isNotNull && !old.isNotNull, let name = new.notNullName {
      statements.append(
        Statement(
          "\(table.alterKeyword) \(relation) ADD CONSTRAINT \(name.quoted) NOT NULL \(new.name.quoted)",
          for: id, lock: .accessExclusive,
          hazards: [.scansTable, .mayFail("\(relation).\(new.name.quoted) has null values")]))
    } else if new.isNotNull && !old.isNotNull {
      add(
        "SET NOT NULL", [.scansTable, .mayFail("\(relation).\(new.name.quoted) has null values")])
    } else if new.isNotNull, old.notNullName != new.notNullName,
      old.inheritanceCount == new.inheritanceCount
    {
      // A table that leaves or joins its parent keeps the constraint it has.
      statements += rename(old, new, table, names)
    }
    if let identity = new.identity {
      if let was = old.identity {
        let actions = identity.actions(since: was)
        if !actions.isEmpty { add(actions.joined(separator: " ")) }
      } else {
        add("ADD \(identity.clause)")
      }
    }
    return .inPlace(statements + new.attributes(of: table, since: old, names), disturbs: disturbs)
  }

  /// Whether the column can stay. A generation expression cannot be changed before 17, nor put on a
  /// column that has none.
  private static func canKeep(_ old: Catalog.Column, _ new: Catalog.Column) -> Bool {
    guard let generated = new.generated else {
      return old.generated?.kind != .virtual
    }
    guard let was = old.generated else { return false }
    return was == generated && old.type == new.type && old.collation == new.collation
  }

  /// Since 18 a NOT NULL constraint has a name; nil is the one PostgreSQL chooses.
  private static func rename(
    _ old: Catalog.Column, _ new: Catalog.Column, _ table: Catalog.Table, _ names: Names
  ) -> [Statement] {
    let chosen = Name("\(table.name)_\(new.name)_not_null")
    let before = old.notNullName ?? chosen
    let after = new.notNullName ?? chosen
    return [
      Statement(
        "ALTER TABLE \(names.qualified(table.id)) RENAME CONSTRAINT \(before.quoted) TO \(after.quoted)",
        for: table.id.with(.column, member: new.name), lock: .accessExclusive)
    ]
  }
}
