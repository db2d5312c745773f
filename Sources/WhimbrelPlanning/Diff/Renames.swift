import WhimbrelModel

/// Constraints and indexes that differ in their name alone: renamed, since nothing else can be meant.
///
/// Everything that holds data is renamed only by a hint.
enum Renames {
  static func found(in changes: [Change], from old: Catalog, to new: Catalog) -> [Change] {
    var dropped: [CatalogObject: [ObjectID]] = [:]
    for case .drop(let id) in changes {
      if let shape = shape(old[id]) { dropped[shape, default: []].append(id) }
    }
    guard !dropped.isEmpty else { return changes }
    for key in dropped.keys { dropped[key]?.sort() }
    var renames: [Change] = []
    var gone: Set<Change> = []
    for case .create(let id) in changes.sorted(by: { $0.id < $1.id }) {
      guard let shape = shape(new[id]), let source = dropped[shape]?.first else { continue }
      dropped[shape]?.removeFirst()
      renames.append(.rename(from: source, to: id))
      gone.formUnion([.drop(source), .create(id)])
    }
    guard !gone.isEmpty else { return changes }
    let names = Dictionary(
      renames.compactMap { change -> (ObjectID, ObjectID)? in
        if case .rename(let from, let to) = change { return (from, to) }
        return nil
      }, uniquingKeysWith: { first, _ in first })
    return changes.filter { !gone.contains($0) && !isCarried($0, names, old, new) } + renames
  }

  /// Whether nothing but the name of the parent's index differs.
  private static func isCarried(
    _ change: Change, _ names: [ObjectID: ObjectID], _ old: Catalog, _ new: Catalog
  ) -> Bool {
    guard case .alter(let id) = change, case .index(var index)? = old[id],
      let parent = index.attachedTo, let renamed = names[parent]
    else { return false }
    index.attachedTo = renamed
    return new[id] == .index(index)
  }

  /// The object without its name.
  private static func shape(_ object: CatalogObject?) -> CatalogObject? {
    switch object {
    case .constraint(var constraint):
      constraint.name = ""
      return .constraint(constraint)
    case .domainConstraint(var constraint):
      constraint.name = ""
      return .domainConstraint(constraint)
    case .index(var index):
      index.name = ""
      return .index(index)
    default: return nil
    }
  }
}
