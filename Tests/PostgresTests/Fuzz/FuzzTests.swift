import Foundation
import Testing
import WhimbrelModel

/// Random changes of enum types, and of text to CITEXT, with rows and random dependents, forth and back.
///
/// A soak takes a new seed each time. It is printed, and `WHIMBREL_FUZZ_SEED` has a run again.
@Suite struct FuzzTests {
  /// Worlds that share a database.
  private static let share = 25
  static let isSoak = ProcessInfo.processInfo.environment["WHIMBREL_TEST_SOAK"] != nil
  static let seed: UInt64 = {
    let said = ProcessInfo.processInfo.environment["WHIMBREL_FUZZ_SEED"].flatMap { UInt64($0) }
    let seed = said ?? (isSoak ? UInt64.random(in: 0...UInt64.max) : 1)
    FileHandle.standardError.write(Data("fuzz: WHIMBREL_FUZZ_SEED=\(seed)\n".utf8))
    return seed
  }()

  @Test(arguments: 0..<(isSoak ? 200 : 12)) func enums(_ part: Int) async throws {
    let worlds = (0..<Self.share).map { number in
      var random = FuzzRandom(seed: Self.seed, part: part * Self.share + number)
      return EnumWorld(schema: number == 0 ? "public" : "w\(number)", &random)
    }
    try await TestDatabase.each("enum fuzz \(part)", turn: part) { database in
      let batch = FuzzBatch<EnumWorld>(server: database.server) { _ in FuzzRoles.sql }
      let failures = await batch.failures(of: worlds, seed: Self.seed)
      #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
    }
  }

  /// The extension comes along in every third part; in another it is off the search path.
  @Test(arguments: 0..<(isSoak ? 42 : 4)) func citext(_ part: Int) async throws {
    let comes = part % 3 == 0
    let place = part % 2 == 0 ? "public" : "Ext ä"
    let worlds = (0..<Self.share).map { number in
      var random = FuzzRandom(seed: Self.seed ^ 0xC17E, part: part * Self.share + number)
      return CitextWorld(
        schema: number == 0 ? "public" : "w\(number)", extensionSchema: place,
        becomes: comes ? true : nil, &random)
    }
    let path = place == "public" || part % 4 == 1 ? ["public"] : ["public", place]
    try await TestDatabase.each("citext fuzz \(part)", extensions: ["citext"]) { database in
      let batch = FuzzBatch<CitextWorld>(
        server: database.server, path: path.map { Name($0) }
      ) { side in
        let schema = Name(place).quoted
        let making =
          "CREATE SCHEMA IF NOT EXISTS \(schema); CREATE EXTENSION citext SCHEMA \(schema);"
        return FuzzRoles.sql + ";" + (comes && side != .after ? "" : making)
      }
      let failures = await batch.failures(of: worlds, seed: Self.seed)
      #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
    }
  }
}

/// The roles that worlds give things to.
enum FuzzRoles {
  static let sql = """
    DO $$ BEGIN CREATE ROLE "fuzz Ö"; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$
    """
}
