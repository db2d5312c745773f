import Foundation
import Testing

@testable import WhimbrelPostgres

@Suite struct ServerBinariesTests {
  @Test(arguments: [
    ("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n", 15),
    ("postgres (PostgreSQL) 18beta1\n", 18), ("postgres (PostgreSQL) 9.6.24\n", 9),
  ])
  func readsVersions(line: String, major: Int) {
    #expect(ServerBinaries.parseVersion(line)?.major == major)
  }

  @Test func refusesWhatIsNoVersion() {
    #expect(ServerBinaries.parseVersion("EnterpriseDB 15") == nil)
    #expect(ServerBinaries.parseVersion("postgres (PostgreSQL) devel") == nil)
  }

  @Test func findsAnInstallAndItsExtensions() throws {
    let install = try ServerBinaries.choose()
    #expect(install.version.hasPrefix("\(install.major)"))
    #expect(install.hasExtension("plpgsql"))
    #expect(!install.hasExtension("no_such_extension"))
    #expect(!install.hasExtension("../extension/plpgsql"))
    #expect(!install.hasExtension(""))
  }

  @Test func ordersByMajorNewestFirst() {
    let majors = ServerBinaries.installed().map(\.major)
    #expect(majors == majors.sorted(by: >))
  }

  @Test func theVariableRulesOutAllOthers() {
    let told = ServerBinaries.candidateDirectories(["WHIMBREL_PG_BIN": "/a/bin:/b/bin"])
    #expect(told == ["/a/bin", "/b/bin"])
    #expect(ServerBinaries.installed(in: ["/nonexistent", "/tmp"]).isEmpty)
  }

  @Test func saysWhatToDoWithoutPrograms() throws {
    let error = try #require(throws: ServerError.self) {
      try ServerBinaries.choose(major: 15, from: [])
    }
    #expect(error.summary == "no PostgreSQL 15 server programs on this machine")
    #expect(error.help.contains("install postgresql"))
    #expect(error.help.contains("--scratch URL"))
  }

  @Test func saysWhichExtensionIsMissing() throws {
    let install = try ServerBinaries.choose()
    let error = try #require(throws: ServerError.self) {
      try ServerBinaries.choose(
        extensions: ["plpgsql", "no_such_extension"], from: [install])
    }
    #expect(error.summary.hasSuffix("has no extension no_such_extension"))
  }
}

@Suite struct ServerFoldersTests {
  @Test(arguments: [("", "811c9dc5"), ("a", "e40c292c"), ("foobar", "bf9cf968")])
  func tagsAreFNV1a(text: String, tag: String) {
    #expect(ServerFolders.tag(text) == tag)
  }

  @Test(arguments: [
    ("/home/eve/My-App", "my_app"), ("/", "_dev"), ("/srv/postgres", "postgres_dev"),
    ("/srv/caf\u{e9}", "caf__"),
  ])
  func databasesAreNamedAfterTheProject(folder: String, name: String) {
    #expect(LocalServer.databaseName(for: folder) == name)
  }

  @Test func connectionStringsAreQuoted() {
    #expect(
      Conninfo.text(socketFolder: "/tmp/a b", port: 5432, database: "it's\\")
        == #"host='/tmp/a b' hostaddr='' port=5432 user=postgres dbname='it\'s\\'"#)
    #expect(
      Conninfo.url(socketFolder: "/tmp/a b", port: 5432, database: "é")
        == "postgresql:///%C3%A9?host=/tmp/a%20b&port=5432&user=postgres")
  }

  @Test func refusesAFolderThatOthersMayEnter() throws {
    let account = try ServerAccount.current()
    let folder = NSTemporaryDirectory() + "whimbrel-open-\(UInt32.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    chmod(folder, 0o777)
    let error = try #require(throws: ServerError.self) {
      try ServerFolders.makePrivate(folder, for: account)
    }
    #expect(error.summary.contains(folder))
  }

  @Test func refusesALinkInThePlaceOfAFolder() throws {
    let account = try ServerAccount.current()
    let link = NSTemporaryDirectory() + "whimbrel-link-\(UInt32.random(in: .min ... .max))"
    #expect(symlink("/etc", link) == 0)
    defer { unlink(link) }
    #expect(throws: ServerError.self) { try ServerFolders.makePrivate(link, for: account) }
  }
}
