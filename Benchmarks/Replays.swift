import Foundation
import WhimbrelModel
import WhimbrelPlanning
import WhimbrelPostgres

extension Bench {
  /// Replays many small revisions from nothing, and then one more on top.
  func replay(revisions count: Int) async throws {
    Report.heading("replay of \(count) revisions")
    let revisions = try (0...count).map(Self.revision)
    let cache = CatalogCache(folder: "\(folder)/catalogs", version: "bench")
    let before = Array(revisions.dropLast())
    let cold = try await Self.time { try await Self.replay(before, cache) }
    let warm = try await Self.time { try await Self.replay(before, cache) }
    let more = try await Self.time { try await Self.replay(revisions, cache) }
    Report.single("cold", cold)
    Report.compare("again", warm, with: ("cold", cold))
    Report.compare("one more", more, with: ("cold", cold))
  }

  private static func replay(_ revisions: [Revision], _ cache: CatalogCache) async throws {
    let scratch = try await Scratch.open(
      ScratchOptions(place: .local), needs: ScratchNeeds(major: 15), target: nil)
    do {
      _ = try await Canonicaliser(scratch: scratch, scope: Scope(), cache: cache)
        .replay(revisions)
    } catch {
      await scratch.close()
      throw error
    }
    await scratch.close()
  }

  private static func time(_ body: () async throws -> Void) async throws -> Cost {
    let start = ContinuousClock.now
    try await body()
    return Cost(seconds: (ContinuousClock.now - start) / .seconds(1), peak: 0)
  }

  /// Every fifth makes a table, the others change it.
  private static func revision(_ number: Int) throws -> Revision {
    let table = "step_\(number / 5)"
    let sql =
      switch number % 5 {
      case 0: "CREATE TABLE \(table) (id integer PRIMARY KEY, name text);"
      case 1: "ALTER TABLE \(table) ADD COLUMN made timestamptz DEFAULT now();"
      case 2: "CREATE INDEX ix_\(table)_name ON \(table) (name) WHERE name <> '';"
      case 3: "ALTER TABLE \(table) ALTER COLUMN name SET DEFAULT 'none';"
      default: "ALTER TABLE \(table) ADD CONSTRAINT ck_\(table) CHECK (id > 0);"
      }
    let (id, parent) = (String(format: "%012x", number + 1), String(format: "%012x", number))
    let text = """
      -- step \(number)
      --
      -- Revision ID: \(id)
      -- Revises: \(number == 0 ? "" : parent)
      -- Create Date: 2025-12-24T03:31:04Z

      -- whimbrel: upgrade

      \(sql)

      -- whimbrel: downgrade

      -- whimbrel: irreversible is not what is timed

      """
    return try RevisionReader.read(SourceText(name: "\(number).sql", text: text))
  }
}
