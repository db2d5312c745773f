/// No two rows for which every operator is true: `Exclude((room, "="), (during, "&&"))`.
public struct Exclude: Sendable {
  package var attributes: ConstraintAttributes
  package var method: Index.Method
  package var keys: [any IndexKey]
  package var operators: [String]
  package var predicate: SQL?
  package var included: [Column] = []
  package var parameters: [String] = []
  package var tablespaceName = ""

  /// - Parameter elements: a column or expression each, and the operator that compares two of them.
  public init(
    _ elements: (any IndexKey, String)..., method: Index.Method = .gist, name: String = "",
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.method = method
    keys = elements.map(\.0)
    operators = elements.map(\.1)
    attributes = ConstraintAttributes(
      name: name, place: SourcePlace(file: file, line: line, column: column))
  }

  /// Only rows that fulfil the condition are compared.
  public func `where`(_ condition: SQL) -> Exclude { with { $0.predicate = condition } }

  /// Columns the index carries along without comparing them.
  public func include(_ columns: Column...) -> Exclude { with { $0.included = columns } }

  /// A storage parameter of the index: `.parameter("fillfactor", 70)`.
  public func parameter(_ name: String, _ value: some LosslessStringConvertible) -> Exclude {
    with { $0.parameters.append("\(name)=\(value)") }
  }

  /// The tablespace the index is kept in.
  public func tablespace(_ name: String) -> Exclude { with { $0.tablespaceName = name } }

  /// May be checked at the end of the transaction, and is from its start when initially deferred.
  public func deferrable(initiallyDeferred: Bool = false) -> Exclude {
    with {
      $0.attributes.isDeferrable = true
      $0.attributes.isInitiallyDeferred = initiallyDeferred
    }
  }

  /// The name it had before.
  public func renamed(from name: String) -> Exclude { with { $0.attributes.formerName = name } }

  /// What `COMMENT ON CONSTRAINT` says.
  public func comment(_ text: String) -> Exclude { with { $0.attributes.comment = text } }

  private func with(_ change: (inout Exclude) -> Void) -> Exclude {
    var copy = self
    change(&copy)
    return copy
  }
}
