/// A foreign key has as many columns as it references, of types that can be compared.
enum ForeignKeyValidator: Validator {
  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      for constraint in table.constraints {
        guard case .foreignKey(let key) = constraint.lowered.kind else { continue }
        let place = constraint.attributes.place
        if key.columns.count != key.referencedColumns.count {
          let (count, other) = (key.columns.count, key.referencedColumns.count)
          problems.report(
            place,
            "a foreign key of \(table.swiftName) has \(count) columns and references \(other)",
            help: "reference one column for each of the key's")
          continue
        }
        for name in key.onDeleteColumns where !key.columns.contains(name) {
          problems.report(
            place, "ON DELETE names column \(name.quoted), which is not in the foreign key",
            help: "name columns of the key, or none for all of them")
        }
        guard let other = constraint.referenced.flatMap({ model.table(of: $0) }) else { continue }
        for (name, otherName) in zip(key.columns, key.referencedColumns) {
          guard let column = table.column(name), let target = other.column(otherName) else {
            continue
          }
          if TypeFamily.areComparable(column, target) { continue }
          let from = "\(table.swiftName).\(column.property) is \(column.lowered.type)"
          let to = "\(other.swiftName).\(target.property), which is \(target.lowered.type)"
          problems.report(
            column.declaration.place, "\(from) and references \(to)",
            help: "make it Column(…) of the same type")
        }
      }
    }
  }
}

extension Lowering {
  func table(of type: ObjectIdentifier) -> DeclaredTable? { positions[type].map { tables[$0] } }
}

/// Types that PostgreSQL compares without being asked to convert them.
private enum TypeFamily {
  static func areComparable(_ left: DeclaredColumn, _ right: DeclaredColumn) -> Bool {
    if left.lowered.type.base == right.lowered.type.base { return true }
    guard let first = family(of: left), let second = family(of: right) else { return true }
    return first == second
  }

  /// nil for what only the server knows.
  private static func family(of column: DeclaredColumn) -> String? {
    if case .enum = column.declaration.type.kind { return column.lowered.type.base.text }
    let base = column.lowered.type.base.text
    switch base {
    case "smallint", "integer", "bigint", "numeric", "real", "double precision": return "number"
    case "text", "character varying", "character", "citext", "name": return "text"
    case "date", "timestamp without time zone", "timestamp with time zone": return "time"
    case "inet", "cidr": return "network"
    case "uuid", "boolean", "bytea", "interval", "jsonb", "money", "macaddr", "macaddr8", "oid":
      return base
    default: return nil
    }
  }
}
