import Testing
import WhimbrelPlanning
import WhimbrelPostgres

/// Revisions of a test, one after the other, as their files would say them.
struct Revisions {
  private(set) var all: [KnownRevision] = []

  /// The sections hold directives and statements after `-- whimbrel: upgrade` and `downgrade`.
  mutating func add(
    _ message: String, _ upgrade: String, down downgrade: String = "", loses: [String] = []
  ) throws {
    let number = String(all.count + 1)
    let id = String(repeating: "0", count: 12 - number.count) + number
    let header = [
      "-- \(message)", "--", "-- Revision ID: \(id)",
      "-- Revises: \(all.last?.id.text ?? "")", "-- Create Date: 2025-12-24T03:31:04Z",
    ]
    let text =
      (header + loses.map { "-- loses: \($0)" }).joined(separator: "\n")
      + "\n\n-- whimbrel: upgrade\n\n\(upgrade)\n\n-- whimbrel: downgrade\n\n\(downgrade)\n"
    let source = SourceText(name: "versions/\(number).sql", text: text)
    all.append(KnownRevision(try RevisionReader.read(source), digest: "sha256:\(number)"))
  }

  /// A squash of other revisions, under its own id.
  mutating func addSquash(_ id: String, of replaced: [String]) throws {
    let text = """
      -- squash
      --
      -- Revision ID: \(id)
      -- Revises:\u{20}
      -- Create Date: 2025-12-24T03:31:04Z
      -- Replaces: \(replaced.joined(separator: ", "))

      -- whimbrel: upgrade

      -- whimbrel: downgrade

      """
    let source = SourceText(name: "versions/squash.sql", text: text)
    all.append(KnownRevision(try RevisionReader.read(source), digest: "sha256:squash"))
  }

  func with(digest: String, at index: Int) -> Revisions {
    var copy = self
    copy.all[index] = KnownRevision(all[index].revision, digest: digest)
    return copy
  }

  func without(last count: Int) -> Revisions {
    var copy = self
    copy.all.removeLast(count)
    return copy
  }

  /// Everything that is not applied, in order.
  var upgrade: RunRequest {
    let ids = all.map(\.id)
    return RunRequest(.upgrade, known: all) { state in
      ids.filter { !state.applied.contains($0) }
    }
  }

  /// The last `count` of those that are applied, the last one first.
  func downgrade(_ count: Int = 1) -> RunRequest {
    let ids = all.map(\.id)
    return RunRequest(.downgrade, known: all) { state in
      Array(ids.filter { state.applied.contains($0) }.reversed().prefix(count))
    }
  }
}

extension RunnerOptions {
  static var test: RunnerOptions {
    var options = RunnerOptions(toolVersion: "test")
    options.wait = .seconds(30)
    return options
  }
}

extension TestDatabase {
  @discardableResult
  func run(
    _ request: RunRequest, _ options: RunnerOptions = .test, steps: DataSteps = DataSteps(),
    onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> RunReport {
    try await MigrationRun(string, options, steps: steps, onEvent: onEvent).run(request)
  }

  /// The rows of a query as text, its columns separated by `|`.
  func rows(_ sql: String) async throws -> [String] {
    let connection = try await connect()
    let rows = try await connection.query(sql)
    await connection.close()
    return rows.indices.map { row in
      (0..<rows.columnCount).map { rows[row, $0] ?? "NULL" }.joined(separator: "|")
    }
  }

  func execute(_ sql: String) async throws {
    let connection = try await connect()
    try await connection.execute(sql)
    await connection.close()
  }

  /// The runner's lock, when it is held in this database.
  func advisoryLocks() async throws -> [String] {
    try await rows(
      """
      SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND d.datname = current_database()
      """)
  }

  func ledger() async throws -> [String] {
    try await rows(
      "SELECT id, state, steps_done, statements_done FROM whimbrel.revision ORDER BY id")
  }
}

/// The error that `body` throws, as a runner's.
func runnerError(_ body: () async throws -> Void) async throws -> RunnerError {
  do {
    try await body()
  } catch let error as RunnerError {
    return error
  }
  throw TestServerError("nothing was thrown")
}
