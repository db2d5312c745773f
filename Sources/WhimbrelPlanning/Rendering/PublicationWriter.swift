import WhimbrelModel

extension Catalog.Publication: Planned {
  package func create(_ names: Names) -> [Statement] {
    let members = items(tables, names) + schemaItems(schemas)
    let options = parameters(since: Catalog.Publication(name: name))
    return [
      Statement(
        clauses(
          "CREATE PUBLICATION", name.quoted,
          isForAllTables ? "FOR ALL TABLES" : nil,
          members.isEmpty ? nil : "FOR \(members.joined(separator: ", "))",
          options.isEmpty ? nil : "WITH (\(options.joined(separator: ", ")))"), for: id)
    ]
  }

  package func drop(_ names: Names) -> [Statement] {
    [Statement("DROP PUBLICATION \(name.quoted)", for: id)]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    guard isForAllTables == new.isForAllTables else { return .rebuild }
    let target = "ALTER PUBLICATION \(name.quoted)"
    var statements: [Statement] = []
    let options = new.parameters(since: self)
    if !options.isEmpty {
      statements.append(Statement("\(target) SET (\(options.joined(separator: ", ")))", for: id))
    }
    if let gone = gone(in: new, names) { statements.append(gone) }
    let added =
      items(new.tables.filter { !tables.contains($0) }, names)
      + schemaItems(new.schemas.filter { !schemas.contains($0) })
    if !added.isEmpty {
      statements.append(Statement("\(target) ADD \(added.joined(separator: ", "))", for: id))
    }
    return .inPlace(statements)
  }

  /// Gives up what the other one does not publish, or in another way.
  func gone(in new: Self, _ names: Names) -> Statement? {
    let items =
      tables.filter { !new.tables.contains($0) }.map { "TABLE \(names.qualified($0.relation))" }
      + schemaItems(schemas.filter { !new.schemas.contains($0) })
    if items.isEmpty { return nil }
    return Statement(
      "ALTER PUBLICATION \(name.quoted) DROP \(items.joined(separator: ", "))", for: id)
  }

  private func items(_ tables: [Table], _ names: Names) -> [String] {
    tables.map { table in
      clauses(
        "TABLE \(names.qualified(table.relation))",
        table.columns.map { "(\(names.list($0)))" },
        table.filter.map { "WHERE (\($0.sql))" })
    }
  }

  private func schemaItems(_ schemas: [Name]) -> [String] {
    schemas.map { "TABLES IN SCHEMA \($0.quoted)" }
  }

  private func parameters(since old: Self) -> [String] {
    var options: [String] = []
    if operations != old.operations {
      options.append("publish = \(SQLText(operations.joined(separator: ", ")).literal)")
    }
    if isViaRoot != old.isViaRoot { options.append("publish_via_partition_root = \(isViaRoot)") }
    if publishesGenerated != old.publishesGenerated {
      options.append("publish_generated_columns = \(publishesGenerated ? "stored" : "none")")
    }
    return options
  }
}
