/// A piece of SQL: what is written is SQL, what is interpolated is quoted.
///
/// - `\(moisture)`, `\(\Plants.moisture)`: a column of the same table, by its name.
/// - `\(Plants.self)`: a table, by its name, and its schema's where that is not the managed one.
/// - `\("it's")`, `\(7)`, `\(PlantStatus.dry)`: a value, as a constant.
/// - `\(identifier: "Order")`: a name. `\(raw: text)`: SQL that is only known at run time.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
  package enum Segment: Sendable {
    case raw(String)
    case column(Column.Identity)
    case path(ColumnPath)
    case table(any Table.Type)
  }
  package var segments: [Segment]

  public init(stringLiteral text: String) { segments = [.raw(text)] }
  public init(stringInterpolation: StringInterpolation) { segments = stringInterpolation.segments }

  /// SQL that is only known at run time. Nothing in it is quoted.
  public init(raw text: String) { segments = [.raw(text)] }

  public struct StringInterpolation: StringInterpolationProtocol, Sendable {
    var segments: [Segment] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      segments.reserveCapacity(2 * interpolationCount + 1)
    }

    public mutating func appendLiteral(_ literal: String) { append(raw: literal) }

    public mutating func appendInterpolation(_ column: Column) {
      segments.append(.column(column.identity))
    }

    public mutating func appendInterpolation<T: Table>(_ path: KeyPath<T, Column> & Sendable) {
      segments.append(.path(ColumnPath(path)))
    }

    public mutating func appendInterpolation<T: Table>(_ table: T.Type) {
      segments.append(.table(table))
    }

    public mutating func appendInterpolation(_ value: String) {
      append(raw: SQLText(value).literal)
    }

    public mutating func appendInterpolation<Label: RawRepresentable>(_ label: Label)
    where Label.RawValue == String {
      append(raw: SQLText(label.rawValue).literal)
    }

    public mutating func appendInterpolation(_ value: some BinaryInteger) {
      append(raw: value < 0 ? "(\(value))" : "\(value)")
    }

    public mutating func appendInterpolation(_ value: Double) {
      append(raw: SQL.constant(value))
    }

    public mutating func appendInterpolation(_ value: Bool) {
      append(raw: value ? "true" : "false")
    }

    public mutating func appendInterpolation(_ sql: SQL) {
      segments.append(contentsOf: sql.segments)
    }

    public mutating func appendInterpolation(identifier name: String) {
      append(raw: Name(name).quoted)
    }

    public mutating func appendInterpolation(raw text: String) { append(raw: text) }

    private mutating func append(raw text: String) {
      if !text.isEmpty { segments.append(.raw(text)) }
    }
  }

  /// A number as a constant: negative ones in parentheses, since `--` begins a comment.
  static func constant(_ value: Double) -> String {
    if value.isNaN { return "'NaN'::double precision" }
    if value.isInfinite {
      return value < 0 ? "'-Infinity'::double precision" : "'Infinity'::double precision"
    }
    return value < 0 ? "(\(value))" : "\(value)"
  }
}

/// A column of a table, by key path.
package struct ColumnPath: Sendable {
  package let table: any Table.Type
  /// The column in an instance of that table; nil in one of another type.
  package let column: @Sendable (any Table) -> Column?

  package init<T: Table>(_ path: KeyPath<T, Column> & Sendable) {
    table = T.self
    column = { ($0 as? T)?[keyPath: path] }
  }
}
