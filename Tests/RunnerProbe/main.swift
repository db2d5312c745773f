// A runner of its own process, for the tests to kill:
//   RunnerProbe CONNINFO FOLDER   runs the revisions that the folder's .sql files hold
import Foundation
import WhimbrelPlanning
import WhimbrelPostgres

Interrupts.install()
let words = CommandLine.arguments
guard words.count == 3 else {
  FileHandle.standardError.write(Data("usage: RunnerProbe CONNINFO FOLDER\n".utf8))
  exit(2)
}
do {
  try await Probe(conninfo: words[1], folder: words[2]).run()
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(Interrupts.isInterrupted ? 130 : (error as? RunnerError)?.exitCode ?? 1)
}

struct Probe {
  let conninfo: String
  let folder: String

  func run() async throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let known = try names.filter { $0.hasSuffix(".sql") }.sorted().map { name in
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
      let revision = try RevisionReader.read(SourceText(name: name, bytes: Array(data)))
      return KnownRevision(revision, digest: "sha256:\(name)")
    }
    let request = RunRequest(.upgrade, known: known) { state in
      known.map(\.id).filter { !state.applied.contains($0) }
    }
    var steps = DataSteps()
    steps.register("fill", upgrade: fill)
    var options = RunnerOptions(toolVersion: "probe")
    options.wait = .seconds(60)
    let string = try ConnectionString(conninfo)
    try await MigrationRun(string, options, steps: steps).run(request)
  }

  /// Ten batches of a hundred rows; the cursor is the last one's number.
  @Sendable private func fill(_ connection: Connection, _ cursor: String?) async throws -> String? {
    let last = cursor.flatMap { Int($0) } ?? 0
    try await connection.query(
      "INSERT INTO filled SELECT pg_catalog.generate_series($1::int + 1, $1::int + 100)",
      ["\(last)"])
    return last < 900 ? "\(last + 100)" : nil
  }
}
