import WhimbrelModel

extension Catalog.MaterializedView: Planned {
  package func create(_ names: Names) -> [Statement] {
    let lists = [
      StorageOptions.list(options), StorageOptions.list(toastOptions, prefix: "toast."),
    ].filter { !$0.isEmpty }
    let sql = clauses(
      "CREATE MATERIALIZED VIEW", names.qualified(id),
      accessMethod.map { "USING \($0.quoted)" },
      lists.isEmpty ? nil : "WITH (\(lists.joined(separator: ", ")))",
      tablespace.map { "TABLESPACE \($0.quoted)" }, "AS")
    return [Statement("\(sql)\n\(definition.sql)", for: id)]
      + columns.flatMap { $0.attributes("ALTER MATERIALIZED VIEW", of: id, since: nil, names) }
  }

  package func drop(_ names: Names) -> [Statement] {
    [
      Statement(
        "DROP MATERIALIZED VIEW \(names.qualified(id))", for: id, lock: .accessExclusive)
    ]
  }

  package func alter(to new: Self, _ names: Names) -> Alteration {
    guard definition == new.definition, columns.count == new.columns.count,
      columns.isPrefix(of: new.columns)
    else { return .rebuild }
    let target = "ALTER MATERIALIZED VIEW \(names.qualified(id))"
    var statements: [Statement] = []
    let actions =
      StorageOptions.actions(from: options, to: new.options)
      + StorageOptions.actions(from: toastOptions, to: new.toastOptions, prefix: "toast.")
    statements += actions.map { Statement("\(target) \($0)", for: id) }
    if accessMethod != new.accessMethod {
      statements.append(
        Statement(
          "\(target) SET ACCESS METHOD \((new.accessMethod ?? "heap").quoted)", for: id,
          lock: .accessExclusive, hazards: [.rewritesTable]))
    }
    if tablespace != new.tablespace {
      statements.append(
        Statement(
          "\(target) SET TABLESPACE \((new.tablespace ?? "pg_default").quoted)", for: id,
          lock: .accessExclusive, hazards: [.rewritesTable]))
    }
    for (old, column) in zip(columns, new.columns) {
      statements += column.attributes("ALTER MATERIALIZED VIEW", of: id, since: old, names)
    }
    return .inPlace(statements)
  }

  /// What names an index of it, and so comes after that.
  func marks(since old: Self?, _ names: Names) -> [Statement] {
    guard clusteredOn != old?.clusteredOn else { return [] }
    let action = clusteredOn.map { "CLUSTER ON \($0.quoted)" } ?? "SET WITHOUT CLUSTER"
    return [Statement("ALTER MATERIALIZED VIEW \(names.qualified(id)) \(action)", for: id)]
  }
}
