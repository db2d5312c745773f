/// The columns that identify a row: `PrimaryKey(tenantID, id)`.
public struct PrimaryKey: Sendable {
  package var attributes: ConstraintAttributes
  package var columns: [Column]
  package var included: [Column] = []
  package var parameters: [String] = []
  package var tablespaceName = ""
  package var isWithoutOverlaps = false

  public init(
    _ columns: Column..., name: String = "", file: String = #filePath, line: Int = #line,
    column: Int = #column
  ) {
    self.init(
      columns: columns, name: name, place: SourcePlace(file: file, line: line, column: column))
  }

  package init(columns: [Column], name: String, place: SourcePlace) {
    self.columns = columns
    attributes = ConstraintAttributes(name: name, place: place)
  }

  /// The last column is a range, and no two of a key overlap (PostgreSQL 18).
  public func withoutOverlaps() -> PrimaryKey { with { $0.isWithoutOverlaps = true } }

  /// Columns the index carries along without comparing them.
  public func include(_ columns: Column...) -> PrimaryKey { with { $0.included = columns } }

  /// A storage parameter of the index: `.parameter("fillfactor", 70)`.
  public func parameter(_ name: String, _ value: some LosslessStringConvertible) -> PrimaryKey {
    with { $0.parameters.append("\(name)=\(value)") }
  }

  /// The tablespace the index is kept in.
  public func tablespace(_ name: String) -> PrimaryKey { with { $0.tablespaceName = name } }

  /// May be checked at the end of the transaction, and is from its start when initially deferred.
  public func deferrable(initiallyDeferred: Bool = false) -> PrimaryKey {
    with {
      $0.attributes.isDeferrable = true
      $0.attributes.isInitiallyDeferred = initiallyDeferred
    }
  }

  /// The name it had before.
  public func renamed(from name: String) -> PrimaryKey { with { $0.attributes.formerName = name } }

  /// What `COMMENT ON CONSTRAINT` says.
  public func comment(_ text: String) -> PrimaryKey { with { $0.attributes.comment = text } }

  private func with(_ change: (inout PrimaryKey) -> Void) -> PrimaryKey {
    var copy = self
    change(&copy)
    return copy
  }
}
