import Foundation

extension ServerBinaries {
  /// A folder of installs: those of its entries that start with `entry` are one each.
  private struct Place {
    let parent: String
    let entry: String
  }

  private static let places = [
    Place(parent: "/usr/lib/postgresql", entry: ""),  // Debian
    Place(parent: "/usr", entry: "pgsql-"),  // the RPMs
    Place(parent: "/opt/homebrew/opt", entry: "postgresql"),
    Place(parent: "/usr/local/opt", entry: "postgresql"),
    Place(parent: "/home/linuxbrew/.linuxbrew/opt", entry: "postgresql"),
    Place(parent: "/Applications/Postgres.app/Contents/Versions", entry: ""),
    Place(parent: "/Library/PostgreSQL", entry: ""),
  ]

  /// Those of the `bin` folders that are named after a major version, as in `postgresql/15/bin`.
  static func directories(named major: Int) -> [String] {
    let names = ["\(major)", "pgsql-\(major)", "postgresql@\(major)"]
    return candidateDirectories(ProcessInfo.processInfo.environment).filter { folder in
      folder.split(separator: "/").contains { names.contains(String($0)) }
    }
  }

  /// The `bin` folders where an install may be, in the order of preference; they may not exist.
  static func candidateDirectories(_ environment: [String: String]) -> [String] {
    if let only = environment["WHIMBREL_PG_BIN"], !only.isEmpty {
      return only.split(separator: ":").map(String.init)
    }
    let usual = places.flatMap { place in
      ((try? FileManager.default.contentsOfDirectory(atPath: place.parent)) ?? [])
        .filter { $0.hasPrefix(place.entry) }.sorted()
        .map { "\(place.parent)/\($0)/bin" }
    }
    let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let all = usual + ["/usr/local/pgsql/bin"] + path
    if all.contains(where: { access("\($0)/initdb", X_OK) == 0 }) { return all }
    // Debian's pg_config is a script that takes a while, so it is the last to be asked.
    let tools: [String] = path.map { "\($0)/pg_config" }
    guard let tool = tools.first(where: { access($0, X_OK) == 0 }) else { return all }
    var clean = Spawn.cleanEnvironment()
    clean["PATH"] = environment["PATH"]
    guard let told = try? Spawn.run([tool, "--bindir"], environment: clean), told.status == 0
    else { return all }
    return all + [told.output.trimmingCharacters(in: .whitespacesAndNewlines)]
  }
}
