import Testing

/// Gives each test of a suite a database of its own, on the first major version and on one other.
///
///     @Suite(.database) struct InspectionTests {
///       @Test func tables() async throws {
///         let database = try TestDatabase.current
///         #expect(try await database.connect().query("SELECT 1").count == 1)
///
/// The test's body runs once a server; an issue names the server it was found on.
struct DatabaseTrait: SuiteTrait, TestTrait, TestScoping {
  let extensions: [String]
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withoutActuallyEscaping(function) { function in
      try await TestDatabase.each(test.name, extensions: extensions) { database in
        let server = "on PostgreSQL \(database.version)"
        let naming = IssueHandlingTrait.compactMapIssues { issue in
          var issue = issue
          issue.comments.append(Comment(rawValue: server))
          return issue
        }
        try await naming.provideScope(for: test, testCase: testCase, performing: function)
      }
    }
  }
}

extension Trait where Self == DatabaseTrait {
  static var database: Self { DatabaseTrait(extensions: []) }

  /// Servers that lack one of `extensions` are counted as not run.
  static func database(extensions: String...) -> Self { DatabaseTrait(extensions: extensions) }
}
