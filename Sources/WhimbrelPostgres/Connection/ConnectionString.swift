import CPostgres

/// Which server and database, and how to get in: what a user may write, as libpq reads it.
///
/// Reads `postgres://`, `postgresql://`, the same with a driver (`postgresql+asyncpg://`), libpq
/// keyword strings, and, with nothing given, the PG* variables. Nothing printed from it holds a
/// password.
package struct ConnectionString: Sendable {
  /// libpq keyword to value; only what was given.
  private var given: [String: String]

  /// Throws `ConnectionError` when `text` cannot be read; no text leaves all to PG* variables.
  package init(_ text: String? = nil) throws(ConnectionError) {
    guard let text, !text.trimmed.isEmpty else {
      given = [:]
      return
    }
    if text.utf8.contains(0) {
      throw ConnectionError(.invalidString, "the connection string holds a NUL byte")
    }
    let isURL = text.contains("://") && !text.prefix(while: { $0 != ":" }).contains("=")
    let conninfo = isURL ? try ConnectionURL(text.trimmed).forLibpq : text
    given = try LibpqOptions.parse(conninfo, isURL: isURL)
    try Self.checkPorts(given["port"])
  }

  /// From libpq keywords, as for a server that we started ourselves.
  package init(keywords: [String: String]) { given = keywords }

  package var host: String {
    effective("host") ?? effective("hostaddr") ?? Self.defaultHost
  }
  package var port: String { effective("port") ?? "5432" }
  package var user: String { effective("user") ?? "" }
  package var database: String { effective("dbname") ?? user }

  /// What `keyword` will be: given here, by a PG* variable, or by libpq's default.
  package func effective(_ keyword: String) -> String? {
    (given[keyword] ?? LibpqOptions.defaults[keyword]).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The same server and user, another database.
  package func with(database: String) -> ConnectionString { with("dbname", database) }

  /// The same with one libpq keyword set to `value`, or left to its default with nil.
  package func with(_ keyword: String, _ value: String?) -> ConnectionString {
    var copy = self
    copy.given[keyword] = value
    return copy
  }

  /// What libpq is given to connect: every keyword that was given, and those that we always set.
  var forLibpq: [(keyword: String, value: String)] {
    var all = given
    all["client_encoding"] = "UTF8"
    all["fallback_application_name"] = "whimbrel"
    return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// PG* variables with which psql, pg_dump and their like connect to the same database.
  ///
  /// Holds the password, which so stays out of the argument list that every user can read.
  package var environment: [String: String] {
    var all: [String: String] = [:]
    for (keyword, value) in given {
      if let variable = LibpqOptions.variables[keyword] { all[variable] = value }
    }
    return all
  }

  /// Passwords that messages must not show.
  var secrets: [String] {
    ["password", "sslpassword"].compactMap { given[$0] ?? LibpqOptions.defaults[$0] }
  }

  func redactor(also password: String? = nil) -> Redactor {
    let visible = ["host", "hostaddr", "port", "user", "dbname", "service", "passfile"]
    return Redactor(
      secrets: secrets + [password].compactMap { $0 },
      known: visible.compactMap(effective) + [host, database])
  }

  private static var defaultHost: String {
    #if os(Linux)
      "/var/run/postgresql"
    #else
      "/tmp"
    #endif
  }

  /// A port that is no number is most often the end of a password with `:` or `/` in it.
  private static func checkPorts(_ ports: String?) throws(ConnectionError) {
    for port in ports?.split(separator: ",", omittingEmptySubsequences: true) ?? [] {
      guard let number = Int(port), (1...65535).contains(number) else {
        throw ConnectionError(
          .invalidString, "the port in the connection string is not a number from 1 to 65535",
          help: ConnectionURL.escapeHelp)
      }
    }
  }
}

extension ConnectionString: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// A URL that works anywhere, without the password.
  package var redacted: String {
    let isSocket = host.hasPrefix("/") || host.hasPrefix("@")
    let isList = host.contains(",")
    let name = user.percentEncoded
    var url = "postgresql://" + (name.isEmpty ? "" : name + "@")
    if !isSocket && !isList {
      url += host.contains(":") ? "[\(host)]" : host.percentEncoded
      url += ":" + port
    }
    url += "/" + database.percentEncoded
    if isSocket || isList {
      url += "?host=" + host.percentEncoded(keeping: "/,:") + "&port=" + port
    }
    return url
  }

  package var description: String { redacted }
  package var debugDescription: String { redacted }
  package var customMirror: Mirror { Mirror(self, children: ["url": redacted]) }
}

extension String {
  var percentEncoded: String { percentEncoded(keeping: "") }

  func percentEncoded(keeping kept: String) -> String {
    var text = ""
    for byte in utf8 {
      let scalar = UnicodeScalar(byte)
      let isPlain =
        byte < 128
        && (Character(scalar).isLetter || Character(scalar).isNumber
          || "-._~\(kept)".utf8.contains(byte))
      if isPlain {
        text.unicodeScalars.append(scalar)
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        text += "%" + (hex.utf8.count == 1 ? "0" : "") + hex
      }
    }
    return text
  }
}
