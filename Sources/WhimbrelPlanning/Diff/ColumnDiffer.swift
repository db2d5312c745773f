import WhimbrelModel

/// Compares the columns of one table in two catalogs, by name; their order is not compared.
enum ColumnDiffer {
  /// The columns of a typed table are its type's: they come, go and change with it, unless another takes
  /// the type's place.
  static func changes(
    from old: Catalog.Table, to new: Catalog.Table, followsType: Bool = true
  ) -> [Change] {
    let isTyped = followsType && old.ofType != nil && old.ofType == new.ofType
    let changesParents = Set(old.parents).isDisjoint(with: new.parents)
    var changes: [Change] = []
    let before = Dictionary(
      old.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(
      new.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for column in old.columns where after[column.name] == nil && !isTyped {
      // What came from a parent goes with the parent's, unless the table leaves it.
      if column.isLocal || !isInherited(column, old) || changesParents {
        changes.append(.drop(old.id.with(.column, member: column.name)))
      }
    }
    for column in new.columns {
      guard var source = before[column.name] else {
        if isTyped { continue }
        // A table that becomes a child has to have its parent's columns before.
        if column.isLocal || !isInherited(column, new) || changesParents {
          changes.append(.create(new.id.with(.column, member: column.name)))
        }
        continue
      }
      if source.default != column.default {
        let id = new.id.with(.columnDefault, member: column.name)
        if source.default == nil {
          changes.append(.create(id))
        } else if column.default == nil {
          changes.append(.drop(id))
        } else {
          changes.append(.alter(id))
        }
      }
      source.default = column.default
      // No statement says where a column came from; its parents do.
      (source.isLocal, source.inheritanceCount) = (column.isLocal, column.inheritanceCount)
      if isTyped { (source.type, source.collation) = (column.type, column.collation) }
      if source != column { changes.append(.alter(new.id.with(.column, member: column.name))) }
    }
    return changes
  }

  private static func isInherited(_ column: Catalog.Column, _ table: Catalog.Table) -> Bool {
    column.inheritanceCount > 0 && (table.partitionOf != nil || !table.inherits.isEmpty)
  }
}
