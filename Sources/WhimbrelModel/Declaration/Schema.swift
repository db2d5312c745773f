/// Everything a project manages: its tables, and what stands beside them.
///
/// ```swift
/// static let schema = Schema(naming: .prefixed) { Users.self; Plants.self }
/// ```
/// A table that a foreign key leads to comes along, and so do enum types and `citext`.
public struct Schema: Sendable {
  package var naming: NamingConvention
  package var elements: [Element]

  public init(naming: NamingConvention = .postgres, @SchemaBuilder _ content: () -> [Element]) {
    self.init(naming: naming, content())
  }

  /// A schema of a list of tables, which compiles faster than a builder when there are hundreds.
  public init(naming: NamingConvention = .postgres, _ tables: [any Table.Type]) {
    self.init(naming: naming, tables.map { Element(kind: .table($0, nil)) })
  }

  public init(naming: NamingConvention = .postgres, _ elements: [Element]) {
    self.naming = naming
    self.elements = elements
  }

  /// One part of a schema.
  public struct Element: Sendable {
    package enum Kind: Sendable {
      case table(any Table.Type, SourcePlace?)
      case enumType(EnumType)
      case `extension`(Extension)
      case sequence(Sequence)
      case object(any SchemaObject)
      case sqlFile(SQLFile)
    }
    package let kind: Kind
  }
}

/// Makes the list of a schema's parts.
@resultBuilder
public enum SchemaBuilder {
  public static func buildExpression(
    _ table: any Table.Type, file: String = #filePath, line: Int = #line, column: Int = #column
  ) -> [Schema.Element] {
    let place = SourcePlace(file: file, line: line, column: column)
    return [Schema.Element(kind: .table(table, place))]
  }
  public static func buildExpression(_ tables: [any Table.Type]) -> [Schema.Element] {
    tables.map { Schema.Element(kind: .table($0, nil)) }
  }
  public static func buildExpression(_ type: EnumType) -> [Schema.Element] {
    [Schema.Element(kind: .enumType(type))]
  }
  public static func buildExpression(_ extension: Extension) -> [Schema.Element] {
    [Schema.Element(kind: .extension(`extension`))]
  }
  public static func buildExpression(_ sequence: Sequence) -> [Schema.Element] {
    [Schema.Element(kind: .sequence(sequence))]
  }
  public static func buildExpression(_ object: some SchemaObject) -> [Schema.Element] {
    [Schema.Element(kind: .object(object))]
  }
  public static func buildExpression(_ objects: [any SchemaObject]) -> [Schema.Element] {
    objects.map { Schema.Element(kind: .object($0)) }
  }
  public static func buildExpression(_ file: SQLFile) -> [Schema.Element] {
    [Schema.Element(kind: .sqlFile(file))]
  }
  public static func buildExpression(_ schema: Schema) -> [Schema.Element] { schema.elements }
  public static func buildBlock(_ parts: [Schema.Element]...) -> [Schema.Element] {
    parts.flatMap { $0 }
  }
  public static func buildOptional(_ part: [Schema.Element]?) -> [Schema.Element] { part ?? [] }
  public static func buildEither(first part: [Schema.Element]) -> [Schema.Element] { part }
  public static func buildEither(second part: [Schema.Element]) -> [Schema.Element] { part }
  public static func buildArray(_ parts: [[Schema.Element]]) -> [Schema.Element] {
    parts.flatMap { $0 }
  }
}
