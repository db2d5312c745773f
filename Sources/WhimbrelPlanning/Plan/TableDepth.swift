import WhimbrelModel

/// How far a new table is from the tables that reference no other new one: they read best first.
enum TableDepth {
  static func depth(of id: ObjectID, in planner: Planner) -> Int {
    planner.depths[id] ?? 0
  }

  /// The longest way along foreign keys among the created tables; ways round a cycle count once.
  static func depths(of created: Set<ObjectID>, in catalog: Catalog) -> [ObjectID: Int] {
    var references: [ObjectID: [ObjectID]] = [:]
    for id in created {
      guard case .constraint(let constraint)? = catalog[id],
        case .foreignKey(let key) = constraint.kind, key.references != constraint.table,
        created.contains(key.references)
      else { continue }
      references[constraint.table, default: []].append(key.references)
    }
    var depths: [ObjectID: Int] = [:]
    for start in references.keys.sorted() {
      // Depth first with a stack of its own: chains may be long.
      var stack: [(id: ObjectID, isDone: Bool)] = [(start, false)]
      var open: Set<ObjectID> = []
      while let (id, isDone) = stack.popLast() {
        let targets = (references[id] ?? []).sorted()
        if isDone {
          depths[id] =
            1
            + (targets.filter { !open.contains($0) || $0 == id }.compactMap { depths[$0] }.max()
              ?? -1)
          open.remove(id)
        } else if depths[id] == nil && !open.contains(id) {
          open.insert(id)
          stack.append((id, true))
          for target in targets where depths[target] == nil && !open.contains(target) {
            stack.append((target, false))
          }
        }
      }
    }
    return depths
  }
}
