import WhimbrelModel

/// Constraints that go over between a parent and its child: a partition that is detached, or a table that
/// inherits no more, keeps what it had from its parent; one that is attached lends its own.
enum Handovers {
  /// Whether the constraint, which only `catalog` lists by itself, is in `other` by way of a parent.
  ///
  /// What it has from its parents in `catalog` too counts when it `cannotGo`: nothing but the parent's
  /// takes it away.
  static func isInherited(
    _ id: ObjectID, of catalog: Catalog, in other: Catalog, cannotGo: Bool = false
  ) -> Bool {
    guard case .constraint(let constraint)? = catalog[id],
      case .table(let table)? = catalog[constraint.table],
      case .table(let counterpart)? = other[constraint.table]
    else { return false }
    let isKept = cannotGo && constraint.inheritanceCount > 0
    let parents = counterpart.parents.filter { isKept || !table.parents.contains($0) }
    let lineage = Set(parents.flatMap(other.lineage))
    if lineage.isEmpty { return false }
    return other.objects.values.contains { object in
      guard case .constraint(let inherited) = object, lineage.contains(inherited.table) else {
        return false
      }
      return inherited.kind == constraint.kind
        && (inherited.isPassedOn || !inherited.isCheck && counterpart.partitionOf != nil)
    }
  }
}

extension Catalog {
  /// A table and those above it.
  func lineage(of id: ObjectID) -> [ObjectID] {
    var lineage = [id]
    var position = 0
    while position < lineage.count {
      if case .table(let table)? = self[lineage[position]] { lineage += table.parents }
      position += 1
    }
    return lineage
  }
}

extension Catalog.Constraint {
  fileprivate var isCheck: Bool {
    if case .check = kind { return true }
    return false
  }

  /// Whether it is a check that goes to every child.
  var isPassedOn: Bool {
    if case .check(_, let isNoInherit) = kind { return !isNoInherit }
    return false
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
        table.leaves(counterpart), case .constraint(let constraint)? = objects[parent]
      else { continue }
      result.add(constraint, to: table, as: id.member)
    }
    return result
  }

  /// The same with the checks that a table keeps when it leaves its parents for the other catalog.
  func withChecksLeft(in other: Catalog) -> Catalog {
    var left: [(Table, parents: [ObjectID])] = []
    for case .table(let table) in objects.values where !table.parents.isEmpty {
      guard case .table(let counterpart)? = other[table.id], table.leaves(counterpart) else {
        continue
      }
      left.append((table, table.parents.filter { !counterpart.parents.contains($0) }))
    }
    if left.isEmpty { return self }
    var checks: [ObjectID: [Constraint]] = [:]
    for case .constraint(let constraint) in objects.values where constraint.isPassedOn {
      checks[constraint.table, default: []].append(constraint)
    }
    var result = self
    for (table, parents) in left {
      for check in parents.flatMap(lineage).flatMap({ checks[$0] ?? [] }) {
        let id = table.id.with(.constraint, member: check.name)
        if result.objects[id] == nil { result.add(check, to: table, as: check.name) }
      }
    }
    return result
  }

  private mutating func add(_ constraint: Constraint, to table: Table, as name: Name) {
    var own = constraint
    (own.table, own.name, own.isLocal, own.inheritanceCount) = (table.id, name, false, 1)
    objects[own.id] = .constraint(own)
    dependencies[own.id] = [table.id]
  }
}
