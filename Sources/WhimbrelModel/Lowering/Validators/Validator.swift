/// Finds one kind of mistake in a model.
protocol Validator {
  static func validate(_ model: Lowering, _ problems: inout Problems)
}

extension Lowering {
  /// Every validator, whatever the others find.
  mutating func validate() {
    let validators: [any Validator.Type] = []
    var found = problems
    for validator in validators { validator.validate(self, &found) }
    problems = found
  }
}
