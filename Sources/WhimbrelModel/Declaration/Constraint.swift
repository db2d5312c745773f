/// A constraint of a table: a `PrimaryKey`, `Unique`, `Check`, `ForeignKey` or `Exclude`.
public struct Constraint: Sendable {
  package enum Kind: Sendable {
    case primaryKey(PrimaryKey)
    case unique(Unique)
    case check(Check)
    case foreignKey(ForeignKey)
    case exclude(Exclude)
  }
  package let kind: Kind
}

/// What every kind of constraint can say about itself.
package struct ConstraintAttributes: Sendable {
  package var name: String
  package var formerName = ""
  package var comment = ""
  package var isDeferrable = false
  package var isInitiallyDeferred = false
  package var isValid = true
  package var isEnforced = true
  package let place: SourcePlace

  package init(name: String, place: SourcePlace) {
    self.name = name
    self.place = place
  }
}

/// Makes the list of a table's constraints.
@resultBuilder
public enum ConstraintBuilder {
  public static func buildExpression(_ constraint: Constraint) -> [Constraint] { [constraint] }
  public static func buildExpression(_ constraints: [Constraint]) -> [Constraint] { constraints }
  public static func buildExpression(_ key: PrimaryKey) -> [Constraint] {
    [Constraint(kind: .primaryKey(key))]
  }
  public static func buildExpression(_ unique: Unique) -> [Constraint] {
    [Constraint(kind: .unique(unique))]
  }
  public static func buildExpression(_ check: Check) -> [Constraint] {
    [Constraint(kind: .check(check))]
  }
  public static func buildExpression(_ key: ForeignKey) -> [Constraint] {
    [Constraint(kind: .foreignKey(key))]
  }
  public static func buildExpression(_ exclude: Exclude) -> [Constraint] {
    [Constraint(kind: .exclude(exclude))]
  }
  public static func buildBlock(_ parts: [Constraint]...) -> [Constraint] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [Constraint]?) -> [Constraint] { part ?? [] }
  public static func buildEither(first part: [Constraint]) -> [Constraint] { part }
  public static func buildEither(second part: [Constraint]) -> [Constraint] { part }
  public static func buildArray(_ parts: [[Constraint]]) -> [Constraint] { parts.flatMap { $0 } }
}
