import Foundation
import WhimbrelPostgres

/// Where the server programs of a major version are looked for.
package enum TestBinaries {
  /// The install of `major`; throws with what to do when there is none.
  ///
  /// In this order: the folder in `WHIMBREL_TEST_PG<major>`, what `make setup` put under
  /// `.whimbrel/servers/<major>`, what is installed on the machine.
  package static func find(major: Int) throws -> ServerBinaries {
    let variable = "WHIMBREL_TEST_PG\(major)"
    if let named = ProcessInfo.processInfo.environment[variable], !named.isEmpty {
      if let found = install(of: major, in: [named, "\(named)/bin"]) { return found }
      throw TestServerError("\(variable) names no PostgreSQL \(major): \(named)")
    }
    if let found = install(of: major, in: folders(major: major)) { return found }
    if let found = ServerBinaries.installed().first(where: { $0.major == major }) {
      return found
    }
    throw TestServerError(
      "no server programs; run `make setup`, or set \(variable) to the folder of initdb")
  }

  private static func install(of major: Int, in folders: [String]) -> ServerBinaries? {
    ServerBinaries.installed(in: folders).first { $0.major == major }
  }

  private static func folders(major: Int) -> [String] {
    let root = "\(projectRoot)/.whimbrel/servers/\(major)"
    return ["bin", "*/bin", "*/*/bin", "lib/python*/site-packages/*/*/bin"].flatMap {
      matches(of: "\(root)/\($0)")
    }
  }

  private static func matches(of pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { index in
      found.gl_pathv[index].map { String(cString: $0) }
    }
  }

  /// This file is in `Tests/Support`.
  package static let projectRoot: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()
}
