/// Columns whose values are those of a row elsewhere.
///
/// ```swift
/// ForeignKey(tenantID, userID, references: \Users.tenantID, \Users.id, onDelete: .cascade)
/// ```
public struct ForeignKey: Sendable {
  package enum Target: Sendable {
    case declared([ColumnPath])
    case named(schema: String, table: String, columns: [String])
  }

  package var attributes: ConstraintAttributes
  package var columns: [Column]
  package var target: Target
  package var onDelete: Action
  package var onUpdate: Action
  package var isMatchFull = false
  package var isPeriod = false

  public init<Other: Table>(
    _ columns: Column..., references other: KeyPath<Other, Column> & Sendable,
    _ others: (KeyPath<Other, Column> & Sendable)..., onDelete: Action = .noAction,
    onUpdate: Action = .noAction, name: String = "",
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.init(
      columns: columns, target: .declared(([other] + others).map { ColumnPath($0) }),
      onDelete: onDelete,
      onUpdate: onUpdate, name: name, place: SourcePlace(file: file, line: line, column: column))
  }

  @available(*, unavailable, message: "a foreign key references the columns of one table")
  public init<Other: Table, Another: Table>(
    _ columns: Column..., references other: KeyPath<Other, Column> & Sendable,
    _ others: (KeyPath<Another, Column> & Sendable)..., onDelete: Action = .noAction,
    onUpdate: Action = .noAction, name: String = ""
  ) {
    self.init(
      columns: columns, target: .declared([]), onDelete: onDelete, onUpdate: onUpdate,
      name: name, place: SourcePlace(file: "", line: 0, column: 0))
  }

  /// Columns whose values are those of a table that no model declares.
  public init(
    _ columns: Column..., references other: [String], of table: String, in schema: String = "",
    onDelete: Action = .noAction, onUpdate: Action = .noAction, name: String = "",
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.init(
      columns: columns, target: .named(schema: schema, table: table, columns: other),
      onDelete: onDelete, onUpdate: onUpdate, name: name,
      place: SourcePlace(file: file, line: line, column: column))
  }

  package init(
    columns: [Column], target: Target, onDelete: Action, onUpdate: Action, name: String,
    place: SourcePlace
  ) {
    self.columns = columns
    self.target = target
    self.onDelete = onDelete
    self.onUpdate = onUpdate
    attributes = ConstraintAttributes(name: name, place: place)
  }

  /// What happens to a row when the one it references goes or changes.
  public struct Action: Sendable {
    package let kind: Catalog.Constraint.ForeignKey.Action
    package var columns: [Column] = []

    public static let noAction = Action(kind: .noAction)
    public static let restrict = Action(kind: .restrict)
    public static let cascade = Action(kind: .cascade)
    public static let setNull = Action(kind: .setNull)
    public static let setDefault = Action(kind: .setDefault)
    /// Only these of the key's columns become NULL; on delete only.
    public static func setNull(_ columns: Column...) -> Action {
      Action(kind: .setNull, columns: columns)
    }
    /// Only these of the key's columns get their default; on delete only.
    public static func setDefault(_ columns: Column...) -> Action {
      Action(kind: .setDefault, columns: columns)
    }
  }

  /// All of the columns are NULL, or none is.
  public func matchFull() -> ForeignKey { with { $0.isMatchFull = true } }

  /// The last column is a range that the referenced rows cover (PostgreSQL 18).
  public func period() -> ForeignKey { with { $0.isPeriod = true } }

  /// Holds for new rows; those that are there are not looked at.
  public func notValid() -> ForeignKey { with { $0.attributes.isValid = false } }

  /// Said, and not watched over (PostgreSQL 18).
  public func notEnforced() -> ForeignKey {
    with {
      $0.attributes.isEnforced = false
      $0.attributes.isValid = false
    }
  }

  /// May be checked at the end of the transaction, and is from its start when initially deferred.
  public func deferrable(initiallyDeferred: Bool = false) -> ForeignKey {
    with {
      $0.attributes.isDeferrable = true
      $0.attributes.isInitiallyDeferred = initiallyDeferred
    }
  }

  /// The name it had before.
  public func renamed(from name: String) -> ForeignKey { with { $0.attributes.formerName = name } }

  /// What `COMMENT ON CONSTRAINT` says.
  public func comment(_ text: String) -> ForeignKey { with { $0.attributes.comment = text } }

  private func with(_ change: (inout ForeignKey) -> Void) -> ForeignKey {
    var copy = self
    change(&copy)
    return copy
  }
}
