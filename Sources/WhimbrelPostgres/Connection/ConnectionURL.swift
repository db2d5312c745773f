/// A connection URL as applications write it, made into one that libpq reads.
///
/// Only the scheme and the query are looked at; the rest is libpq's own reading.
struct ConnectionURL {
  static let escapeHelp =
    "in a URL write %40 for @, %2F for /, %3A for :, %3F for ?, %23 for # and %25 for % "
    + "in user and password"

  private let beforeQuery: Substring
  private let query: Substring

  /// Throws for another database's scheme, and where user and password have no clear end.
  init(_ text: String) throws(ConnectionError) {
    let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    let scheme = parts[0].lowercased()
    let dialect = scheme.prefix { $0 != "+" }
    guard dialect == "postgres" || dialect == "postgresql" else {
      throw ConnectionError(
        .invalidString, "the URL's scheme is not one of PostgreSQL: \(scheme.prefix(40))://")
    }
    let rest = parts[1]
    // As libpq does: what comes before an @, if that comes before a slash, is user and password.
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let afterUser = rest[..<slash].firstIndex(of: "@").map { rest.index(after: $0) }
    let host = rest[(afterUser ?? rest.startIndex)...]
    let question = host.firstIndex(of: "?") ?? host.endIndex
    if host[..<question].contains("@") {
      throw ConnectionError(
        .invalidString, "user or password in the URL hold an @ or / that is not escaped",
        help: Self.escapeHelp)
    }
    beforeQuery = rest[..<question]
    query = host[question...].dropFirst()
  }

  /// Throws for a query parameter that neither libpq nor this list knows.
  var forLibpq: String {
    get throws(ConnectionError) {
      let pairs = try parameters()
      let text = pairs.map { $0.name + "=" + $0.value }.joined(separator: "&")
      return "postgresql://" + beforeQuery + (text.isEmpty ? "" : "?" + text)
    }
  }

  private func parameters() throws(ConnectionError) -> [(name: String, value: String)] {
    var pairs: [(name: String, value: String)] = []
    var hosts: [Substring] = []
    for part in query.split(separator: "&") {
      let name = String(part.prefix { $0 != "=" })
      guard part.contains("=") else { throw unknown(name) }
      let value = part.dropFirst(name.count + 1)
      if name == "host" {
        hosts += value.split(separator: ",", omittingEmptySubsequences: false)
      } else if LibpqOptions.keywords.contains(name) {
        pairs.append((name, name == "sslmode" ? try tlsMode(value, of: name) : String(value)))
      } else if name == "ssl" || name == "sslaccept" {
        pairs.append(("sslmode", try tlsMode(value, of: name)))
      } else if name == "timeout" {
        pairs.append(("connect_timeout", String(value.prefix { $0 != "." })))
      } else if name == "encoding" || Self.driversOwn.contains(name) {
        continue
      } else if name == "search_path" || name == "schema" || name == "currentSchema" {
        throw ConnectionError(
          .invalidString, "the URL's parameter \(name) is not read",
          help: "take it out of the URL and say --search-path instead")
      } else {
        throw unknown(name)
      }
    }
    return pairs + hostParameters(hosts)
  }

  /// SQLAlchemy writes `host=a:5432&host=b:5433`, libpq `host=a,b&port=5432,5433`.
  private func hostParameters(_ hosts: [Substring]) -> [(name: String, value: String)] {
    if hosts.isEmpty { return [] }
    let split = hosts.map { host -> (Substring, Substring?) in
      let parts = host.split(separator: ":", omittingEmptySubsequences: false)
      let isPair = parts.count == 2 && !parts[1].isEmpty && parts[1].allSatisfy(\.isNumber)
      return isPair ? (parts[0], parts[1]) : (host, nil)
    }
    var pairs = [(name: "host", value: split.map { String($0.0) }.joined(separator: ","))]
    if split.contains(where: { $0.1 != nil }) {
      pairs.append(("port", split.map { String($0.1 ?? "5432") }.joined(separator: ",")))
    }
    return pairs
  }

  /// asyncpg's and other drivers' words for libpq's `sslmode`.
  private func tlsMode(_ value: Substring, of name: String) throws(ConnectionError) -> String {
    switch value.lowercased() {
    case "disable", "allow", "prefer", "require", "verify-ca", "verify-full": value.lowercased()
    case "true", "1", "on", "yes", "no-verify", "accept_invalid_certs": "require"
    case "false", "0", "off", "no": "disable"
    case "strict": "verify-full"
    default:
      throw ConnectionError(
        .invalidString, "the URL's parameter \(name) has a value that is not known",
        help: "write \(name)= one of disable, allow, prefer, require, verify-ca, verify-full")
    }
  }

  private func unknown(_ name: String) -> ConnectionError {
    // Beside a password, or after an @, what looks like a name may be the rest of a password.
    let mayBeSecret = query.contains("@") || query.lowercased().contains("passw")
    let shown = mayBeSecret || name.isEmpty ? "" : ": \(name.prefix(63))"
    return ConnectionError(
      .invalidString, "the URL has a parameter that libpq does not know\(shown)",
      help: "take it out of the URL; a server setting is written options=-c%20NAME%3DVALUE")
  }

  /// What only tells a driver how to cache, batch or pool: without meaning for one connection.
  private static let driversOwn: Set<String> = [
    "prepared_statement_cache_size", "prepared_statement_name_func", "statement_cache_size",
    "statement-cache-capacity", "statement_cache_mode", "max_cached_statement_lifetime",
    "max_cacheable_statement_size", "command_timeout", "async_fallback", "executemany_mode",
    "executemany_batch_page_size", "executemany_values_page_size", "insertmanyvalues_page_size",
    "use_insertmanyvalues", "use_native_unicode", "use_native_hstore", "use_native_uuid",
    "native_inet_types", "prepare_threshold", "pool_size", "max_overflow", "pool_timeout",
    "pool_recycle", "pool_pre_ping", "pool_use_lifo", "pool_min_size", "pool_max_size",
    "min_size", "max_size", "pgbouncer", "connection_limit", "socket_timeout",
  ]
}
