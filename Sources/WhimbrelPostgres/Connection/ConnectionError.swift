/// There is no usable connection: why, and what can be done about it; never with a password.
package struct ConnectionError: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// The connection string cannot be read.
    case invalidString
    /// Nothing answers at that host and port, or the host is not known.
    case noServer
    case timeout
    case authentication
    case unknownDatabase
    /// The server answers and does not let us in: starting up, full, or not allowed.
    case refused
    case tls
    /// A pooler answers that gives each transaction another session (see `Pooler`).
    case pooled
    /// It was there and broke.
    case lost
    /// `close()` was called before.
    case closed
    /// Ctrl-C was pressed, so nothing more is sent (see `Interrupts`).
    case interrupted
  }

  package var kind: Kind
  /// What libpq or the server said, passwords taken out.
  package var message: String
  package var help: String
  package var sqlState: String?

  package init(_ kind: Kind, _ message: String, help: String? = nil, sqlState: String? = nil) {
    self.kind = kind
    self.message = message
    self.help = help ?? kind.help
    self.sqlState = sqlState
  }

  static let interrupted = ConnectionError(.interrupted, "interrupted")
  static let closed = ConnectionError(.closed, "the connection is closed")
}

extension ConnectionError: CustomStringConvertible {
  package var description: String { "\(message)\nhelp: \(help)" }
}

extension ConnectionError.Kind {
  var help: String {
    switch self {
    case .invalidString:
      "write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, or libpq keywords: "
        + "host=HOST port=PORT user=USER dbname=DATABASE"
    case .noServer:
      "start the server, or correct host and port in the connection string"
    case .timeout:
      "check that host and port can be reached from here, or allow more time with "
        + "connect_timeout=SECONDS in the connection string"
    case .authentication:
      "check user and password in the connection string, PGPASSWORD or the password file"
    case .unknownDatabase:
      "create the database with createdb, or correct its name in the connection string"
    case .refused:
      "see what the server says above, and its log"
    case .tls:
      "check sslmode and sslrootcert in the connection string"
    case .pooled:
      "connect to the server itself, or to a pool in session mode"
    case .lost:
      "look into the server's log, then run the command again"
    case .closed:
      "open a new connection"
    case .interrupted:
      "run the command again"
    }
  }
}

extension ConnectionError {
  /// From libpq's text for a failed connection, written at `PQERRORS_VERBOSE`.
  ///
  /// libpq gives no SQLSTATE field before a connection stands; in its verbose text the state
  /// comes after the severity, in every language: `FATAL:  28P01: password authentication …`.
  init(connecting text: String, to target: String) {
    var lines: [String] = []
    var state: String?
    // Lines that begin with a tab are libpq's advice; there is better in `help`.
    for line in text.split(separator: "\n")
    where !line.hasPrefix("LOCATION:") && !line.hasPrefix("\t") {
      var line = String(line)
      if let found = Self.sqlState(in: line) {
        state = found.state
        line.removeSubrange(found.range)
      }
      lines.append(line)
    }
    let message = lines.joined(separator: "\n").trimmed
    let kind = Self.kind(ofState: state) ?? Self.kind(ofText: message)
    self.init(kind, "cannot connect to \(target): \(message)", sqlState: state)
  }

  private static func sqlState(in line: String) -> (state: String, range: Range<String.Index>)? {
    guard let match = line.firstMatch(of: #/: {2}(?<state>[0-9A-Z]{5}):[ ]/#) else { return nil }
    let state = match.output.state
    return (String(state), state.startIndex..<line.index(state.endIndex, offsetBy: 2))
  }

  private static func kind(ofState state: String?) -> Kind? {
    switch state {
    case nil: nil
    case "3D000": .unknownDatabase
    case .some(let state) where state.hasPrefix("28"): .authentication
    case .some(let state) where state.hasPrefix("08"): nil
    default: .refused
    }
  }

  private static func kind(ofText text: String) -> Kind {
    let lower = text.lowercased()
    func says(_ words: String...) -> Bool { words.contains { lower.contains($0) } }
    if says("could not translate host name", "invalid response to ssl") { return .noServer }
    if says("ssl", "certificate") { return .tls }
    if says("timeout expired") { return .timeout }
    if says("password", "authentication", "gssapi", "scram") { return .authentication }
    if says("server closed the connection", "connection reset", "terminated abnormally") {
      return .lost
    }
    return .noServer
  }
}
