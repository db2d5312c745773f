import Foundation
import Synchronization
import WhimbrelPostgres

/// How many random schemas are tried, from the environment.
struct RandomSettings: Sendable {
  /// Of each sort, and on which servers.
  var count = 50
  var majors = [15, 16]
  /// One alone.
  var seed: UInt64?
  /// Where the last seed that was done is kept, so that the next run goes on from there.
  var folder: String?
  /// No further one is begun then.
  var end: Date?

  var isOver: Bool { end.map { $0 < Date() } ?? false }

  static let current: RandomSettings = {
    let environment = ProcessInfo.processInfo.environment
    var settings = RandomSettings()
    if let seed = environment["WHIMBREL_RANDOM_SEED"].flatMap({ UInt64($0) }) {
      settings.seed = seed
      settings.count = 1
    }
    if let count = environment["WHIMBREL_RANDOM_COUNT"].flatMap({ Int($0) }) {
      settings.count = count
      settings.folder = "\(TestBinaries.projectRoot)/.build/random"
    }
    if let majors = environment["WHIMBREL_RANDOM_MAJORS"] {
      settings.majors = majors.split(separator: ",").compactMap { Int($0) }
    } else if settings.folder != nil {
      settings.majors = TestMajors.all
    }
    if let minutes = environment["WHIMBREL_RANDOM_MINUTES"].flatMap({ Double($0) }) {
      settings.end = Date(timeIntervalSinceNow: minutes * 60)
    }
    return settings
  }()
}

/// Which seeds are left to try.
final class RandomProgress: Sendable {
  private let seeds: Mutex<[UInt64]>
  private let path: String?
  private let finished = Mutex<(all: Set<UInt64>, upTo: UInt64)>(([], 0))
  private let title: String

  init(_ settings: RandomSettings, _ sort: String, _ major: Int) {
    title = "random \(sort) on PostgreSQL \(major)"
    if let seed = settings.seed {
      seeds = Mutex([seed])
      path = nil
      return
    }
    path = settings.folder.map { "\($0)/\(sort)-\(major)" }
    let text = path.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) } ?? ""
    let last = UInt64(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    finished.withLock { $0.upTo = last }
    let total = UInt64(settings.count)
    seeds = Mutex(last < total ? (last + 1...total).reversed() : [])
    if let folder = settings.folder {
      try? FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    }
  }

  func next() -> UInt64? { seeds.withLock { $0.popLast() } }

  func done(_ seed: UInt64) {
    guard let path else { return }
    let upTo = finished.withLock { finished -> UInt64 in
      finished.all.insert(seed)
      while finished.all.remove(finished.upTo + 1) != nil { finished.upTo += 1 }
      return finished.upTo
    }
    try? "\(upTo)\n".write(toFile: path, atomically: true, encoding: .utf8)
    if seed % 100 == 0 { print("\(title): \(upTo) done") }
  }
}

/// How often the servers refused what the generator made, so that it does not get lazy unseen.
enum RandomCount {
  private static let counts = Mutex<[String: Int]>([:])

  static func refused(_ kind: RandomKind, _ error: PostgresError) {
    counts.withLock { $0["\(kind): \(error.message)", default: 0] += 1 }
  }

  static func report() {
    let all = counts.withLock { $0 }
    guard ProcessInfo.processInfo.environment["WHIMBREL_RANDOM_COUNT"] != nil else { return }
    for (what, count) in all.sorted(by: { $0.value > $1.value }).prefix(25) {
      print("refused \(count) times: \(what)")
    }
  }
}

/// What a server needs before random schemas are made on it.
enum RandomServer {
  static func prepare(_ server: TestServer) async throws {
    let connection = try await Connection.connect(to: server.string)
    for role in RandomNames.roles {
      let rows = try await connection.query(
        "SELECT 1 FROM pg_catalog.pg_roles WHERE pg_catalog.quote_ident(rolname) = $1", [role])
      if rows.isEmpty { _ = try? await connection.execute("CREATE ROLE \(role)") }
    }
    await connection.close()
  }
}
