import WhimbrelModel

/// Constraints that go over between a parent and its child: a partition that is detached, or a table that
/// inherits no more, keeps what it had from its parent; one that is attached lends its own.
enum Handovers {
  /// Whether the constraint, which only `catalog` lists by itself, is in `other` by way of a parent.
  static func isInherited(_ id: ObjectID, of catalog: Catalog, in other: Catalog) -> Bool {
    guard case .constraint(let constraint)? = catalog[id],
      case .table(let table)? = catalog[constraint.table],
      case .table(let counterpart)? = other[constraint.table]
    else { return false }
    let parents = counterpart.parents.filter { !table.parents.contains($0) }
    return parents.contains { parent in
      lineage(of: parent, in: other).contains { ancestor in
        other.objects.values.contains { object in
          guard case .constraint(let inherited) = object, inherited.table == ancestor else {
            return false
          }
          return inherited.kind == constraint.kind && !inherited.isNoInherit
            && inherited.isInheritedWhole(by: counterpart)
        }
      }
    }
  }

  private static func lineage(of id: ObjectID, in catalog: Catalog) -> [ObjectID] {
    var lineage = [id]
    var position = 0
    while position < lineage.count {
      if case .table(let table)? = catalog[lineage[position]] { lineage += table.parents }
      position += 1
    }
    return lineage
  }
}

extension Catalog.Constraint {
  fileprivate var isNoInherit: Bool {
    if case .check(_, let isNoInherit) = kind { return isNoInherit }
    return false
  }

  /// Checks go to every child; keys to partitions only.
  fileprivate func isInheritedWhole(by table: Catalog.Table) -> Bool {
    if case .check = kind { return true }
    return table.partitionOf != nil
  }
}

extension Catalog {
  /// This catalog with the constraints of partitions that are none in the other one as objects of
  /// their own: a detached partition keeps them.
  func separated(from other: Catalog) -> Catalog {
    guard !inherited.isEmpty else { return self }
    var result = self
    for (id, parent) in inherited {
      guard objects[id] == nil, let table = table(of: id), let counterpart = other.table(of: id),
        table.leaves(counterpart), case .constraint(var constraint)? = objects[parent]
      else { continue }
      constraint.table = table.id
      constraint.name = id.member
      result.objects[id] = .constraint(constraint)
      result.dependencies[id] = [table.id]
    }
    return result
  }
}
