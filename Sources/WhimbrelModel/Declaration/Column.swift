/// A column of a table; it refuses NULL unless it is `nullable()`.
///
/// ```swift
/// let role = Column(.varchar(20)).default("operator")
/// let ownerID = Column("owner", .uuid)  // a name of its own, not owner_id
/// ```
/// Each modifier returns a changed copy.
public struct Column: Sendable {
  /// Tells which property a column is when a constraint, index or expression mentions it.
  package final class Identity: Sendable {}

  package let identity = Identity()
  package let place: SourcePlace
  package let explicitName: String
  package var type: SQLType
  package var isNullable = false
  package var notNullName = ""
  package var value: Value = .none
  package var primaryKey: PrimaryKey?
  package var unique: Unique?
  package var index: Index?
  package var checks: [Check] = []
  package var foreignKeys: [ForeignKey] = []
  package var commentText = ""
  package var collationName: CollationName?
  package var storage: Storage?
  package var compression: Compression?
  package var statisticsTarget: Int?
  package var options: [String] = []
  package var formerName = ""
  package var conversion: SQL?
  package var fill: SQL?
  /// Modifiers that were said and cannot stand together with `value`.
  package var overridden: [Value] = []

  /// A column named after its property in snake case: `userID` is `user_id`.
  public init(
    _ type: SQLType, file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.init("", type, file: file, line: line, column: column)
  }

  /// A column with a name of its own.
  public init(
    _ name: String, _ type: SQLType, file: String = #filePath, line: Int = #line,
    column: Int = #column
  ) {
    self.explicitName = name
    self.type = type
    self.place = SourcePlace(file: file, line: line, column: column)
  }

  /// Where a row's value comes from when nobody gives one.
  package enum Value: Sendable {
    case none
    case `default`(DefaultValue)
    case identity(isAlways: Bool, Sequence.Options, sequence: String)
    case generated(SQL, Generation)
  }

  /// When a generated column is computed: as the row is written, or as it is read (PostgreSQL 18).
  public enum Generation: Sendable { case stored, virtual }

  /// Whether a value may be given for an identity column: never without OVERRIDING, or freely.
  public enum Identification: Sendable { case always, byDefault }

  /// Where a long value is kept (manual: TOAST).
  public enum Storage: Sendable { case plain, external, extended, main }

  /// How a long value is compressed.
  public enum Compression: Sendable { case pglz, lz4 }

  func with(_ change: (inout Column) -> Void) -> Column {
    var copy = self
    change(&copy)
    return copy
  }
}
