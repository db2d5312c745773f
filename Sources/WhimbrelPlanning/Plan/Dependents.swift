import WhimbrelModel

/// Who needs an object, by what the server says of a catalog.
struct Dependents {
  private var byObject: [ObjectID: [ObjectID]] = [:]
  private let catalog: Catalog

  init(of catalog: Catalog) {
    self.catalog = catalog
    for (dependent, needed) in catalog.dependencies {
      for id in needed { byObject[id, default: []].append(dependent) }
    }
  }

  /// The objects that cannot stand while this one changes in that way.
  func disturbed(by id: ObjectID, _ disturbance: Disturbance) -> [ObjectID] {
    guard disturbance != .nothing else { return [] }
    return (byObject[id] ?? []).filter { isDisturbed($0, by: id, disturbance) }
  }

  private func isDisturbed(_ id: ObjectID, by cause: ObjectID, _ disturbance: Disturbance) -> Bool {
    switch id.kind {
    case .column:
      // A column goes with an expression of its own, never with a type: that is changed, not dropped.
      guard case .column(let column, _)? = catalog.unit(id), column.generated != nil else {
        return false
      }
      return !cause.kind.isType
    case .sequence:
      // OWNED BY is said anew, not rebuilt.
      return false
    case .table:
      return disturbance == .everything && !cause.kind.isType && cause.kind != .table
        && cause.kind != .schema && cause.kind != .extension
    case .columnDefault: return disturbance != .views
    case .constraint:
      guard case .constraint(let constraint)? = catalog[id] else { return false }
      switch constraint.kind {
      case .primaryKey, .unique: return disturbance == .everything
      case .check, .foreignKey, .exclusion: return disturbance != .views
      }
    case .index:
      guard case .index(let index)? = catalog[id] else { return false }
      if disturbance == .everything { return true }
      return disturbance == .expressions && (index.predicate != nil || index.holdsMoreThanColumns)
    default:
      return true
    }
  }
}

extension Catalog.Index {
  /// Expressions, or choices made for a column's former type.
  fileprivate var holdsMoreThanColumns: Bool {
    elements.contains { element in
      if case .expression = element.key { return true }
      return element.operatorClass != nil || element.collation != nil
    }
  }
}

extension ObjectKind {
  var isType: Bool {
    switch self {
    case .enumType, .compositeType, .domain, .rangeType, .baseType: true
    default: false
    }
  }
}
