import WhimbrelModel

/// Who needs an object, by what the server says of a catalog.
struct Dependents {
  private var byObject: [ObjectID: [ObjectID]] = [:]
  private let catalog: Catalog
  /// Relations whose row types columns use, directly or by way of other types.
  private(set) var rowTypesInColumns: Set<ObjectID> = []

  init(of catalog: Catalog) {
    self.catalog = catalog
    var typed: Set<ObjectID> = []
    for (dependent, needed) in catalog.dependencies {
      for id in needed {
        byObject[id, default: []].append(dependent)
        if id.kind.hasRowType && dependent.usesRowTypes { typed.insert(id) }
      }
    }
    rowTypesInColumns = typed.filter(isUsedByColumns)
  }

  /// The columns of tables whose type or collation it is, or whose type is made of it.
  func columns(using id: ObjectID) -> [ObjectID] {
    (byObject[id] ?? []).filter { $0.kind == .column && catalog.column($0) != nil }.sorted()
  }

  /// The tables whose columns are those of a composite type (CREATE TABLE … OF).
  func tables(of id: ObjectID) -> [ObjectID] {
    guard id.kind == .compositeType else { return [] }
    return (byObject[id] ?? []).filter {
      $0.kind == .table && catalog.table(of: $0)?.ofType != nil
    }.sorted()
  }

  /// Whether a column uses it, directly or by way of other types.
  func isUsedByColumns(_ id: ObjectID) -> Bool {
    var seen: Set<ObjectID> = [id]
    var open = [id]
    while let type = open.popLast() {
      for dependent in byObject[type] ?? [] {
        if dependent.kind == .column {
          if catalog.column(dependent) != nil { return true }
          // A view's column is of no table, but may be part of one's row type.
          for view in [dependent.with(.view), dependent.with(.materializedView)]
          where catalog[view] != nil && seen.insert(view).inserted { open.append(view) }
        }
        if dependent.kind.isColumnPart, seen.insert(dependent).inserted { open.append(dependent) }
      }
    }
    return false
  }

  /// The relation of a column, where its row type is in columns.
  private func rowType(with column: ObjectID) -> ObjectID? {
    rowTypesInColumns.first { $0.schema == column.schema && $0.name == column.name }
  }

  /// What is made of a type or a relation's row type, and is used by columns itself.
  func typesInColumns(over id: ObjectID) -> [ObjectID] {
    (byObject[id] ?? []).compactMap { id in
      if id.kind == .column { return rowType(with: id) }
      return id.kind.isType && isUsedByColumns(id) ? id : nil
    }.sorted()
  }

  /// Whether columns hold values of a domain within arrays, ranges or rows, where PostgreSQL looks for none
  /// when it gets a constraint (manual: ALTER DOMAIN, Notes).
  func isWithinOthers(_ domain: ObjectID) -> Bool {
    (byObject[domain] ?? []).contains { id in
      if let column = catalog.column(id) {
        return column.type.isArray || rowType(with: id) != nil
      }
      guard case .domain(let outer)? = catalog[id] else {
        return id.kind.isType && isUsedByColumns(id)
      }
      return outer.base.isArray ? isUsedByColumns(id) : isWithinOthers(id)
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
      return !cause.kind.isColumnPart
    case .schema, .extension, .defaultPrivileges: return false
    case .sequence:
      // OWNED BY is said anew, not rebuilt.
      return false
    case .table:
      guard disturbance == .everything, let table = catalog.table(of: id) else { return false }
      if cause.kind == .table {
        return table.partitionOf?.parent == cause || table.inherits.contains(cause)
      }
      if let foreign = table.foreign, cause.kind == .foreignServer {
        return foreign.server == cause.name
      }
      return table.partitionKey != nil && cause.kind.isInPartitionKeys
        && !isNeededByColumn(of: table, cause)
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
    case .statistics:
      guard case .statistics(let statistics)? = catalog[id] else { return false }
      return disturbance == .everything
        || disturbance == .expressions && !statistics.expressions.isEmpty
    case .publication: return isPublicationDisturbed(id, by: cause)
    default:
      return true
    }
  }

  /// What a column needs is lifted to its table too.
  private func isNeededByColumn(of table: Catalog.Table, _ cause: ObjectID) -> Bool {
    table.columns.contains { column in
      catalog.dependencies[table.id.with(.column, member: column.name)]?.contains(cause) ?? false
    }
  }

  /// A publication holds on to the columns it names; a table leaves it by itself.
  private func isPublicationDisturbed(_ id: ObjectID, by cause: ObjectID) -> Bool {
    guard case .publication(let publication)? = catalog[id] else { return false }
    switch cause.kind {
    case .table, .column:
      return publication.tables.contains {
        $0.relation == cause.with(.table)
          && (cause.kind == .table || $0.columns != nil || $0.filter != nil)
      }
    case .schema: return false
    default: return true
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

extension ObjectID {
  /// Whether it needs a relation for its row type: a column, or a type, stands on nothing else of one.
  fileprivate var usesRowTypes: Bool { kind == .column || kind.isType }
}

extension ObjectKind {
  /// Whether PostgreSQL makes a type of its columns (manual: Composite Types).
  var hasRowType: Bool { self == .table || self == .view || self == .materializedView }

  fileprivate var isInPartitionKeys: Bool { self == .function || self == .operatorClass }

  package var isType: Bool {
    switch self {
    case .enumType, .compositeType, .domain, .rangeType, .baseType: true
    default: false
    }
  }
}
