import WhimbrelModel

/// How a column of a table that exists is added, dropped and changed.
enum ColumnChange {
  /// `hasChildren`: no column comes to a parent and its children with an identity.
  static func create(
    _ column: Catalog.Column, of table: Catalog.Table, withDefault: Bool,
    backfill: Backfill? = nil, hasChildren: Bool = false, _ names: Names
  ) -> [Statement] {
    let id = table.id.with(.column, member: column.name)
    if hasChildren, let identity = column.identity {
      var plain = column
      plain.identity = nil
      let target = "\(table.alterKeyword) \(names.qualified(table.id))"
      return create(plain, of: table, withDefault: withDefault, backfill: backfill, names) + [
        Statement(
          "\(target) ALTER COLUMN \(column.name.quoted) ADD \(identity.clause)", for: id,
          lock: .accessExclusive)
      ]
    }
    if let backfill, column.isNotNull, column.generated == nil, column.identity == nil {
      return create(column, of: table, withDefault: withDefault, filledBy: backfill, names)
    }
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

  /// Empty at first, then filled, then NOT NULL.
  private static func create(
    _ column: Catalog.Column, of table: Catalog.Table, withDefault: Bool,
    filledBy backfill: Backfill, _ names: Names
  ) -> [Statement] {
    var empty = column
    empty.isNotNull = false
    empty.notNullName = nil
    empty.default = nil
    var statements = create(empty, of: table, withDefault: false, names)
    if withDefault, let value = column.default {
      statements.append(DefaultChange.set(value, column.name, of: table, names))
    }
    statements += backfill.statements(column, of: table, names)
    return statements + refuseNull(column, of: table, names)
  }

  private static func refuseNull(
    _ column: Catalog.Column, of table: Catalog.Table, _ names: Names
  ) -> [Statement] {
    let relation = names.qualified(table.id)
    let name = column.name.quoted
    let action =
      column.isNotNullConstraint
      ? "ADD \(column.notNullConstraint)" : "ALTER COLUMN \(name) SET NOT NULL"
    return [
      Statement(
        "\(table.alterKeyword) \(relation) \(action)",
        for: table.id.with(.column, member: column.name), lock: .accessExclusive,
        hazards: column.isNotNullValid
          ? [.scansTable, .mayFail("\(relation).\(name) has null values")] : [])
    ]
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
    backfill: Backfill? = nil, isOwnType: Bool = false, casts: Catalog.Casts, _ names: Names
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
        TypeChange(from: old, to: new, using: using, isOwn: isOwnType, casts)
          .statement(of: table, names))
    }
    let isNotNullWeaker =
      old.isNotNull && new.isNotNull && old.isNotNullValid && !new.isNotNullValid
    if isNotNullWeaker { add("DROP NOT NULL") }
    if new.isNotNull && (!old.isNotNull || isNotNullWeaker) {
      if let backfill { statements += backfill.statements(new, of: table, names) }
      statements += refuseNull(new, of: table, names)
    } else if new.isNotNull {
      statements += strengthen(old, new, table, names)
    }
    if let identity = new.identity {
      if let was = old.identity {
        let actions = identity.actions(since: was)
        if !actions.isEmpty { add(actions.joined(separator: " ")) }
        if was.sequence != identity.sequence {
          statements.append(renameSequence(was, identity, new, table, names))
        }
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

  /// An identity's sequence is no object of its own, but it has a name.
  private static func renameSequence(
    _ old: Catalog.Column.Identity, _ new: Catalog.Column.Identity, _ column: Catalog.Column,
    _ table: Catalog.Table, _ names: Names
  ) -> Statement {
    let chosen = PostgresNames.joined(table.name, column.name, "seq")
    let before = names.qualified(table.id.schema, old.sequence ?? chosen)
    return Statement(
      "ALTER SEQUENCE \(before) RENAME TO \((new.sequence ?? chosen).quoted)",
      for: table.id.with(.column, member: column.name), lock: .shareRowExclusive)
  }

  /// What can be said of a NOT NULL that is there already (18).
  private static func strengthen(
    _ old: Catalog.Column, _ new: Catalog.Column, _ table: Catalog.Table, _ names: Names
  ) -> [Statement] {
    let relation = names.qualified(table.id)
    let name = (new.notNullName ?? PostgresNames.joined(table.name, new.name, "not_null")).quoted
    let id = table.id.with(.column, member: new.name)
    var statements: [Statement] = []
    if old.isNotNullNoInherit != new.isNotNullNoInherit {
      let action = new.isNotNullNoInherit ? "NO INHERIT" : "INHERIT"
      statements.append(
        Statement(
          "\(table.alterKeyword) \(relation) ALTER CONSTRAINT \(name) \(action)", for: id,
          lock: .accessExclusive))
    }
    if !old.isNotNullValid && new.isNotNullValid {
      statements.append(
        Statement(
          "\(table.alterKeyword) \(relation) VALIDATE CONSTRAINT \(name)", for: id,
          lock: .shareUpdateExclusive,
          hazards: [.mayFail("\(relation).\(new.name.quoted) has null values")]))
    }
    return statements
  }
}
