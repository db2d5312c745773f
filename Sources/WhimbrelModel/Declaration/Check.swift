/// What every row fulfils or leaves unknown: `Check("\(moisture) BETWEEN 0 AND 1", name: "range")`.
public struct Check: Sendable {
  package var attributes: ConstraintAttributes
  package var condition: SQL
  package var isNoInherit = false

  public init(
    _ condition: SQL, name: String = "", file: String = #filePath, line: Int = #line,
    column: Int = #column
  ) {
    self.init(
      condition: condition, name: name,
      place: SourcePlace(file: file, line: line, column: column))
  }

  package init(condition: SQL, name: String, place: SourcePlace) {
    self.condition = condition
    attributes = ConstraintAttributes(name: name, place: place)
  }

  /// Does not hold for tables that inherit from this one.
  public func noInherit() -> Check { with { $0.isNoInherit = true } }

  /// Holds for new rows; those that are there are not looked at.
  public func notValid() -> Check { with { $0.attributes.isValid = false } }

  /// Said, and not watched over (PostgreSQL 18).
  public func notEnforced() -> Check {
    with {
      $0.attributes.isEnforced = false
      $0.attributes.isValid = false
    }
  }

  /// The name it had before.
  public func renamed(from name: String) -> Check { with { $0.attributes.formerName = name } }

  /// What `COMMENT ON CONSTRAINT` says.
  public func comment(_ text: String) -> Check { with { $0.attributes.comment = text } }

  private func with(_ change: (inout Check) -> Void) -> Check {
    var copy = self
    change(&copy)
    return copy
  }
}
