/// An extension the schema needs: `Extension("pg_trgm")`. That of `.citext` comes along by itself.
public struct Extension: Sendable {
  package var name: String
  package var schema: String
  package var version: String
  package let place: SourcePlace

  /// - Parameter version: compared only when it is said.
  public init(
    _ name: String, schema: String = "", version: String = "", file: String = #filePath,
    line: Int = #line, column: Int = #column
  ) {
    self.name = name
    self.schema = schema
    self.version = version
    place = SourcePlace(file: file, line: line, column: column)
  }
}
