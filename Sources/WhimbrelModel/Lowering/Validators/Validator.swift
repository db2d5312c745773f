/// Finds one kind of mistake in a model.
protocol Validator {
  static func validate(_ model: Lowering, _ problems: inout Problems)
}

extension Lowering {
  /// Every validator, whatever the others find.
  mutating func validate() {
    let validators: [any Validator.Type] = [
      NameValidator.self, ColumnNameValidator.self, RelationNameValidator.self,
      ConstraintNameValidator.self, PrimaryKeyValidator.self, KeyColumnValidator.self,
      ForeignKeyValidator.self, ReferencedKeyValidator.self, IndexValidator.self,
      ColumnValueValidator.self, DefaultValidator.self, GeneratedColumnValidator.self,
      SequenceValidator.self, StorageValidator.self, TableOptionValidator.self,
      EnumValidator.self, ExtensionValidator.self, RenameValidator.self,
    ]
    var found = problems
    for validator in validators { validator.validate(self, &found) }
    problems = found
  }
}
