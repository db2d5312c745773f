import WhimbrelModel

extension Catalog.Column {
  /// The column as CREATE TABLE and ADD COLUMN take it, clauses in the grammar's order.
  func definition(withDefault: Bool = true) -> String {
    clauses(
      name.quoted, type.sql,
      collation.map { "COLLATE \($0)" },
      ForeignOptions.clause(foreignOptions),
      isNotNullValid && (isNotNull && identity == nil || notNullName != nil)
        ? clauses(notNullName.map { "CONSTRAINT \($0.quoted)" }, "NOT NULL", notNullInheritance)
        : nil,
      withDefault ? `default`.map { "DEFAULT \($0.sql)" } : nil,
      generated?.clause,
      identity?.clause
    )
  }

  private var notNullInheritance: String? { isNotNullNoInherit ? "NO INHERIT" : nil }

  /// NOT NULL as ADD takes it, with a name and all that can be said of it since 18.
  var notNullConstraint: String {
    clauses(
      notNullName.map { "CONSTRAINT \($0.quoted)" }, "NOT NULL \(name.quoted)",
      isNotNullValid ? nil : "NOT VALID", notNullInheritance)
  }

  /// Whether ALTER COLUMN SET NOT NULL does not say it all.
  var isNotNullConstraint: Bool { notNullName != nil || !isNotNullValid || isNotNullNoInherit }

  /// What no column definition can say on every version: statements of their own after it is made.
  func attributes(of table: Catalog.Table, since old: Catalog.Column? = nil, _ names: Names)
    -> [Statement]
  {
    let isLater = isNotNull && !isNotNullValid && old == nil
    let notNull = Statement(
      "\(table.alterKeyword) \(names.qualified(table.id)) ADD \(notNullConstraint)",
      for: table.id.with(.column, member: name), lock: .accessExclusive)
    return (isLater ? [notNull] : [])
      + attributes(table.alterKeyword, of: table.id, since: old, names)
  }

  func attributes(
    _ keyword: String, of relation: ObjectID, since old: Catalog.Column?, _ names: Names
  ) -> [Statement] {
    let id = relation.with(.column, member: name)
    let prefix = "\(keyword) \(names.alone(relation)) ALTER COLUMN \(name.quoted)"
    var statements: [Statement] = []
    func add(_ action: String, lock: Lock = .accessExclusive) {
      statements.append(Statement("\(prefix) \(action)", for: id, lock: lock))
    }
    // Another type comes with its own storage and compression.
    let same = old?.type.base == type.base ? old : nil
    if let storage, storage != same?.storage {
      add("SET STORAGE \(storage.rawValue.uppercased())")
    } else if storage == nil, let was = same?.storage {
      add("SET STORAGE \(naturalStorage(since: was))")
    }
    if compression != same?.compression {
      add("SET COMPRESSION \(compression?.rawValue ?? "default")")
    }
    if statisticsTarget != old?.statisticsTarget {
      add("SET STATISTICS \(statisticsTarget ?? -1)", lock: .shareUpdateExclusive)
    }
    let (set, reset) = StorageOptions.change(from: old?.options ?? [], to: options)
    if !set.isEmpty { add("SET (\(StorageOptions.list(set)))", lock: .shareUpdateExclusive) }
    if !reset.isEmpty {
      add(
        "RESET (\(reset.map { Name($0).quoted }.joined(separator: ", ")))",
        lock: .shareUpdateExclusive)
    }
    if let old, let options = ForeignOptions.change(from: old.foreignOptions, to: foreignOptions) {
      add(options)
    }
    return statements
  }

  /// As its children get it: what is set of it ONLY for itself is not passed on.
  var withoutAttributes: Catalog.Column {
    var plain = self
    plain.storage = nil
    plain.compression = nil
    plain.statisticsTarget = nil
    plain.options = []
    return plain
  }

  /// SET STORAGE DEFAULT came with 16; before, the type's own storage has to be named.
  private func naturalStorage(since: Storage) -> String {
    switch type.base.text {
    case "numeric", "cidr", "inet": "MAIN"
    default: "EXTENDED"
    }
  }
}

extension Catalog.Column.Generated {
  var clause: String {
    "GENERATED ALWAYS AS (\(expression.sql)) \(kind.rawValue.uppercased())"
  }
}

extension Catalog.Column.Identity {
  var clause: String {
    var parts: [String] = []
    if let sequence { parts.append("SEQUENCE NAME \(sequence.quoted)") }
    if let options = self.options.clause(since: nil)?.withoutType { parts.append(options) }
    let list = parts.isEmpty ? "" : " (\(parts.joined(separator: " ")))"
    return "GENERATED \(isAlways ? "ALWAYS" : "BY DEFAULT") AS IDENTITY\(list)"
  }

  /// The actions of ALTER COLUMN that turn `old` into this.
  func actions(since old: Self) -> [String] {
    var actions: [String] = []
    if old.isAlways != isAlways {
      actions.append("SET GENERATED \(isAlways ? "ALWAYS" : "BY DEFAULT")")
    }
    let a = old.options
    if a.increment != options.increment { actions.append("SET INCREMENT BY \(options.increment)") }
    if a.minimum != options.minimum { actions.append("SET MINVALUE \(options.minimum)") }
    if a.maximum != options.maximum { actions.append("SET MAXVALUE \(options.maximum)") }
    if a.start != options.start { actions.append("SET START WITH \(options.start)") }
    if a.cache != options.cache { actions.append("SET CACHE \(options.cache)") }
    if a.isCycled != options.isCycled {
      actions.append(options.isCycled ? "SET CYCLE" : "SET NO CYCLE")
    }
    return actions
  }
}

extension String {
  /// An identity's sequence takes its column's type, which its clause may not repeat.
  fileprivate var withoutType: String? {
    guard hasPrefix("AS ") else { return self }
    let rest = dropFirst(3).drop { $0 != " " }.dropFirst()
    return rest.isEmpty ? nil : String(rest)
  }
}
