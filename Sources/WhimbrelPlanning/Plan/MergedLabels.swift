import WhimbrelModel

/// What an enum type asks of the rows when several of its labels become one: whether a key holds values
/// that cannot be told apart afterwards.
struct MergedLabels {
  let planner: Planner

  func preflights(for id: ObjectID) -> [Preflight] {
    guard case .enumType(let before)? = planner.old[id],
      case .enumType(let after)? = planner.new[id]
    else { return [] }
    let labels = LabelMap(planner.hints.labels[id] ?? [:], from: before.labels, to: after.labels)
    if labels.merged.isEmpty { return [] }
    let cases = labels.ordered.map { "WHEN \($0.former.literal) THEN \($0.label.literal)" }
      .joined(separator: " ")
    return planner.old.objects.values.flatMap { object -> [Preflight] in
      guard case .table(let table) = object, table.foreign == nil else { return [] }
      return table.columns.map { table.id.with(.column, member: $0.name) }.flatMap { column in
        !isOne(column, id)
          ? []
          : MergedKeys(planner: planner).preflights(
            for: column, of: table, "once labels are replaced"
          ) { name in
            guard isOne(column.with(.column, member: name), id) else { return name.quoted }
            return "CASE \(name.quoted)::text \(cases) ELSE \(name.quoted)::text END"
          }
      }
    }.sorted { $0.title.text < $1.title.text }
  }

  /// Whether the column's value is one label of the type, as it is or in a domain.
  private func isOne(_ column: ObjectID, _ id: ObjectID) -> Bool {
    guard var type = planner.old.column(column)?.type else { return false }
    var owner = column
    while !type.isArray,
      let found = planner.old.type(type, of: owner, planner.names)
    {
      if found == id { return true }
      guard case .domain(let domain)? = planner.old[found] else { return false }
      (type, owner) = (domain.base, found)
    }
    return false
  }
}
