import Foundation
import Testing
import WhimbrelModel
import WhimbrelPostgres

/// What is seen and left alone is said.
@Suite(.database) struct InspectionUnmanagedTests {
  @Test func settingsAndLargeObjectsOfTheDatabase() async throws {
    let name = try TestDatabase.current.name
    let catalog = try await inspected(
      """
      ALTER DATABASE \(name) SET work_mem = '5MB';
      ALTER DATABASE \(name) SET app.key = 'secret=x';
      ALTER ROLE CURRENT_USER IN DATABASE \(name) SET app.other = 'y';
      SELECT lo_create(0);
      """)
    #expect(catalog.unmanaged.count == 4)
    #expect(
      Set(catalog.unmanaged.map(\.subject)) == [.databaseSetting, .largeObjects])
    let objects = catalog.unmanaged.map(\.object)
    #expect(objects.contains("the database's setting work_mem"))
    #expect(objects.contains("the database's setting app.key"))
    #expect(objects.contains { $0.hasPrefix("the setting app.other of role ") })
    #expect(!catalog.unmanaged.contains { $0.description.contains("secret") })
    let connection = try await TestDatabase.current.connect()
    let inside = try await Inspector.inspect(
      connection, scope: Scope(schemas: .only(["public"]), isDatabaseWide: false))
    #expect(inside.unmanaged.isEmpty)
    await connection.close()
  }

  @Test func commentsOnTypesThatComeWithOthers() async throws {
    let catalog = try await inspected(
      """
      CREATE TYPE mood AS ENUM ('low');
      CREATE TYPE span AS RANGE (SUBTYPE = text);
      CREATE TABLE t (a integer);
      CREATE VIEW v AS SELECT 1 AS one;
      COMMENT ON TYPE _mood IS 'array';
      COMMENT ON TYPE span_multirange IS 'multirange';
      COMMENT ON TYPE t IS 'row';
      COMMENT ON TYPE v IS 'row';
      """)
    #expect(catalog.comments.isEmpty)
    #expect(catalog.unmanaged.map(\.subject) == Array(repeating: .implicitTypeComment, count: 4))
  }

  /// docs/detects.md has a line for everything that is only said, and for nothing else.
  @Test func everySubjectIsInTheManual() throws {
    let said = try Self.rows(of: "Only reported").compactMap {
      $0.split(separator: "`").dropFirst().first.map(String.init)
    }
    #expect(said.sorted() == Catalog.Unmanaged.Subject.allCases.map(\.rawValue).sorted())
  }

  /// Every kind is compared or only reported, and so has its line.
  @Test func everyKindIsInTheManual() throws {
    let compared = try Self.rows(of: "By kind").flatMap { row in
      row.split(separator: "|")[0].split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
    let reported = try Self.rows(of: "Only reported").map {
      String($0.split(separator: "|")[1].dropFirst())
    }
    for kind in ObjectKind.allCases {
      let isSaid =
        compared.contains(kind.title) || reported.contains { $0.hasPrefix(kind.title) }
      #expect(isSaid, "\(kind.title)")
    }
  }

  /// The rows below the head of the table in a section.
  private static func rows(of title: String) throws -> [String] {
    let path = "\(TestBinaries.projectRoot)/docs/detects.md"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "\n## \(title)\n").dropFirst().first)
    return section.components(separatedBy: "\n## ")[0].split(separator: "\n")
      .filter { $0.hasPrefix("| ") }.dropFirst().map(String.init)
  }
}
