/// Names that PostgreSQL cuts, refuses or keeps for itself (manual: Identifiers; System Columns).
enum NameValidator: Validator {
  private static let systemColumns: Set<Name> = [
    "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid",
  ]

  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      check(table.id.schema, "schema", table.place, &problems)
      check(table.id.name, "table", table.place, &problems)
      for column in table.columns {
        check(column.name, "column", column.declaration.place, &problems)
        if systemColumns.contains(column.name) {
          problems.report(
            column.declaration.place,
            "\(table.swiftName).\(column.property) has the name of a system column: \(column.name)",
            help: "give it another name: Column(\"…\", …)")
        }
      }
      for constraint in table.constraints {
        check(constraint.lowered.name, "constraint", constraint.attributes.place, &problems)
      }
      for index in table.indexes {
        check(index.lowered.name, "index", index.declaration.place, &problems)
      }
    }
    for type in model.enums.values {
      check(type.lowered.schema, "schema", type.place, &problems)
      check(type.lowered.name, "enum type", type.place, &problems)
    }
    for sequence in model.sequences {
      check(sequence.lowered.schema, "schema", sequence.place, &problems)
      check(sequence.lowered.name, "sequence", sequence.place, &problems)
    }
    for (id, object) in model.objects {
      check(id.kind.hasMemberName ? id.member : id.name, id.kind.title, object.place, &problems)
      if !id.schema.isEmpty { check(id.schema, "schema", object.place, &problems) }
    }
    for needed in model.extensions.values {
      check(needed.lowered.name, "extension", needed.place, &problems)
    }
  }

  private static func check(
    _ name: Name, _ kind: String, _ place: SourcePlace?, _ problems: inout Problems
  ) {
    let length = name.text.utf8.count
    if length > Name.maximumLength {
      problems.report(
        place, "the name of \(kind) \(name.quoted) has \(length) bytes",
        help: "give it one of at most \(Name.maximumLength) bytes: PostgreSQL would cut it")
    }
    if length == 0 {
      problems.report(place, "a \(kind) has an empty name", help: "give it a name")
    }
    if name.text.utf8.contains(0) {
      problems.report(
        place, "the name of a \(kind) holds a zero byte", help: "give it a name without one")
    }
    if kind == "schema" && name.text.utf8.starts(with: "pg_".utf8) {
      problems.report(
        place, "the name of schema \(name.quoted) begins with pg_",
        help: "give it another name: PostgreSQL keeps these for itself")
    }
  }
}

extension ObjectKind {
  /// Whether an object's name is the member of its id: it is a part of another one.
  var hasMemberName: Bool {
    switch self {
    case .trigger, .rule, .policy, .domainConstraint, .constraint: true
    default: false
    }
  }
}
