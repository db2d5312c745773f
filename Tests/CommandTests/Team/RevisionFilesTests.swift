import Foundation
import Testing
import WhimbrelPlanning

@testable import Whimbrel

/// What a program says of the files of its revisions: names, zone, hooks.
@Suite struct RevisionFilesTests {
  private func files(_ change: (inout Settings) -> Void) throws -> RevisionFiles {
    var settings = Settings()
    change(&settings)
    let context = Context(
      program: "app", configuration: try Configuration(Arguments(), settings), settings: settings,
      terminal: Terminal(verbosity: .quiet))
    return RevisionFiles(context, VersionsFolder(path: "/nowhere", shown: "versions"))
  }

  private func written(_ files: RevisionFiles) throws -> Revision {
    try files.written(
      RevisionDraft(
        header: files.header("Add plants"),
        upgrade: [StepDraft(statements: [StatementDraft("create table plants()")])], downgrade: []))
  }

  @Test func names() throws {
    let files = try files {
      $0.fileName = "{{revision}}-{{slug}}"
      $0.slugLength = 3
    }
    let revision = try written(files)
    #expect(revision.source.name == "versions/\(revision.id)-add.sql")
  }

  /// The name says the time of the zone, the header says UTC.
  @Test func zones() throws {
    let files = try files {
      $0.fileName = "{{year}}{{month}}{{day}}{{hour}}_{{slug}}"
      $0.timeZone = "Asia/Kolkata"
    }
    let revision = try written(files)
    let created = try #require(ISO8601DateFormatter().date(from: revision.header.created))
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 19_800)
    format.dateFormat = "yyyyMMddHH"
    #expect(revision.fileName == "\(format.string(from: created))_add_plants.sql")
    #expect(throws: UsageError.self) { try written(try self.files { $0.timeZone = "Mars/North" }) }
  }

  @Test func hooks() throws {
    let formatted = try files {
      $0.revisionHooks = [
        RevisionHook("sed", "-i", "s/create table plants()/CREATE TABLE plants ()/"),
        RevisionHook("sh", "-c", "echo '-- looked at' >> {{file}}"),
      ]
    }
    let revision = try written(formatted)
    #expect(revision.upgrade.steps[0].statements[0].text == "CREATE TABLE plants ()")
    let text = revision.source.text(revision.source.bytes.indices)
    #expect(text.hasSuffix("-- looked at\n"))

    let failing = try files { $0.revisionHooks = [RevisionHook("sh", "-c", "echo no; exit 3")] }
    let failure = #expect(throws: Failure.self) { try written(failing) }
    #expect(failure?.message == "the hook sh failed with exit code 3; nothing was written")
    #expect(failure?.details == ["  no"])
    let missing = try files { $0.revisionHooks = [RevisionHook("whimbrel-no-such-program")] }
    #expect(throws: Failure.self) { try written(missing) }
    let broken = try files { $0.revisionHooks = [RevisionHook("sed", "-i", "s/upgrade/upgraed/")] }
    #expect(throws: SourceDiagnostics.self) { try written(broken) }
    let header = try files { $0.revisionHooks = [RevisionHook("sed", "-i", "s/Add/add/")] }
    let changed = #expect(throws: Failure.self) { try written(header) }
    #expect(changed?.message.hasPrefix("a hook changed the header of") == true)
  }
}
