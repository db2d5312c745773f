/// A sequence of its own: `Sequence("tickets", .init(start: 1000))` (manual: CREATE SEQUENCE).
public struct Sequence: Sendable {
  package var name: String
  package var schema: String
  package var options: Options
  package var isUnlogged = false
  package var owner: ColumnPath?
  package var formerName = ""
  package var commentText = ""
  package let place: SourcePlace

  public init(
    _ name: String, _ options: Options = Options(), schema: String = "",
    file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.name = name
    self.schema = schema
    self.options = options
    place = SourcePlace(file: file, line: line, column: column)
  }

  /// Dropped along with the column.
  public func owned<T: Table>(by column: KeyPath<T, Column> & Sendable) -> Sequence {
    with { $0.owner = ColumnPath(column) }
  }

  /// Not written to the write-ahead log (PostgreSQL 15).
  public func unlogged() -> Sequence { with { $0.isUnlogged = true } }

  /// The name it had before.
  public func renamed(from name: String) -> Sequence { with { $0.formerName = name } }

  /// What `COMMENT ON SEQUENCE` says.
  public func comment(_ text: String) -> Sequence { with { $0.commentText = text } }

  private func with(_ change: (inout Sequence) -> Void) -> Sequence {
    var copy = self
    change(&copy)
    return copy
  }

  /// How a sequence counts; what is not said is PostgreSQL's default.
  public struct Options: Sendable {
    package var type: SQLType?
    package var start: Int64?
    package var increment: Int64
    package var minimum: Int64?
    package var maximum: Int64?
    package var cache: Int64
    package var isCycled: Bool

    /// - Parameter type: `.smallint`, `.integer` or `.bigint`; an identity column's is its own.
    public init(
      type: SQLType? = nil, start: Int64? = nil, increment: Int64 = 1, minimum: Int64? = nil,
      maximum: Int64? = nil, cache: Int64 = 1, cycle: Bool = false
    ) {
      self.type = type
      self.start = start
      self.increment = increment
      self.minimum = minimum
      self.maximum = maximum
      self.cache = cache
      isCycled = cycle
    }
  }
}
