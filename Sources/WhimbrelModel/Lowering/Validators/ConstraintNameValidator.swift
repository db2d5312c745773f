/// Two constraints of a table with one name.
enum ConstraintNameValidator: Validator {
  static func validate(_ model: Lowering, _ problems: inout Problems) {
    for table in model.tables {
      var taken: Set<Name> = []
      for constraint in table.constraints where !taken.insert(constraint.lowered.name).inserted {
        problems.report(
          constraint.attributes.place,
          "two constraints of \(table.swiftName) are called \(constraint.lowered.name.quoted)",
          help: "give one of them a name of its own: name: \"…\"")
      }
    }
  }
}
