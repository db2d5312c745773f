import WhimbrelModel

/// What the making of statements asks a planner.
extension Planner {
  /// What an object needs to be changed: a table not what its columns do, which change by themselves.
  func needsOfChange(_ id: ObjectID, in catalog: Catalog) -> Set<ObjectID> {
    let all = catalog.dependencies[id] ?? []
    guard case .table(let table)? = catalog[id], table.ofType == nil else { return all }
    var columns: Set<ObjectID> = []
    for column in table.columns {
      columns.formUnion(catalog.dependencies[id.with(.column, member: column.name)] ?? [])
    }
    return all.subtracting(columns).union(all.intersection(table.parents))
  }

  /// Whether the table, or that of the part, stops being a child: before that its columns and constraints
  /// are its parent's.
  func isLeaving(_ id: ObjectID) -> Bool {
    guard let before = old.table(of: id), let after = new.table(of: id) else { return false }
    return before.leaves(after)
  }

  /// Whether another key of the table has the same columns: CREATE TABLE would make one of the two.
  func isSecondKey(_ constraint: Catalog.Constraint) -> Bool {
    guard case .unique(let key) = constraint.kind else { return false }
    return newParts[constraint.table].contains { id in
      guard id != constraint.id, case .constraint(let other)? = new[id] else { return false }
      switch other.kind {
      case .primaryKey(let one): return one.columns == key.columns
      case .unique(let one): return one.columns == key.columns && other.name < constraint.name
      default: return false
      }
    }
  }
}
