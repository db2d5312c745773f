import WhimbrelModel

/// What a CREATE TABLE takes in, or leaves to statements of their own.
struct TableParts {
  var constraints: [Catalog.Constraint] = []
  /// Columns whose default is set later, since it needs something that needs the table.
  var laterDefaults: Set<Name> = []
  /// The columns of the parents, by name.
  var inherited: [Name: Catalog.Column] = [:]
}

extension Catalog.Table: Planned {
  /// A foreign table has commands of its own name.
  var keyword: String { foreign == nil ? "TABLE" : "FOREIGN TABLE" }
  var alterKeyword: String { "ALTER \(keyword)" }

  package func create(_ names: Names) -> [Statement] { create(TableParts(), names) }

  /// CREATE TABLE with the constraints that can stand in it, then what it has no clause for.
  func create(_ parts: TableParts, _ names: Names) -> [Statement] {
    let isPartition = partitionOf != nil
    let isShort = isPartition || ofType != nil
    let columns = isShort ? [] : columns.filter { $0.isLocal || $0.inheritanceCount == 0 }
    let items =
      columns.map { $0.definition(withDefault: !parts.laterDefaults.contains($0.name)) }
      + parts.constraints.map { $0.definition(names) }
    let sql = clauses(
      "CREATE", isUnlogged ? "UNLOGGED" : nil, keyword, names.qualified(id),
      ofType.map { "OF \($0)" },
      partitionOf.map { "PARTITION OF \(names.qualified($0.parent))" },
      isShort && items.isEmpty ? nil : block(items),
      partitionOf?.bound.text,
      inherits.isEmpty
        ? nil : "INHERITS (\(inherits.map { names.qualified($0) }.joined(separator: ", ")))",
      partitionKey.map { "PARTITION BY \($0)" },
      foreign.map { clauses("SERVER \($0.server.quoted)", ForeignOptions.clause($0.options)) },
      accessMethod.map { "USING \($0.quoted)" },
      storage,
      tablespace.map { "TABLESPACE \($0.quoted)" })
    var statements = [Statement(sql, for: id)]
    for column in self.columns {
      var parent = parts.inherited[column.name]
      let isListed = columns.contains { $0.name == column.name }
      if !isListed { statements += overrides(column, parent, parts, names) }
      // These a child does not have from its parent.
      parent?.options = []
      parent?.statisticsTarget = nil
      statements += column.attributes(of: self, since: parent, names)
    }
    return statements + security(since: nil, names)
  }

  /// What a column that came from a parent or a type says differently from it.
  private func overrides(
    _ column: Catalog.Column, _ parent: Catalog.Column?, _ parts: TableParts, _ names: Names
  ) -> [Statement] {
    let target = "\(alterKeyword) \(names.qualified(id)) ALTER COLUMN \(column.name.quoted)"
    var actions: [String] = []
    if column.default != parent?.default, !parts.laterDefaults.contains(column.name) {
      actions.append(column.default.map { "SET DEFAULT \($0.sql)" } ?? "DROP DEFAULT")
    }
    if column.isNotNull && !(parent?.isNotNull ?? false) { actions.append("SET NOT NULL") }
    return actions.map {
      Statement(
        "\(target) \($0)", for: id.with(.column, member: column.name), lock: .accessExclusive)
    }
  }

  private var storage: String? {
    let lists = [
      StorageOptions.list(options), StorageOptions.list(toastOptions, prefix: "toast."),
    ].filter { !$0.isEmpty }
    return lists.isEmpty ? nil : "WITH (\(lists.joined(separator: ", ")))"
  }

  package func drop(_ names: Names) -> [Statement] {
    [
      Statement(
        "DROP \(keyword) \(names.qualified(id))", for: id, lock: .accessExclusive,
        hazards: [.losesData("table \(names.qualified(id))")])
    ]
  }

  /// Everything but columns, which the planner changes one by one.
  package func alter(to new: Self, _ names: Names) -> Alteration {
    if (foreign == nil) != (new.foreign == nil) || foreign?.server != new.foreign?.server
      || partitionKey != new.partitionKey
    {
      return .rebuild
    }
    let target = "\(alterKeyword) \(names.qualified(id))"
    var statements: [Statement] = []
    func add(_ action: String, _ hazards: [Hazard] = [], lock: Lock = .accessExclusive) {
      statements.append(Statement("\(target) \(action)", for: id, lock: lock, hazards: hazards))
    }
    if let old = partitionOf, new.partitionOf != old {
      statements.append(
        Statement(
          "ALTER TABLE \(names.qualified(old.parent)) DETACH PARTITION \(names.qualified(id))",
          for: id, lock: .accessExclusive))
    }
    for parent in inherits where !new.inherits.contains(parent) {
      add("NO INHERIT \(names.qualified(parent))")
    }
    if isUnlogged != new.isUnlogged {
      add(new.isUnlogged ? "SET UNLOGGED" : "SET LOGGED", [.rewritesTable])
    }
    if accessMethod != new.accessMethod {
      add("SET ACCESS METHOD \((new.accessMethod ?? "heap").quoted)", [.rewritesTable])
    }
    if tablespace != new.tablespace {
      add("SET TABLESPACE \((new.tablespace ?? "pg_default").quoted)", [.rewritesTable])
    }
    for action in StorageOptions.actions(from: options, to: new.options) {
      add(action, lock: .shareUpdateExclusive)
    }
    if let old = foreign, let foreign = new.foreign,
      let options = ForeignOptions.change(from: old.options, to: foreign.options)
    {
      add(options)
    }
    return .inPlace(statements + new.security(since: self, names))
  }

  /// What makes it a child: its columns and constraints come before.
  func joins(since old: Catalog.Table, _ names: Names) -> [Statement] {
    var statements = inherits.filter { !old.inherits.contains($0) }.map {
      Statement(
        "\(alterKeyword) \(names.qualified(id)) INHERIT \(names.qualified($0))", for: id,
        lock: .accessExclusive)
    }
    if let partitionOf, partitionOf != old.partitionOf {
      statements.append(attach(partitionOf, names))
    }
    return statements
  }

  /// Whether it is no child any more of a table of which the other was one.
  func leaves(_ new: Catalog.Table) -> Bool {
    partitionOf != nil && partitionOf?.parent != new.partitionOf?.parent
      || inherits.contains { !new.inherits.contains($0) }
  }

  private func attach(_ partition: Partition, _ names: Names) -> Statement {
    Statement(
      "ALTER TABLE \(names.qualified(partition.parent)) ATTACH PARTITION \(names.qualified(id)) "
        + partition.bound.text,
      for: id, lock: .accessExclusive, hazards: [.scansTable])
  }

  private func security(since old: Catalog.Table?, _ names: Names) -> [Statement] {
    let target = "\(alterKeyword) \(names.qualified(id))"
    var actions: [String] = []
    if isRowSecurityEnabled != old?.isRowSecurityEnabled ?? false {
      actions.append("\(isRowSecurityEnabled ? "ENABLE" : "DISABLE") ROW LEVEL SECURITY")
    }
    if isRowSecurityForced != old?.isRowSecurityForced ?? false {
      actions.append("\(isRowSecurityForced ? "FORCE" : "NO FORCE") ROW LEVEL SECURITY")
    }
    return actions.map { Statement("\(target) \($0)", for: id, lock: .accessExclusive) }
  }

  /// What names an index of the table, and so comes after it; and of its TOAST table.
  func marks(since old: Catalog.Table?, _ names: Names) -> [Statement] {
    let target = "ALTER TABLE \(names.qualified(id))"
    var actions: [String] = []
    if replicaIdentity != old?.replicaIdentity ?? .default {
      switch replicaIdentity {
      case .default: actions.append("REPLICA IDENTITY DEFAULT")
      case .full: actions.append("REPLICA IDENTITY FULL")
      case .nothing: actions.append("REPLICA IDENTITY NOTHING")
      case .index(let index): actions.append("REPLICA IDENTITY USING INDEX \(index.quoted)")
      }
    }
    if clusteredOn != old?.clusteredOn {
      actions.append(clusteredOn.map { "CLUSTER ON \($0.quoted)" } ?? "SET WITHOUT CLUSTER")
    }
    let toast = old.map {
      StorageOptions.actions(from: $0.toastOptions, to: toastOptions, prefix: "toast.")
    }
    return (toast ?? []).map {
      Statement("\(target) \($0)", for: id, lock: .shareUpdateExclusive)
    } + actions.map { Statement("\(target) \($0)", for: id, lock: .accessExclusive) }
  }
}
