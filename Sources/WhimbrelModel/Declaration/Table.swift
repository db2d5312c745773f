/// A table of the database: a struct whose stored `Column` properties are its columns, in order.
///
/// ```swift
/// struct Users: Table {
///   let id = Column(.uuid).primaryKey().default(.randomUUID)
///   let displayName = Column(.text).nullable()
/// }
/// ```
/// ```sql
/// CREATE TABLE users (
///   id uuid DEFAULT gen_random_uuid() NOT NULL,
///   display_name text,
///   CONSTRAINT users_pkey PRIMARY KEY (id)
/// );
/// ```
/// In a library target the struct needs `public init() {}`.
public protocol Table: Sendable {
  init()

  /// The table's name; empty for the type's in snake case: `RefreshTokens` is `refresh_tokens`.
  static var tableName: String { get }
  /// The schema the table is in; empty for the managed one.
  static var schemaName: String { get }
  /// The table's name before it was renamed; empty when it never was.
  static var formerName: String { get }
  /// What `COMMENT ON TABLE` says; empty for nothing.
  static var comment: String { get }
  /// Storage parameters, tablespace, row security and the like.
  static var options: [TableOption] { get }

  /// Constraints of more than one column, or that say more than a column's modifiers can.
  @ConstraintBuilder var constraints: [Constraint] { get }
  /// Indexes of more than one column, or that say more than `indexed()` can.
  @IndexBuilder var indexes: [Index] { get }
}

extension Table {
  public static var tableName: String { "" }
  public static var schemaName: String { "" }
  public static var formerName: String { "" }
  public static var comment: String { "" }
  public static var options: [TableOption] { [] }
  public var constraints: [Constraint] { [] }
  public var indexes: [Index] { [] }
}

/// Columns that several tables share: a struct whose columns become the table's own, in place.
///
/// ```swift
/// struct Timestamps: ColumnGroup {
///   let createdAt = Column(.timestamptz).default(.now)
///   let updatedAt = Column(.timestamptz).nullable()
/// }
/// struct Notes: Table {
///   let id = Column(.uuid).primaryKey()
///   let timestamps = Timestamps()  // created_at, updated_at
/// }
/// ```
public protocol ColumnGroup: Sendable {}
