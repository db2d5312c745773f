import CPostgres

/// A connection to a server: libpq, wrapped once, on a thread of its own.
///
///     let connection = try await Connection.connect(to: ConnectionString(url))
///     let rows = try await connection.query("SELECT $1::int + 1", ["41"])
///
/// One task uses it at a time: a transaction is the connection's, not the task's.
package actor Connection {
  private let queue = ConnectionQueue()
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    queue.asUnownedSerialExecutor()
  }

  /// How it was connected.
  package nonisolated let string: ConnectionString

  private var handle: ConnectionHandle?
  /// What cancels this connection's statements from any thread; nil when it is closed.
  package private(set) var canceller: Canceller?

  private init(_ string: ConnectionString) { self.string = string }

  /// Connects within `timeout`, or `connect_timeout` of the string, or 10 s.
  ///
  /// Throws `ConnectionError`, also for a pooler that keeps no session for us. `onNotice` is called
  /// on the connection's thread.
  package static func connect(
    to string: ConnectionString, timeout: Duration? = nil,
    onNotice: @escaping @Sendable (Notice) -> Void = { _ in }
  ) async throws -> Connection {
    let connection = Connection(string)
    try await connection.open(timeout: timeout, onNotice: onNotice)
    do {
      try await Pooler.refuseSharing(connection) {
        let probe = Connection(string)
        try await probe.open(timeout: timeout) { _ in }
        return probe
      }
    } catch {
      await connection.close()
      throw error
    }
    return connection
  }

  private func open(
    timeout: Duration?, onNotice: @escaping @Sendable (Notice) -> Void
  ) throws {
    var timeout = timeout
    if timeout == nil {
      // As libpq has it, 0 and less is for ever; so is what is no number, after its own warning.
      let seconds = string.effective("connect_timeout").map { Int($0) ?? 0 } ?? 10
      timeout = seconds > 0 ? .seconds(seconds) : nil
    }
    handle = try Interrupts.cancellable(nil) {
      try ConnectionHandle(string, timeout: timeout, onNotice: onNotice)
    }
    canceller = (handle?.pointer).flatMap { Canceller(of: $0) }
  }

  /// Closes; what is in a transaction is rolled back by the server. Can be called again.
  package func close() {
    canceller = nil
    handle = nil
  }

  /// libpq's own connection; throws when it is closed.
  func live() throws(ConnectionError) -> OpaquePointer {
    guard let handle else { throw .closed }
    return handle.pointer
  }

  /// Runs `body`, which sends statements and waits for their results; throws when the connection
  /// is closed, and after Ctrl-C.
  func sending<T>(_ body: (OpaquePointer) throws -> T) throws -> T {
    let pointer = try live()
    return try Interrupts.cancellable(canceller) {
      defer { clearResults(on: pointer) }
      return try body(pointer)
    }
  }

  /// libpq takes no statement before the last one's results are read to their end.
  private func clearResults(on pointer: OpaquePointer) {
    // A pipeline that broke off is not read to its end, the connection is closed.
    while PQpipelineStatus(pointer) == PQ_PIPELINE_OFF, let result = PQgetResult(pointer) {
      let status = PQresultStatus(result)
      PQclear(result)
      if status == PGRES_COPY_IN || status == PGRES_COPY_OUT { break }
    }
  }

  var redactor: Redactor { handle?.redactor ?? string.redactor() }
}

// MARK: - What is known of the connection

extension Connection {
  /// False once the server or the network has ended it; notices an end that nobody told us of.
  package var isAlive: Bool {
    guard let pointer = try? live() else { return false }
    return PQconsumeInput(pointer) == 1 && PQstatus(pointer) == CONNECTION_OK
  }

  /// The server's process for this connection, as in `pg_stat_activity`; 0 when it is closed.
  package var backendPID: Int { (try? live()).map { Int(PQbackendPID($0)) } ?? 0 }

  package var serverVersion: ServerVersion {
    ServerVersion((try? live()).map { Int(PQserverVersion($0)) } ?? 0)
  }

  /// A setting that the server reports of itself, as `server_encoding` or `is_superuser`.
  package func parameterStatus(_ name: String) -> String? {
    guard let pointer = try? live(), let value = PQparameterStatus(pointer, name) else {
      return nil
    }
    return String(cString: value)
  }

  package enum TransactionStatus: Sendable { case idle, inTransaction, failed, unknown }

  package var transactionStatus: TransactionStatus {
    guard let pointer = try? live() else { return .unknown }
    return switch PQtransactionStatus(pointer) {
    case PQTRANS_IDLE: .idle
    case PQTRANS_INTRANS: .inTransaction
    case PQTRANS_INERROR: .failed
    default: .unknown
    }
  }
}
