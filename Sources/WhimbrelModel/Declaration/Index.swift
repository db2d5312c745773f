/// An index: `Index(userID, status).where("\(status) <> 'resting'")` (manual: CREATE INDEX).
public struct Index: Sendable {
  package var name: String
  package var keys: [any IndexKey]
  package var method: Method
  package let place: SourcePlace
  package var formerName = ""
  package var commentText = ""
  package var isUnique = false
  package var isNullsNotDistinct = false
  package var predicate: SQL?
  package var included: [Column] = []
  package var parameters: [String] = []
  package var tablespaceName = ""

  /// An index of columns, and of expressions by `SQL("lower(\(email))")`.
  public init(
    _ keys: any IndexKey..., name: String = "", method: Method = .btree,
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.init(
      keys: keys, name: name, method: method,
      place: SourcePlace(file: file, line: line, column: column))
  }

  /// An index of an expression: `Index("lower(\(email))")`.
  public init(
    _ expression: SQL, _ more: any IndexKey..., name: String = "", method: Method = .btree,
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.init(
      keys: [expression] + more, name: name, method: method,
      place: SourcePlace(file: file, line: line, column: column))
  }

  package init(keys: [any IndexKey], name: String, method: Method, place: SourcePlace) {
    self.keys = keys
    self.name = name
    self.method = method
    self.place = place
  }

  /// How an index keeps its entries (manual: Index Types).
  public struct Method: Sendable, ExpressibleByStringLiteral {
    package let name: String
    public init(stringLiteral name: String) { self.name = name }

    public static let btree: Method = "btree"
    public static let hash: Method = "hash"
    public static let gist: Method = "gist"
    public static let spgist: Method = "spgist"
    public static let gin: Method = "gin"
    public static let brin: Method = "brin"
  }

  /// No two entries are equal; NULLs are, when they are said not to be distinct (PostgreSQL 15).
  public func unique(nullsNotDistinct: Bool = false) -> Index {
    with {
      $0.isUnique = true
      $0.isNullsNotDistinct = nullsNotDistinct
    }
  }

  /// Only rows that fulfil the condition are in the index.
  public func `where`(_ condition: SQL) -> Index { with { $0.predicate = condition } }

  /// Columns the index carries along without comparing them.
  public func include(_ columns: Column...) -> Index { with { $0.included = columns } }

  /// A storage parameter: `.parameter("fillfactor", 70)`.
  public func parameter(_ name: String, _ value: some LosslessStringConvertible) -> Index {
    with { $0.parameters.append("\(name)=\(value)") }
  }

  /// The tablespace the index is kept in.
  public func tablespace(_ name: String) -> Index { with { $0.tablespaceName = name } }

  /// The name it had before.
  public func renamed(from name: String) -> Index { with { $0.formerName = name } }

  /// What `COMMENT ON INDEX` says.
  public func comment(_ text: String) -> Index { with { $0.commentText = text } }

  private func with(_ change: (inout Index) -> Void) -> Index {
    var copy = self
    change(&copy)
    return copy
  }
}

/// Makes the list of a table's indexes.
@resultBuilder
public enum IndexBuilder {
  public static func buildExpression(_ index: Index) -> [Index] { [index] }
  public static func buildExpression(_ indexes: [Index]) -> [Index] { indexes }
  public static func buildBlock(_ parts: [Index]...) -> [Index] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [Index]?) -> [Index] { part ?? [] }
  public static func buildEither(first part: [Index]) -> [Index] { part }
  public static func buildEither(second part: [Index]) -> [Index] { part }
  public static func buildArray(_ parts: [[Index]]) -> [Index] { parts.flatMap { $0 } }
}
