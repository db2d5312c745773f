import WhimbrelModel

/// What a plan can make, change or drop by itself: an object, a column, or a column's default.
package enum Unit {
  case object(CatalogObject)
  case column(Catalog.Column, of: Catalog.Table)
  case `default`(Expression, column: Name, of: Catalog.Table)
}

extension Catalog {
  /// The table with this schema and name, whatever part of it the id means.
  package func table(of id: ObjectID) -> Table? {
    if case .table(let table)? = objects[id.with(.table)] { return table }
    return nil
  }

  package func unit(_ id: ObjectID) -> Unit? {
    switch id.kind {
    case .column:
      guard let table = table(of: id), let column = table.column(id.member) else { return nil }
      return .column(column, of: table)
    case .columnDefault:
      guard let table = table(of: id), let value = table.column(id.member)?.default
      else { return nil }
      return .default(value, column: id.member, of: table)
    default: return objects[id].map(Unit.object)
    }
  }

  package func contains(_ id: ObjectID) -> Bool {
    if id.kind == .column { return columns(of: id).contains { $0.name == id.member } }
    if let constraint = id.indexedConstraint { return objects[constraint] != nil }
    if let column = id.identityColumn { return self.column(column)?.identity != nil }
    return unit(id) != nil
  }

  /// The columns of whatever relation or composite type has this schema and name.
  package func columns(of id: ObjectID) -> [Column] {
    for kind in [ObjectKind.table, .view, .materializedView, .compositeType] {
      switch objects[id.with(kind)] {
      case .table(let table): return table.columns
      case .view(let view): return view.columns
      case .materializedView(let view): return view.columns
      case .compositeType(let type): return type.columns
      default: continue
      }
    }
    return []
  }
}
