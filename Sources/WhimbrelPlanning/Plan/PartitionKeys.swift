import WhimbrelModel

extension Planner {
  /// Marks the statements that give a column of a partition key another type: no version of PostgreSQL
  /// does that (manual: ALTER TABLE).
  mutating func refusePartitionKeys() {
    for id in Array(conversions.keys) {
      if let hazard = refusal(of: id) { conversions[id]?[0].hazards.append(hazard) }
    }
    for id in Array(altered.keys) where old.column(id)?.type != new.column(id)?.type {
      if let hazard = refusal(of: id) { altered[id]?[0].hazards.append(hazard) }
    }
  }

  private func refusal(of column: ObjectID) -> Hazard? {
    guard column.kind == .column, let table = tablePartitioned(by: column) else { return nil }
    let path = "\(names.qualified(column)).\(column.member.quoted)"
    return .refused("\(path) is in the partition key of \(names.qualified(table))")
  }

  /// The column's table, or a partition below it, when the column is part of its key.
  private func tablePartitioned(by column: ObjectID) -> ObjectID? {
    let partitioned = old.objects.values.compactMap { object -> Catalog.Table? in
      guard case .table(let table) = object, let key = table.partitionKey,
        SQLWords.identifiers(in: key.text).contains(column.member)
      else { return nil }
      return table
    }
    return partitioned.map(\.id).sorted().first { isWithin($0, column.with(.table)) }
  }

  private func isWithin(_ table: ObjectID, _ root: ObjectID) -> Bool {
    var current: ObjectID? = table
    while let id = current {
      if id == root { return true }
      current = old.table(of: id)?.partitionOf?.parent
    }
    return false
  }
}

extension Plan {
  /// What PostgreSQL refuses whatever the rows are, a line each.
  package var refusals: [String] {
    statements.flatMap(\.hazards).compactMap { hazard in
      if case .refused(let reason) = hazard { return reason }
      return nil
    }
  }
}
