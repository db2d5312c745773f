import Foundation
import Testing
import WhimbrelPostgres

/// Commands that wait, are stopped, and ask.
@Suite(.timeLimit(.minutes(30))) struct RunTests {
  private func revision(_ upgrade: String) -> String {
    """
    -- slow
    --
    -- Revision ID: 801b86be184b
    -- Revises: 
    -- Create Date: 2025-12-24T03:31:04Z

    -- whimbrel: upgrade

    CREATE TABLE plants (id integer);

    \(upgrade);

    -- whimbrel: downgrade

    DROP TABLE plants;

    """
  }

  /// Waits until the server runs a statement with `text` in it.
  private func untilRunning(_ text: String, _ project: Workspace) async throws {
    let connection = try await Connection.connect(to: project.database)
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
      let rows = try await connection.query(
        """
        SELECT FROM pg_catalog.pg_stat_activity
        WHERE datname = current_database() AND state = 'active' AND query LIKE $1
          AND pid <> pg_backend_pid()
        """, ["%\(text)%"])
      if !rows.isEmpty { break }
      try await Task.sleep(for: .milliseconds(20))
    }
    await connection.close()
    #expect(ContinuousClock.now < deadline, "the statement did not begin")
  }

  @Test func anotherRunner() async throws {
    try await Workspace.with { project in
      try project.write("versions/20251224_033104_slow.sql", revision("SELECT pg_sleep(4)"))
      try await project.expect(.whimbrel, "verify", "--rehash")
      async let first = project.expect(.whimbrel, "upgrade")
      try await untilRunning("pg_sleep", project)
      let second = try await project.expect(.whimbrel, "upgrade", "--wait", "1s", code: 5)
      #expect(second.errors.contains("error: "))
      #expect(second.help != nil, "\(second.errors)")
      #expect(try await first.output.contains("applied"))
    }
  }

  @Test func interrupted() async throws {
    try await Workspace.with { project in
      try project.write("versions/20251224_033104_slow.sql", revision("SELECT pg_sleep(60)"))
      try await project.expect(.whimbrel, "verify", "--rehash")
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Executable.whimbrel.path)
      process.arguments = ["upgrade"]
      process.currentDirectoryURL = URL(fileURLWithPath: project.folder)
      process.environment = ["DATABASE_URL": project.url, "PATH": "/usr/bin:/bin"]
      process.standardError = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      try await untilRunning("pg_sleep", project)
      process.interrupt()
      let code = await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
          process.waitUntilExit()
          continuation.resume(returning: process.terminationStatus)
        }
      }
      #expect(code == 130)
      let status = try await project.expect(.whimbrel, "status")
      #expect(status.output.contains("nothing is applied"))
      try await project.execute("CREATE TABLE plants (id integer)")
    }
  }

  #if os(Linux)
    @Test(arguments: [("1", "RENAME COLUMN name TO title"), ("d", "DROP COLUMN name")])
    func asks(_ answer: String, _ expected: String) async throws {
      try await Workspace.with { project in
        try project.write("schema.sql", "CREATE TABLE plants (id integer, name text);\n")
        try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
        try await project.expect(.whimbrel, "upgrade")
        try project.write("schema.sql", "CREATE TABLE plants (id integer, title text);\n")
        let command =
          "'\(Executable.whimbrel.path)' revision -m two --schema schema.sql --dry-run"
        let output = try await inTerminal(command, answer: answer, project)
        #expect(output.contains("column plants.name is in the revisions and not in the model"))
        #expect(output.contains(expected), "\(output)")
      }
    }

    @Test(arguments: [("y", true), ("n", false)])
    func asksForALoss(_ answer: String, _ isWritten: Bool) async throws {
      try await Workspace.with { project in
        try project.write("schema.sql", "CREATE TABLE plants (id integer, at timestamp);\n")
        try await project.expect(.whimbrel, "revision", "-m", "one", "--schema", "schema.sql")
        try await project.expect(.whimbrel, "upgrade")
        try project.write("schema.sql", "CREATE TABLE plants (id integer, at date);\n")
        let command = "'\(Executable.whimbrel.path)' revision -m two --schema schema.sql"
        let output = try await inTerminal(
          command, answer: answer, project, question: "all the same?")
        #expect(output.contains("loses the time of day in plants.at"), "\(output)")
        #expect(try project.revisions.count == (isWritten ? 2 : 1), "\(output)")
      }
    }

    /// Runs a command on a terminal of its own, and types an answer to a question.
    private func inTerminal(
      _ command: String, answer: String, _ project: Workspace, question: String = "which?"
    ) async throws -> String {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
      process.arguments = ["-qec", command, "/dev/null"]
      process.currentDirectoryURL = URL(fileURLWithPath: project.folder)
      process.environment = ["DATABASE_URL": project.url, "PATH": "/usr/bin:/bin", "TERM": "dumb"]
      let (input, output) = (Pipe(), Pipe())
      process.standardInput = input
      process.standardOutput = output
      try process.run()
      return try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async {
          continuation.resume(
            with: Result {
              var said = Data()
              while true {
                let more = output.fileHandleForReading.availableData
                if more.isEmpty { break }
                let isAsking = !said.contains(Data(question.utf8))
                said += more
                if isAsking, said.contains(Data(question.utf8)) {
                  try input.fileHandleForWriting.write(contentsOf: Data("\(answer)\n".utf8))
                }
              }
              process.waitUntilExit()
              return String(decoding: said, as: UTF8.self)
            })
        }
      }
    }
  #endif
}

extension Data {
  fileprivate func contains(_ other: Data) -> Bool { range(of: other) != nil }
}
