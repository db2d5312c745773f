import WhimbrelModel

extension Planner {
  /// Marks the statements that give a column of a partition key another type: no version of PostgreSQL
  /// does that (manual: ALTER TABLE).
  mutating func refusePartitionKeys() {
    let changed = altered.keys.filter {
      $0.kind == .column && old.column($0)?.type != new.column($0)?.type
    }
    if conversions.isEmpty && changed.isEmpty { return }
    let tables = old.objects.values.compactMap { object -> (id: ObjectID, words: Set<Name>)? in
      guard case .table(let table) = object, let key = table.partitionKey else { return nil }
      return (table.id, SQLWords.identifiers(in: key.text))
    }.sorted { $0.id < $1.id }
    if tables.isEmpty { return }
    func refusal(of column: ObjectID) -> Hazard? {
      let table = tables.first {
        $0.words.contains(column.member) && isWithin($0.id, column.with(.table))
      }
      guard let table else { return nil }
      let path = "\(names.qualified(column)).\(column.member.quoted)"
      return .refused("\(path) is in the partition key of \(names.qualified(table.id))")
    }
    for id in Array(conversions.keys) {
      if let hazard = refusal(of: id) { conversions[id]?[0].hazards.append(hazard) }
    }
    for id in changed {
      if let hazard = refusal(of: id) { altered[id]?[0].hazards.append(hazard) }
    }
  }

  /// Whether a table is the root, or a partition at any depth below it.
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
