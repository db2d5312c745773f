/// What a foreign key references is unique there: a primary key, a unique constraint or index.
enum ReferencedKeyValidator: Validator {
  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      for constraint in table.constraints {
        guard case .foreignKey(let key) = constraint.lowered.kind, !key.isPeriod,
          let other = constraint.referenced.flatMap({ model.table(of: $0) }),
          key.columns.count == key.referencedColumns.count,
          !other.isUnique(Set(key.referencedColumns))
        else { continue }
        let columns = key.referencedColumns.map(\.quoted).joined(separator: ", ")
        let isOne = key.referencedColumns.count == 1
        let verb = isOne ? "is" : "are together"
        let target = "\(other.swiftName) (\(columns)), which \(verb) not unique"
        problems.report(
          constraint.attributes.place, "a foreign key of \(table.swiftName) references \(target)",
          help: isOne
            ? "add .unique() to that column, or reference another"
            : "add Unique(…) of these columns to the constraints of \(other.swiftName)")
      }
    }
  }
}

extension DeclaredTable {
  /// Whether a key or unique index, not deferrable, is on exactly these columns.
  fileprivate func isUnique(_ columns: Set<Name>) -> Bool {
    for constraint in constraints where !constraint.lowered.isDeferrable {
      switch constraint.lowered.kind {
      case .primaryKey(let key), .unique(let key):
        if Set(key.columns) == columns { return true }
      case .check, .foreignKey, .exclusion: break
      }
    }
    return indexes.contains { index in
      let keys = index.lowered.elements.compactMap { element -> Name? in
        if case .column(let name) = element.key { name } else { nil }
      }
      return index.lowered.isUnique && index.lowered.predicate == nil
        && keys.count == index.lowered.elements.count && Set(keys) == columns
    }
  }
}
