extension Column {
  /// Accepts NULL.
  public func nullable() -> Column { with { $0.isNullable = true } }

  /// Names the NOT NULL constraint, which PostgreSQL keeps from version 18 on.
  public func notNull(name: String) -> Column { with { $0.notNullName = name } }

  /// The value a row gets when none is given: `.default("operator")`, `.default(.now)`.
  public func `default`(_ value: DefaultValue) -> Column { with { $0.set(.default(value)) } }

  /// The label a row gets when none is given: `.default(PlantStatus.thriving)`.
  public func `default`<Label: RawRepresentable>(_ label: Label) -> Column
  where Label.RawValue == String {
    self.default(DefaultValue(stringLiteral: label.rawValue))
  }

  /// Numbered by a sequence of its own (manual: CREATE TABLE, GENERATED AS IDENTITY).
  public func identity(
    _ kind: Identification = .always, _ options: Sequence.Options = Sequence.Options(),
    sequence: String = ""
  ) -> Column {
    with { $0.set(.identity(isAlways: kind == .always, options, sequence: sequence)) }
  }

  /// Computed from the row's other columns: `.generated(as: "\(\Self.price) * \(\Self.count)")`.
  public func generated(as expression: SQL, _ generation: Generation = .stored) -> Column {
    with { $0.set(.generated(expression, generation)) }
  }

  private mutating func set(_ new: Value) {
    if case .none = value {} else { overridden.append(value) }
    value = new
  }

  /// What `COMMENT ON COLUMN` says.
  public func comment(_ text: String) -> Column { with { $0.commentText = text } }

  /// The collation its values are ordered by: `.collation("C")`.
  public func collation(_ name: String, schema: String = "") -> Column {
    with { $0.collationName = CollationName(name: name, schema: schema) }
  }

  /// Where a long value is kept.
  public func storage(_ storage: Storage) -> Column { with { $0.storage = storage } }

  /// How a long value is compressed.
  public func compression(_ compression: Compression) -> Column {
    with { $0.compression = compression }
  }

  /// How many values ANALYZE samples, from 0 to 10000.
  public func statistics(_ target: Int) -> Column { with { $0.statisticsTarget = target } }

  /// An attribute option: `.option("n_distinct", -0.5)` (manual: ALTER TABLE).
  public func option(_ name: String, _ value: some LosslessStringConvertible) -> Column {
    with { $0.options.append("\(name)=\(value)") }
  }

  /// The name the column had; its rows keep their values.
  public func renamed(from name: String) -> Column { with { $0.formerName = name } }

  /// The expression that makes the new values when the column's type changes.
  public func using(_ expression: SQL) -> Column { with { $0.conversion = expression } }

  /// The expression for the rows that are NULL when the column begins to refuse it.
  public func backfill(_ expression: SQL) -> Column { with { $0.fill = expression } }
}

/// A collation by name, in a schema when it is not found along the search path.
package struct CollationName: Sendable {
  package var name: String
  package var schema: String
  package init(name: String, schema: String = "") {
    self.name = name
    self.schema = schema
  }
}
