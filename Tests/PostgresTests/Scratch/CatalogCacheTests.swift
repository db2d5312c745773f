import Foundation
import Testing
import WhimbrelModel
import WhimbrelPlanning

@testable import WhimbrelPostgres

/// Counts how often something was done.
private actor Counter {
  private(set) var count = 0
  func add() { count += 1 }
}

@Suite struct CatalogCacheTests {
  private func withCache(_ body: (CatalogCache) async throws -> Void) async throws {
    let folder = NSTemporaryDirectory() + "whimbrel-cache-\(UInt64.random(in: .min ... .max))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(CatalogCache(folder: folder, version: "test"))
  }

  private func files(_ cache: CatalogCache) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: cache.folder).sorted()
  }

  private func revision(_ number: Int, _ sql: String) throws -> Revision {
    let id = String(repeating: String(number, radix: 16), count: 12)
    let parent = number == 1 ? "" : String(repeating: String(number - 1, radix: 16), count: 12)
    let text = """
      -- step \(number)
      --
      -- Revision ID: \(id)
      -- Revises: \(parent)
      -- Create Date: 2025-12-24T03:31:04Z

      -- whimbrel: upgrade

      \(sql)

      -- whimbrel: downgrade

      -- whimbrel: irreversible a test

      """
    return try RevisionReader.read(SourceText(name: "\(number).sql", text: text))
  }

  @Test func hitStartsNoServer() async throws {
    try await withCache { cache in
      let made = Counter()
      let table = "CREATE TABLE plants (name text DEFAULT 'fig', note text CHECK (note <> ''))"
      var catalogs: [Catalog] = []
      for turn in 1...2 {
        let scratch = try await Scratch.open(
          ScratchOptions(place: .local), needs: ScratchNeeds(), target: nil)
        let canonicaliser = Canonicaliser(scratch: scratch, scope: Scope(), cache: cache)
        catalogs.append(
          try await canonicaliser.catalog(key: [table]) { connection in
            await made.add()
            try await connection.execute(table)
          })
        #expect(await scratch.isRunning == (turn == 1))
        await scratch.close()
      }
      #expect(await made.count == 1)
      #expect(catalogs[0].objects == catalogs[1].objects)
      #expect(catalogs[0].dependencies == catalogs[1].dependencies)
      #expect(catalogs[0].objects[ObjectID(.table, schema: "public", "plants")] != nil)
      #expect(try files(cache).count == 1)
    }
  }

  @Test func otherStatementsAndScopesAreOtherKeys() async throws {
    try await withCache { cache in
      let scratch = try await Scratch.open(
        ScratchOptions(place: .local), needs: ScratchNeeds(), target: nil)
      let one = Canonicaliser(scratch: scratch, scope: Scope(), cache: cache)
      let other = Canonicaliser(
        scratch: scratch, scope: Scope(searchPath: ["public", "other"]), cache: cache)
      let newer = Canonicaliser(
        scratch: scratch, scope: Scope(),
        cache: CatalogCache(folder: cache.folder, version: "test 2"))
      let keys = [
        await one.rootKey(), await other.rootKey(), await newer.rootKey(),
        await one.rootKey().followed(by: ["a", "b"]),
        await one.rootKey().followed(by: ["ab", ""]),
        await one.rootKey().followed(by: ["a"]).followed(by: ["b"]),
      ]
      #expect(Set(keys).count == keys.count)
      #expect(await scratch.isRunning == false)
      await scratch.close()
    }
  }

  @Test(arguments: ["truncated", "changed", "empty", "text"])
  func brokenFileIsWrittenAnew(_ how: String) async throws {
    try await withCache { cache in
      let scratch = try await Scratch.open(
        ScratchOptions(place: .local), needs: ScratchNeeds(), target: nil)
      let canonicaliser = Canonicaliser(scratch: scratch, scope: Scope(), cache: cache)
      let made = Counter()
      for turn in 1...3 {
        let catalog = try await canonicaliser.catalog(key: ["t"]) { connection in
          await made.add()
          try await connection.execute("CREATE TABLE t (id int)")
        }
        #expect(catalog.objects.keys.contains(ObjectID(.table, schema: "public", "t")))
        guard turn == 1 else { continue }
        let path = "\(cache.folder)/\(try #require(try files(cache).first))"
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        switch how {
        case "truncated": bytes.removeLast(bytes.count / 2)
        case "changed": bytes[bytes.count / 2] ^= 1
        case "empty": bytes = []
        default: bytes = Array("whimbrel answers 1\n".utf8)
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
      }
      // Once at first, once for the broken file, and then from the file again.
      #expect(await made.count == 2)
      await scratch.close()
    }
  }

  private func sizes(_ cache: CatalogCache) throws -> Int {
    try files(cache).reduce(0) { total, name in
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(cache.folder)/\(name)")
      return total + (attributes[.size] as? Int ?? 0)
    }
  }

  @Test func staysWithinItsSize() async throws {
    try await withCache { wide in
      let scratch = try await Scratch.open(
        ScratchOptions(place: .local), needs: ScratchNeeds(), target: nil)
      var cache = wide
      for number in 0..<6 {
        let canonicaliser = Canonicaliser(scratch: scratch, scope: Scope(), cache: cache)
        _ = try await canonicaliser.catalog(key: ["\(number)"]) { connection in
          try await connection.execute("CREATE TABLE t\(number) (id int)")
        }
        if number == 0 {
          let one = try sizes(cache)
          cache = CatalogCache(folder: wide.folder, version: wide.version, limit: one * 7 / 2)
        }
      }
      let root = await Canonicaliser(scratch: scratch, scope: Scope(), cache: cache).rootKey()
      let kept = (0..<6).filter { cache.has(root.followed(by: ["\($0)"])) }
      #expect(kept == [3, 4, 5])
      #expect(try sizes(cache) <= cache.limit)
      await scratch.close()
    }
  }

  @Test func replayGoesOnFromWhatIsKept() async throws {
    try await withCache { cache in
      let sql = [
        "CREATE TYPE mood AS ENUM ('low', 'high');",
        "CREATE TABLE a (id int PRIMARY KEY, m mood DEFAULT 'low');",
        "ALTER TABLE a ADD COLUMN gone text;", "ALTER TABLE a DROP COLUMN gone;",
        "ALTER TABLE a ADD COLUMN n text;", "ALTER TABLE a ALTER COLUMN n SET DEFAULT 'x';",
        "ALTER TABLE a ALTER COLUMN n SET NOT NULL;", "ALTER TABLE a ADD CHECK (n <> 'y');",
        "ALTER TABLE a ADD COLUMN twice int GENERATED ALWAYS AS (id * 2) STORED;",
        "CREATE INDEX ix ON a (m) WHERE m = 'high';",
      ]
      let revisions = try sql.enumerated().map { try revision($0.offset + 1, $0.element) }
      let scratch = try await Scratch.open(
        ScratchOptions(place: .local), needs: ScratchNeeds(), target: nil)
      let kept = Canonicaliser(scratch: scratch, scope: Scope(), cache: cache)
      let fresh = Canonicaliser(scratch: scratch, scope: Scope())
      for count in 1...revisions.count {
        let some = Array(revisions.prefix(count))
        let (one, other) = (try await kept.replay(some), try await fresh.replay(some))
        #expect(one.objects == other.objects, "after \(count)")
        #expect(one.dependencies == other.dependencies, "after \(count)")
      }
      #expect(try files(cache).count == revisions.count)
      await scratch.close()
    }
  }

  @Test func revisionsThatLookAtRowsRunAfterAllOthers() async throws {
    try await withCache { cache in
      let first = """
        CREATE TABLE a (id int);

        CREATE TABLE b (id int);

        DROP TABLE b;

        INSERT INTO a VALUES (1);
        """
      let second = """
        DO $$ BEGIN
          IF EXISTS (SELECT FROM a) THEN CREATE TABLE found (); END IF;
        END $$;
        """
      let revisions = [try revision(1, first), try revision(2, second)]
      let scratch = try await Scratch.open(
        ScratchOptions(place: .local), needs: ScratchNeeds(), target: nil)
      let kept = Canonicaliser(scratch: scratch, scope: Scope(), cache: cache)
      _ = try await kept.replay([revisions[0]])
      let catalog = try await kept.replay(revisions)
      #expect(catalog.objects.keys.contains(ObjectID(.table, schema: "public", "found")))
      await scratch.close()
    }
  }
}
