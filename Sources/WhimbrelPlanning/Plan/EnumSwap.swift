import WhimbrelModel

/// The way to an enum whose labels are not just more ones: a new type takes the old one's place, since
/// PostgreSQL can neither drop nor reorder a label.
struct EnumSwap {
  let type: Catalog.EnumType
  let target: Catalog.EnumType
  /// Former label → the label its rows hold afterwards.
  let labels: [SQLText: SQLText]
  /// The columns of this type, or an array of it, before and after.
  let columns: [ObjectID]
  private let new: Catalog

  init(
    _ type: Catalog.EnumType, to target: Catalog.EnumType, labels: [SQLText: SQLText],
    old: Catalog, new: Catalog
  ) {
    self.type = type
    self.target = target
    self.labels = labels
    self.new = new
    columns = old.dependencies.compactMap { dependent, needed in
      guard dependent.kind == .column, needed.contains(type.id), let column = old.column(dependent),
        let after = new.column(dependent), column.type == after.type, after.isLocal
      else { return nil }
      return dependent
    }.sorted()
  }

  func statements(_ names: Names) -> [Statement] {
    let id = type.id
    let former = Name("\(type.name.text.prefix(50))__former")
    var statements = [
      Statement("ALTER TYPE \(names.qualified(id)) RENAME TO \(former.quoted)", for: id)
    ]
    statements += target.create(names)
    for column in columns {
      guard let table = new.table(of: column), let definition = new.column(column) else { continue }
      let path = "\(names.qualified(column)).\(column.member.quoted)"
      var hazards: [Hazard] = [.rewritesTable]
      hazards += gone.map { .mayFail("a row of \(path) holds \($0.literal)") }
      hazards += labels.keys.sorted().map {
        .losesData("the label \($0.literal) in \(path)")
      }
      statements.append(
        Statement(
          "\(table.alterKeyword) \(names.qualified(column)) ALTER COLUMN \(column.member.quoted) TYPE "
            + "\(definition.type) USING \(value(of: definition))",
          for: column, lock: .accessExclusive, hazards: hazards))
    }
    return statements + [
      Statement("DROP TYPE \(names.qualified(type.schema, former))", for: id)
    ]
  }

  private var gone: [SQLText] {
    let kept = Set(target.labels)
    return type.labels.filter { !kept.contains($0) && labels[$0] == nil }
  }

  private func value(of column: Catalog.Column) -> String {
    let name = column.name.quoted
    if column.type.base.text.hasSuffix("[]") { return "\(name)::text[]::\(column.type)" }
    if labels.isEmpty { return "\(name)::text::\(column.type)" }
    let cases = labels.keys.sorted().map { "WHEN \($0.literal) THEN \((labels[$0] ?? $0).literal)" }
    return
      "(CASE \(name)::text \(cases.joined(separator: " ")) ELSE \(name)::text END)::\(column.type)"
  }
}

extension Catalog {
  package func column(_ id: ObjectID) -> Column? { table(of: id)?.column(id.member) }
}
