import WhimbrelModel

extension Catalog.View: Planned {
  package func create(_ names: Names) -> [Statement] {
    [statement("CREATE VIEW", names)] + defaults(since: [], names)
  }

  private func statement(_ verb: String, _ names: Names) -> Statement {
    let sql = clauses(
      verb, names.qualified(id),
      options.isEmpty ? nil : "WITH (\(StorageOptions.list(options)))", "AS")
    return Statement("\(sql)\n\(definition.sql)", for: id)
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP VIEW \(names.qualified(id))", for: id, lock: .accessExclusive)]
  }

  /// CREATE OR REPLACE may only add columns at the end (manual: CREATE VIEW).
  package func alter(to new: Self, _ names: Names) -> Alteration {
    let target = "ALTER VIEW \(names.qualified(id))"
    var statements: [Statement] = []
    if definition != new.definition || columns.count != new.columns.count {
      guard columns.isPrefix(of: new.columns) else { return .rebuild }
      statements.append(new.statement("CREATE OR REPLACE VIEW", names))
    } else {
      guard columns.isPrefix(of: new.columns) else { return .rebuild }
      let (set, reset) = StorageOptions.change(from: options, to: new.options)
      if !set.isEmpty {
        statements.append(Statement("\(target) SET (\(StorageOptions.list(set)))", for: id))
      }
      if !reset.isEmpty {
        let list = reset.map { Name($0).quoted }.joined(separator: ", ")
        statements.append(Statement("\(target) RESET (\(list))", for: id))
      }
    }
    return .inPlace(statements + new.defaults(since: columns, names))
  }

  private func defaults(since old: [Catalog.Column], _ names: Names) -> [Statement] {
    columns.compactMap { column in
      let before = old.first { $0.name == column.name }?.default
      guard before != column.default else { return nil }
      let action = column.default.map { "SET DEFAULT \($0.sql)" } ?? "DROP DEFAULT"
      return Statement(
        "ALTER VIEW \(names.qualified(id)) ALTER COLUMN \(column.name.quoted) \(action)",
        for: id.with(.column, member: column.name))
    }
  }
}

extension [Catalog.Column] {
  /// Whether the other list begins with the same names, types and collations.
  func isPrefix(of other: Self) -> Bool {
    count <= other.count
      && zip(self, other).allSatisfy {
        $0.name == $1.name && $0.type == $1.type && $0.collation == $1.collation
      }
  }
}

extension Catalog.View: Shelled {
  func createShell(_ names: Names) -> [Statement] { [shell("CREATE VIEW", names)] }

  func fill(_ names: Names) -> [Statement] {
    [statement("CREATE OR REPLACE VIEW", names)] + defaults(since: [], names)
  }

  func empty(_ names: Names) -> [Statement] { [shell("CREATE OR REPLACE VIEW", names)] }

  /// The same columns, and nothing in them.
  private func shell(_ verb: String, _ names: Names) -> Statement {
    let list = columns.map { column in
      clauses(
        "NULL::\(column.type)", column.collation.map { "COLLATE \($0)" }, "AS",
        column.name.quoted)
    }
    return Statement(
      "\(verb) \(names.qualified(id)) AS\n SELECT \(list.joined(separator: ",\n    "))", for: id)
  }

  /// Its columns' types.
  func isInShell(_ id: ObjectID) -> Bool { id.kind.isInShells || id.kind == .table }
}
