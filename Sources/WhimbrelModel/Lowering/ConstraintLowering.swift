extension Lowering {
  /// Checks first, then keys, then foreign keys: the order in which PostgreSQL names them.
  mutating func lowerConstraints(at position: Int) {
    let table = tables[position]
    var all: [Constraint.Kind] = []
    for column in table.columns.map(\.declaration) {
      all += column.checks.map { .check($0) }
      if let key = column.primaryKey { all.append(.primaryKey(key)) }
      // With an index it is one unique index, and no constraint.
      if let unique = column.unique, column.index == nil { all.append(.unique(unique)) }
      all += column.foreignKeys.map { .foreignKey($0) }
    }
    all += table.instance.constraints.map(\.kind)
    let ordered = all.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }.map(\.element)
    for kind in ordered {
      guard let constraint = lowered(kind, in: table) else { continue }
      tables[position].constraints.append(constraint)
      guard case .primaryKey(let key) = constraint.lowered.kind else { continue }
      for index in tables[position].columns.indices
      where key.columns.contains(tables[position].columns[index].name) {
        tables[position].columns[index].lowered.isNotNull = true
      }
    }
  }

  private mutating func lowered(_ kind: Constraint.Kind, in table: DeclaredTable)
    -> DeclaredConstraint?
  {
    switch kind {
    case .check(let check):
      let place = check.attributes.place
      let expression = expression(check.condition, in: table, place)
      let words = SQLWords.identifiers(in: expression.printed.text)
      let columns = table.columns.map(\.name).filter { words.contains($0) }
      return constraint(
        .check(expression, isNoInherit: check.isNoInherit), check.attributes, in: table,
        NameSubject(kind: .check, table: table.id.name, columns: columns))
    case .primaryKey(let key):
      var lowered = Catalog.Constraint.Key(
        columns: names(of: key.columns, in: table, key.attributes.place))
      lowered.include = names(of: key.included, in: table, key.attributes.place)
      lowered.options = OptionList(key.parameters.map { SQLText($0) })
      lowered.tablespace = key.tablespaceName.isEmpty ? nil : Name(key.tablespaceName)
      lowered.isWithoutOverlaps = key.isWithoutOverlaps
      return constraint(
        .primaryKey(lowered), key.attributes, in: table,
        NameSubject(kind: .primaryKey, table: table.id.name, columns: lowered.columns))
    case .unique(let unique):
      var lowered = Catalog.Constraint.Key(
        columns: names(of: unique.columns, in: table, unique.attributes.place))
      lowered.include = names(of: unique.included, in: table, unique.attributes.place)
      lowered.isNullsNotDistinct = unique.isNullsNotDistinct
      lowered.isWithoutOverlaps = unique.isWithoutOverlaps
      lowered.options = OptionList(unique.parameters.map { SQLText($0) })
      lowered.tablespace = unique.tablespaceName.isEmpty ? nil : Name(unique.tablespaceName)
      return constraint(
        .unique(lowered), unique.attributes, in: table,
        NameSubject(
          kind: .unique, table: table.id.name, columns: lowered.columns + lowered.include))
    case .foreignKey(let key): return lowered(key, in: table)
    case .exclude(let exclude): return lowered(exclude, in: table)
    }
  }

  private mutating func lowered(_ exclude: Exclude, in table: DeclaredTable) -> DeclaredConstraint {
    let place = exclude.attributes.place
    let elements = exclude.keys.map { element($0.indexElement, in: table, place) }
    var lowered = Catalog.Constraint.Exclusion(
      method: Name(exclude.method.name), elements: elements.map(\.lowered),
      operators: exclude.operators.map { SQLText($0) })
    lowered.include = names(of: exclude.included, in: table, place)
    lowered.predicate = exclude.predicate.map { expression($0, in: table, place) }
    lowered.options = OptionList(exclude.parameters.map { SQLText($0) })
    lowered.tablespace = exclude.tablespaceName.isEmpty ? nil : Name(exclude.tablespaceName)
    return constraint(
      .exclusion(lowered), exclude.attributes, in: table,
      NameSubject(
        kind: .exclusion, table: table.id.name,
        columns: PostgresNames.distinct(elements.map(\.name) + lowered.include)))
  }

  mutating func constraint(
    _ kind: Catalog.Constraint.Kind, _ attributes: ConstraintAttributes, in table: DeclaredTable,
    _ subject: NameSubject
  ) -> DeclaredConstraint {
    var lowered = Catalog.Constraint(table: table.id, name: Name(attributes.name), kind: kind)
    lowered.isDeferrable = attributes.isDeferrable
    lowered.isInitiallyDeferred = attributes.isInitiallyDeferred
    lowered.isValid = attributes.isValid
    lowered.isEnforced = attributes.isEnforced
    return DeclaredConstraint(attributes: attributes, lowered: lowered, subject: subject)
  }
}

extension Constraint.Kind {
  fileprivate var rank: Int {
    switch self {
    case .check: 0
    case .primaryKey: 1
    case .unique: 2
    case .exclude: 3
    case .foreignKey: 4
    }
  }
}
