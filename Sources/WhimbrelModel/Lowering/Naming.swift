extension Lowering {
  /// Gives a name to every constraint and index that has none.
  mutating func assignNames() {
    var taken = TakenNames()
    for table in tables {
      taken.take(table.id)
      for constraint in table.constraints where constraint.isNamed {
        taken.take(constraint.lowered)
      }
      for index in table.indexes where index.isNamed { taken.take(index.lowered.id) }
    }
    for sequence in sequences { taken.take(sequence.lowered.id) }
    for position in tables.indices {
      let space = tables[position].id.schema
      for index in tables[position].constraints.indices
      where !tables[position].constraints[index].isNamed {
        let subject = tables[position].constraints[index].subject
        tables[position].constraints[index].lowered.name = schema.naming.name(for: subject) {
          taken.isFree($0, in: space, forRelation: subject.kind.isRelation)
        }
        taken.take(tables[position].constraints[index].lowered)
      }
      for index in tables[position].indexes.indices where !tables[position].indexes[index].isNamed {
        let subject = tables[position].indexes[index].subject
        tables[position].indexes[index].lowered.name = schema.naming.name(for: subject) {
          taken.isFree($0, in: space, forRelation: true)
        }
        taken.take(tables[position].indexes[index].lowered.id)
      }
    }
  }
}

extension NameSubject.Kind {
  /// Whether an index stands behind it, which shares its names with tables and sequences.
  var isRelation: Bool {
    switch self {
    case .primaryKey, .unique, .exclusion, .index: true
    case .check, .foreignKey: false
    }
  }
}

/// The names that are in use, by schema.
private struct TakenNames {
  private var relations: Set<ObjectID> = []
  private var constraints: Set<ObjectID> = []

  mutating func take(_ relation: ObjectID) {
    relations.insert(ObjectID(.table, schema: relation.schema, relation.name))
  }

  mutating func take(_ constraint: Catalog.Constraint) {
    constraints.insert(ObjectID(.constraint, schema: constraint.table.schema, constraint.name))
    switch constraint.kind {
    case .primaryKey, .unique, .exclusion:
      relations.insert(ObjectID(.table, schema: constraint.table.schema, constraint.name))
    case .check, .foreignKey: break
    }
  }

  func isFree(_ name: Name, in schema: Name, forRelation isRelation: Bool) -> Bool {
    if isRelation && relations.contains(ObjectID(.table, schema: schema, name)) { return false }
    return !constraints.contains(ObjectID(.constraint, schema: schema, name))
  }
}

extension NamingConvention {
  /// The name of a constraint or index; PostgreSQL's own is numbered when it is taken.
  func name(for subject: NameSubject, where isFree: (Name) -> Bool) -> Name {
    switch kind {
    case .postgres:
      let (columns, label) = subject.postgresParts
      return PostgresNames.first(subject.table, columns, label, where: isFree)
    case .templates(let templates):
      return .cut(templates.text(for: subject))
    }
  }
}

extension NameSubject {
  /// The columns' part and the label of PostgreSQL's own name.
  fileprivate var postgresParts: (columns: Name?, label: String) {
    let all = PostgresNames.addition(columns)
    return switch kind {
    case .primaryKey: (nil, "pkey")
    case .unique: (all, "key")
    case .exclusion: (all, "excl")
    case .index: (all, "idx")
    case .foreignKey: (all, "fkey")
    case .check: (columns.count == 1 ? columns.first : nil, "check")
    }
  }
}

extension NamingConvention.Templates {
  fileprivate func text(for subject: NameSubject) -> String {
    switch subject.kind {
    case .primaryKey: primaryKey.text { subject.value(of: $0) }
    case .unique: unique.text { subject.value(of: $0) }
    case .check: check.text { subject.value(of: $0) }
    case .exclusion: exclusion.text { subject.value(of: $0) }
    case .index: index.text { subject.value(of: $0) }
    case .foreignKey: foreignKey.text { subject.value(of: $0) }
    }
  }
}

extension NameTemplate {
  /// A token without a value takes the underscore before it along: `ck_plants`, not `ck_plants_`.
  fileprivate func text(_ value: (Token) -> String) -> String {
    var result = ""
    for segment in segments {
      switch segment {
      case .text(let text): result += text
      case .token(let token):
        let value = value(token)
        if value.isEmpty && result.hasSuffix("_") { result.removeLast() }
        result += value
      }
    }
    return result
  }
}

extension NameSubject {
  fileprivate func value(of token: KeyNameToken) -> String {
    switch token {
    case .table: table.text
    case .columns: joined(columns)
    case .firstColumn: columns.first?.text ?? ""
    }
  }

  fileprivate func value(of token: ForeignKeyNameToken) -> String {
    switch token {
    case .table: table.text
    case .columns: joined(columns)
    case .firstColumn: columns.first?.text ?? ""
    case .referencedTable: referencedTable.text
    case .referencedColumns: joined(referencedColumns)
    }
  }

  private func joined(_ names: [Name]) -> String { names.map(\.text).joined(separator: "_") }
}
