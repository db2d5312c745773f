/// Tables, indexes, keys and sequences of a schema share their names; tables and types do, too.
enum RelationNameValidator: Validator {
  private struct Owner {
    let what: String
    let place: SourcePlace?
  }

  static func validate(_ model: Lowering, _ problems: inout Problems) {
    var relations: [ObjectID: Owner] = [:]
    func add(_ schema: Name, _ name: Name, _ what: String, _ place: SourcePlace?, _ help: String) {
      let id = ObjectID(.table, schema: schema, name)
      guard let other = relations[id] else {
        relations[id] = Owner(what: what, place: place)
        return
      }
      let second = other.what == what ? "another" : other.what
      problems.report(place, "\(what) and \(second) are both called \(name.quoted)", help: help)
    }
    for table in model.tables {
      add(
        table.id.schema, table.id.name, "table \(table.swiftName)", table.place,
        "give one of them a name of its own: static let tableName = \"…\"")
    }
    for sequence in model.sequences {
      add(
        sequence.lowered.schema, sequence.lowered.name, "a sequence", sequence.place,
        "give one of them another name")
    }
    for (id, object) in model.objects.sorted(by: { $0.key < $1.key }) {
      switch id.kind {
      case .view, .materializedView, .index, .compositeType:
        add(id.schema, id.name, "a \(id.kind.title)", object.place, "give one of them another name")
      default: break
      }
    }
    for table in model.tables {
      for constraint in table.constraints where constraint.subject.kind.isRelation {
        add(
          table.id.schema, constraint.lowered.name, "a key of \(table.swiftName)",
          constraint.attributes.place, "give one of them a name of its own: name: \"…\"")
      }
      for index in table.indexes {
        add(
          table.id.schema, index.lowered.name, "an index of \(table.swiftName)",
          index.declaration.place, "give one of them a name of its own: name: \"…\"")
      }
    }
    for type in model.enums.values {
      guard let other = relations[type.lowered.id.with(.table)] else { continue }
      problems.report(
        type.place, "an enum type and \(other.what) are both called \(type.lowered.name.quoted)",
        help: "give the type another name: .enum(…, name: \"…\")")
    }
  }
}
