/// What is better said in SQL: views, functions, triggers, policies, grants, and every other kind of
/// object that PostgreSQL has.
///
/// ```swift
/// Schema { Users.self; SQLFile("Sources/Database/views.sql") }
/// ```
/// The file is run in a scratch database after the tables, statement by statement, in an order that
/// works. A folder stands for its `.sql` files in the order of their names.
public struct SQLFile: Sendable {
  package let path: String
  package let place: SourcePlace

  /// - Parameter path: a file or folder, from the project's folder.
  public init(
    _ path: String, file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.path = path
    place = SourcePlace(file: file, line: line, column: column)
  }
}
