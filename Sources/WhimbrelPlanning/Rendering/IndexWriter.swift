import WhimbrelModel

extension Catalog.Index: Planned {
  package func create(_ names: Names) -> [Statement] { create(isOnly: false, names) }

  /// `isOnly`: without the indexes of the partitions, which are attached one by one.
  func create(isOnly: Bool, _ names: Names) -> [Statement] {
    let sql = clauses(
      "CREATE", isUnique ? "UNIQUE" : nil, "INDEX", name.quoted, "ON",
      isOnly ? "ONLY" : nil,
      names.qualified(relation), method == "btree" ? nil : "USING \(method.quoted)",
      "(\(elements.map(\.clause).joined(separator: ", ")))",
      include.isEmpty ? nil : "INCLUDE (\(names.list(include)))",
      isNullsNotDistinct ? "NULLS NOT DISTINCT" : nil,
      options.isEmpty ? nil : "WITH (\(StorageOptions.list(options)))",
      tablespace.map { "TABLESPACE \($0.quoted)" },
      predicate.map { "WHERE \($0.sql)" })
    var hazards: [Hazard] = [.blocksWrites]
    if isUnique { hazards.append(.mayFail("rows of \(names.qualified(relation)) are alike")) }
    var statements = [Statement(sql, for: id, lock: .share, hazards: hazards)]
    for (position, element) in elements.enumerated() {
      guard let target = element.statisticsTarget else { continue }
      statements.append(statistics(position, target, names))
    }
    if let attachedTo { statements.append(attach(to: attachedTo, names)) }
    return statements
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP INDEX \(names.qualified(id))", for: id, lock: .accessExclusive)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    let target = "ALTER INDEX \(names.qualified(id))"
    var left = self
    var statements: [Statement] = []
    left.options = new.options
    let (set, reset) = StorageOptions.change(from: options, to: new.options)
    if !set.isEmpty {
      statements.append(Statement("\(target) SET (\(StorageOptions.list(set)))", for: id))
    }
    if !reset.isEmpty {
      let list = reset.map { Name($0).quoted }.joined(separator: ", ")
      statements.append(Statement("\(target) RESET (\(list))", for: id))
    }
    if tablespace != new.tablespace {
      left.tablespace = new.tablespace
      statements.append(
        Statement(
          "\(target) SET TABLESPACE \((new.tablespace ?? "pg_default").quoted)", for: id,
          lock: .accessExclusive, hazards: [.blocksWrites]))
    }
    if attachedTo == nil, let parent = new.attachedTo {
      left.attachedTo = parent
      statements.append(attach(to: parent, names))
    }
    if attachedTo != nil, new.attachedTo == nil {
      // Its table is no partition any more, which let it go.
      left.attachedTo = nil
    }
    if left.elements.count == new.elements.count {
      for position in left.elements.indices
      where left.elements[position].statisticsTarget != new.elements[position].statisticsTarget {
        let value = new.elements[position].statisticsTarget
        left.elements[position].statisticsTarget = value
        statements.append(statistics(position, value ?? -1, names))
      }
    }
    return left == new ? .inPlace(statements) : .rebuild
  }

  private func statistics(_ position: Int, _ target: Int, _ names: Names) -> Statement {
    Statement(
      "ALTER INDEX \(names.qualified(id)) ALTER COLUMN \(position + 1) SET STATISTICS \(target)",
      for: id)
  }

  private func attach(to parent: ObjectID, _ names: Names) -> Statement {
    Statement(
      "ALTER INDEX \(names.qualified(parent)) ATTACH PARTITION \(names.qualified(id))", for: id)
  }
}

extension Catalog.IndexElement {
  /// The element as CREATE INDEX takes it: key, collation, operator class, order.
  var clause: String {
    let options =
      operatorClassOptions.isEmpty ? "" : " (\(StorageOptions.list(operatorClassOptions)))"
    return clauses(
      keyText, collation.map { "COLLATE \($0)" }, operatorClass.map { "\($0)\(options)" },
      isDescending ? "DESC" : nil,
      isNullsFirst == isDescending ? nil : (isNullsFirst ? "NULLS FIRST" : "NULLS LAST"))
  }

  private var keyText: String {
    switch key {
    case .column(let name): name.quoted
    case .expression(let expression): expression.sql
    }
  }
}
